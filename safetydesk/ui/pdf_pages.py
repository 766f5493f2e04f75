"""Pages of a PDF as pictures: what is previewed and what the printer gets. The one module here that knows pdfium."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage


class PdfPages:
    """An open PDF file; close it when done."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        self.document = pypdfium2.PdfDocument(str(path))

    def __len__(self) -> int:
        return len(self.document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self.document.get_page_size(page)
        return float(width), float(height)

    def picture(self, page: int, scale: float) -> QImage:
        """A page at so many pixels a point, in grey-free RGB."""
        bitmap = self.document[page].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return image.copy()

    def close(self) -> None:
        """Let the file go."""
        self.document.close()
