"""Undo, with what the registers themselves have to say about it."""

from __future__ import annotations

from safetydesk.errors import UserError, message
from safetydesk.storage.database import Database
from safetydesk.storage.history import of_batch
from safetydesk.storage.undo import undo


def take_back(database: Database, batch: str) -> str:
    """Undo an action and return the batch of the undoing.

    Raises UserError as `storage.undo` does, and where letters issued later have the numbers after these: taking
    these back would leave a gap.
    """
    issued = [entry.row_id for entry in of_batch(database, batch) if entry.table == "letter" and entry.kind == "insert"]
    if issued:
        later = database.query(
            "SELECT 1 FROM letter l JOIN letter mine ON mine.id = ? WHERE l.year = mine.year AND l.kind = mine.kind "
            "AND l.id > ? AND l.deleted_at IS NULL LIMIT 1",
            [issued[0], issued[-1]],
        )
        if later:
            raise UserError(message("letters.numbers_after"), message("letters.numbers_after_hint"))
    return undo(database, batch)
