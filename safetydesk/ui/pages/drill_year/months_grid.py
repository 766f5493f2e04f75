"""Where the days of a school year lie on the calendar: twelve months in three rows of four, September first."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF

from safetydesk.registers.records.drills.rhythm import Month, months_of

ACROSS, DOWN = 4, 3
WEEK, WEEKS = 7, 6
GAP = 12
TITLE = 20
"""Height of a month's name."""
HEAD = 15
"""Height of the names of the days of the week."""


@dataclass(frozen=True)
class MonthsGrid:
    """The months of a school year on a surface of some size."""

    year: int
    width: float
    height: float

    @property
    def months(self) -> list[Month]:
        """September to August."""
        return list(months_of(self.year))

    def month_rect(self, month: Month) -> QRectF:
        """The field of a month."""
        place = self.months.index(month)
        width = (self.width - GAP * (ACROSS - 1)) / ACROSS
        height = (self.height - GAP * (DOWN - 1)) / DOWN
        return QRectF((place % ACROSS) * (width + GAP), (place // ACROSS) * (height + GAP), width, height)

    def cell(self, month: Month, week: int, weekday: int) -> QRectF:
        """A cell of a month, by week and day of the week (Monday 0)."""
        field = self.month_rect(month)
        width, height = field.width() / WEEK, (field.height() - TITLE - HEAD) / WEEKS
        return QRectF(field.x() + weekday * width, field.y() + TITLE + HEAD + week * height, width, height)

    def day_rect(self, day: date) -> QRectF:
        """The cell of a day."""
        before = date(day.year, day.month, 1).weekday()
        return self.cell((day.year, day.month), (before + day.day - 1) // WEEK, day.weekday())

    def day_at(self, point: QPointF) -> date | None:
        """The day at a point; None between the days."""
        for month in self.months:
            if self.month_rect(month).contains(point):
                days = (date(*month, number) for number in range(1, monthrange(*month)[1] + 1))
                return next((day for day in days if self.day_rect(day).contains(point)), None)
        return None

    def holds(self, day: date) -> bool:
        """Whether a day belongs to the school year."""
        return (day.year, day.month) in self.months
