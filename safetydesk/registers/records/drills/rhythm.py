"""Drills by month against the rhythm that is asked for.

教基一厅〔2014〕2号 (中小学幼儿园应急疏散演练指南): primary and secondary schools hold at least one evacuation drill a
month, kindergartens at least one a quarter. Counted are the drills in which people really moved (疏散, 实战), not
those at a table or of a single skill, and only those in which staff took part (S63). How often is the school's own
choice (`requirements`). The months are those of the school's own terms: one counts where so many of its days lie
in a term. A quarter is the calendar's; what is owed in it, or in a term, stands in the months in which drills were
held, or else in the last of the span's months in term.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from safetydesk.registers.records.drills.kinds import EVACUATION
from safetydesk.registers.records.drills.requirements import (
    KINDERGARTEN,
    MONTH,
    QUARTER,
    Requirements,
    read_requirements,
)
from safetydesk.registers.reference.school_years import TERM_DAYS, usual_terms
from safetydesk.storage.database import Database

State = Literal["met", "missing", "coming", "holiday"]
MOVING = (EVACUATION, "实战")
"""The forms of drill that count."""
SEPTEMBER, MONTHS, IN_QUARTER = 9, 12, 3
SUMMER = (7, 8)
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
    unstaffed: int = 0
    """Drills that only pupils went through: shown, and counted for nothing."""


def months(database: Database, year: int, today: date) -> list[MonthOfDrills]:
    """September to August of school year `year`, as things stand today."""
    wanted = read_requirements(database)
    kept = terms(database, year)
    days = {month: days_in_term(month, kept) for month in months_of(year)}
    taught = {month: found[-1] for month, found in days.items() if len(found) >= wanted.least_days}
    held, unstaffed = drills_held(database, year), drills_held(database, year, staffed=False)
    owed = owed_in(spans(taught, span_of(database, wanted), kept), held, wanted.least)
    return [
        MonthOfDrills(
            *month, held[month], owed.get(month, 0), state(month, held[month], owed, taught, today), unstaffed[month]
        )
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


def drills_held(database: Database, year: int, staffed: bool = True) -> Counter[Month]:
    """How many drills were held in each month with staff, or without any; what is planned has no head count yet."""
    rows = database.query(
        "SELECT substr(held_on, 1, 4), substr(held_on, 6, 2), count(*) FROM drill WHERE deleted_at IS NULL "
        "AND pupils_present IS NOT NULL AND (coalesce(staff_present, 0) > 0) = ? AND form IN (?, ?) "
        "AND held_on BETWEEN ? AND ? GROUP BY 1, 2",
        [int(staffed), *MOVING, f"{year:04d}-09-01", f"{year + 1:04d}-08-31"],
    )
    return Counter({(int(first), int(second)): int(count) for first, second, count in rows})


def span_of(database: Database, wanted: Requirements) -> str:
    """In what span this school drills: its own, or that of a kindergarten if it has no pupils beyond."""
    rows = database.query("SELECT s.value FROM school, json_each(school.stages) s WHERE school.deleted_at IS NULL")
    return wanted.kindergarten_every if {row[0] for row in rows} == {KINDERGARTEN} else wanted.every


def spans(taught: Mapping[Month, date], span: str, kept: Sequence[Term]) -> list[list[Month]]:
    """The months of school in groups that each owe their drills.

    Summer's months belong to the quarter that September brings to its end.
    """
    if span == MONTH:
        return [[month] for month in taught]
    groups: dict[object, list[Month]] = {}
    for month, last in taught.items():
        quarter = (month[0], (month[1] - 1) // IN_QUARTER)
        term = next((first for first, end in kept if first <= last <= end), None)
        groups.setdefault(quarter if span == QUARTER else term, []).append(month)
    return [some for some in groups.values() if span != QUARTER or some[-1][1] not in SUMMER]


def owed_in(groups: Sequence[Sequence[Month]], held: Counter[Month], least: int) -> dict[Month, int]:
    """What each month owes: where drills were held they stand, the rest in the last month of the group."""
    owed: Counter[Month] = Counter()
    for some in groups:
        left = least
        for month in some:
            met = min(held[month], left)
            left -= met
            if met:
                owed[month] += met
        if left:
            owed[some[-1]] += left
    return dict(owed)


def state(month: Month, held: int, owed: Mapping[Month, int], taught: Mapping[Month, date], today: date) -> State:
    """Met, missing once the last day of school in the month is over, coming until then; holidays owe nothing."""
    if month not in taught:
        return "holiday"
    if month not in owed:
        return "coming" if not held and month > (today.year, today.month) else "met"
    if held >= owed[month]:
        return "met"
    return "missing" if taught[month] < today else "coming"
