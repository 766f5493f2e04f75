"""The bureau's lists of materials, and how the school's files answer them."""
