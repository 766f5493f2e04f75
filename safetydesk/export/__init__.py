"""Writers: pure functions of a sheet or document and a path, usable in a worker and without a window."""
