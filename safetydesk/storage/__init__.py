"""One SQLite file, one connection, one transaction for each user action, and a history that only grows."""
