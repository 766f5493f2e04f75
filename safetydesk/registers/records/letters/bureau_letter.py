"""The bureau's own letter to the school: it comes signed, and the school writes it down (S71, S77)."""

from __future__ import annotations

from datetime import date

from safetydesk.clock import Clock
from safetydesk.core.letter_code import letter_key
from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.issue import (
    head_by_post,
    letter_row,
    next_serial,
    school_facts,
    wording_id,
)
from safetydesk.registers.records.letters.kinds import BUREAU, DONE, SIGNED
from safetydesk.registers.records.letters.signatories import letters_by_identity, needed
from safetydesk.storage.database import Database


def record_bureau_letter(database: Database, clock: Clock, year: int, language: str, day: date) -> int:
    """Write down that the year's letter of the bureau was signed on a day, and return its row: one action.

    It may have been signed long before it is written down, which the list then shows as entered late. A letter that
    is there and signed already is returned as it is. Raises UserError for a day to come and a bureau without a name.
    """
    if day > clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    school = school_facts(database, year)
    asked = needed(database, BUREAU, year)
    if not asked:
        raise UserError(message("chain.no_bureau_named"), message("chain.no_bureau_named_hint"))
    signed = {"state": SIGNED, "signed_on": day, "signed_entered": clock.today()}
    there = letters_by_identity(database, BUREAU, year).get(())
    if there and there[1] in DONE:
        return there[0]
    with database.action("letters.bureau") as action:
        if there:
            action.update("letter", there[0], signed)
            return there[0]
        serial, text_id = next_serial(database, BUREAU, year), wording_id(action, database, BUREAU, language)
        row = letter_row(BUREAU, year, school, asked[0], serial, text_id, min(day, clock.today()), {})
        leader = asked[0].leader or head_by_post(database) or None
        row_id = action.insert("letter", {**row, **signed, "leader": leader})
        action.update("letter", row_id, {"key": letter_key(row_id)})
    return row_id
