"""The page as it will be printed, drawn anew a moment after the last key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.words import Words

WAIT_MS = 350
WIDTH = 400
SHARP = 2
"""Pixels drawn for each one shown, so that it is crisp at 125 % and more."""


class PageView(QWidget):
    """`write` makes the PDF at a path; what it refuses is shown in its place."""

    def __init__(self, words: Words, path: Path, write: Callable[[Path], None]) -> None:
        super().__init__()
        self.words, self.path, self.write = words, path, write
        self.page, self.count = 0, 0
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WAIT_MS)
        self.timer.timeout.connect(self.draw)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture.setWordWrap(True)
        area = QScrollArea()
        area.setWidget(self.picture)
        area.setWidgetResizable(True)
        area.setMinimumWidth(WIDTH + 24)
        self.number = QLabel()
        back, on = QPushButton("‹"), QPushButton("›")
        for button, step in ((back, -1), (on, 1)):
            button.setFixedWidth(36)
            button.setAccessibleName(words.text("wording.turn"))
            button.clicked.connect(lambda _=False, step=step: self.turn(step))
        row = QHBoxLayout()
        row.addStretch()
        for widget in (back, self.number, on):
            row.addWidget(widget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(row)

    def soon(self) -> None:
        """Draw when the typing pauses."""
        self.timer.start()

    def turn(self, step: int) -> None:
        """Another page."""
        self.page = min(max(self.page + step, 0), max(self.count - 1, 0))
        self.show_page()

    def draw(self) -> None:
        """Write the letter and show its page."""
        self.timer.stop()
        try:
            self.write(self.path)
        except (UserError, ValueError) as error:
            self.picture.setText(self.words.error(error) if isinstance(error, UserError) else str(error))
            return
        self.show_page()

    def show_page(self) -> None:
        """The page in hand, from the very file."""
        if not self.path.exists():
            return
        pages = PdfPages(self.path)
        try:
            self.count = len(pages)
            self.page = min(self.page, self.count - 1)
            width, _ = pages.size(self.page)
            pixmap = QPixmap.fromImage(pages.picture(self.page, SHARP * WIDTH / width))
        finally:
            pages.close()
        pixmap.setDevicePixelRatio(SHARP)
        self.picture.setPixmap(pixmap)
        self.number.setText(f"{self.page + 1} / {self.count}")
