"""Following letters to the signed sheet: handed out, signed, exempt, void. Each call is one user action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.core.dates import half_width
from safetydesk.errors import Message, UserError, message
from safetydesk.registers.records.letters.kinds import (
    DONE,
    EXEMPT,
    HANDED_OUT,
    NOT_PRINTED,
    PARENT,
    PRINTED,
    SIGNED,
    VOID,
    WAITING,
)
from safetydesk.registers.records.letters.signature import BY_PARTY, Signature
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Marked:
    """What became of a list of letters."""

    batch: str
    ids: tuple[int, ...]
    numbers: tuple[str, ...]
    refused: tuple[tuple[str, Message], ...]
    """Number and reason, for each that was left as it is."""


FOUND = "id, number, state, printed_on, handed_on, issued_on, note, kind, year, signed_on, ended_on"


@dataclass(frozen=True)
class Found:
    """A letter's number, state and days, as they are before the change, in the order of `FOUND`."""

    id: int
    number: str
    state: str
    printed_on: str | None
    handed_on: str | None
    issued_on: str
    note: str
    kind: str
    year: int
    signed_on: str | None
    ended_on: str | None


def sign(database: Database, clock: Clock, ids: Sequence[int], day: date, by: Signature = BY_PARTY) -> Marked:
    """Mark letters as signed on a day; those that cannot be are returned with the reason.

    Raises UserError for a day in the future, and for a proxy signature that does not say who and why.
    """
    if day > clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    change = {"state": SIGNED, "signed_on": day, "signed_entered": clock.today(), **by.changes()}
    return mark(database, "letters.sign", ids, lambda letter: signing_problem(letter, day), change)


def sign_numbers(
    database: Database, clock: Clock, numbers: Iterable[str], day: date, by: Signature = BY_PARTY
) -> Marked:
    """As `sign`, for numbers as typed or read from a list; a number nobody has is refused."""
    known, unknown = known_numbers(database, numbers)
    marked = sign(database, clock, known, day, by)
    return Marked(
        marked.batch,
        marked.ids,
        marked.numbers,
        (*marked.refused, *((number, message("letters.unknown_number")) for number in unknown)),
    )


def known_numbers(database: Database, numbers: Iterable[str]) -> tuple[list[int], list[str]]:
    """Ids of letters by their numbers as typed, in any width and case, and the numbers that nobody has."""
    wanted = list(dict.fromkeys(clean for number in numbers if (clean := half_width(number).strip().upper())))
    known = {half_width(number).upper(): row_id for row_id, number in all_numbers(database)}
    return [known[number] for number in wanted if number in known], [n for n in wanted if n not in known]


def hand_out(database: Database, clock: Clock, ids: Sequence[int], day: date) -> Marked:
    """Mark printed letters as handed out."""
    if day > clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    change = {"state": HANDED_OUT, "handed_on": day}
    return mark(database, "letters.hand_out", ids, lambda letter: handing_problem(letter, day), change)


def exempt(database: Database, ids: Sequence[int], reason: str) -> Marked:
    """Ask for no signature, with the reason."""
    change = {"state": EXEMPT, "exempt_reason": needed_reason(reason)}
    return mark(database, "letters.exempt", ids, not_waiting, change)


def make_void(database: Database, ids: Sequence[int], reason: str) -> Marked:
    """Make letters void, with the reason; they keep their numbers and stay visible."""
    change = {"state": VOID, "void_reason": needed_reason(reason)}
    return mark(database, "letters.void", ids, void_already, change)


def needed_reason(reason: str) -> str:
    """The reason, trimmed; raises UserError where there is none."""
    if not reason.strip():
        raise UserError(message("rule.reason_needed"))
    return reason.strip()


def signing_problem(letter: Found, day: date) -> Message | None:
    """Why a letter cannot be marked as signed on that day."""
    if letter.state in DONE:
        return message("letters.already_signed")
    if letter.state not in WAITING:
        return message("letters.closed")
    if letter.ended_on and day.isoformat() > letter.ended_on:
        return message("letters.ended", day=letter.ended_on)
    latest = max(filter(None, (letter.printed_on, letter.handed_on)), default=letter.issued_on)
    if day.isoformat() < latest:
        return message("letters.before_print", day=latest)
    return None


def handing_problem(letter: Found, day: date) -> Message | None:
    """Why a letter cannot be handed out on that day."""
    if letter.state == NOT_PRINTED:
        return message("letters.not_printed")
    if letter.state != PRINTED:
        return message("letters.already_handed")
    if letter.ended_on:
        return message("letters.ended", day=letter.ended_on)
    before = day.isoformat() < (letter.printed_on or "")
    return message("letters.before_print", day=letter.printed_on) if before else None


def void_already(letter: Found) -> Message | None:
    """Void once is enough."""
    return message("letters.already_void") if letter.state == VOID else None


def not_waiting(letter: Found) -> Message | None:
    """Only a letter that waits for its signature can be made exempt."""
    return None if letter.state in WAITING else message("letters.closed")


def mark(
    database: Database,
    name: str,
    ids: Sequence[int],
    problem: Callable[[Found], Message | None],
    change: Mapping[str, Any] | Callable[[Found], Mapping[str, Any]],
    reason: str = "",
) -> Marked:
    """Change every letter that has no problem, in one action."""
    letters = find(database, ids)
    refused = tuple((letter.number, why) for letter in letters if (why := problem(letter)) is not None)
    numbers_refused = {number for number, _ in refused}
    good = [letter for letter in letters if letter.number not in numbers_refused]
    if not good:
        return Marked("", (), (), refused)
    with database.action(name, reason=reason) as action:
        action.update_many("letter", {item.id: change(item) if callable(change) else change for item in good})
    return Marked(action.batch, tuple(item.id for item in good), tuple(item.number for item in good), refused)


def find(database: Database, ids: Sequence[int]) -> list[Found]:
    """Letters by id, in the order asked."""
    found: dict[int, Found] = {}
    for start in range(0, len(ids), 500):
        block = list(ids[start : start + 500])
        holes = ",".join("?" * len(block))
        sql = f"SELECT {FOUND} FROM letter WHERE id IN ({holes}) AND deleted_at IS NULL"
        found.update((row[0], Found(*row)) for row in database.query(sql, block))
    return [found[row_id] for row_id in ids if row_id in found]


def all_numbers(database: Database) -> list[tuple[int, str]]:
    """Ids and printed numbers of all letters."""
    return [(row[0], row[1]) for row in database.query("SELECT id, number FROM letter WHERE deleted_at IS NULL")]


def is_parents(database: Database, number: str) -> bool:
    """Whether a number as typed is that of a parents' letter."""
    clean = half_width(number).strip().upper()
    sql = "SELECT 1 FROM letter WHERE number = ? AND kind = ? AND deleted_at IS NULL"
    return bool(database.query(sql, [clean, PARENT.key]))
