"""Small pictures of files: photos as they are turned, the first page of a PDF, a sign for everything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPainter, QPixmap, QTransform

from safetydesk.ui.icons import icon
from safetydesk.ui.pdf_pages import PdfPages

THUMBNAIL = (112, 84)
LARGEST = 512
"""Megabytes that decoding a picture may take: a phone's largest, not a bomb."""


def thumbnail(path: Path, media_type: str, turn: int = 0) -> QIcon:
    """A file's small picture; a file that cannot be shown gets the sign of its kind."""
    pixmap = QPixmap()
    if media_type.startswith("image/"):
        pixmap = photo(path)
    elif media_type == "application/pdf":
        pixmap = first_page(path)
    if pixmap.isNull():
        return icon("photo" if media_type.startswith("image/") else "file")
    return QIcon(pixmap.transformed(QTransform().rotate(turn)) if turn else pixmap)


def photo(path: Path) -> QPixmap:
    """A photo, read no larger than it is shown."""
    QImageReader.setAllocationLimit(LARGEST)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid():
        width, height = THUMBNAIL
        scale = max(size.width() / width, size.height() / height) / 2
        if scale > 1:
            reader.setScaledSize(QSize(int(size.width() / scale), int(size.height() / scale)))
    return on_white(reader.read())


def on_white(image: QImage) -> QPixmap:
    """The picture as paper shows it: white where it is transparent, in a dark window too."""
    if not image.hasAlphaChannel():
        return QPixmap.fromImage(image)
    ground = QPixmap(image.size())
    ground.fill("white")
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    return ground


def first_page(path: Path) -> QPixmap:
    """The first page of a PDF; nothing for one that is damaged or locked."""
    try:
        pages = PdfPages(path)
    except Exception:  # noqa: BLE001 - pdfium raises its own error for whatever somebody's PDF holds.
        return QPixmap()
    try:
        width, height = pages.size(0)
        return QPixmap.fromImage(pages.picture(0, 2 * min(THUMBNAIL[0] / width, THUMBNAIL[1] / height)))
    finally:
        pages.close()
