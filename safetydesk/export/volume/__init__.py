"""One class of filed documents as one PDF: cover, contents, the merged files, page numbers, bookmarks."""
