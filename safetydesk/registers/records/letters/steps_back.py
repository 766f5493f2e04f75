"""Taking back the last step of a letter, with the reason: what was marked by mistake, stands in the history for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from safetydesk.errors import Message, message
from safetydesk.registers.records.letters.kinds import (
    DONE,
    EXEMPT,
    FILED,
    HANDED_OUT,
    NOT_PRINTED,
    PRINTED,
    SIGNED,
    VOID,
    kind_of,
)
from safetydesk.registers.records.letters.signatories import identity, letters_by_identity
from safetydesk.registers.records.letters.signature import NO_SIGNATURE
from safetydesk.registers.records.letters.signing import Found, Marked, find, mark, needed_reason
from safetydesk.storage.database import Database


def step_back(database: Database, ids: Sequence[int], reason: str) -> Marked:
    """Take each letter back to where it was before its last step; the reason is added to its note.

    Filed → signed → handed out → printed; an exempt, void or ended letter is again what it was before.
    What is on paper stays printed. Raises UserError where there is no reason.
    """
    why = needed_reason(reason)
    doubles = with_double(database, find(database, ids))
    return mark(
        database,
        "letters.step_back",
        ids,
        lambda letter: stuck(letter, doubles),
        lambda letter: {**step_before(letter), "note": f"{letter.note}；{why}" if letter.note else why},
        why,
    )


def stuck(letter: Found, doubles: set[int]) -> Message | None:
    """Why there is no step to take back."""
    if letter.id in doubles:
        return message("letters.has_double")
    if letter.ended_on or letter.state in (*DONE, HANDED_OUT, EXEMPT, VOID):
        return None
    return message("letters.on_paper" if letter.state == PRINTED else "letters.first_step")


def step_before(letter: Found) -> dict[str, Any]:
    """The columns of a letter one step earlier. An end comes last of all, whatever the state."""
    if letter.ended_on:
        return {"ended_on": None, "ended_reason": None}
    steps: dict[str, dict[str, Any]] = {
        FILED: {"state": SIGNED, "filed_on": None, "paper_place": None},
        SIGNED: {"state": waiting_state(letter), **NO_SIGNATURE},
        HANDED_OUT: {"state": PRINTED if letter.printed_on else NOT_PRINTED, "handed_on": None},
        EXEMPT: {"state": waiting_state(letter), "exempt_reason": ""},
        VOID: {"state": SIGNED if letter.signed_on else waiting_state(letter), "void_reason": ""},
    }
    return steps[letter.state]


def waiting_state(letter: Found) -> str:
    """Where a letter stands by its days, its signature apart."""
    return HANDED_OUT if letter.handed_on else PRINTED if letter.printed_on else NOT_PRINTED


def with_double(database: Database, letters: Sequence[Found]) -> set[int]:
    """Those void or ended letters whose signatory has another one by now: one active letter for each (R02)."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for letter in letters:
        if letter.state == VOID or letter.ended_on:
            groups[letter.kind, letter.year].append(letter.id)
    found: set[int] = set()
    for (key, year), ids in groups.items():
        kind = kind_of(key)
        have = letters_by_identity(database, kind, year)
        holes = ",".join("?" * len(ids))
        sql = f"SELECT id, person_id, class_id, dept, unit_id FROM letter WHERE id IN ({holes})"
        taken: set[object] = set(have)
        for row_id, *parts in database.query(sql, ids):
            mine = identity(kind, *parts)
            if mine in taken:
                found.add(row_id)
            taken.add(mine)
    return found
