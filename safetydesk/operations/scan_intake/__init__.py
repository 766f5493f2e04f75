"""Signed letters come back as one scanned pile: matched by the code on each page, filed, marked as signed."""
