"""A quiet bar that shows a part of a whole; the number stands beside it, so colour is never the only sign."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

HEIGHT = 8


class ShareBar(QWidget):
    """Part of a whole, from 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setMinimumSize(QSize(80, HEIGHT + 4))

    def set_share(self, share: Fraction | None) -> None:
        """Show another share; None is an empty bar."""
        self.share = float(share or 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(box, 4, 4)
        if self.share > 0:
            painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(box.x(), box.y(), max(box.width() * self.share, HEIGHT), HEIGHT), 4, 4)
        painter.end()
