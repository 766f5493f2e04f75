"""From records and loose papers to filed items: what is waiting, what it would be filed as, and filing it."""
