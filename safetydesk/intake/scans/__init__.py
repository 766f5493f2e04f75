"""Scanned piles: pages as pictures, and the codes that stand on them."""
