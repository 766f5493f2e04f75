"""What a school year's filed items tell of themselves: what they lack, which classes and months are empty, what came late.

Checks and the scores of quality look at the same facts, so that they never contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safetydesk.registers.records.drills.requirements import read_requirements
from safetydesk.registers.records.drills.rhythm import Month, days_in_term, months_of, terms
from safetydesk.storage.database import Database

MONTHLY = ("A09", "A10", "A12", "A13")
"""Drills, education, inspections, duty: what goes on every month leaves papers every month (readiness.md C40)."""
REQUIRED = ("code", "title", "author", "dated", "pages", "retention", "carrier")
"""What every item has (DA/T 22-2015, registers.md R21)."""
LATE_DAYS = 7
USED = ("print", "export", "archive", "open")
"""Entries of the history that tell that somebody used an item."""


@dataclass(frozen=True)
class FiledItem:
    """An item as checks look at it."""

    id: int
    code: str
    title: str
    author: str
    dated: date
    pages: int
    retention: str
    carrier: str
    class_code: str
    """Empty where the class it stood in is gone."""
    entered: date
    loans: int
    linked: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """Required fields without a value."""
        return tuple(name for name in REQUIRED if not getattr(self, name))

    @property
    def days_late(self) -> int:
        """Days between the document and its entry."""
        return (self.entered - self.dated).days


def items_of(database: Database, year: int) -> list[FiledItem]:
    """The items dated within a school year, in the order of their codes."""
    sql = (
        "SELECT i.id, i.code, i.title, i.author, i.dated, i.pages, i.retention, i.carrier, COALESCE(c.code, ''), "
        "substr(i.created_at, 1, 10), json_array_length(i.loans), COALESCE(json_array_length(i.sources), 0) "
        "FROM file_item i LEFT JOIN file_class c ON c.id = i.file_class_id AND c.deleted_at IS NULL "
        "WHERE i.deleted_at IS NULL AND i.dated BETWEEN ? AND ? ORDER BY i.code, i.id"
    )
    rows = database.query(sql, [f"{year}-09-01", f"{year + 1}-08-31"])
    return [
        FiledItem(
            row_id, code, title, author, date.fromisoformat(dated), pages, retention, carrier, file_class,
            date.fromisoformat(entered), loans, bool(sources),
        )
        for row_id, code, title, author, dated, pages, retention, carrier, file_class, entered, loans, sources in rows
    ]  # fmt: skip


def any_item(database: Database) -> bool:
    """Whether anything was ever filed."""
    return bool(database.query("SELECT 1 FROM file_item WHERE deleted_at IS NULL LIMIT 1"))


def class_codes(database: Database) -> dict[str, str]:
    """The school's classes, names by code."""
    return dict(database.query("SELECT code, name FROM file_class WHERE deleted_at IS NULL ORDER BY code"))


def empty_classes(database: Database, items: Sequence[FiledItem]) -> list[str]:
    """Codes of classes without an item in the year."""
    used = {item.class_code for item in items}
    return [code for code in class_codes(database) if code not in used]


def months_over(database: Database, year: int, today: date) -> list[Month]:
    """School months that are over: those with enough days in a term, once the last of these days has passed."""
    spans, least = terms(database, year), read_requirements(database).least_days
    found = {month: days_in_term(month, spans) for month in months_of(year)}
    return [month for month, days in found.items() if len(days) >= least and days[-1] < today]


def month_gaps(database: Database, year: int, today: date, items: Sequence[FiledItem]) -> dict[str, list[Month]]:
    """For each class that is fed every month, the months over without an item; classes given up are left out."""
    there = {(item.class_code, item.dated.year, item.dated.month) for item in items}
    over = months_over(database, year, today)
    known = class_codes(database)
    return {code: [month for month in over if (code, *month) not in there] for code in MONTHLY if code in known}


def late_items(items: Sequence[FiledItem], days: int = LATE_DAYS) -> list[FiledItem]:
    """Items entered more than so many days after their date, the latest first."""
    return sorted((item for item in items if item.days_late > days), key=lambda item: -item.days_late)


def doubled(items: Sequence[FiledItem]) -> list[FiledItem]:
    """Items whose code another item has too, or that have none."""
    counts = Counter(item.code for item in items)
    return [item for item in items if not item.code or counts[item.code] > 1]


def used_ids(database: Database) -> set[int]:
    """Items that were opened, printed, exported or put into a package."""
    holes = ",".join("?" * len(USED))
    sql = (
        "SELECT DISTINCT part.value FROM audit a JOIN audit_text t ON t.seq = a.seq, json_each(t.after, '$.ids') part "
        f"WHERE a.tbl = 'file_item' AND a.row_id IS NULL AND a.action IN ({holes})"
    )
    return {int(row[0]) for row in database.query(sql, list(USED))}
