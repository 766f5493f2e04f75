"""C40: the safety files are whole, in every class and every month, and somebody keeps them (S59, S60, S70)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safetydesk.errors import Message, message
from safetydesk.registers.files.custodians import custodian_on
from safetydesk.reports.checks.check import NOTHING, Finding, Records, Scope
from safetydesk.reports.checks.signing import MOST_LINES
from safetydesk.reports.file_facts import (
    LATE_DAYS,
    FiledItem,
    any_item,
    class_codes,
    doubled,
    empty_classes,
    items_of,
    late_items,
    month_gaps,
)


def files_whole(scope: Scope, threshold: float) -> Finding:
    """C40: every item has what it needs, no class and no month is empty, there is a custodian.

    Counted are items that lack something, empty classes, empty months, and a missing custodian. Items entered more than
    seven days late are listed as they are and not counted: late is honest, missing is not.
    """
    database = scope.database
    if not any_item(database):
        return NOTHING
    items = items_of(database, scope.year)
    incomplete = list({item.id: item for item in (*(item for item in items if item.lacks), *doubled(items))}.values())
    empty = empty_classes(database, items)
    gaps = {code: months for code, months in month_gaps(database, scope.year, scope.today, items).items() if months}
    keeper = custodian_on(database, scope.today) is not None
    late = late_items(items)
    lines = [
        *(message("file_checks.no_custodian") for _ in range(not keeper)),
        *incomplete_lines(incomplete),
        *gap_lines(scope, gaps),
        *empty_lines(scope, empty),
        *late_lines(late),
    ]
    found = (Records("files", tuple(item.id for item in incomplete), "incomplete"), *class_records(scope, empty, gaps))
    records = (*found, Records("files", tuple(item.id for item in late), "late"))
    value = len(incomplete) + len(empty) + sum(map(len, gaps.values())) + (not keeper)
    return Finding(value, tuple(item for item in records if item.ids), tuple(lines))


def incomplete_lines(items: Sequence[FiledItem]) -> Iterator[Message]:
    """Items with what they lack."""
    if items:
        yield message("file_checks.incomplete", n=len(items))
    for item in items[:MOST_LINES]:
        lacks = item.lacks or ("code",)
        fields = message(f"field.files.{lacks[0]}")
        yield message("file_checks.lacks", title=item.title or item.code, field=fields, more=len(lacks) - 1)


def empty_lines(scope: Scope, codes: Sequence[str]) -> Iterator[Message]:
    """Classes with nothing in them this year."""
    if codes:
        names = class_codes(scope.database)
        yield message("file_checks.empty", n=len(codes))
        yield from (message("file_checks.class", code=code, name=names[code]) for code in codes)


def gap_lines(scope: Scope, gaps: dict[str, list[tuple[int, int]]]) -> Iterator[Message]:
    """Months without an item, class by class."""
    names = class_codes(scope.database)
    for code, months in gaps.items():
        told = " ".join(f"{year}-{month:02d}" for year, month in months)
        yield message("file_checks.gap", code=code, name=names[code], months=told)


def late_lines(items: Sequence[FiledItem]) -> Iterator[Message]:
    """Items entered late: how many, and the latest of them."""
    if items:
        yield message("file_checks.late", n=len(items), days=LATE_DAYS)
    for item in items[:MOST_LINES]:
        yield message("file_checks.late_item", title=item.title, day=item.dated.isoformat(), entered=item.entered.isoformat())  # fmt: skip


def class_records(scope: Scope, empty: Sequence[str], gaps: dict[str, list[tuple[int, int]]]) -> Iterator[Records]:
    """The classes that are empty, or empty in some months."""
    rows = dict(scope.database.query("SELECT code, id FROM file_class WHERE deleted_at IS NULL"))
    for part, codes in (("empty", empty), ("gaps", [code for code in gaps if code not in empty])):
        yield Records("file-classes", tuple(rows[code] for code in codes), part)
