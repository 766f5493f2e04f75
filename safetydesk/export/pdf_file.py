"""Writing a PDF so that a full disk is an error that can be told, and never the end of the program."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pikepdf

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class PatientFile(io.RawIOBase):
    """A file that keeps its first error for later.

    qpdf writes once more while it clears up after an error, and a second error there ends the whole program
    (std::terminate): so it must not hear of the first one.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.file = path.open("wb")
        self.error: OSError | None = None

    def write(self, data: ReadableBuffer) -> int:
        """Write, unless that failed before."""
        size = memoryview(data).nbytes
        if self.error is None:
            try:
                self.file.write(data)
            except OSError as error:
                self.error = error
        return size

    def end(self) -> None:
        """Close the file; raises the error that was kept, or that of the last bytes."""
        try:
            self.file.close()
        finally:
            if self.error is not None:
                raise self.error


def save_pdf(pdf: pikepdf.Pdf, target: Path, **options: Any) -> None:
    """`pdf.save` at a path; raises OSError where the disk refuses."""
    file = PatientFile(target)
    try:
        pdf.save(cast(BinaryIO, file), **options)
    finally:
        file.end()
