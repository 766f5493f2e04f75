"""Columns beside each other on one line, each with its texts: what the charts of the overview have in common.

A column says itself in a sentence to the mouse and to a screen reader.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from safetydesk.ui.theme import DARK, LIGHT, Colours

LINE = 16
"""Height of a line of small text."""


class Columns(QWidget):
    """A chart of columns; `said` has a sentence for each, `below` so many lines of text stand under the base."""

    def __init__(self, name: str, said: Sequence[str], *, narrowest: int, height: int, below: int) -> None:
        super().__init__()
        self.said = tuple(said)
        self.below = below
        self.setMinimumSize(QSize(narrowest * len(self.said), height))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription("\n".join(self.said))

    @abstractmethod
    def paint_column(self, painter: QPainter, colours: Colours, column: QRectF, place: int) -> None:
        """Draw one of them into its strip of the chart."""

    def column(self, place: int) -> QRectF:
        """The strip of the chart that belongs to a column."""
        width = self.width() / max(len(self.said), 1)
        return QRectF(place * width, 0, width, self.height())

    def base(self) -> float:
        """Where the columns stand."""
        return self.height() - self.below * LINE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        colours = DARK if dark else LIGHT
        for place in range(len(self.said)):
            self.paint_column(painter, colours, self.column(place), place)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(0, int(self.base()), self.width(), int(self.base()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def write(self, painter: QPainter, colour: str, column: QRectF, top: float, text: str) -> None:
        """A line of text in the middle of a column."""
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(column.x(), top, column.width(), LINE), Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """The column under the mouse says itself in a sentence."""
        if self.said and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said[self.under(event.pos().x())], self)
            return True
        return super().event(event)

    def under(self, x: int) -> int:
        """Place of the column at the mouse."""
        return min(max(x * len(self.said) // max(self.width(), 1), 0), len(self.said) - 1)
