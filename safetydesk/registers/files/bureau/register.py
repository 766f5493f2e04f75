"""The declarations of the bureau's lists and of their lines (S33, archive-and-pages.md: one record, several catalogues)."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.field import Date, Text, Whole
from safetydesk.core.filter import Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.registers.files.bureau.answering import FOUND
from safetydesk.storage.row import ListField, Row

LINES = "SELECT count(*) FROM bureau_line n WHERE n.bureau_list_id = {row}.id AND n.deleted_at IS NULL"
OPEN = f"{LINES} AND ({FOUND.format(row='n')}) = 0"
BAD_MARKS = '"\\'
"""What would break the list of words."""


class BureauList(Row):
    """One list as the bureau sent it; its workbook is attached."""

    name = TextField()
    issued_by = TextField()
    from_on = TextField()
    to_on = TextField()
    columns = TextField()
    """The column that the school fills in, from 1, by sheet, as a JSON object."""

    class Meta:
        table_name = "bureau_list"


class BureauLine(Row):
    """One line: what is asked for, and what answers it. `sheet` and `row` tell where it stands in the workbook."""

    bureau_list_id = IntegerField()
    number = TextField()
    title = TextField()
    score = TextField()
    class_ids = ListField()
    keywords = TextField()
    item_ids = ListField()
    sheet = TextField()
    row = IntegerField(null=True)

    class Meta:
        table_name = "bureau_line"


def days_in_order(row: Values, checking: Checking) -> Iterator[Issue]:
    """The list asks for papers from one day to a later one."""
    first, last = row.get("from_on"), row.get("to_on")
    if first and last and last < first:
        yield Issue("to_on", message("rule.contract_in_order", first=first.isoformat()))


def plain_words(row: Values, checking: Checking) -> Iterator[Issue]:
    """Words are separated by 、 and hold no quotation marks."""
    if any(mark in (row.get("keywords") or "") for mark in BAD_MARKS):
        yield Issue("keywords", message("rule.plain_words"))


BUREAU_LISTS = Register(
    key="bureau-lists",
    model=BureauList,
    tab="files",
    fields=(
        Text("name", required=True, width=36),
        Text("issued_by", width=20, suggest=True),
        Date("from_on", required=True),
        Date("to_on", required=True),
        Derived("lines", expression=LINES, kind=Whole("lines"), width=8),
        Derived("open", expression=OPEN, kind=Whole("open"), width=8),
        Text("note", lines=3, listed=False),
    ),
    order=("-from_on", "name"),
    search=("name", "issued_by"),
    rules=(days_in_order,),
    attachments=True,
)

BUREAU_LINES = Register(
    key="bureau-lines",
    model=BureauLine,
    tab="files",
    fields=(
        Link(
            "list",
            column="bureau_list_id",
            required=True,
            to="bureau-lists",
            target_table="bureau_list",
            newest=True,
            width=24,
        ),
        Text("number", width=8, limit=40),
        Text("title", required=True, lines=2, limit=2000, width=44),
        Text("score", width=6, limit=40),
        Many("classes", column="class_ids", to="file-classes", target_table="file_class", width=24),
        Text("keywords", width=20, limit=400),
        Many("items", column="item_ids", to="files", target_table="file_item", target_label="title", listed=False),
        Derived("found", expression=FOUND, kind=Whole("found"), width=8),
        Text("sheet", editable=False, listed=False, asked=False, limit=40),
        Whole("row", editable=False, listed=False, asked=False, minimum=1),
        Text("note", lines=3, listed=False),
    ),
    label="title",
    order=("list",),
    search=("title", "number", "keywords", "note"),
    filters=(Pick("list"),),
    rules=(plain_words,),
)
