"""C01 to C04 and C06: everybody has signed, kind by kind."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from safetydesk.errors import Message, message
from safetydesk.registers.records.letters.board import Standing
from safetydesk.registers.records.letters.kinds import (
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.signatories import HEAD_TEACHER_POST
from safetydesk.reports.checks.check import NOTHING, Finding, Records, Scope, records_of

MOST_LINES = 60
TOLD_APART = re.compile(r"（\d+）$")
"""How two pupils of one name are told apart in the list of who has signed."""
WITHOUT = {
    STAFF: ("people", "person_id"),
    HEAD_TEACHER: ("people", "person_id"),
    PARENT: ("people", "person_id"),
    DEPARTMENT: ("people", "person_id"),
    CONVENTION: ("classes", "class_id"),
    OUTSIDE_UNIT: ("outside-units", "unit_id"),
}
"""Where somebody without a letter is found: register and the signatory's key in it."""


def staff_signed(scope: Scope, threshold: float) -> Finding:
    """C01: signed of everyone at work in the school, guards, canteen, cleaners and hired hands included (S40, S45)."""
    return share_signed(scope.standings(STAFF), STAFF, lambda item: item.signatory.dept)


def leaders_signed(scope: Scope, threshold: float) -> Finding:
    """C02: head teachers and departments have signed, each the letter of that post (S39, S40)."""
    heads, departments = scope.standings(HEAD_TEACHER), scope.standings(DEPARTMENT)
    due = [item for item in (*heads, *departments) if item.due]
    if not due:
        return NOTHING
    wrong = wrong_wording(scope)
    bad = [item for item in due if not item.signed or item.letter_id in wrong]
    lines = [
        message("checks.unmatched" if item.signed else "checks.unsigned", name=title_of(item)) for item in bad
    ]  # fmt: skip
    people = [
        *missing_records([item for item in bad if item in heads], HEAD_TEACHER),
        *missing_records([item for item in bad if item not in heads], DEPARTMENT),
    ]
    return Finding(Fraction(len(due) - len(bad), len(due)), joined(people), tuple(lines[:MOST_LINES]))


def title_of(item: Standing) -> str:
    """Whose letter it is: the department, or the head teacher with the class."""
    person = item.signatory
    return f"{person.class_name} {person.name}".strip()


def wrong_wording(scope: Scope) -> set[int]:
    """Letters not matched to the post: worded as another kind, or a head teacher's without that post's duties."""
    sql = (
        "SELECT l.id FROM letter l JOIN letter_text t ON t.id = l.text_id "
        "WHERE l.year = ? AND l.kind IN (?, ?) AND l.deleted_at IS NULL AND (t.kind <> l.kind OR (l.kind = ? "
        "AND l.duties = '[]' AND EXISTS (SELECT 1 FROM post WHERE name = ? AND duties <> '' AND deleted_at IS NULL)))"
    )
    params = [scope.year, HEAD_TEACHER.key, DEPARTMENT.key, HEAD_TEACHER.key, HEAD_TEACHER_POST]
    return {row[0] for row in scope.database.query(sql, params)}


def pupils_covered(scope: Scope, threshold: float) -> Finding:
    """C03: pupils who have signed their class's convention, of all pupils (S46)."""
    signed = signed_pupils(scope)
    total = covered = 0
    behind: list[tuple[int, int, Standing]] = []
    for item in scope.standings(CONVENTION):
        if not item.due:
            continue
        here = Counter(item.signatory.pupils)
        names = signed.get(item.letter_id or 0, Counter())
        have = sum((here & names).values())
        total, covered = total + here.total(), covered + have
        if have < here.total():
            behind.append((here.total() - have, here.total(), item))
    if not total:
        return NOTHING
    behind.sort(key=lambda line: -line[0])
    lines = tuple(
        message("checks.group", group=item.signatory.class_name, signed=size - missing, due=size)
        for missing, size, item in behind[:MOST_LINES]
    )
    return Finding(Fraction(covered, total), joined(missing_records([item for *_, item in behind], CONVENTION)), lines)


def signed_pupils(scope: Scope) -> dict[int, Counter[str]]:
    """Names on each convention that have signed: those ticked, or the whole sheet where it came back without ticks."""
    sql = (
        "SELECT id, CASE WHEN signed_pupils = '[]' AND state IN ('已签回', '已归档') THEN pupils ELSE signed_pupils END "
        "FROM letter WHERE kind = ? AND year = ? AND deleted_at IS NULL"
    )
    rows = scope.database.query(sql, [CONVENTION.key, scope.year])
    return {row_id: Counter(TOLD_APART.sub("", name) for name in json.loads(names)) for row_id, names in rows}


def parents_signed(scope: Scope, threshold: float) -> Finding:
    """C04: parents' letters that came back, with the missing ones class by class (S47)."""
    return share_signed(scope.standings(PARENT), PARENT, lambda item: item.signatory.class_name)


def units_signed(scope: Scope, threshold: float) -> Finding:
    """C06: outside units with a contract in force have signed (S23)."""
    first, last = f"{scope.year}-09-01", f"{scope.year + 1}-08-31"
    day = min(max(scope.today.isoformat(), first), last)
    sql = (
        "SELECT id FROM outside_unit WHERE deleted_at IS NULL AND COALESCE(contract_from, '') <= ? "
        "AND COALESCE(contract_to, '9999') >= ?"
    )
    valid = {row[0] for row in scope.database.query(sql, [day, day])}
    found = [item for item in scope.standings(OUTSIDE_UNIT) if item.signatory.unit_id in valid]
    return share_signed(found, OUTSIDE_UNIT, lambda item: item.signatory.name)


def share_signed(found: Sequence[Standing], kind: LetterKind, group: Callable[[Standing], str]) -> Finding:
    """Signed of due, broken down by group."""
    due = [item for item in found if item.due]
    if not due:
        return NOTHING
    missing = [item for item in due if not item.signed]
    return Finding(
        Fraction(len(due) - len(missing), len(due)),
        joined(missing_records(missing, kind)),
        tuple(by_group(due, group)[:MOST_LINES]),
    )


def by_group(due: Sequence[Standing], group: Callable[[Standing], str]) -> list[Message]:
    """Groups where somebody is missing, the one with most missing first."""
    sizes = Counter(group(item) for item in due)
    missing = Counter(group(item) for item in due if not item.signed)
    return [
        message("checks.group", group=label or message("checks.no_group"), signed=sizes[label] - n, due=sizes[label])
        for label, n in missing.most_common()
    ]


def missing_records(found: Iterable[Standing], kind: LetterKind) -> tuple[Records, ...]:
    """Letters that are there, and who has none."""
    items = list(found)
    register, key = WITHOUT[kind]
    letters = [item.letter_id for item in items if item.letter_id is not None]
    without = [getattr(item.signatory, key) for item in items if item.letter_id is None]
    return records_of(letters=letters, **{register.replace("-", "_"): [row_id for row_id in without if row_id]})


def joined(found: Iterable[Records]) -> tuple[Records, ...]:
    """Records of one register put together, each once."""
    ids: dict[str, dict[int, None]] = {}
    for item in found:
        ids.setdefault(item.register, {}).update(dict.fromkeys(item.ids))
    return tuple(Records(register, tuple(found)) for register, found in ids.items())
