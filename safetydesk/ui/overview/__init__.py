"""The parts of the overview: cards, the chart of drills, and what is late or due."""
