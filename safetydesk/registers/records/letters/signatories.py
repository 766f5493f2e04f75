"""Who needs a letter of each kind this year, and who has one already."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from safetydesk.registers.records.letters.kinds import CONVENTION, HEAD_TEACHER, PARENT, STAFF, VOID, LetterKind
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
    """Somebody, or a class, that is to sign; the values are copied into the letter."""

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

    @property
    def identity(self) -> tuple[int | None, int | None]:
        """What makes a second letter of the same kind and year a double."""
        return self.person_id, self.class_id


def staff(database: Database) -> list[Signatory]:
    """Everyone at work in the school, guards, canteen, cleaners and hired hands included (C01), in roster order."""
    sql = (
        f"SELECT p.id, p.name, p.dept, {POSTS_OF}, p.post_ids, p.kind FROM person p "
        f"WHERE {STAFF_WHERE} AND {NEEDS_ONE} ORDER BY p.id"
    )
    return [
        Signatory(name, person_id=row_id, dept=dept or kind, post=posts or "", post_ids=tuple(json.loads(ids)))
        for row_id, name, dept, posts, ids, kind in database.query(sql)
    ]


def head_teachers(database: Database) -> list[Signatory]:
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


def classes(database: Database) -> list[Signatory]:
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


def parents(database: Database) -> list[Signatory]:
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


SOURCES: dict[str, Callable[[Database], list[Signatory]]] = {
    STAFF.key: staff,
    HEAD_TEACHER.key: head_teachers,
    CONVENTION.key: classes,
    PARENT.key: parents,
}


def needed(database: Database, kind: LetterKind) -> list[Signatory]:
    """Everyone who needs a letter of that kind, in roster order."""
    return SOURCES[kind.key](database)


def holders(database: Database, kind: LetterKind, year: int) -> set[Any]:
    """Identities that have a letter of that kind and year which is not void."""
    sql = "SELECT person_id, class_id FROM letter WHERE kind = ? AND year = ? AND state <> ? AND deleted_at IS NULL"
    return {identity(kind, *row) for row in database.query(sql, [kind.key, year, VOID])}


def identity(kind: LetterKind, person_id: int | None, class_id: int | None) -> tuple[int | None, int | None]:
    """A pupil who changes class keeps the parent's letter; a head teacher of a second class signs a second one."""
    return (person_id, None) if kind in (STAFF, PARENT) else (person_id, class_id)


def missing(
    database: Database, kind: LetterKind, year: int, wanted: Sequence[Signatory] | None = None
) -> list[Signatory]:
    """Those who need a letter and have none."""
    have = holders(database, kind, year)
    everyone = needed(database, kind) if wanted is None else wanted
    return [item for item in everyone if identity(kind, *item.identity) not in have]
