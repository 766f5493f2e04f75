"""Printing drills: which paper, how many photos to a page."""
