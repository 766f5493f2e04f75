"""Filing many documents at once: what is proposed from the records, and what was dropped or scanned."""
