"""Writing the school's own letters, and looking at them on the page."""
