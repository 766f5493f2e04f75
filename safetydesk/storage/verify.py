"""Whether the data is what the program wrote: rows, history, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from safetydesk.paths import DataFolder
from safetydesk.storage import chain
from safetydesk.storage.attachments import hash_file, stored_path
from safetydesk.storage.database import Database
from safetydesk.storage.history import chain_faults, of_row


@dataclass(frozen=True)
class Damage:
    """A row that was changed by something else than the program."""

    table: str
    row_id: int
    fields: tuple[str, ...]
    """The columns that differ from the last recorded values; empty where the history cannot tell."""


@dataclass(frozen=True)
class Verdict:
    """The outcome of a full check."""

    damaged: tuple[Damage, ...]
    chain: tuple[int, ...]
    attachments_changed: tuple[str, ...]
    attachments_missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not (self.damaged or self.chain or self.attachments_changed or self.attachments_missing)


def verify(database: Database, folder: DataFolder) -> Verdict:
    """Check every row hash, the whole chain and every attachment."""
    damaged = tuple(damage for table in hashed_tables(database) for damage in damaged_rows(database, table))
    changed, missing = check_attachments(database, folder)
    return Verdict(damaged, tuple(chain_faults(database)), tuple(changed), tuple(missing))


def hashed_tables(database: Database) -> list[str]:
    """Tables whose rows carry a hash."""
    sql = (
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'version' AND m.name <> 'audit' ORDER BY m.name"
    )
    return [row[0] for row in database.query(sql)]


def damaged_rows(database: Database, table: str) -> Iterator[Damage]:
    """Rows whose content does not give their hash, whose hash is not the recorded one, or which are gone."""
    names = list(database.columns(table))
    recorded = last_hashes(database, table)
    seen = set()
    columns = ", ".join(f'"{name}"' for name in names)
    for values in database.query(f"SELECT {columns} FROM {table} ORDER BY id"):
        row = dict(zip(names, values, strict=True))
        seen.add(row["id"])
        if chain.row_hash(row) != row["row_hash"] or recorded.get(row["id"]) != row["row_hash"]:
            yield Damage(table, row["id"], differing(database, table, row))
    yield from (Damage(table, row_id, ()) for row_id in sorted(recorded.keys() - seen))


def last_hashes(database: Database, table: str) -> dict[int, bytes]:
    """The hash that the history last recorded for each row."""
    sql = "SELECT row_id, row_hash FROM audit WHERE tbl = ? AND row_id IS NOT NULL ORDER BY seq"
    return dict(database.query(sql, [table]))


def differing(database: Database, table: str, row: dict[str, Any]) -> tuple[str, ...]:
    """Columns whose value is not the last one that the history knows, or a new row's default."""
    known: dict[str, Any] = {}
    for entry in of_row(database, table, row["id"]):
        if entry.row_id is not None:
            known.update(entry.after)
    whole = {**{name: value for name, value in database.columns(table).items() if name not in OWN}, **known}
    return tuple(name for name, value in whole.items() if row.get(name) != value)


OWN = ("id", "version", "row_hash", "created_at", "updated_at", "batch")


def check_attachments(database: Database, folder: DataFolder) -> tuple[list[str], list[str]]:
    """Original names of attachments whose file has changed, and of those whose file is gone."""
    changed, missing = [], []
    for sha256, name in database.query("SELECT DISTINCT sha256, original_name FROM attachment ORDER BY id"):
        path = stored_path(folder, sha256, name)
        if not path.exists():
            missing.append(name)
        elif hash_file(path) != sha256:
            changed.append(name)
    return changed, missing
