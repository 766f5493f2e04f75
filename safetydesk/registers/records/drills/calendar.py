"""The year's drills as a calendar shows them: each on its day with what became of it, and the longest pause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from safetydesk.registers.records.drills.kinds import NIGHT, SUDDEN
from safetydesk.registers.records.drills.rhythm import MOVING, terms
from safetydesk.storage.database import Database

Mark = Literal["planned", "overdue", "cancelled", "unstaffed", "held"]
COLUMNS = "id, name, held_on, type, form, announced, period, cancelled_on, cancelled_reason, pupils_present, staff_present, moves <> '[]'"


@dataclass(frozen=True)
class DayOfDrill:
    """One drill on its day."""

    id: int
    name: str
    day: date
    type: str
    moving: bool
    sudden: bool
    night: bool
    mark: Mark
    reason: str
    moved: bool


@dataclass(frozen=True)
class Pause:
    """Days in a row of one term without a drill, both ends not counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.last - self.first).days - 1


def drills_of(database: Database, year: int, today: date) -> list[DayOfDrill]:
    """All drills of a school year, planned, cancelled and held, by day."""
    rows = database.query(
        f"SELECT {COLUMNS} FROM drill WHERE deleted_at IS NULL AND held_on BETWEEN ? AND ? ORDER BY held_on, id",
        [f"{year:04d}-09-01", f"{year + 1:04d}-08-31"],
    )
    found = []
    for row_id, name, held_on, type_, form, announced, period, cancelled, reason, pupils, staff, moved in rows:
        day = date.fromisoformat(held_on)
        mark = marked(cancelled is not None, pupils is not None, staff, day < today)
        found.append(
            DayOfDrill(
                row_id,
                name,
                day,
                type_,
                form in MOVING,
                announced == SUDDEN,
                period == NIGHT,
                mark,
                reason or "",
                bool(moved),
            )
        )
    return found


def marked(cancelled: bool, held: bool, staff: int | None, past: bool) -> Mark:
    """What became of a drill."""
    if cancelled:
        return "cancelled"
    if held:
        return "held" if staff else "unstaffed"
    return "overdue" if past else "planned"


def longest_pause(database: Database, year: int, today: date) -> Pause | None:
    """The longest time in a term up to today in which nobody drilled; None before the year's first term (S26)."""
    days = [drill.day for drill in drills_of(database, year, today) if drill.mark == "held" and drill.moving]
    return max(pauses(terms(database, year), days, today), key=lambda pause: pause.days, default=None)


def pauses(kept: list[tuple[date, date]], days: list[date], today: date) -> Iterator[Pause]:
    """From the day before a term to its first drill, from drill to drill, from the last one to the end or today."""
    for first, last in kept:
        end = min(last, today)
        if first > end:
            continue
        inside = [day for day in days if first <= day <= end]
        ends = [date.fromordinal(first.toordinal() - 1), *inside, date.fromordinal(end.toordinal() + 1)]
        yield from (Pause(one, other) for one, other in pairwise(ends))
