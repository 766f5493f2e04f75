"""A made-up school to try the program on."""
