"""What a migration is, and the columns every register table has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Migration:
    """One step of the schema; `version` becomes the file's user_version in the same transaction."""

    version: int
    sql: tuple[str, ...]


ISO_DATE = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

STANDARD_COLUMNS = """
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL CHECK (version > 0),
    row_hash BLOB NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    batch TEXT NOT NULL,
    deleted_at TEXT,
    deleted_reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 20000)"""


def table(name: str, *columns: str) -> str:
    """CREATE TABLE of a register: the standard columns, then its own."""
    return f"CREATE TABLE {name} ({STANDARD_COLUMNS},\n    " + ",\n    ".join(columns) + "\n) STRICT"


def text(name: str, limit: int = 200, default: str = "") -> str:
    """A text column with a cap."""
    return f"{name} TEXT NOT NULL DEFAULT '{default}' CHECK (length({name}) <= {limit})"


def day(name: str) -> str:
    """A date column: ISO text or nothing."""
    return f"{name} TEXT CHECK ({name} {ISO_DATE})"


def json_list(name: str) -> str:
    """A column that holds a JSON list."""
    return f"{name} TEXT NOT NULL DEFAULT '[]' CHECK (json_type({name}) = 'array')"


def flag(name: str, default: int = 0) -> str:
    """A yes-or-no column."""
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} IN (0, 1))"


def never_deleted(name: str) -> str:
    """A trigger that keeps every row of a table of numbered or signed records."""
    return (
        f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {name} "
        f"BEGIN SELECT RAISE(ABORT, '{name} rows are never deleted'); END"
    )
