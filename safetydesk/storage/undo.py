"""Taking a user action back: a new action made from the history's old values, recorded itself."""

from __future__ import annotations

from safetydesk.errors import UserError, message
from safetydesk.storage.database import Database
from safetydesk.storage.history import HistoryEntry, of_batch

GIVEN_OUT = ("print", "export", "archive")
"""Once a record has left the program on paper or in a file, its change cannot be made unseen."""


def undo(database: Database, batch: str) -> str:
    """Undo an action and return the batch of the undoing; undoing that is the redo.

    Raises UserError, with the reason, where a row was changed since by another action, or printed, exported or
    archived.
    """
    done = [entry for entry in of_batch(database, batch) if entry.row_id is not None]
    if not done:
        raise UserError(message("storage.nothing_to_undo"))
    refuse_if_changed_since(database, done, batch)
    refuse_if_given_out(database, done)
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


def refuse_if_changed_since(database: Database, done: list[HistoryEntry], batch: str) -> None:
    """A later change by another action would be lost with the undo."""
    for table in {entry.table for entry in done}:
        ids = {entry.row_id for entry in done if entry.table == table}
        last = max(entry.seq for entry in done if entry.table == table)
        rows = database.query(
            "SELECT row_id FROM audit WHERE tbl = ? AND seq > ? AND batch <> ? AND row_id IS NOT NULL",
            [table, last, batch],
        )
        if changed := {row[0] for row in rows} & ids:
            raise UserError(message("storage.changed_since", n=len(changed)), message("storage.undo_hint"))


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
