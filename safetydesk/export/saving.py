"""Writing a PDF so that a disk that is full or gone is an OSError and nothing worse.

qpdf ends the whole process where an error meets it while it closes a file. So it is never shown one: the first error
is kept, what comes after it is thrown away, and the error is raised once qpdf has finished.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf


class Kept(io.RawIOBase):
    """A file to write to that never fails, and knows what it should have failed with."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.error: OSError | None = None
        self.handle = path.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.error is None:
            try:
                self.handle.write(data)
            except OSError as error:
                self.error = error
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Nothing is flushed before the end."""

    def finish(self) -> None:
        """Close the file; raises the first error that there was."""
        try:
            self.handle.close()
        except OSError as error:
            self.error = self.error or error
        if self.error is not None:
            raise self.error


def save_pdf(pdf: pikepdf.Pdf, target: Path, **options: Any) -> None:
    """`Pdf.save` into a file; raises OSError where the disk refuses."""
    kept = Kept(target)
    try:
        pdf.save(kept, **options)  # type: ignore[arg-type]
    finally:
        kept.finish()
