"""Letters: what one says, how it is laid out, and how thousands are written into one file."""
