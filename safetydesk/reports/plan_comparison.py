"""Two versions of a plan beside each other: what was changed, added, taken out, field by field and step by step (S57)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from safetydesk.core.linked_field import Derived, Rows
from safetydesk.core.listing import Listing
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.database import Database
from safetydesk.words import Words

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
TABLES = ("steps", "briefings")
NOT_COMPARED = ("previous",)


@dataclass(frozen=True)
class Difference:
    """One line: a field, or a row of a small table by its number in the newer version (the older where it is gone)."""

    field: str
    row: int | None
    older: str
    newer: str
    change: str


@dataclass(frozen=True)
class Version:
    """One version of a plan, to be chosen from."""

    id: int
    edition: int
    issued_on: str


def versions_of(database: Database, ids: Sequence[int]) -> list[Version]:
    """Versions in the order of their ids."""
    found = {row[0]: Version(*row) for row in database.query("SELECT id, edition, coalesce(issued_on, '') FROM plan")}
    return [found[row_id] for row_id in ids]


def compare(database: Database, older: int, newer: int, words: Words) -> list[Difference]:
    """All that either version holds, in the order of the form."""
    before, after = (
        dict(zip(PLANS.by_name, row, strict=True)) for row in Listing(database, PLANS).values([older, newer])
    )
    return [*fields(before, after, words), *(line for name in TABLES for line in table(name, before, after, words))]


def fields(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> Iterator[Difference]:
    """Fields of one value; what both leave empty is left out."""
    for item in PLANS.fields:
        if isinstance(item, Derived | Rows) or item.name in NOT_COMPARED:
            continue
        old, new = (item.text(values[item.name], words).strip() for values in (before, after))
        if old or new:
            yield Difference(item.name, None, old, new, change_of(old, new))


def change_of(old: str, new: str) -> str:
    """What became of a text."""
    if old == new:
        return SAME
    return CHANGED if old and new else ADDED if new else REMOVED


def table(name: str, before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> Iterator[Difference]:
    """Rows set beside each other by their first cell (what is done), so that one put in does not move the others."""
    old, new = (row_texts(name, values[name], words) for values in (before, after))
    mark = words.text("compare.between")
    for _, i, i_end, j, j_end in SequenceMatcher(None, firsts(old), firsts(new), autojunk=False).get_opcodes():
        for left, right in zip_longest(range(i, i_end), range(j, j_end)):
            was = "" if left is None else mark.join(filter(None, old[left]))
            now = "" if right is None else mark.join(filter(None, new[right]))
            number = (left if right is None else right) + 1
            yield Difference(name, number, was, now, change_of(was, now))


def firsts(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first cell of each row."""
    return [row[0] for row in rows]


def row_texts(name: str, stored: Any, words: Words) -> list[list[str]]:
    """The rows of a small table as texts."""
    item = PLANS.field(name)
    assert isinstance(item, Rows)
    return [[part.text(row[part.name], words).strip() for part in item.fields] for row in item.from_store(stored)]
