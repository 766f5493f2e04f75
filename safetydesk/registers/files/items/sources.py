"""Which records are filed already, or are not to be filed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from safetydesk.storage.database import Database


def source(register: str, row_id: int) -> str:
    """A record as items name it."""
    return f"{register}/{row_id}"


def sources_of(database: Database, item_id: int) -> tuple[str, tuple[int, ...]]:
    """The register and the rows that an item was filed from; no rows where it was filed by hand."""
    sql = "SELECT part.value FROM file_item i, json_each(i.sources) part WHERE i.id = ?"
    named = [str(row[0]).partition("/") for row in database.query(sql, [item_id])]
    return (named[0][0] if named else ""), tuple(int(row_id) for _, _, row_id in named)


def settled(database: Database) -> set[str]:
    """Records that an item was filed from, or whose proposal the clerk turned down."""
    sql = (
        "SELECT part.value FROM file_item i, json_each(i.sources) part WHERE i.deleted_at IS NULL "
        "UNION SELECT part.value FROM filing_dismissal d, json_each(d.sources) part WHERE d.deleted_at IS NULL"
    )
    return {str(row[0]) for row in database.query(sql)}


def fresh(register: str, ids: Iterable[int], known: Collection[str]) -> list[int]:
    """Rows that nothing has settled yet."""
    return [row_id for row_id in ids if source(register, row_id) not in known]
