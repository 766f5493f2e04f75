"""Issuing letters in bulk: one action, numbers without gaps, everything that is printed copied into the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.core.letter_code import letter_key
from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.kinds import BUREAU, NOT_PRINTED, LetterKind
from safetydesk.registers.records.letters.signatories import Signatory, missing
from safetydesk.registers.records.letters.template import template_text
from safetydesk.registers.records.letters.wording import own_wording
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database

HEAD_POSTS = ("校长", "园长", "书记")


@dataclass(frozen=True)
class SchoolFacts:
    """What every letter of a batch shares."""

    name: str
    bureau: str
    principal: str
    pattern: str
    copies: int
    term_from: date
    term_to: date


@dataclass(frozen=True)
class Issued:
    """What an issue made."""

    batch: str
    ids: tuple[int, ...]
    numbers: tuple[str, ...]


def issue(database: Database, clock: Clock, kind: LetterKind, year: int, language: str) -> Issued:
    """Make a letter for everyone who needs one and has none; nobody left to ask is an empty result.

    Raises UserError where the school has no name yet: it stands on every page.
    """
    school = school_facts(database, year)
    people = missing(database, kind, year)
    if not people:
        return Issued("", (), ())
    with database.action("letters.issue") as action:
        ids, numbers = add_letters(action, clock, school, kind, year, language, people)
    return Issued(action.batch, ids, numbers)


def add_letters(
    action: Action,
    clock: Clock,
    school: SchoolFacts,
    kind: LetterKind,
    year: int,
    language: str,
    people: Sequence[Signatory],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Ids and numbers of new letters to these people, written inside an action."""
    database = action.database
    duties = duties_of_posts(database, language)
    first = next_serial(database, kind, year)
    text_id = wording_id(action, database, kind, language)
    rows = [
        letter_row(kind, year, school, person, serial, text_id, clock.today(), duties)
        for serial, person in enumerate(people, first)
    ]
    ids = action.insert_many("letter", rows)
    action.update_many("letter", {row_id: {"key": letter_key(row_id)} for row_id in ids})
    return tuple(ids), tuple(row["number"] for row in rows)


def school_facts(database: Database, year: int) -> SchoolFacts:
    """Name, head and term of the letters of a year; raises UserError while there is no school."""
    found = database.query(
        "SELECT s.name, s.bureau, s.letter_pattern, s.copies, p.name FROM school s LEFT JOIN person p ON p.id = s.principal_id "
        "WHERE s.deleted_at IS NULL"
    )
    if not found or not found[0][0]:
        raise UserError(message("letters.no_school"), message("letters.no_school_hint"))
    name, bureau, pattern, copies, principal = found[0]
    start = database.query("SELECT autumn_start FROM school_year WHERE year = ? AND deleted_at IS NULL", [year])
    return SchoolFacts(
        name=name,
        bureau=bureau,
        principal=principal or head_by_post(database),
        pattern=pattern,
        copies=copies,
        term_from=date.fromisoformat(start[0][0]) if start else date(year, 9, 1),
        term_to=date(year + 1, 8, 31),
    )


def head_by_post(database: Database) -> str:
    """The name of whoever holds the head's post, where no first responsible person is set."""
    sql = (
        "SELECT p.name FROM person p, json_each(p.post_ids) j JOIN post o ON o.id = j.value "
        "WHERE o.name = ? AND p.state <> '离职' AND p.deleted_at IS NULL ORDER BY p.id LIMIT 1"
    )
    for post in HEAD_POSTS:
        if found := database.query(sql, [post]):
            return str(found[0][0])
    return ""


def duties_of_posts(database: Database, language: str) -> dict[int, dict[str, Any]]:
    """For each post its name and clauses in the paper's language, Chinese where there is no other."""
    groups: dict[int, dict[str, Any]] = {}
    for row_id, name, name_en, duties, duties_en in database.query(
        "SELECT id, name, name_en, duties, duties_en FROM post"
    ):
        english = language == "en"
        clauses = (duties_en or duties) if english else duties
        groups[row_id] = {
            "post": (name_en or name) if english else name,
            "duties": [line.strip() for line in clauses.splitlines() if line.strip()],
        }
    return groups


def wording_id(action: Action, database: Database, kind: LetterKind, language: str) -> int:
    """The school's own wording in use, else the stored version of the program's, added when it is new."""
    own = own_wording(database, kind, language)
    if own is not None:
        return own
    wording = template_text(kind.key, language)
    sql = "SELECT id FROM letter_text WHERE kind = ? AND language = ? AND wording = ? AND edited IS NULL"
    found = database.query(sql, [kind.key, language, wording])
    if found:
        return int(found[0][0])
    return action.insert("letter_text", {"kind": kind.key, "language": language, "wording": wording})


def next_serial(database: Database, kind: LetterKind, year: int) -> int:
    """The number after the highest in use; void letters keep theirs."""
    sql = "SELECT COALESCE(max(serial), 0) + 1 FROM letter WHERE kind = ? AND year = ? AND deleted_at IS NULL"
    return int(database.query(sql, [kind.key, year])[0][0])


def printed_number(pattern: str, kind: LetterKind, year: int, serial: int) -> str:
    """The number for people, by the school's own pattern."""
    parts = {"{学年}": str(year), "{层级}": kind.code, "{序号}": f"{serial:04d}"}
    for place, value in parts.items():
        pattern = pattern.replace(place, value)
    return pattern


def letter_row(
    kind: LetterKind,
    year: int,
    school: SchoolFacts,
    person: Signatory,
    serial: int,
    text_id: int,
    today: date,
    duties: Mapping[int, Mapping[str, Any]],
) -> dict[str, Any]:
    """The stored values of one new letter."""
    return {
        "number": printed_number(school.pattern, kind, year, serial),
        "serial": serial,
        "key": "",
        "year": year,
        "type": kind.type,
        "level": kind.level,
        "kind": kind.key,
        "text_id": text_id,
        "party_a": school.bureau if kind is BUREAU else school.name,
        "principal": school.principal,
        "person_id": person.person_id,
        "class_id": person.class_id,
        "unit_id": person.unit_id,
        "leader": person.leader or None,
        "party_b": person.name,
        "class_name": person.class_name,
        "head_teacher": person.head_teacher,
        "dept": person.dept,
        "post": person.post,
        "guardian": person.guardian,
        "relation": person.relation,
        "phone": person.phone,
        "pupils": person.pupils,
        "duties": duty_groups(person.post_ids, duties),
        "term_from": school.term_from,
        "term_to": school.term_to,
        "copies": school.copies,
        "issued_on": today,
        "state": NOT_PRINTED,
    }


def duty_groups(post_ids: Sequence[int], duties: Mapping[int, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The duties of each post held, in the order of the posts; a post without duties gives no group."""
    return [duties[row_id] for row_id in post_ids if row_id in duties and duties[row_id]["duties"]]
