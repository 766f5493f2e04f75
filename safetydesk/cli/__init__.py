"""The same functions as the window, for a scheduled backup, a bureau's IT, and tests."""
