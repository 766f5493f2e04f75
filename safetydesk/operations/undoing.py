"""Undo, with what the registers themselves have to say about it."""

from __future__ import annotations

import json
from collections import defaultdict

from safetydesk.core.linked_field import Link, Many
from safetydesk.core.register import Register
from safetydesk.errors import UserError, message
from safetydesk.registers import REGISTERS
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
            "SELECT 1 FROM letter l JOIN letter mine ON l.year = mine.year AND l.kind = mine.kind AND l.id > mine.id "
            "WHERE mine.id IN (SELECT max(id) FROM letter WHERE id IN (SELECT value FROM json_each(?)) GROUP BY year, kind) "
            "AND l.deleted_at IS NULL LIMIT 1",
            [json.dumps(issued)],
        )
        if later:
            raise UserError(message("letters.numbers_after"), message("letters.numbers_after_hint"))
    refuse_taken_numbers(database, batch)
    refuse_if_pointed_at(database, batch)
    return undo(database, batch)


def refuse_taken_numbers(database: Database, batch: str) -> None:
    """Letters brought back would have numbers that others were given meanwhile."""
    back = [entry.row_id for entry in of_batch(database, batch) if entry.table == "letter" and entry.kind == "trash"]
    taken = database.query(
        "SELECT 1 FROM letter mine JOIN letter other ON other.year = mine.year AND other.kind = mine.kind "
        "AND other.serial = mine.serial AND other.id <> mine.id AND other.deleted_at IS NULL "
        "WHERE mine.id IN (SELECT value FROM json_each(?)) LIMIT 1",
        [json.dumps(back)],
    )
    if taken:
        raise UserError(message("letters.numbers_taken"), message("letters.numbers_taken_hint"))


def refuse_if_pointed_at(database: Database, batch: str) -> None:
    """A class or a post made on the way stays while records of other actions are in it; raises UserError.

    What the action itself pointed at the new row goes back with it: a task answered by a plan's new version.
    """
    made: dict[str, set[int]] = defaultdict(set)
    own: dict[str, set[int]] = defaultdict(set)
    for entry in of_batch(database, batch):
        if entry.kind in ("insert", "update") and entry.row_id is not None:
            own[entry.table].add(entry.row_id)
            if entry.kind == "insert":
                made[entry.table].add(entry.row_id)
    for register in REGISTERS:
        for item in register.fields:
            if isinstance(item, Link | Many) and item.target_table in made:
                users = pointing(database, register, item, made[item.target_table]) - own.get(register.table, set())
                if users:
                    raise UserError(message("storage.pointed_at", n=len(users)), message("storage.undo_hint"))


def pointing(database: Database, register: Register, item: Link | Many, ids: set[int]) -> set[int]:
    """Rows of a register, out of the trash, that point at one of these rows."""
    sql = f'SELECT id, "{item.stored_in}" FROM "{register.table}" WHERE deleted_at IS NULL'
    if isinstance(item, Many):
        return {row_id for row_id, stored in database.query(sql) if ids & set(json.loads(stored))}
    return {row_id for row_id, target in database.query(sql) if target in ids}
