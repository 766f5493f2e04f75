"""Taking a user action back: a new action made from the history's old values, recorded itself."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import peewee
from sqlcipher3 import dbapi2

from safetydesk.errors import UserError, message
from safetydesk.storage.database import Database
from safetydesk.storage.history import HistoryEntry, of_batch

GIVEN_OUT = ("print", "export", "archive")
"""Once a record has left the program on paper or in a file, its change cannot be made unseen."""

BLOCK = 400


def undo(database: Database, batch: str) -> str:
    """Undo an action and return the batch of the undoing; undoing that is the redo.

    Raises UserError, with the reason, where a row was changed since by another action, or printed, exported or
    archived.
    """
    done = [entry for entry in of_batch(database, batch) if entry.row_id is not None]
    if not done:
        raise UserError(message("storage.nothing_to_undo"), message("storage.nothing_to_undo_hint"))
    refuse_if_given_out(database, done)
    refuse_if_changed_since(database, done)
    try:
        return write_back(database, done)
    except (
        peewee.IntegrityError,
        dbapi2.IntegrityError,
    ) as error:  # A name or a number that these rows had was given to others meanwhile.
        raise UserError(message("storage.changed_since", n=len(done)), message("storage.undo_hint")) from error


def write_back(database: Database, done: list[HistoryEntry]) -> str:
    """The old values, newest change first."""
    with database.action(f"undo:{done[0].name}") as action:
        for entry in reversed(done):
            assert entry.row_id is not None
            if entry.kind == "insert":
                action.trash(entry.table, entry.row_id, "undo")
            else:
                action.update_many(entry.table, {entry.row_id: entry.before}, inverse(entry.kind))
    return action.batch


def inverse(kind: str) -> str:
    """How the history names the undoing of a change."""
    return {"trash": "untrash", "untrash": "trash"}.get(kind, kind)


def refuse_if_changed_since(database: Database, done: list[HistoryEntry]) -> None:
    """What the action wrote must still stand there, or a later change would be lost with the undo."""
    left: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for entry in done:
        left[entry.table][entry.row_id or 0].update(entry.after)
    changed = [
        row_id
        for table, rows in left.items()
        for row_id, now in current_rows(database, table, list(rows)).items()
        if any(now[name] != value for name, value in rows[row_id].items())
        or (now["deleted_at"] is not None and "deleted_at" not in rows[row_id])
    ]
    if changed:
        raise UserError(message("storage.changed_since", n=len(changed)), message("storage.undo_hint"))


def current_rows(database: Database, table: str, ids: list[int]) -> dict[int, dict[str, Any]]:
    """Rows as they are now."""
    names = list(database.columns(table))
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {columns} FROM {table} WHERE id IN ({','.join('?' * len(block))})"
        found.update((row[0], dict(zip(names, row, strict=True))) for row in database.query(sql, block))
    return found


def refuse_if_given_out(database: Database, done: list[HistoryEntry]) -> None:
    """What was printed or exported after the change stands on paper already."""
    for table in {entry.table for entry in done}:
        ids = {entry.row_id for entry in done if entry.table == table}
        first = min(entry.seq for entry in done if entry.table == table)
        holes = ",".join("?" * len(GIVEN_OUT))
        rows = database.query(
            f"SELECT a.action, part.value FROM audit a JOIN audit_text t ON t.seq = a.seq, json_each(t.after, '$.ids') part "
            f"WHERE a.tbl = ? AND a.seq > ? AND a.action IN ({holes})",
            [table, first, *GIVEN_OUT],
        )
        for kind, row_id in rows:
            if row_id in ids:
                raise UserError(
                    message("storage.given_out", how=message(f"storage.kind.{kind}")), message("storage.undo_hint")
                )
