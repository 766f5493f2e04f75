"""Rosters in any usual form to plain rows; no database, no window."""
