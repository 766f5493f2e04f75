"""Rosters into the register of people: what is new, what changed, who is no longer listed, in one revertible action."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from safetydesk.core.issue import Issue
from safetydesk.core.linked_field import Label
from safetydesk.intake.found import Refusal, Roster, RosterPerson
from safetydesk.intake.people_of_sheet import Gathered, drop_doubles
from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import GONE, PEOPLE, PUPIL, STATES
from safetydesk.storage.action import Action

ROSTER_FIELDS = (
    "name", "kind", "sex", "dept", "post", "class_name", "student_no", "staff_no",
    "guardian", "relation", "phone", "joined", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A person of the register, as far as matching needs."""

    id: int
    name: str
    kind: str
    class_name: str
    student_no: str
    staff_no: str
    phone: str


@dataclass(frozen=True)
class Change:
    """A person of the roster who is in the register with other values."""

    person: RosterPerson
    row_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True)
class ImportPlan:
    """What an import will do; nothing has been written yet."""

    added: tuple[tuple[RosterPerson, Mapping[str, Any]], ...]
    changed: tuple[Change, ...]
    same: tuple[RosterPerson, ...]
    left: tuple[Known, ...]
    """In the register, of a kind and class the roster covers, and not in the roster. Nothing is done to them."""
    refused: tuple[Refusal, ...]
    class_heads: Mapping[str, str]


def plan_import(office: Office, rosters: Sequence[Roster]) -> ImportPlan:
    """Compare rosters with the register."""
    people = known_people(office)
    matcher = Matcher(people)
    added: list[tuple[RosterPerson, Mapping[str, Any]]] = []
    changed: list[Change] = []
    same: list[RosterPerson] = []
    together = Gathered(
        people=[person for roster in rosters for person in roster.people],
        refused=[refusal for roster in rosters for refusal in roster.refused],
    )
    drop_doubles(together)  # Each file has been looked at by itself; the same person may stand in two of them.
    refused, listed = together.refused, together.people
    matched: set[int] = set()
    doubles = Counter((person.name, person.class_name) for person in listed)
    for person in listed:
        values, issues = office.records.from_text(PEOPLE, texts(person))
        known = matcher.find(person, alone=doubles[person.name, person.class_name] == 1)
        issues += office.records.check(PEOPLE, values, known.id if known else None) if not issues else []
        if blocking := [issue for issue in issues if issue.blocking]:
            refused.append(refusal(person, blocking[0]))
            continue
        if known is None or known.id in matched:
            added.append((person, values))
            continue
        matched.add(known.id)
        before, after = differences(office, known.id, values)
        if after:
            changed.append(Change(person, known.id, before, after))
        else:
            same.append(person)
    left = no_longer_listed(people, listed, matched)
    heads = {name: head for roster in rosters for name, head in roster.class_heads.items()}
    return ImportPlan(tuple(added), tuple(changed), tuple(same), tuple(left), tuple(refused), heads)


def apply_import(office: Office, plan: ImportPlan) -> str:
    """Write a plan in one action and return its batch, by which it can be undone; nothing to write gives ""."""
    if not plan.added and not plan.changed:
        return ""
    with office.database.action("people.import") as action:
        rows = [stored(office, action, {**values, "state": STATES.values[0]}) for _, values in plan.added]
        action.insert_many(PEOPLE.table, rows)
        action.update_many(PEOPLE.table, {item.row_id: stored(office, action, item.after) for item in plan.changed})
        seat_head_teachers(office, action, plan.class_heads)
    return action.batch


