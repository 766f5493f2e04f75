"""Archive codes without gaps (DA/T 22-2015): `fonds-WS·year-retention-class-number`.

Numbers run from 1 within year, retention and class. What is not yet archived moves up when an item leaves;
what is archived keeps its number for ever.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from safetydesk.registers.reference.file_classes import RETENTION_CODES
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database

DOCUMENTS = "WS"
"""The category 文书 of DA/T 22."""
COLUMNS = ("id", "year", "retention", "file_class_id", "number", "code", "filed_on", "dated")
Item = dict[str, Any]


def settle(action: Action) -> None:
    """Before COMMIT of an action that touched file items: years, numbers and codes as they must be."""
    if "file_item" not in action.touched:
        return
    database = action.database
    groups = open_groups(database)
    add_archived(database, groups)
    fonds = (database.query("SELECT fonds FROM school WHERE deleted_at IS NULL") or [("",)])[0][0]
    classes = dict(database.query("SELECT id, code FROM file_class"))
    changes: dict[int, dict[str, Any]] = {}
    for (year, retention, class_id), items in groups.items():
        place = f"{year}-{RETENTION_CODES[retention]}-{classes[class_id]}-"
        for item, number in numbered(items, place):
            code = archive_code(fonds, year, retention, classes[class_id], number)
            wanted = {"year": year, "number": number, "code": code}
            if item["filed_on"] is None and any(item[name] != value for name, value in wanted.items()):
                changes[item["id"]] = wanted
    action.update_many("file_item", changes)


def open_groups(database: Database) -> dict[tuple[Any, ...], list[Item]]:
    """What is not archived, by year, retention and class: nothing else can move."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM file_item WHERE deleted_at IS NULL AND filed_on IS NULL"
    groups: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
    for row in database.query(sql):
        item = dict(zip(COLUMNS, row, strict=True))
        groups[year_of(item), item["retention"], item["file_class_id"]].append(item)
    return groups


def add_archived(database: Database, groups: dict[tuple[Any, ...], list[Item]]) -> None:
    """To each group the items of it that keep their numbers."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM file_item WHERE deleted_at IS NULL AND filed_on IS NOT NULL AND year = ?"
    for year in {group[0] for group in groups}:
        for row in database.query(sql, [year]):
            item = dict(zip(COLUMNS, row, strict=True))
            key = year, item["retention"], item["file_class_id"]
            if key in groups:
                groups[key].append(item)


def year_of(item: Item) -> int:
    """The year an item is filed under: as given, else that of its date."""
    return int(item["year"] or item["dated"][:4])


def numbered(items: list[Item], place: str) -> list[tuple[Item, int]]:
    """Items of one group with their numbers: archived ones keep theirs, the others fill what is free, in order.

    What comes from another group (its code does not hold `place`) stands behind those that were here.
    """
    fixed = {item["number"] for item in items if item["filed_on"] is not None}
    free = (number for number in range(1, len(items) + len(fixed) + 1) if number not in fixed)
    moving = sorted(
        (item for item in items if item["filed_on"] is None),
        key=lambda item: (place not in item["code"], item["number"] or 0, item["id"]),
    )
    return list(zip(moving, free, strict=False))


def archive_code(fonds: str, year: int, retention: str, file_class: str, number: int) -> str:
    """The code as it is written on the stamp, e.g. Z109-WS·2026-D10-A04-0001."""
    head = f"{fonds}-" if fonds else ""
    return f"{head}{DOCUMENTS}·{year}-{RETENTION_CODES[retention]}-{file_class}-{number:04d}"


def gaps(database: Database) -> list[str]:
    """Codes that are missing or given twice: `year-retention-class-number`; empty when all is well."""
    sql = (
        "SELECT year, retention, file_class_id, count(*), count(DISTINCT number), max(number) FROM file_item "
        "WHERE deleted_at IS NULL GROUP BY 1, 2, 3"
    )
    return [
        f"{year}-{retention}-{file_class}"
        for year, retention, file_class, items, numbers, highest in database.query(sql)
        if not items == numbers == highest
    ]
