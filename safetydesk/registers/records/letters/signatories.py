"""Who needs a letter of each kind this year, and who has one already."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    VOID,
    LetterKind,
)
from safetydesk.storage.database import Database

HEAD_TEACHER_POST = "班主任"

STAFF_WHERE = "p.kind NOT IN ('学生', '外单位') AND p.state <> '离职' AND p.deleted_at IS NULL"
PUPIL_WHERE = "p.kind = '学生' AND p.state <> '离职' AND p.deleted_at IS NULL"
POSTS_OF = (
    "(SELECT group_concat(o.name, '、' ORDER BY j.key) FROM json_each(p.post_ids) j JOIN post o ON o.id = j.value)"
)
# A post may be set to need no letter; whoever holds only such posts signs none.
NEEDS_ONE = (
    "(p.post_ids = '[]' OR EXISTS (SELECT 1 FROM json_each(p.post_ids) j JOIN post o ON o.id = j.value "
    "WHERE o.needs_letter = 1))"
)


@dataclass(frozen=True)
class Signatory:
    """Somebody, a department, a class or a unit that is to sign; the values are copied into the letter."""

    name: str
    person_id: int | None = None
    class_id: int | None = None
    class_name: str = ""
    head_teacher: str = ""
    dept: str = ""
    post: str = ""
    post_ids: tuple[int, ...] = ()
    guardian: str = ""
    relation: str = ""
    phone: str = ""
    pupils: tuple[str, ...] = field(default=())
    unit_id: int | None = None
    leader: str = ""


def school_itself(database: Database, year: int) -> list[Signatory]:
    """The school, towards its bureau; nobody while the bureau has no name."""
    sql = (
        "SELECT s.name, p.id, COALESCE(p.name, '') FROM school s LEFT JOIN person p ON p.id = s.principal_id "
        "WHERE s.bureau <> '' AND s.deleted_at IS NULL"
    )
    return [Signatory(name, person_id=row_id, phone="", leader=leader) for name, row_id, leader in database.query(sql)]


def departments(database: Database, year: int) -> list[Signatory]:
    """Every department that somebody works in, led by its first holder of a post of the middle level, else of the school's."""
    head = (
        "SELECT h.{column} FROM person h, json_each(h.post_ids) j JOIN post o ON o.id = j.value "
        "WHERE o.category IN ('中层', '校级') AND h.dept = p.dept AND h.kind NOT IN ('学生', '外单位') "
        "AND h.state <> '离职' AND h.deleted_at IS NULL ORDER BY o.category = '校级', h.id LIMIT 1"
    )
    sql = (
        f"SELECT p.dept, ({head.format(column='id')}), COALESCE(({head.format(column='name')}), '') FROM person p "
        f"WHERE {STAFF_WHERE} AND p.dept <> '' GROUP BY p.dept ORDER BY min(p.id)"
    )
    return [Signatory(name, person_id=row_id, dept=name, leader=leader) for name, row_id, leader in database.query(sql)]


def outside_units(database: Database, year: int) -> list[Signatory]:
    """The units whose contract reaches into the school year."""
    sql = (
        f"SELECT p.id, p.name, p.leader, p.phone, {POSTS_OF}, p.post_ids FROM outside_unit p "
        "WHERE p.deleted_at IS NULL AND COALESCE(p.contract_from, '') <= ? AND COALESCE(p.contract_to, '9999') >= ? "
        "ORDER BY p.id"
    )
    last, first = f"{year + 1}-08-31", f"{year}-09-01"
    return [
        Signatory(name, unit_id=row_id, leader=leader, phone=phone, post=posts or "", post_ids=tuple(json.loads(ids)))
        for row_id, name, leader, phone, posts, ids in database.query(sql, [last, first])
    ]


def staff(database: Database, year: int) -> list[Signatory]:
    """Everyone at work in the school, guards, canteen, cleaners and hired hands included (C01), in roster order."""
    sql = (
        f"SELECT p.id, p.name, p.dept, {POSTS_OF}, p.post_ids, p.kind FROM person p "
        f"WHERE {STAFF_WHERE} AND {NEEDS_ONE} ORDER BY p.id"
    )
    return [
        Signatory(name, person_id=row_id, dept=dept or kind, post=posts or "", post_ids=tuple(json.loads(ids)))
        for row_id, name, dept, posts, ids, kind in database.query(sql)
    ]


