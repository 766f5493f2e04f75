"""Clauses that were accepted as they stand: who prints them is told of it, and of the reason, every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.clause import same
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database

TABLE = "accepted_clause"
MOST_REASON = 1000


@dataclass(frozen=True)
class Acceptance:
    """Why a clause is printed as it stands."""

    reason: str
    day: str
    """When it was accepted, ISO."""


def accepted_clauses(database: Database) -> dict[tuple[str, str, str], Acceptance]:
    """Every acceptance in force, by kind, language and the clause as `same` writes it."""
    sql = f"SELECT kind, language, clause, reason, substr(created_at, 1, 10) FROM {TABLE} WHERE deleted_at IS NULL"
    return {
        (kind, language, same(clause)): Acceptance(reason, day)
        for kind, language, clause, reason, day in database.query(sql)
    }


def accept(action: Action, clauses: Sequence[tuple[str, str, str]], reason: str) -> None:
    """Write acceptances down inside an action: kind, language and clause of each. Raises UserError without a reason."""
    given = reason.strip()
    if not given:
        raise UserError(message("unfinished.no_reason"), message("unfinished.no_reason_hint"))
    if len(given) > MOST_REASON:
        raise UserError(message("unfinished.long_reason", most=MOST_REASON))
    names = ("kind", "language", "clause")
    action.insert_many(TABLE, [{**dict(zip(names, one, strict=True)), "reason": given} for one in clauses])
