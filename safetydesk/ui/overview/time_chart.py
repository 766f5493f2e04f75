"""Seconds of the evacuations, drill by drill: a bar for each, its target as a dashed line across it.

A drill without staff is hatched, as in the chart of the months; it and a time beyond its target say so in a word or a
sign, so that the chart reads the same in grey.
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

HEIGHT = 164
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
        pace, signs = item.pace, self.signs(painter, column.width(), item)
        base, room = column.height() - LINE, column.height() - 4 * LINE - 4
        width = min(column.width() - 8, WIDEST)
        height = room * (pace.seconds or 0) / most
        colour = QColor(colours.bad if pace.over or item.drill.no_staff else colours.accent)
        hatched = Qt.BrushStyle.BDiagPattern if item.drill.no_staff else Qt.BrushStyle.SolidPattern
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, hatched))
        if pace.seconds is not None:
            painter.drawRect(QRectF(column.center().x() - width / 2, base - height, width, height))
        if pace.target:
            y = base - room * pace.target / most
            painter.setPen(QPen(QColor(colours.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(int(column.left() + 2), int(y), int(column.right() - 2), int(y))
        high = max(height, room * (pace.target or 0) / most if self.crowded(item, room / most, len(signs)) else 0.0)
        figure = "—" if pace.seconds is None else str(pace.seconds)
        for line, text in enumerate((figure, *signs), 1):
            ink = colours.bad if line > 1 else colours.text
            self.write(painter, ink, column, base - high - LINE * line - 1, text)
        self.write(painter, colours.quiet, column, base, item.drill.day.strftime("%m-%d"))

    def signs(self, painter: QPainter, width: float, item: Judged) -> list[str]:
        """What is wrong with a drill, in a word each, or in a sign where there is no room for words."""
        told = {"over": ("✕", bool(item.pace.over)), "no_staff": ("▲", item.drill.no_staff)}
        words = [(self.words.text(f"drill_times.{name}"), sign) for name, (sign, so) in told.items() if so]
        return [text if painter.fontMetrics().horizontalAdvance(text) <= width else sign for text, sign in words]

    def crowded(self, item: Judged, scale: float, signs: int) -> bool:
        """Whether the words on a bar would stand on the line of its target."""
        above = ((item.pace.target or 0) - (item.pace.seconds or 0)) * scale
        return 0 <= above < LINE * (1 + signs) + 3

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
