"""The first run: from an empty folder to the preview of the first letters, in steps that can be left and taken up."""
