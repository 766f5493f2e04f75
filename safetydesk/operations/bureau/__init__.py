"""Taking in the bureau's list, and giving back its own form filled in."""
