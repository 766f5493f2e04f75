"""The safety files that gather records."""
