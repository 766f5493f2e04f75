"""Four scores of a school year's files: 科学, 规范, 系统, 实用 (readiness.md), each a plain share with what it counts.

Scientific: a class that exists and a code of its own. Regular: the required fields that are filled in. Systematic:
classes, months and years that have a document, of those that should. Useful: items that are tied to a record, or were
opened, printed, exported, packed or lent. Nothing is weighted, so that everybody can count again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from safetydesk.errors import Message, message
from safetydesk.reports.file_facts import (
    LATE_DAYS,
    REQUIRED,
    FiledItem,
    class_codes,
    doubled,
    empty_classes,
    items_of,
    late_items,
    month_gaps,
    months_over,
    used_ids,
)
from safetydesk.storage.database import Database

SCORES = ("scientific", "regular", "systematic", "useful")
WEAKEST = 5


@dataclass(frozen=True)
class Score:
    """One of the four: so many of so many."""

    name: str
    have: int
    wanted: int
    ids: tuple[int, ...] = ()
    """Items that stand in the way of the whole."""

    @property
    def value(self) -> Fraction | None:
        """The share; None where there is nothing to count."""
        return Fraction(self.have, self.wanted) if self.wanted else None


@dataclass(frozen=True)
class Quality:
    """A year's scores, the items entered late, and the five weakest places, the worst first."""

    year: int
    items: int
    scores: tuple[Score, ...]
    late: tuple[FiledItem, ...]
    weakest: tuple[Message, ...]


def quality(database: Database, year: int, today: date) -> Quality:
    """The scores of a school year as of today."""
    items = items_of(database, year)
    unused = not_used(database, items)
    scores = (scientific(items), regular(items), systematic(database, year, today, items), useful(items, unused))
    late = tuple(late_items(items))
    return Quality(year, len(items), scores, late, weakest(database, year, today, items, unused))


def scientific(items: Sequence[FiledItem]) -> Score:
    """Items in a class that exists, under a code that no other has."""
    twice = {item.id for item in doubled(items)}
    bad = tuple(item.id for item in items if not item.class_code or item.id in twice)
    return Score("scientific", len(items) - len(bad), len(items), bad)


def regular(items: Sequence[FiledItem]) -> Score:
    """Required fields that are filled in, over all items."""
    missing = sum(len(item.lacks) for item in items)
    wanted = len(items) * len(REQUIRED)
    return Score("regular", wanted - missing, wanted, tuple(item.id for item in items if item.lacks))


def systematic(database: Database, year: int, today: date, items: Sequence[FiledItem]) -> Score:
    """Classes of the year, months of the four monthly classes, and calendar years since the first, with a document."""
    gaps = month_gaps(database, year, today, items)
    classes, over = len(class_codes(database)), len(months_over(database, year, today))
    years = years_kept(database, today)
    wanted = classes + len(gaps) * over + len(years)
    missing = len(empty_classes(database, items)) + sum(map(len, gaps.values())) + list(years.values()).count(0)
    return Score("systematic", wanted - missing, wanted)


def years_kept(database: Database, today: date) -> dict[int, int]:
    """Items of each calendar year, from the first that has any to this one."""
    sql = "SELECT CAST(substr(dated, 1, 4) AS INTEGER), count(*) FROM file_item WHERE deleted_at IS NULL GROUP BY 1"
    found = dict(database.query(sql))
    return {year: found.get(year, 0) for year in range(min(found), today.year + 1)} if found else {}


def useful(items: Sequence[FiledItem], unused: Sequence[FiledItem]) -> Score:
    """Items that somebody has had a use for."""
    return Score("useful", len(items) - len(unused), len(items), tuple(item.id for item in unused))


def not_used(database: Database, items: Sequence[FiledItem]) -> list[FiledItem]:
    """Items tied to no record and never opened, printed, exported, packed or lent."""
    used = used_ids(database)
    return [item for item in items if not (item.linked or item.loans or item.id in used)]


def weakest(
    database: Database, year: int, today: date, items: Sequence[FiledItem], unused: Sequence[FiledItem]
) -> tuple[Message, ...]:
    """Where most is missing: what next year's plan should say first (S31)."""
    names = class_codes(database)
    places = [
        (len(months), message("file_quality.weak_months", name=f"{code} {names[code]}", n=len(months)))
        for code, months in month_gaps(database, year, today, items).items()
    ]
    for name, count in (
        ("classes", len(empty_classes(database, items))),
        ("incomplete", sum(bool(item.lacks) for item in items)),
        ("late", len(late_items(items, LATE_DAYS))),
        ("unused", len(unused)),
    ):
        places.append((count, message(f"file_quality.weak_{name}", n=count)))
    places.sort(key=lambda place: -place[0])
    return tuple(said for count, said in places[:WEAKEST] if count)
