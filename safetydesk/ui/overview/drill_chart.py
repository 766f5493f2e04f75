"""Drills by month against the rhythm: what was held is filled, what is required is a dashed frame around it.

Every month also bears a sign and its figures, so that the chart reads the same in grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from safetydesk.registers.records.drills.rhythm import MonthOfDrills
from safetydesk.ui.overview.tasks import MISSING, month_name
from safetydesk.ui.pages.drill_year.signs import MONTH_SIGNS
from safetydesk.ui.theme import DARK, LIGHT, Colours
from safetydesk.words import Words

HEIGHT = 148
LINE = 16
"""Height of a line of small text."""
WIDEST = 26


class DrillChart(QWidget):
    """One column for each month of the school year."""

    def __init__(self, words: Words, months: Sequence[MonthOfDrills]) -> None:
        super().__init__()
        self.words = words
        self.months = tuple(months)
        self.setMinimumSize(QSize(24 * len(self.months), HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words.text("overview.drills"))
        self.setAccessibleDescription("\n".join(self.say(month) for month in self.months))

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

    def column(self, place: int) -> QRectF:
        """The strip of the chart that belongs to a month."""
        width = self.width() / len(self.months)
        return QRectF(place * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        colours = DARK if dark else LIGHT
        most = max((max(month.held + month.unstaffed, month.required) for month in self.months), default=1) or 1
        for place, month in enumerate(self.months):
            self.paint_month(painter, colours, self.column(place), month, most)
        base = self.height() - 2 * LINE
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(0, base, self.width(), base)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def paint_month(self, painter: QPainter, colours: Colours, column: QRectF, month: MonthOfDrills, most: int) -> None:
        """Sign, bar, frame, figures and name of one month."""
        late = month.state == MISSING
        base, room = column.height() - 2 * LINE, column.height() - 3 * LINE - 4
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

    def write(self, painter: QPainter, colour: str, column: QRectF, top: float, text: str) -> None:
        """A line of text in the middle of a month."""
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(column.x(), top, column.width(), LINE), Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """The month under the mouse says itself in a sentence."""
        if self.months and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.say(self.months[self.under(event)]), self)
            return True
        return super().event(event)

    def under(self, event: QHelpEvent) -> int:
        """Place of the month at the mouse."""
        return min(max(event.pos().x() * len(self.months) // max(self.width(), 1), 0), len(self.months) - 1)
