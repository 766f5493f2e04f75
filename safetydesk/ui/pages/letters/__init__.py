"""Dialogs and parts of the letters page, and of the posts page beside it."""
