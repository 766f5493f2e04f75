"""R03 岗位与职责: posts, their numbered duties, and whether a holder signs a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Flag, Text
from safetydesk.core.filter import Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived
from safetydesk.core.register import Naming, Register
from safetydesk.errors import message
from safetydesk.storage.row import Row

CATEGORIES = Choices("post_category", ("校级", "中层", "教师", "班主任", "后勤", "安保", "外聘", "外单位"))


class Post(Row):
    """A post; duties are kept one a line, in both languages, since letters are printed in either."""

    name = TextField()
    name_en = TextField()
    category = TextField()
    duties = TextField()
    duties_en = TextField()
    basis = TextField()
    needs_letter = IntegerField()

    class Meta:
        table_name = "post"


def post_once(row: Values, checking: Checking) -> Iterator[Issue]:
    """One row for each post."""
    found = checking.database.query(
        "SELECT id FROM post WHERE name = ? AND id IS NOT ? AND deleted_at IS NULL", [row.get("name"), checking.row_id]
    )
    if found:
        yield Issue("name", message("rule.post_once", name=row.get("name")))


def new_post(text: str) -> Mapping[str, Any]:
    """A post that a roster names and nobody has described yet: as spelled, without duties."""
    return {"name": text, "needs_letter": 1}


HOLDERS = (
    "SELECT group_concat(p.name, '、' ORDER BY p.id) FROM person p, json_each(p.post_ids) part "
    "WHERE part.value = {row}.id AND p.deleted_at IS NULL AND p.state <> '离职'"
)

POSTS = Register(
    key="posts",
    model=Post,
    tab="letters",
    fields=(
        Text("name", required=True, width=18, limit=40),
        Choice("category", choices=CATEGORIES, width=10),
        Flag("needs_letter", width=10),
        Derived("holders", expression=HOLDERS, kind=Text("holders"), width=40),
        Text("duties", lines=8, listed=False),
        Text("name_en", listed=False),
        Text("duties_en", lines=8, listed=False),
        Text("basis", lines=2, listed=False),
        Text("note", lines=3, listed=False),
    ),
    order=("category", "name"),
    search=("name", "holders"),
    filters=(Pick("category"), Pick("needs_letter")),
    rules=(post_once,),
    naming=Naming(lambda text: text, new_post),
)
