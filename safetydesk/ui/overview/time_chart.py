"""Seconds of the evacuations, drill by drill: a bar for each, its target as a dashed line across it.

A bar beyond its target is hatched, and a drill without staff says so in a word, so that the chart reads the same in grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from safetydesk.reports.drill_judged_paper import faults_said
from safetydesk.reports.drill_judgement import Judged
from safetydesk.ui.theme import DARK, LIGHT, Colours
from safetydesk.words import Words

HEIGHT = 156
LINE = 16
"""Height of a line of small text."""
WIDEST, NARROWEST = 30, 34
"""Of a bar, and of a column."""
SHOWN = 10
"""The newest drills of the year; all of them are on the printed chart."""


class TimeChart(QWidget):
    """One column for each drill; a click leads to it."""

    chosen = Signal(int)

    def __init__(self, words: Words, judged: Sequence[Judged]) -> None:
        super().__init__()
        self.words = words
        self.judged = tuple(judged)[-SHOWN:]
        self.setMinimumSize(QSize(NARROWEST * len(self.judged), HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words.text("drill_times.card"))
        self.setAccessibleDescription("\n".join(map(self.say, self.judged)))

    def say(self, item: Judged) -> str:
        """A drill in a sentence."""
        told = faults_said(item, self.words) or self.words.text(f"drill_judged.verdict_{item.verdict}")
        pace = item.pace
        return self.words.text(
            "drill_times.said",
            day=item.drill.day.isoformat(),
            name=item.drill.name,
            seconds="—" if pace.seconds is None else pace.seconds,
            target="—" if pace.target is None else pace.target,
            told=told,
        )

    def column(self, place: int) -> QRectF:
        """The strip of the chart that belongs to a drill."""
        width = self.width() / max(len(self.judged), 1)
        return QRectF(place * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        colours = DARK if dark else LIGHT
        times = (time for item in self.judged for time in (item.pace.seconds, item.pace.target) if time)
        most = max(times, default=1)
        for place, item in enumerate(self.judged):
            self.paint_drill(painter, colours, self.column(place), item, most)
        base = self.height() - LINE
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(0, base, self.width(), base)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def paint_drill(self, painter: QPainter, colours: Colours, column: QRectF, item: Judged, most: int) -> None:
        """Bar, target, figure, the word for a drill without staff, and its day."""
        pace, over = item.pace, bool(item.pace.over)
        base, room = column.height() - LINE, column.height() - 3 * LINE - 4
        width = min(column.width() - 8, WIDEST)
        height = room * (pace.seconds or 0) / most
        colour = QColor(colours.bad if over else colours.accent)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern if over else Qt.BrushStyle.SolidPattern))
        if pace.seconds is not None:
            painter.drawRect(QRectF(column.center().x() - width / 2, base - height, width, height))
        if pace.target:
            y = base - room * pace.target / most
            painter.setPen(QPen(QColor(colours.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(int(column.left() + 2), int(y), int(column.right() - 2), int(y))
        high = max(height, room * (pace.target or 0) / most if self.crowded(item, room / most) else 0.0)
        figure = "—" if pace.seconds is None else str(pace.seconds)
        self.write(painter, colours.bad if over else colours.text, column, base - high - LINE - 1, figure)
        if item.drill.no_staff:
            text = self.words.text("drill_times.no_staff")
            fits = painter.fontMetrics().horizontalAdvance(text) <= column.width()
            self.write(painter, colours.bad, column, base - high - 2 * LINE - 1, text if fits else "▲")
        self.write(painter, colours.quiet, column, base, item.drill.day.strftime("%m-%d"))

    def crowded(self, item: Judged, scale: float) -> bool:
        """Whether the words on a bar would stand on the line of its target."""
        above = ((item.pace.target or 0) - (item.pace.seconds or 0)) * scale
        return 0 <= above < LINE * (2 if item.drill.no_staff else 1) + 3

    def write(self, painter: QPainter, colour: str, column: QRectF, top: float, text: str) -> None:
        """A line of text in the middle of a drill."""
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(column.x(), top, column.width(), LINE), Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """The drill under the mouse says itself in a sentence."""
        if self.judged and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.say(self.judged[self.under(event.pos().x())]), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """To the record of the drill that was clicked."""
        if self.judged and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.judged[self.under(int(event.position().x()))].drill.id)

    def under(self, x: int) -> int:
        """Place of the drill at the mouse."""
        return min(max(x * len(self.judged) // max(self.width(), 1), 0), len(self.judged) - 1)
