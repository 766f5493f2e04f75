"""Classes of the running school year; a class keeps its row when its grade goes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from peewee import IntegerField, TextField

from safetydesk.core.class_name import read_class_name
from safetydesk.core.field import Choice, Text, Whole
from safetydesk.core.filter import Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived, Link
from safetydesk.core.register import Naming, Register
from safetydesk.errors import UserError, message
from safetydesk.registers.reference.school import STAGES
from safetydesk.storage.row import Row

HIGHEST_PRIMARY, HIGHEST_MIDDLE = 6, 9


class SchoolClass(Row):
    """A class: its grade (1 to 12, kindergarten below) and its number within the grade."""

    name = TextField()
    grade = IntegerField()
    number = IntegerField()
    stage = TextField()
    head_teacher_id = IntegerField(null=True)
    building = TextField(null=True)
    floor = IntegerField(null=True)
    stairs = TextField(null=True)
    spot = TextField(null=True)

    class Meta:
        table_name = "school_class"


def stage_of(grade: int) -> str:
    """The stage a grade belongs to in the six-three system."""
    if grade < 1:
        return "幼儿园"
    return "小学" if grade <= HIGHEST_PRIMARY else "初中" if grade <= HIGHEST_MIDDLE else "高中"


def class_values(text: str) -> Mapping[str, Any]:
    """Values of the class that a text names, however it is spelled; raises UserError."""
    found = read_class_name(text)
    if found is None:
        raise UserError(message("rule.no_class_name", text=text))
    return {"name": found.name, "grade": found.grade, "number": found.number, "stage": stage_of(found.grade)}


def class_once(row: Values, checking: Checking) -> Iterator[Issue]:
    """One row for each class."""
    found = checking.database.query(
        "SELECT id FROM school_class WHERE name = ? AND id IS NOT ? AND deleted_at IS NULL",
        [row.get("name"), checking.row_id],
    )
    if found:
        yield Issue("name", message("rule.class_once", name=row.get("name")))


def named_as_a_class(row: Values, checking: Checking) -> Iterator[Issue]:
    """The name is one that the roster reader would understand, so that pupils find their class."""
    if row.get("name") and read_class_name(row["name"]) is None:
        yield Issue("name", message("rule.no_class_name", text=row["name"]))


PUPILS = "SELECT count(*) FROM person p WHERE p.class_id = {row}.id AND p.deleted_at IS NULL AND p.state <> '离职'"

CLASSES = Register(
    key="classes",
    model=SchoolClass,
    tab="resources",
    fields=(
        Text("name", required=True, width=14, limit=20),
        Whole("grade", required=True, minimum=-3, maximum=12, width=6),
        Whole("number", required=True, minimum=1, maximum=99, width=6),
        Choice("stage", choices=STAGES, width=8),
        Link("head_teacher", to="people", target_table="person", width=12),
        Derived("pupils", expression=PUPILS, kind=Whole("pupils"), width=8),
        Text("building", width=10, suggest=True),
        Whole("floor", minimum=-5, maximum=99, width=6),
        Text("stairs", width=12, suggest=True),
        Text("spot", width=12, suggest=True),
        Text("note", lines=3, listed=False),
    ),
    order=("grade", "number"),
    search=("name", "head_teacher"),
    filters=(Pick("stage"),),
    rules=(named_as_a_class, class_once),
    naming=Naming(lambda text: str(class_values(text)["name"]), class_values),
)
