"""Which steps of the first run are done: read from the school's data, never counted."""

from __future__ import annotations

from safetydesk.storage.database import Database

WELCOME, SCHOOL, ROSTER, PRINCIPAL, LETTERS = "welcome", "school", "roster", "principal", "letters"
STEPS = (WELCOME, SCHOOL, ROSTER, PRINCIPAL, LETTERS)
DONE_BY = {
    SCHOOL: "SELECT 1 FROM school WHERE name <> '' AND deleted_at IS NULL",
    ROSTER: "SELECT 1 FROM person WHERE deleted_at IS NULL",
    PRINCIPAL: "SELECT 1 FROM school WHERE principal_id IS NOT NULL AND deleted_at IS NULL",
    LETTERS: "SELECT 1 FROM letter WHERE deleted_at IS NULL",
}
"""A row answers that the step is done. The language is always chosen: there is one from the start."""


def is_done(database: Database, step: str) -> bool:
    """Whether a step has left its mark in the data."""
    return step not in DONE_BY or bool(database.query(f"{DONE_BY[step]} LIMIT 1"))


def reached(database: Database) -> str:
    """The first step that is still to be done, the last one where all are."""
    return next((step for step in STEPS if not is_done(database, step)), LETTERS)


def is_new(database: Database) -> bool:
    """Whether nobody has begun here: the school has no name and nobody is registered."""
    return not database.read_only and not is_done(database, SCHOOL) and not is_done(database, ROSTER)
