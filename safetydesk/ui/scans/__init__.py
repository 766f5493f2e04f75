"""Signed letters come in: the scanned pile, and the scanner that types."""
