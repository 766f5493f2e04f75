"""Every kind of page the program writes: made, and judged by what is seen of it."""
