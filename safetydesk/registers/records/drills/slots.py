"""The drills that a school year still lacks, each with a day, a kind and a manner: a plan to be looked over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

from safetydesk.registers.records.drills.calendar import DayOfDrill, drills_of
from safetydesk.registers.records.drills.kinds import ANNOUNCED, EVACUATION, NIGHT, SUDDEN
from safetydesk.registers.records.drills.requirements import Requirements, read_requirements, target_of
from safetydesk.registers.records.drills.rhythm import (
    Month,
    Term,
    days_in_term,
    months_of,
    owed_in,
    span_of,
    spans,
    terms,
)
from safetydesk.storage.database import Database

USUAL_TYPES = ("地震", "火灾", "踩踏", "暴力/防恐", "校舍坍塌", "防汛/极端天气")
"""Where a school has no plans yet."""
EVACUATED = ("火灾", "地震", "踩踏", "校舍坍塌", "危化品", "防汛/极端天气")
"""Emergencies in which people leave the building; others are practised as they would happen."""
OF_THE_MONTH = {11: "火灾", 5: "地震", 6: "防汛/极端天气"}
"""11·9 fire day, 5·12 disaster day, the rainy season (S43, S50, S73)."""
FROM_DAY = 12
"""The week from this day on is free of public holidays in every month."""
AT_NIGHT, IN_CLASS = NIGHT, "上课"
FRIDAY = 4


@dataclass(frozen=True)
class Slot:
    """A drill to be planned."""

    day: date
    type: str
    form: str
    announced: str
    period: str
    target: int | None


def slots(database: Database, year: int, today: date, types: Sequence[str]) -> list[Slot]:
    """What the year still lacks against the school's own rhythm, from today on; nothing is planned into the past."""
    wanted, kept, known = read_requirements(database), terms(database, year), drills_of(database, year, today)
    counted = [drill for drill in known if drill.moving and drill.mark in ("held", "planned")]
    lacking = months_lacking(database, year, today, wanted, kept, counted)
    taken = {drill.day for drill in known}
    kind = kinds_in_turn(types or USUAL_TYPES, known)
    target = target_of(wanted, *building(database))
    found: list[Slot] = []
    for month in lacking:
        day = free_day(month, kept, today, taken)
        if day is not None:
            taken.add(day)
            type_ = next_kind(month, types or USUAL_TYPES, kind)
            form = EVACUATION if type_ in EVACUATED else "实战"
            found.append(Slot(day, type_, form, ANNOUNCED.values[0], IN_CLASS, target))
    boarding = bool(database.query("SELECT 1 FROM school WHERE boarding = 1 AND deleted_at IS NULL"))
    for term in kept:
        if term[1] >= today and term[0] <= date(year + 1, 7, 31):
            found = sudden_ones(found, term, wanted.sudden - sum(drill.sudden for drill in within(counted, term)))
            nights = wanted.night - sum(drill.night for drill in within(counted, term)) if boarding else 0
            found += night_ones(term, nights, kept, today, taken, target)
    return sorted(found, key=lambda slot: slot.day)


def months_lacking(
    database: Database,
    year: int,
    today: date,
    wanted: Requirements,
    kept: list[Term],
    counted: Sequence[DayOfDrill],
) -> Iterator[Month]:
    """Each month as often as it lacks a drill, held or planned; months that are over are past helping."""
    days = {month: days_in_term(month, kept) for month in months_of(year)}
    taught = {month: found[-1] for month, found in days.items() if len(found) >= wanted.least_days}
    there = Counter((drill.day.year, drill.day.month) for drill in counted)
    owed = owed_in(spans(taught, span_of(database, wanted), kept), there, wanted.least)
    for month in taught:
        if month >= (today.year, today.month):
            yield from [month] * max(owed.get(month, 0) - there[month], 0)


def free_day(month: Month, kept: list[Term], today: date, taken: set[date]) -> date | None:
    """A school day from the twelfth on, else the nearest before; Fridays last, none that is over or has a drill."""
    days = [
        day
        for day in days_in_term(month, kept)
        if day.weekday() <= FRIDAY and day >= today and not {day, day - timedelta(1), day + timedelta(1)} & taken
    ]
    return min(days, key=lambda day: (day.day < FROM_DAY, abs(day.day - FROM_DAY)), default=None)


def kinds_in_turn(types: Sequence[str], known: Sequence[DayOfDrill]) -> Iterator[str]:
    """The kinds of emergency over and over, first those that the year has not seen."""
    seen = {drill.type for drill in known}
    return cycle(sorted(types, key=lambda kind: kind in seen))


def next_kind(month: Month, types: Sequence[str], turn: Iterator[str]) -> str:
    """The kind that belongs to a month, else the next in turn."""
    own = OF_THE_MONTH.get(month[1], "")
    return own if own in types else next(turn)


def within(drills: Sequence[DayOfDrill], term: Term) -> list[DayOfDrill]:
    """Drills of a term."""
    return [drill for drill in drills if term[0] <= drill.day <= term[1]]


def sudden_ones(found: Sequence[Slot], term: Term, lacking: int) -> list[Slot]:
    """The last drills of a term come without warning, once people have practised with one."""
    inside = [slot for slot in found if term[0] <= slot.day <= term[1]]
    chosen = {id(slot) for slot in inside[max(len(inside) - max(lacking, 0), 0) :]} if lacking > 0 else set()
    return [replace(slot, announced=SUDDEN) if id(slot) in chosen else slot for slot in found]


def night_ones(
    term: Term, lacking: int, kept: list[Term], today: date, taken: set[date], target: int | None
) -> Iterator[Slot]:
    """Drills of the boarders at night, one in each month from the term's second on."""
    months = sorted({(day.year, day.month) for day in days_between(max(term[0], today), term[1])})
    for month in (months[1:] or months)[: max(lacking, 0)]:
        day = free_day(month, kept, today, taken)
        if day is not None:
            taken.add(day)
            yield Slot(day, "火灾", EVACUATION, ANNOUNCED.values[0], AT_NIGHT, target)


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def building(database: Database) -> tuple[list[str], int | None]:
    """The school's stages, and the floors of its highest building."""
    stages = [
        row[0]
        for row in database.query(
            "SELECT s.value FROM school, json_each(school.stages) s WHERE school.deleted_at IS NULL"
        )
    ]
    floors = database.query("SELECT max(floors) FROM place WHERE deleted_at IS NULL")[0][0]
    return stages, None if floors is None else int(floors)
