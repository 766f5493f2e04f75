"""盒: filed items in their boxes, as DA/T 22-2015 arranges them: by year, retention and class, in code order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from safetydesk.storage.database import Database

PAGES_OF_SPINE = {20: 200, 30: 300, 40: 400}
"""Sides that a box holds by its thickness in mm: ten to the millimetre, folders and staples included."""
ITEMS_SQL = (
    "SELECT i.id, i.year, i.retention, c.code, c.name, i.number, i.pages, i.box, i.title FROM file_item i "
    "JOIN file_class c ON c.id = i.file_class_id WHERE i.deleted_at IS NULL "
)
ORDER = "ORDER BY i.year, c.code, i.retention, i.number"


@dataclass(frozen=True)
class BoxedItem:
    """What matters of an item for its box."""

    id: int
    year: int
    retention: str
    class_code: str
    class_name: str
    number: int
    pages: int
    box: str
    title: str

    @property
    def group(self) -> tuple[int, str, str]:
        """What a box is begun for: one year, one class, one retention."""
        return self.year, self.class_code, self.retention


@dataclass(frozen=True)
class Box:
    """A box with what it holds."""

    number: str
    items: tuple[BoxedItem, ...]

    @property
    def year(self) -> int:
        """Its archive year."""
        return self.items[0].year

    @property
    def retentions(self) -> tuple[str, ...]:
        """How long its items are kept, each period once."""
        return tuple(dict.fromkeys(item.retention for item in self.items))

    @property
    def classes(self) -> tuple[tuple[str, str], ...]:
        """Codes and names of the classes in it."""
        return tuple(dict.fromkeys((item.class_code, item.class_name) for item in self.items))

    @property
    def numbers(self) -> str:
        """First and last item; with their classes where a clerk put several into one box."""
        first, last = self.items[0], self.items[-1]
        ends = [f"{item.number:04d}" for item in (first, last)]
        if len(self.classes) > 1:
            ends = [f"{item.class_code}-{end}" for item, end in zip((first, last), ends, strict=True)]
        return "—".join(dict.fromkeys(ends))

    @property
    def pages(self) -> int:
        """Sides in the box."""
        return sum(item.pages for item in self.items)


def items(database: Database, year: int | None = None) -> list[BoxedItem]:
    """All filed items of an archive year, or of all years, in the order of the shelf."""
    where, values = ("AND i.year = ? ", [year]) if year is not None else ("", [])
    return [BoxedItem(*row) for row in database.query(f"{ITEMS_SQL}{where}{ORDER}", values)]


def newest_year(database: Database, ids: Sequence[int]) -> int | None:
    """The newest archive year among some items."""
    sql = "SELECT max(year) FROM file_item WHERE id IN (SELECT value FROM json_each(?))"
    found = database.query(sql, [json.dumps(list(ids))])[0][0]
    return int(found) if found else None


def boxes(found: Sequence[BoxedItem]) -> list[Box]:
    """The boxes that items lie in, in the order of the shelf; what lies in none is left out."""
    held: dict[tuple[int, str], list[BoxedItem]] = {}
    for item in found:
        if item.box:
            held.setdefault((item.year, item.box), []).append(item)
    return [Box(number, tuple(inside)) for (_, number), inside in held.items()]


def packed(found: Sequence[BoxedItem], spine: int) -> Iterator[tuple[int, str]]:
    """Item ids with the box each goes into: numbers run through a year, no item is split, boxed items stay.

    A new box begins where class or retention changes, or where the pages would fill more than its thickness.
    """
    taken = {(item.year, item.box) for item in found if item.box}
    loose = [item for item in found if not item.box]
    room = PAGES_OF_SPINE[spine]
    for year, of_year in groupby(loose, key=lambda item: item.year):
        free = (str(number) for number in range(1, 10_000) if (year, str(number)) not in taken)
        for _, group in groupby(of_year, key=lambda item: item.group):
            box, held = next(free), 0
            for item in group:
                if held and held + item.pages > room:
                    box, held = next(free), 0
                held += item.pages
                yield item.id, box
