"""Seconds of the evacuations, drill by drill: a bar for each, its target as a dashed line across it.

A drill without staff is hatched, as in the chart of the months; it and a time beyond its target say so in a word or a
sign, so that the chart reads the same in grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPen

from safetydesk.reports.drill_judged_paper import faults_said
from safetydesk.reports.drill_judgement import Judged
from safetydesk.ui.overview.columns import LINE, Columns
from safetydesk.ui.theme import Colours
from safetydesk.words import Words

HEIGHT = 164
WIDEST, NARROWEST = 30, 34
"""Of a bar, and of a column."""
SHOWN = 10
"""The newest drills of the year; all of them are on the printed chart."""


class TimeChart(Columns):
    """One column for each drill; a click leads to it."""

    chosen = Signal(int)

    def __init__(self, words: Words, judged: Sequence[Judged]) -> None:
        self.words = words
        self.judged = tuple(judged)[-SHOWN:]
        times = (time for item in self.judged for time in (item.pace.seconds, item.pace.target) if time)
        self.most = max(times, default=1)
        said = list(map(self.say, self.judged))
        super().__init__(words.text("drill_times.card"), said, narrowest=NARROWEST, height=HEIGHT, below=1)

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

    def paint_column(self, painter: QPainter, colours: Colours, column: QRectF, place: int) -> None:
        """Bar, target, figure, the word for a drill without staff, and its day."""
        item, most = self.judged[place], self.most
        pace, signs = item.pace, self.signs(painter, column.width(), item)
        base, room = self.base(), self.base() - 3 * LINE - 4
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """To the record of the drill that was clicked."""
        if self.judged and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.judged[self.under(int(event.position().x()))].drill.id)
