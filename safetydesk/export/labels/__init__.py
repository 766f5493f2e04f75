"""What is cut out and stuck on: archive stamps, spines and fronts of boxes."""
