"""One user action: everything it changes, written together with its history or not at all."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from safetydesk import __version__
from safetydesk.errors import UserError, message
from safetydesk.storage import chain
from safetydesk.storage.row import to_json

if TYPE_CHECKING:
    from safetydesk.storage.attachments import StoredFile
    from safetydesk.storage.database import Database

BLOCK = 400
OWN_COLUMNS = ("version", "row_hash", "updated_at", "batch")
"""Kept by the action itself; not part of what a person changed."""


class Action:
    """Writes rows inside one open transaction. Made by `Database.action`, never by hand.

    Tables are named, values are keyed by column: dates, lists and flags are stored as ISO text, JSON and 0 or 1.
    """

    def __init__(self, database: Database, name: str, reason: str, actor: str) -> None:
        self.database = database
        self.name = name
        self.reason = reason
        self.actor = actor
        self.batch = secrets.token_hex(8)
        self.moment = database.clock.now()
        self.touched: dict[str, set[int]] = defaultdict(set)
        self.entries = 0
        self.head: tuple[int, bytes] | None = None
        self.flagged = database.clock_suspect(self.moment)

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row and return its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows in their order and return their ids, which are never used twice."""
        columns = self.database.columns(table)
        first = self.next_id(table)
        stamp = self.moment.isoformat()
        whole = []
        for row_id, values in enumerate(rows, first):
            unknown = values.keys() - columns.keys()
            if unknown:
                raise KeyError(f"{table} has no column {sorted(unknown)}")
            row = {**columns, **{name: plain(value) for name, value in values.items()}}
            row.update(id=row_id, version=1, created_at=stamp, updated_at=stamp, batch=self.batch, deleted_at=None)
            row["row_hash"] = chain.row_hash(row)
            whole.append(row)
        self.write_many(table, list(columns), whole)
        given = [{name: row[name] for name in values} for row, values in zip(whole, rows, strict=True)]
        self.keep(
            "insert", table, [(row["id"], {}, after, row["row_hash"]) for row, after in zip(whole, given, strict=True)]
        )
        return [row["id"] for row in whole]

    def update(self, table: str, row_id: int, changes: Mapping[str, Any], version: int | None = None) -> None:
        """Change some columns of a row; nothing differs, nothing is written.

        Raises UserError where `version` is given and the row has changed since that version was read.
        """
        if version is not None and self.rows(table, [row_id])[row_id]["version"] != version:
            raise UserError(message("storage.stale"), message("storage.stale_hint"))
        self.update_many(table, {row_id: changes})

    def update_many(self, table: str, changes: Mapping[int, Mapping[str, Any]], kind: str = "update") -> None:
        """Change some columns of many rows."""
        now = self.rows(table, list(changes))
        written, kept = [], []
        for row_id, wanted in changes.items():
            row = now[row_id]
            after = {name: plain(value) for name, value in wanted.items()}
            after = {name: value for name, value in after.items() if row[name] != value}
            if not after:
                continue
            before = {name: row[name] for name in after}
            row.update(after, version=row["version"] + 1, updated_at=self.moment.isoformat(), batch=self.batch)
            row["row_hash"] = chain.row_hash(row)
            written.append(row)
            kept.append((row_id, before, after, row["row_hash"]))
        self.rewrite(table, written)
        self.keep(kind, table, kept)

    def trash(self, table: str, row_id: int, reason: str) -> None:
        """Take a row out of every view; it stays in the file, with the reason."""
        self.update_many(table, {row_id: {"deleted_at": self.moment, "deleted_reason": reason}}, "trash")

    def untrash(self, table: str, row_id: int) -> None:
        """Bring a row back out of the trash."""
        self.update_many(table, {row_id: {"deleted_at": None, "deleted_reason": ""}}, "untrash")

    def record(self, kind: str, table: str, row_ids: Iterable[int], text: str = "") -> None:
        """Note something that changed no row: print, export, archive, restore."""
        self.keep(kind, table, [(None, {}, {"text": text, "ids": sorted(row_ids)}, None)])

    def attach(self, file: StoredFile, register: str, record_id: int, caption: str = "") -> int:
        """Bind a stored file to a record; the file itself was stored before the action began."""
        return self.insert(
            "attachment",
            {
                "register": register,
                "record_id": record_id,
                "sha256": file.sha256,
                "size": file.size,
                "original_name": file.original_name,
                "media_type": file.media_type,
                "caption": caption,
            },
        )

    def index(self, lines: Sequence[tuple[str, int, str, str]]) -> None:
        """Replace lines of the search index (register, row id, label, text); it can be rebuilt, so it has no history."""
        sql = "INSERT OR REPLACE INTO search_index (register, row_id, label, haystack) VALUES (?, ?, ?, ?)"
        self.database.execute_many(sql, lines)

    def prove(self) -> None:
        """Read back every row that was written and compare its hash, before COMMIT (faults.md 3.2)."""
        for table, ids in self.touched.items():
            for row_id, row in self.rows(table, sorted(ids)).items():
                if chain.row_hash(row) != row["row_hash"]:
                    raise UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))
                assert row["batch"] == self.batch, (table, row_id)

    def rows(self, table: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Whole rows by id; raises KeyError if one is not there."""
        names = list(self.database.columns(table))
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), BLOCK):
            block = list(ids[start : start + BLOCK])
            sql = f"SELECT {', '.join(quoted(names))} FROM {table} WHERE id IN ({','.join('?' * len(block))})"
            found.update((row[0], dict(zip(names, row, strict=True))) for row in self.database.query(sql, block))
        return {row_id: found[row_id] for row_id in ids}

    def next_id(self, table: str) -> int:
        """The id after the highest ever used."""
        found = self.database.query("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return (int(found[0][0]) if found else 0) + 1

    def write_many(self, table: str, names: list[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """INSERT whole rows."""
        sql = f"INSERT INTO {table} ({', '.join(quoted(names))}) VALUES ({','.join('?' * len(names))})"
        self.database.execute_many(sql, [tuple(row[name] for name in names) for row in rows])

    def rewrite(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """UPDATE whole rows."""
        names = [name for name in self.database.columns(table) if name != "id"]
        sql = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in quoted(names))} WHERE id = ?"
        self.database.execute_many(sql, [(*(row[name] for name in names), row["id"]) for row in rows])

    def keep(self, kind: str, table: str, changes: Sequence[tuple[int | None, Any, Any, bytes | None]]) -> None:
        """Append history entries, each chained to the one before."""
        seq, prev = self.head or self.database.chain_head()
        entries, texts = [], []
        for row_id, before, after, hashed in changes:
            seq += 1
            salt = secrets.token_bytes(16)
            old, new = to_json(before) if before else "", to_json(after)
            entry = self.entry(seq, kind, table, row_id, hashed, chain.text_hash(salt, old, new))
            link = chain.link_hash(prev, entry)
            entries.append((*entry.values(), prev, link))
            texts.append((seq, salt, old, new))
            prev = link
            if row_id is not None:
                self.touched[table].add(row_id)
        names = (*chain.AUDIT_COLUMNS, "prev", "hash")
        self.database.execute_many(
            f"INSERT INTO audit ({', '.join(names)}) VALUES ({','.join('?' * len(names))})", entries
        )
        self.database.execute_many("INSERT INTO audit_text (seq, salt, before, after) VALUES (?, ?, ?, ?)", texts)
        self.head = (seq, prev)
        self.entries += len(entries)

    def entry(
        self, seq: int, kind: str, table: str, row_id: int | None, hashed: bytes | None, text: bytes
    ) -> dict[str, Any]:
        """One history entry less its links, in the order of `chain.AUDIT_COLUMNS`."""
        offset = self.moment.utcoffset()
        return {
            "seq": seq,
            "at_utc": self.moment.astimezone(UTC).isoformat(),
            "utc_offset": int(offset.total_seconds()) if offset else 0,
            "mono_ns": time.monotonic_ns(),
            "boot_id": self.database.session,
            "clock_flag": int(self.flagged),
            "app": __version__,
            "schema": self.database.schema,
            "actor": self.actor,
            "name": self.name,
            "action": kind,
            "tbl": table,
            "row_id": row_id,
            "batch": self.batch,
            "reason": self.reason,
            "text_hash": text,
            "row_hash": hashed,
            "algo": chain.ALGORITHM,
        }


def plain(value: Any) -> Any:
    """A value as the column holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return to_json(value)
    return value


def quoted(names: Iterable[str]) -> list[str]:
    """Column names in double quotes."""
    return [f'"{name}"' for name in names]
