"""R07 应急演练: drills with who really took part, how long it took, and what was learnt."""
