"""Drills by month against the rhythm: what was held is filled, what is required is a dashed frame around it.

Every month also bears a sign and its figures, so that the chart reads the same in grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from safetydesk.registers.records.drills.rhythm import MonthOfDrills
from safetydesk.ui.overview.columns import LINE, Columns
from safetydesk.ui.overview.tasks import MISSING, month_name
from safetydesk.ui.pages.drill_year.signs import MONTH_SIGNS
from safetydesk.ui.theme import Colours
from safetydesk.words import Words

HEIGHT = 148
WIDEST, NARROWEST = 26, 24
"""Of a bar, and of a column."""


class DrillChart(Columns):
    """One column for each month of the school year."""

    def __init__(self, words: Words, months: Sequence[MonthOfDrills]) -> None:
        self.words = words
        self.months = tuple(months)
        self.most = max((max(month.held + month.unstaffed, month.required) for month in months), default=1) or 1
        said = [self.say(month) for month in self.months]
        super().__init__(words.text("overview.drills"), said, narrowest=NARROWEST, height=HEIGHT, below=2)

    def say(self, month: MonthOfDrills) -> str:
        """A month in a sentence."""
        said = self.words.text(
            "overview.drills_said",
            month=month_name(self.words, month),
            held=month.held,
            required=month.required,
            state=self.words.text(f"overview.drill_{month.state}"),
        )
        return (
            self.words.text("overview.drills_said_unstaffed", said=said, n=month.unstaffed) if month.unstaffed else said
        )

    def paint_column(self, painter: QPainter, colours: Colours, column: QRectF, place: int) -> None:
        """Sign, bar, frame, figures and name of one month."""
        month, most = self.months[place], self.most
        late = month.state == MISSING
        base, room = self.base(), self.base() - LINE - 4
        width = min(column.width() - 8, WIDEST)
        left = column.center().x() - width / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if month.held:
            height = room * month.held / most
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(QRectF(left, base - height, width, height))
        if month.unstaffed:
            below, height = room * month.held / most, room * month.unstaffed / most
            painter.setBrush(QBrush(QColor(colours.bad), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(left, base - below - height, width, height))
        if month.required:
            height = room * month.required / most
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.bad if late else colours.quiet), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(left - 2, base - height, width + 4, height))
        top = base - room * max(month.held + month.unstaffed, month.required) / most - LINE - 2
        self.write(painter, colours.bad if late else colours.text, column, top, MONTH_SIGNS[month.state])
        if month.held or month.required:
            self.write(painter, colours.text, column, base + 1, f"{month.held}/{month.required}")
        self.write(painter, colours.quiet, column, base + LINE, month_name(self.words, month))
