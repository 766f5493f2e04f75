"""Reading the history: who changed what, and whether the chain is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from safetydesk.storage import chain
from safetydesk.storage.database import Database

COLUMNS = "a.seq, a.at_utc, a.utc_offset, a.name, a.action, a.tbl, a.row_id, a.batch, a.reason, t.before, t.after"


@dataclass(frozen=True)
class HistoryEntry:
    """One change of one row, or one event (print, export) over several."""

    seq: int
    at: datetime
    name: str
    """The user action: letters.sign, people.import …"""
    kind: str
    """insert, update, trash, untrash, print, export …"""
    table: str
    row_id: int | None
    batch: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]


def read_entry(row: tuple[Any, ...]) -> HistoryEntry:
    """An entry from its columns."""
    seq, at_utc, offset, name, kind, table, row_id, batch, reason, before, after = row
    moment = datetime.fromisoformat(at_utc).astimezone(timezone(timedelta(seconds=offset)))
    old, new = read_values(before), read_values(after)
    return HistoryEntry(seq, moment, name, kind, table, row_id, batch, reason, old, new)


def read_values(text: str) -> dict[str, Any]:
    """Old or new values of an entry; none where they were purged, or damaged, which the chain check names."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def entries(database: Database, where: str, values: list[Any], order: str = "a.seq") -> list[HistoryEntry]:
    """Entries that meet a condition over audit `a` and audit_text `t`."""
    sql = f"SELECT {COLUMNS} FROM audit a JOIN audit_text t ON t.seq = a.seq WHERE {where} ORDER BY {order}"
    return [read_entry(row) for row in database.query(sql, values)]


def of_row(database: Database, table: str, row_id: int) -> list[HistoryEntry]:
    """Everything that happened to a row, oldest first, prints and exports that held it included."""
    own = entries(database, "a.tbl = ? AND a.row_id = ?", [table, row_id])
    shared = entries(
        database,
        "a.tbl = ? AND a.row_id IS NULL AND EXISTS (SELECT 1 FROM json_each(t.after, '$.ids') part WHERE part.value = ?)",
        [table, row_id],
    )
    return sorted([*own, *shared], key=lambda entry: entry.seq)


def of_batch(database: Database, batch: str) -> list[HistoryEntry]:
    """Everything one user action did, in order."""
    return entries(database, "a.batch = ?", [batch])


def chain_head(database: Database) -> tuple[int, str]:
    """Number and hash of the newest entry: the anchor printed on what leaves the program."""
    seq, head = database.chain_head()
    return seq, head.hex()


def chain_faults(database: Database) -> Iterator[int]:
    """Numbers of the entries at which the chain does not hold: changed, removed or put in."""
    names = ", ".join(f"a.{name}" for name in chain.AUDIT_COLUMNS)
    sql = f"SELECT {names}, a.prev, a.hash, t.salt, t.before, t.after FROM audit a LEFT JOIN audit_text t ON t.seq = a.seq ORDER BY a.seq"
    prev, last = chain.START, 0
    for row in database.query(sql):
        entry = dict(zip(chain.AUDIT_COLUMNS, row, strict=False))
        stored_prev, stored_hash, salt, before, after = row[len(chain.AUDIT_COLUMNS) :]
        sound = entry["seq"] == last + 1 and stored_prev == prev and chain.link_hash(prev, entry) == stored_hash
        purged = salt is not None and not before and not after
        told = salt is not None and chain.text_hash(salt, before, after) == entry["text_hash"]
        if not sound or not (told or purged):
            yield entry["seq"]
        prev, last = stored_hash, entry["seq"]
    highest = database.query("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    if highest and int(highest[0][0]) != last:
        yield int(highest[0][0])
