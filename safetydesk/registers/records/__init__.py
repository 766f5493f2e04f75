"""What happened and what was signed: one slice for each register."""
