"""Engines shared by every register: fields, declarations, listings, rules, search. No Qt, no file formats."""
