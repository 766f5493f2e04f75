"""The school itself: one row that heads every printed page."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Flag, Several, Text, Whole
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Link
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.row import ListField, Row

STAGES = Choices("stage", ("幼儿园", "小学", "初中", "高中"))


class School(Row):
    """The school; there is exactly one row."""

    name = TextField()
    code = TextField()
    stages = ListField()
    boarding = IntegerField()
    bureau = TextField()
    principal_id = IntegerField(null=True)
    address = TextField()
    phone = TextField()
    fonds = TextField()
    letter_pattern = TextField()
    copies = IntegerField()

    class Meta:
        table_name = "school"


def short_ascii_code(school: Values, checking: Checking) -> Iterator[Issue]:
    """The code stands in the machine code of every printed letter, which is plain ASCII."""
    code = school.get("code") or ""
    if code and not (code.isascii() and code.isalnum() and len(code) <= 8):
        yield Issue("code", message("rule.school_code"))


def number_in_pattern(school: Values, checking: Checking) -> Iterator[Issue]:
    """Without year, level and running number two letters would carry the same number."""
    if any(part not in (school.get("letter_pattern") or "") for part in ("{学年}", "{层级}", "{序号}")):
        yield Issue("letter_pattern", message("rule.letter_pattern"))


SCHOOL = Register(
    key="school",
    packed=False,
    model=School,
    tab="",
    fields=(
        Text("name", required=True, width=30, limit=40),
        Text("code", required=True, width=10, limit=8),
        Several("stages", required=True, choices=STAGES),
        Flag("boarding"),
        Text("bureau", width=24),
        Link("principal", to="people", target_table="person"),
        Text("address", width=30),
        Text("phone", width=14),
        Text("fonds", width=10, limit=20),
        Text("letter_pattern", width=24, limit=60),
        Whole("copies", minimum=1, maximum=9),
        Text("note", lines=3, listed=False),
    ),
    order=("name",),
    rules=(short_ascii_code, number_in_pattern),
    kept=True,
    grows=False,
)
