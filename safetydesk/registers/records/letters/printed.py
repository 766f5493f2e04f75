"""What being printed changes in a letter, and saying so by hand for one that was printed from its file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.errors import Message, UserError, message
from safetydesk.registers.records.letters.kinds import EXEMPT, NOT_PRINTED, PRINTED, VOID
from safetydesk.registers.records.letters.signing import Found, Marked, find
from safetydesk.storage.database import Database


def first_prints(database: Database, ids: Sequence[int], day: str) -> dict[int, dict[str, Any]]:
    """The columns of those letters that were never printed before; a reprint changes no day."""
    sql = "SELECT id FROM letter WHERE state = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
    fresh = database.query(sql, [NOT_PRINTED, json.dumps(list(ids))])
    return {row[0]: {"state": PRINTED, "printed_on": day} for row in fresh}


def mark_printed(database: Database, clock: Clock, ids: Sequence[int], day: date) -> Marked:
    """Note that letters were printed on a day, in one action; those that cannot be are refused with the reason.

    Raises UserError for a day to come.
    """
    if day > clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    letters = find(database, ids)
    refused = tuple((letter.number, why) for letter in letters if (why := problem(letter, day)) is not None)
    good = [letter for letter in letters if problem(letter, day) is None]
    if not good:
        return Marked("", (), (), refused)
    done = tuple(letter.id for letter in good)
    with database.action("letters.print") as action:
        action.update_many("letter", first_prints(database, done, day.isoformat()))
        action.record("print", "letter", done)
    return Marked(action.batch, done, tuple(letter.number for letter in good), refused)


def problem(letter: Found, day: date) -> Message | None:
    """Why a letter cannot be marked as printed on that day."""
    if letter.state in (VOID, EXEMPT):
        return message("letters.closed")
    if letter.state != NOT_PRINTED:
        return message("letters.already_printed")
    if day.isoformat() < letter.issued_on:
        return message("letters.before_issue", day=letter.issued_on)
    return None
