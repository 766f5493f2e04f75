"""Letters after September: who came and has none, whose letter should end, whose posts are no longer those signed for.

Nothing here changes a letter: people are proposed with their names, and one action carries out what was confirmed.
A letter never ends by itself when somebody is marked as having left: that mark may be a slip, and the letter is the
proof of a whole year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.issue import duties_of_posts, duty_groups
from safetydesk.registers.records.letters.kinds import (
    DEPARTMENT,
    EXEMPT,
    HEAD_TEACHER,
    OUTSIDE_UNIT,
    OWN_KINDS,
    STAFF,
    VOID,
    LetterKind,
)
from safetydesk.registers.records.letters.signatories import Identity, Signatory, identity, identity_of, needed
from safetydesk.storage.database import Database
from safetydesk.words import LANGUAGES

JOINED, LEFT, POSTS_CHANGED, DUTIES_CHANGED = "joined", "left", "posts_changed", "duties_changed"
REASONS = (JOINED, LEFT, POSTS_CHANGED, DUTIES_CHANGED)
WITH_DUTIES = (STAFF, HEAD_TEACHER, DEPARTMENT, OUTSIDE_UNIT)
"""Kinds whose letters carry the duties of posts."""
NO_DUTIES = "[]"
"""As most letters hold it: those of parents."""
SQL = (
    "SELECT l.id, l.number, l.party_b, l.state, l.post, l.duties, t.language, p.left, l.issued_on, "
    "l.person_id, l.class_id, l.dept, l.unit_id FROM letter l JOIN letter_text t ON t.id = l.text_id "
    "LEFT JOIN person p ON p.id = l.person_id AND p.state = '离职' "
    f"WHERE l.kind = ? AND l.year = ? AND l.state <> '{VOID}' AND l.ended_on IS NULL AND l.deleted_at IS NULL ORDER BY l.id"
)


@dataclass(frozen=True)
class Stored:
    """A letter in force, as far as it is compared with today."""

    id: int
    number: str
    name: str
    state: str
    post: str
    duties: list[dict[str, Any]]
    language: str
    left: str | None
    issued_on: str


@dataclass(frozen=True)
class Proposal:
    """One thing to do: a letter to issue, to end, or to end and issue anew."""

    reason: str
    """One of `REASONS`."""
    kind: LetterKind
    name: str
    letter: Stored | None
    """The letter that would end."""
    signatory: Signatory | None
    """Who would get a new one."""

    @property
    def ends_on(self) -> str | None:
        """The day somebody left, unless the letter is younger; nothing where no day is known."""
        day = self.letter.left if self.letter else None
        return day if self.letter and day and day >= self.letter.issued_on else None


def proposals(database: Database, year: int) -> list[Proposal]:
    """Everything that there is to do in a year, for the kinds of which letters were issued."""
    duties = {language: duties_of_posts(database, language) for language in LANGUAGES}
    return [item for kind in OWN_KINDS for item in of_kind(database, kind, year, duties)]


def joiners(found: Iterable[Proposal]) -> list[Proposal]:
    """Those who have no letter."""
    return [item for item in found if item.reason == JOINED]


def of_kind(
    database: Database, kind: LetterKind, year: int, duties: Mapping[str, Mapping[int, Mapping[str, Any]]]
) -> Iterator[Proposal]:
    """What there is to do about one kind; a kind that was not issued at all is not followed up."""
    letters = stored(database, kind, year)
    if not letters:
        return
    wanted = {identity_of(kind, person): person for person in needed(database, kind, year)}
    yield from (
        Proposal(JOINED, kind, person.name, None, person) for key, person in wanted.items() if key not in letters
    )
    has_duties = kind in WITH_DUTIES
    for key, letter in letters.items():
        person = wanted.get(key)
        if person is None:
            yield Proposal(LEFT, kind, letter.name, letter, None)
        elif has_duties and letter.state != EXEMPT:
            change = changed(letter, person, duties[letter.language])
            if change:
                yield Proposal(change, kind, letter.name, letter, person)


def stored(database: Database, kind: LetterKind, year: int) -> dict[Identity, Stored]:
    """Letters of that kind and year that are in force, by who signs."""
    found: dict[Identity, Stored] = {}
    for row_id, number, name, state, post, duties, language, left, issued_on, *parts in database.query(
        SQL, [kind.key, year]
    ):
        told = json.loads(duties) if duties != NO_DUTIES else []
        letter = Stored(row_id, number, name, state, post, told, language, left, issued_on)
        found[identity(kind, *parts)] = letter
    return found


def changed(letter: Stored, person: Signatory, duties: Mapping[int, Mapping[str, Any]]) -> str:
    """How the posts of today differ from the letter's: other posts, other clauses of the same posts, or not at all."""
    if set(letter.post.split("、")) != set(person.post.split("、")):
        return POSTS_CHANGED
    return DUTIES_CHANGED if clauses(letter.duties) != clauses(duty_groups(person.post_ids, duties)) else ""


def clauses(groups: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Duty groups as they read on paper, whatever their order and tags."""
    return sorted((group["post"], [untagged(clause) for clause in group["duties"]]) for group in groups)