def head_teachers(database: Database, year: int) -> list[Signatory]:
    """The head teacher of each class, then whoever holds the post and has no class yet."""
    sql = (
        f"SELECT p.id, p.name, p.dept, p.kind, c.id, c.name FROM school_class c JOIN person p ON p.id = c.head_teacher_id "
        f"WHERE {STAFF_WHERE} AND c.deleted_at IS NULL ORDER BY c.grade, c.number"
    )
    post = database.query("SELECT id FROM post WHERE name = ? AND deleted_at IS NULL", [HEAD_TEACHER_POST])
    post_ids = (int(post[0][0]),) if post else ()
    found = [
        Signatory(name, row_id, class_id, class_name, name, dept or kind, HEAD_TEACHER_POST, post_ids)
        for row_id, name, dept, kind, class_id, class_name in database.query(sql)
    ]
    with_class = {item.person_id for item in found}
    sql = (
        f"SELECT p.id, p.name, p.dept, p.kind FROM person p, json_each(p.post_ids) j "
        f"WHERE j.value = ? AND {STAFF_WHERE} ORDER BY p.id"
    )
    others = database.query(sql, [post_ids[0]]) if post_ids else []
    found.extend(
        Signatory(name, row_id, None, "", name, dept or kind, HEAD_TEACHER_POST, post_ids)
        for row_id, name, dept, kind in others
        if row_id not in with_class
    )
    return found


def classes(database: Database, year: int) -> list[Signatory]:
    """Each class that has pupils, with their names for the signature sheet."""
    sql = (
        "SELECT c.id, c.name, COALESCE(h.name, ''), json_group_array(p.name ORDER BY p.student_no, p.id) "
        "FROM school_class c LEFT JOIN person h ON h.id = c.head_teacher_id JOIN person p ON p.class_id = c.id "
        f"WHERE c.deleted_at IS NULL AND {PUPIL_WHERE} GROUP BY c.id ORDER BY c.grade, c.number"
    )
    return [
        Signatory(name, None, row_id, name, head, pupils=tuple(json.loads(pupils)))
        for row_id, name, head, pupils in database.query(sql)
    ]


def parents(database: Database, year: int) -> list[Signatory]:
    """The guardian of each pupil, by class and number; the letter is about the pupil, whose name it carries."""
    sql = (
        "SELECT p.id, p.name, p.guardian, p.relation, p.phone, c.id, c.name, COALESCE(h.name, '') "
        "FROM person p LEFT JOIN school_class c ON c.id = p.class_id LEFT JOIN person h ON h.id = c.head_teacher_id "
        f"WHERE {PUPIL_WHERE} ORDER BY c.grade, c.number, p.student_no, p.id"
    )
    return [
        Signatory(name, row_id, class_id, class_name or "", head, "", "", (), guardian, relation, phone)
        for row_id, name, guardian, relation, phone, class_id, class_name, head in database.query(sql)
    ]


SOURCES: dict[str, Callable[[Database, int], list[Signatory]]] = {
    BUREAU.key: school_itself,
    DEPARTMENT.key: departments,
    STAFF.key: staff,
    HEAD_TEACHER.key: head_teachers,
    CONVENTION.key: classes,
    PARENT.key: parents,
    OUTSIDE_UNIT.key: outside_units,
}
Identity = tuple[int | str | None, ...]


def needed(database: Database, kind: LetterKind, year: int) -> list[Signatory]:
    """Everyone who needs a letter of that kind in that school year, in roster order."""
    return SOURCES[kind.key](database, year)


def identity(
    kind: LetterKind, person_id: int | None, class_id: int | None, dept: str | None, unit_id: int | None
) -> Identity:
    """What makes a second letter of the same kind and year a double.

    A pupil who changes class keeps the parent's letter; a head teacher of a second class signs a second one;
    a department keeps its letter when another leads it; there is one school.
    """
    match kind.key:
        case STAFF.key | PARENT.key:
            return (person_id,)
        case BUREAU.key:
            return ()
        case DEPARTMENT.key:
            return (dept,)
        case OUTSIDE_UNIT.key:
            return (unit_id,)
    return (person_id, class_id)


def identity_of(kind: LetterKind, item: Signatory) -> Identity:
    """The identity of somebody who is to sign."""
    return identity(kind, item.person_id, item.class_id, item.dept, item.unit_id)


def letters_by_identity(database: Database, kind: LetterKind, year: int) -> dict[Identity, tuple[int, str]]:
    """Id and state of each letter of that kind and year that is neither void nor ended, by who signs it."""
    sql = (
        "SELECT person_id, class_id, dept, unit_id, id, state FROM letter "
        "WHERE kind = ? AND year = ? AND state <> ? AND ended_on IS NULL AND deleted_at IS NULL"
    )
    return {identity(kind, *row[:4]): (row[4], row[5]) for row in database.query(sql, [kind.key, year, VOID])}


def missing(
    database: Database, kind: LetterKind, year: int, wanted: Sequence[Signatory] | None = None
) -> list[Signatory]:
    """Those who need a letter and have none."""
    have = letters_by_identity(database, kind, year)
    everyone = needed(database, kind, year) if wanted is None else wanted
    return [item for item in everyone if identity_of(kind, item) not in have]
