"""Filing signed letters away (归档), and what a day typed into the list does to a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.errors import Message, UserError, message
from safetydesk.registers.records.letters.kinds import FILED, HANDED_OUT, PRINTED, SIGNED, WAITING
from safetydesk.registers.records.letters.signing import Found, Marked, mark
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database


def file_away(database: Database, clock: Clock, ids: Sequence[int], day: date, place: str) -> Marked:
    """Mark signed letters as filed away on a day, and say where the paper lies; an empty place leaves the old one.

    Raises UserError for a day in the future.
    """
    if day > clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    change: dict[str, Any] = {"state": FILED, "filed_on": day}
    if place.strip():
        change["paper_place"] = place.strip()
    return mark(database, "letters.file", ids, lambda letter: filing_problem(letter, day), change)


def filing_problem(letter: Found, day: date) -> Message | None:
    """Why a letter cannot be filed away on that day."""
    if letter.state == FILED:
        return message("letters.already_filed")
    if letter.state != SIGNED:
        return message("letters.not_signed")
    if day.isoformat() < (letter.signed_on or ""):
        return message("letters.before_signing", day=letter.signed_on)
    return None


def follow_days(action: Action) -> None:
    """Before COMMIT of an action that touched letters: a day typed or pasted into the list moves the letter on.

    So a column of dates pasted from Excel marks a whole class as signed, with the day of entry kept as always.
    """
    if "letter" not in action.touched:
        return
    sql = (
        f"SELECT id, signed_on FROM letter WHERE deleted_at IS NULL AND state IN {WAITING} "
        f"AND (signed_on IS NOT NULL OR (handed_on IS NOT NULL AND state = '{PRINTED}'))"
    )
    touched = action.touched["letter"]
    rows = [(row_id, signed) for row_id, signed in action.database.query(sql) if row_id in touched]
    signed = {"state": SIGNED, "signed_entered": action.moment.date()}
    changes = {row_id: signed if day else {"state": HANDED_OUT} for row_id, day in rows}
    action.update_many("letter", changes)
