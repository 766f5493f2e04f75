"""How the calendar of drills is drawn: a sign and a colour for what became of a drill, grey for holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPalette, QPen

from safetydesk.registers.records.drills.calendar import Mark
from safetydesk.registers.records.drills.rhythm import Month, MonthOfDrills
from safetydesk.ui.pages.drill_year.months_grid import HEAD, TITLE, WEEK
from safetydesk.ui.pages.drill_year.signs import MONTH_SIGNS, SIGNS
from safetydesk.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from safetydesk.ui.pages.drill_year.year_view import YearView

SATURDAY = 5
SMALL = 0.85
"""Size of the names of weekdays against the window's font."""


class YearPainter:
    """One painting of the calendar."""

    def __init__(self, view: YearView) -> None:
        self.view = view
        self.grid = view.grid
        self.colours = DARK if view.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
        self.by_month = {(month.year, month.month): month for month in view.months}

    def paint(self) -> None:
        """Everything."""
        self.painter = QPainter(self.view)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in self.grid.months:
            self.month(month)
        self.frame(self.view.day, Qt.PenStyle.SolidLine if self.view.hasFocus() else Qt.PenStyle.DotLine)
        if self.view.over:
            self.frame(self.view.over, Qt.PenStyle.DashLine)
        self.painter.end()

    def month(self, month: Month) -> None:
        """Title with what the month owes, names of weekdays, days."""
        field = self.grid.month_rect(month)
        self.painter.setPen(QPen(QColor(self.colours.line), 1))
        self.painter.drawLine(field.bottomLeft(), field.bottomRight())
        self.title(month, field)
        font = QFont(self.view.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        self.painter.setFont(font)
        for weekday in range(WEEK):
            rect = self.grid.cell(month, 0, weekday)
            head = QRectF(rect.x(), field.y() + TITLE, rect.width(), HEAD)
            self.write(head, self.view.words.text(f"drill_calendar.weekday_{weekday + 1}"), self.colours.quiet)
        for number in range(1, monthrange(*month)[1] + 1):
            self.day(date(*month, number))
        self.painter.setFont(self.view.font())

    def title(self, month: Month, field: QRectF) -> None:
        """The month's name, and how many drills of how many."""
        font = QFont(self.view.font())
        font.setBold(True)
        self.painter.setFont(font)
        top = QRectF(field.x() + 4, field.y(), field.width() - 8, TITLE)
        self.write(
            top, self.view.words.text(f"overview.month_{month[1]}"), self.colours.text, Qt.AlignmentFlag.AlignLeft
        )
        owed = self.by_month.get(month)
        if owed and (owed.required or owed.held or owed.unstaffed):
            self.painter.setFont(self.view.font())
            bad = owed.state == "missing"
            self.write(
                top, owed_said(owed), self.colours.bad if bad else self.colours.quiet, Qt.AlignmentFlag.AlignRight
            )

    def day(self, day: date) -> None:
        """A day: grey out of term, filled where a drill lies."""
        rect = self.grid.day_rect(day).adjusted(1, 1, -1, -1)
        taught = any(first <= day <= last for first, last in self.view.terms)
        drills = self.view.on(day)
        self.painter.fillRect(rect, QColor(self.colours.surface if taught else self.colours.line))
        quiet = not taught or day.weekday() >= SATURDAY
        colour = self.colours.quiet if quiet else self.colours.text
        text = str(day.day)
        if drills:
            colour = self.fill(rect, drills[0].mark)
            text = f"{SIGNS[drills[0].mark]}{day.day}" + ("+" if len(drills) > 1 else "")
        if day == self.view.today:
            self.painter.setPen(QPen(QColor(self.colours.accent), 1.5))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRect(rect)
        self.write(rect, text, colour)

    def fill(self, rect: QRectF, mark: Mark) -> str:
        """The field of a drill; returns the colour of the text on it."""
        c = self.colours
        fills = {"held": c.good, "planned": c.chosen, "overdue": c.surface, "cancelled": c.window, "unstaffed": c.bad}
        edges = {"held": c.good, "planned": c.accent, "overdue": c.bad, "cancelled": c.quiet, "unstaffed": c.bad}
        texts = {
            "held": c.accent_text,
            "planned": c.text,
            "overdue": c.bad,
            "cancelled": c.quiet,
            "unstaffed": c.accent_text,
        }
        self.painter.setPen(QPen(QColor(edges[mark]), 1))
        self.painter.setBrush(QBrush(QColor(fills[mark])))
        self.painter.drawRoundedRect(rect, 3, 3)
        return texts[mark]

    def frame(self, day: date, style: Qt.PenStyle) -> None:
        """A frame around a day."""
        self.painter.setPen(QPen(QColor(self.colours.text), 1.2, style))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.grid.day_rect(day))

    def write(
        self, rect: QRectF, text: str, colour: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter
    ) -> None:
        """A word in a field."""
        self.painter.setPen(QColor(colour))
        self.painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, text)


def owed_said(owed: MonthOfDrills) -> str:
    """Held of required with a sign."""
    return f"{MONTH_SIGNS[owed.state]} {owed.held}/{owed.required}"