class Matcher:
    """Finds the person of the register that a line of a roster means."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.by_name: dict[tuple[bool, str], list[Known]] = defaultdict(list)
        for person in people:
            self.by_name[person.kind == PUPIL, person.name].append(person)

    def find(self, person: RosterPerson, alone: bool) -> Known | None:
        """The same person: same name, and the same number, else the same phone, else the only one of that name.

        `alone` says that the roster lists nobody else of this name in this class. Different numbers are
        different people; so are different phones, unless there is just one of the name on either side.
        """
        candidates = self.by_name[person.kind == PUPIL, person.name]
        numbered = [known for known in candidates if number(known) and number(known) == number(person)]
        if numbered:
            return numbered[0]
        if number(person):
            candidates = [known for known in candidates if not number(known)]
        near = [known for known in candidates if known.class_name == person.class_name]
        phoned = [known for known in near if person.phone and known.phone == person.phone]
        if phoned:
            return phoned[0]
        return near[0] if alone and len(near) == 1 else None


def number(person: Known | RosterPerson) -> str:
    """The pupil's or staff number."""
    return person.student_no or person.staff_no


def known_people(office: Office) -> list[Known]:
    """Everybody in the register who has not left."""
    sql = (
        "SELECT p.id, p.name, p.kind, COALESCE(c.name, ''), p.student_no, p.staff_no, p.phone FROM person p "
        "LEFT JOIN school_class c ON c.id = p.class_id WHERE p.deleted_at IS NULL AND p.state <> ? ORDER BY p.id"
    )
    return [Known(*row) for row in office.database.query(sql, [GONE])]


def texts(person: RosterPerson) -> dict[str, str]:
    """The line's values as typed texts; what the line leaves empty is left alone."""
    given = {name: getattr(person, name) for name in ROSTER_FIELDS}
    return {name: str(value) for name, value in given.items() if value}


def refusal(person: RosterPerson, issue: Issue) -> Refusal:
    """A line of the roster that a rule of the register refuses."""
    return Refusal(person.file, person.sheet, person.row, person.name, issue.field, issue.message)


def differences(office: Office, row_id: int, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Old and new values of the fields that the roster gives and that differ."""
    now = office.records.read(PEOPLE, row_id)
    names = [name for name, value in values.items() if now[name] != value]
    return {name: now[name] for name in names}, {name: values[name] for name in names}


def no_longer_listed(people: Iterable[Known], listed: Sequence[RosterPerson], matched: set[int]) -> list[Known]:
    """People the rosters should hold and do not: staff if any staff are listed, pupils of the listed classes."""
    classes = {person.class_name for person in listed if person.kind == PUPIL}
    staff = any(person.kind != PUPIL for person in listed)
    covered = [known for known in people if (known.class_name in classes if known.kind == PUPIL else staff)]
    return [known for known in covered if known.id not in matched]


def stored(office: Office, action: Action, values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values, with classes and posts that the roster names for the first time made on the way."""
    fields = {name: PEOPLE.field(name) for name in values}
    return {
        item.stored_in: item.to_store(office.records.made(action, item, values[name])) for name, item in fields.items()
    }


def seat_head_teachers(office: Office, action: Action, heads: Mapping[str, str]) -> None:
    """Give classes the head teacher that stands above their list, where one member of staff has that name."""
    for class_name, head in heads.items():
        group = office.records.find("classes", Label(class_name))
        found = office.database.query(
            "SELECT id FROM person WHERE name = ? AND kind <> ? AND state <> ? AND deleted_at IS NULL",
            [head, PUPIL, GONE],
        )
        if isinstance(group, int) and len(found) == 1:
            now = office.database.query("SELECT head_teacher_id FROM school_class WHERE id = ?", [group])[0][0]
            if now is None:
                action.update("school_class", group, {"head_teacher_id": found[0][0]})


def as_object(refused: Refusal, why: str) -> dict[str, Any]:
    """A refusal for the command line's JSON; `why` is the sentence in the reader's language."""
    return {
        "file": refused.file,
        "sheet": refused.sheet,
        "row": refused.row,
        "name": refused.name,
        "field": refused.field,
        "why": why,
    }


def without(plan: ImportPlan, people: Iterable[RosterPerson]) -> ImportPlan:
    """The plan less some people whom the clerk has unticked in the preview."""
    dropped = set(people)
    return replace(
        plan,
        added=tuple(item for item in plan.added if item[0] not in dropped),
        changed=tuple(item for item in plan.changed if item.person not in dropped),
    )
