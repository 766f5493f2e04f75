"""What a user action does when it reaches over several registers; window and command line call the same functions."""
