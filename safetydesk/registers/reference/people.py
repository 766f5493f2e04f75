"""R01 人员名册: staff of every kind, and pupils with the one guardian who signs for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Date, Phone, Text
from safetydesk.core.filter import Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Link, Many
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.database import Database
from safetydesk.storage.row import ListField, Row

PUPIL = "学生"
OUTSIDE = "外单位"
KINDS = Choices("person_kind", ("教职工", PUPIL, "保安", "食堂人员", "宿管", "保洁", "外聘", "校车司机", OUTSIDE))
SEXES = Choices("sex", ("男", "女", "未知"))
RELATIONS = Choices("relation", ("父亲", "母亲", "祖父", "祖母", "外祖父", "外祖母", "其他"))
GONE = "离职"
STATES = Choices("person_state", ("在岗", "借调", "产假病假", GONE))
MOBILE = re.compile(r"1\d{10}")


class Person(Row):
    """A member of staff, a pupil, or somebody who works at the school for another unit."""

    name = TextField()
    kind = TextField()
    sex = TextField()
    dept = TextField()
    post_ids = ListField()
    class_id = IntegerField(null=True)
    student_no = TextField()
    staff_no = TextField()
    guardian = TextField()
    relation = TextField()
    phone = TextField()
    joined = TextField(null=True)
    left = TextField(null=True)
    state = TextField()

    class Meta:
        table_name = "person"


def pupil_has_class(row: Values, checking: Checking) -> Iterator[Issue]:
    """Conventions and parents' letters go by class."""
    if row.get("kind") == PUPIL and row.get("class_name") is None:
        yield Issue("class_name", message("rule.pupil_has_class"))


def left_after_joining(row: Values, checking: Checking) -> Iterator[Issue]:
    """Nobody leaves before coming."""
    if row.get("joined") and row.get("left") and row["left"] < row["joined"]:
        yield Issue("left", message("rule.left_after_joining"))


def gone_with_a_day(row: Values, checking: Checking) -> Iterator[Issue]:
    """A leaver's day closes the letters; without it only a warning."""
    if row.get("state") == GONE and not row.get("left"):
        yield Issue("left", message("rule.gone_with_a_day"), blocking=False)


def usual_phone(row: Values, checking: Checking) -> Iterator[Issue]:
    """Eleven digits starting with 1; anything else is kept, with a warning (R01)."""
    phone = row.get("phone") or ""
    if phone and not MOBILE.fullmatch(phone):
        yield Issue("phone", message("rule.usual_phone", phone=phone), blocking=False)


def told_apart(row: Values, checking: Checking) -> Iterator[Issue]:
    """Two people of one name in one class or kind need a number or a phone to tell them apart."""
    found = checking.database.query(
        "SELECT student_no, staff_no, phone FROM person WHERE name = ? AND (kind = ?) AND class_id IS ? "
        "AND id IS NOT ? AND deleted_at IS NULL",
        [row.get("name"), row.get("kind"), class_id(row), checking.row_id],
    )
    own = (row.get("student_no") or "", row.get("staff_no") or "", row.get("phone") or "")
    if any(tuple(other) == own for other in found):
        yield Issue("name", message("rule.told_apart", name=row.get("name")))


def class_id(row: Values) -> int | None:
    """The row of the class, where it exists already."""
    value = row.get("class_name")
    return value if isinstance(value, int) else None


def names(database: Database, limit: int) -> list[str]:
    """Names of everybody at the school, staff before pupils."""
    sql = "SELECT DISTINCT name FROM person WHERE deleted_at IS NULL ORDER BY kind = ?, name LIMIT ?"
    return [str(row[0]) for row in database.query(sql, [PUPIL, limit])]


def head_counts(database: Database) -> tuple[int, int]:
    """Staff and pupils who are at the school."""
    sql = "SELECT coalesce(sum(kind <> ?), 0), coalesce(sum(kind = ?), 0) FROM person WHERE deleted_at IS NULL AND state <> ?"
    staff, pupils = database.query(sql, [PUPIL, PUPIL, GONE])[0]
    return int(staff), int(pupils)


PEOPLE = Register(
    key="people",
    packed=False,
    model=Person,
    tab="resources",
    fields=(
        Text("name", required=True, width=14, limit=60, pinyin=True),
        Choice("kind", required=True, choices=KINDS, width=10),
        Choice("sex", choices=SEXES, width=6),
        Text("dept", width=14, suggest=True),
        Many("post", column="post_ids", to="posts", target_table="post"),
        Link(
            "class_name",
            column="class_id",
            to="classes",
            target_table="school_class",
            target_order="grade * 100 + number",
            width=12,
        ),
        Text("student_no", width=14, limit=40),
        Text("staff_no", width=10, limit=40),
        Phone("phone"),
        Text("guardian", width=14, limit=60, pinyin=True),
        Choice("relation", choices=RELATIONS, width=8),
        Date("joined"),
        Date("left"),
        Choice("state", choices=STATES, width=8),
        Text("note", lines=3, listed=False),
    ),
    order=("kind", "class_name", "name"),
    search=("name", "class_name", "phone", "guardian", "student_no", "staff_no", "post", "dept"),
    filters=(Pick("kind"), Pick("class_name"), Pick("dept"), Pick("state")),
    rules=(pupil_has_class, left_after_joining, gone_with_a_day, usual_phone, told_apart),
)
