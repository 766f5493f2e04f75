"""File items: one paper, or one set of papers, under one archive code."""
