"""Filed documents: the ordinary page; a file dropped on it opens the form of a new item."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.ui.register_page import RegisterPage

TITLE_LIMIT = 200
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")


class FilesPage(RegisterPage):
    """The register of filed documents."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.file_these(paths)

    def file_these(self, paths: list[Path]) -> FormDialog | None:
        """One new item for these files: title and pages are filled in, all else is for the clerk to say."""
        self.show_form(None)
        if self.form and self.form.strip:
            self.form.editors["title"].show(paths[0].stem[:TITLE_LIMIT])
            pages = sum(page_count(path) for path in paths)
            self.form.editors["pages"].show(str(pages) if pages else "")
            self.form.strip.add(paths)
        return self.form


def page_count(path: Path) -> int:
    """Printed sides of a PDF or a picture; 0 where only its own program could tell."""
    if path.suffix.lower() in PICTURES:
        return 1
    if path.suffix.lower() != ".pdf":
        return 0
    try:
        pages = PdfPages(path)
    except Exception:  # noqa: BLE001 - pdfium raises its own error for whatever somebody's PDF holds.
        return 0
    count = len(pages)
    pages.close()
    return count
