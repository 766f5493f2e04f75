"""The checks of readiness, one file for each area of an inspection."""
