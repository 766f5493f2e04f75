"""Drills by month against the rhythm that is asked for.

教基一厅〔2014〕2号 (中小学幼儿园应急疏散演练指南): primary and secondary schools hold at least one evacuation drill a
month, kindergartens at least one a quarter. Counted are the drills in which people really moved (疏散, 实战), not
those at a table or of a single skill. The months are those of the school's own terms: one counts where at least ten
of its days lie in a term. A kindergarten's quarter is the calendar's; what it owes stands in the month in which it
held its drill, or else in the last of the quarter's months in term.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from safetydesk.registers.records.drills.kinds import EVACUATION
from safetydesk.registers.reference.school_years import TERM_DAYS, usual_terms
from safetydesk.storage.database import Database

State = Literal["met", "missing", "coming", "holiday"]
MOVING = (EVACUATION, "实战")
"""The forms of drill that count."""
KINDERGARTEN = "幼儿园"
LEAST_DAYS = 10
"""Of a month that must lie in a term for the month to count."""
SEPTEMBER, MONTHS, IN_QUARTER = 9, 12, 3
ONE = 1
"""Drills in a month, or in a kindergarten's quarter."""
Month = tuple[int, int]
Term = tuple[date, date]


@dataclass(frozen=True)
class MonthOfDrills:
    """A calendar month of a school year: drills held in it, and drills that it owes."""

    year: int
    month: int
    held: int
    required: int
    state: State


def months(database: Database, year: int, today: date) -> list[MonthOfDrills]:
    """September to August of school year `year`, as things stand today."""
    kept = terms(database, year)
    days = {month: days_in_term(month, kept) for month in months_of(year)}
    taught = {month: found[-1] for month, found in days.items() if len(found) >= LEAST_DAYS}
    held = drills_held(database, year)
    owed = by_quarter(taught, held) if only_kindergarten(database) else dict.fromkeys(taught, ONE)
    return [
        MonthOfDrills(*month, held[month], owed.get(month, 0), state(month, held[month], owed, taught, today))
        for month in months_of(year)
    ]


def months_of(year: int) -> Iterator[Month]:
    """The twelve months of a school year."""
    for place in range(SEPTEMBER - 1, SEPTEMBER - 1 + MONTHS):
        yield year + place // MONTHS, place % MONTHS + 1


def terms(database: Database, year: int) -> list[Term]:
    """The terms that reach into a school year: its own, and the next one's where that begins in August already."""
    found = (term_days(database, year) or usual_terms(year), term_days(database, year + 1))
    return [(days[f"{name}_start"], days[f"{name}_end"]) for days in found if days for name in ("autumn", "spring")]


def term_days(database: Database, year: int) -> Mapping[str, date] | None:
    """First and last days of a year's terms as the school noted them, with the usual days where it left one open."""
    rows = database.query(
        f"SELECT {', '.join(TERM_DAYS)} FROM school_year WHERE year = ? AND deleted_at IS NULL", [year]
    )
    if not rows:
        return None
    usual = usual_terms(year)
    return {
        name: date.fromisoformat(noted) if noted else usual[name]
        for name, noted in zip(TERM_DAYS, rows[0], strict=True)
    }


def days_in_term(month: Month, spans: list[Term]) -> list[date]:
    """The days of a month on which school is kept, weekends among them."""
    days = [date(*month, day) for day in range(1, monthrange(*month)[1] + 1)]
    return [day for day in days if any(first <= day <= last for first, last in spans)]


def drills_held(database: Database, year: int) -> Counter[Month]:
    """How many drills were held in each month; one that is only planned has no head count yet."""
    rows = database.query(
        "SELECT substr(held_on, 1, 4), substr(held_on, 6, 2), count(*) FROM drill WHERE deleted_at IS NULL "
        "AND pupils_present IS NOT NULL AND form IN (?, ?) AND held_on BETWEEN ? AND ? GROUP BY 1, 2",
        [*MOVING, f"{year:04d}-09-01", f"{year + 1:04d}-08-31"],
    )
    return Counter({(int(first), int(second)): int(count) for first, second, count in rows})


def only_kindergarten(database: Database) -> bool:
    """Whether the school has no pupils beyond kindergarten."""
    rows = database.query("SELECT s.value FROM school, json_each(school.stages) s WHERE school.deleted_at IS NULL")
    return {row[0] for row in rows} == {KINDERGARTEN}


def by_quarter(taught: Mapping[Month, date], held: Counter[Month]) -> dict[Month, int]:
    """Where each quarter's drill stands. Summer's months belong to the quarter that September brings to its end."""
    quarters: dict[Month, list[Month]] = {}
    for year, month in taught:
        quarters.setdefault((year, (month - 1) // IN_QUARTER), []).append((year, month))
    owed = {}
    for some in quarters.values():
        if some[-1][1] in (SEPTEMBER - 2, SEPTEMBER - 1):
            continue
        owed[next((month for month in some if held[month]), some[-1])] = ONE
    return owed


def state(month: Month, held: int, owed: Mapping[Month, int], taught: Mapping[Month, date], today: date) -> State:
    """Met, missing once the last day of school in the month is over, coming until then; holidays owe nothing."""
    if month not in taught:
        return "holiday"
    if month not in owed:
        return "coming" if not held and month > (today.year, today.month) else "met"
    if held >= owed[month]:
        return "met"
    return "missing" if taught[month] < today else "coming"
