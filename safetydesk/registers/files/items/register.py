"""The declaration of R21: the catalogue of what has been filed."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Date, PersonName, Text, Whole
from safetydesk.core.filter import Period, Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived, Link, Rows
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.registers.reference.file_classes import RETENTIONS
from safetydesk.storage.row import ListField, Row

SECRECY = Choices("secrecy", ("公开", "内部", "秘密", "机密"))
CARRIERS = Choices("carrier", ("纸质", "电子", "双套"))


class FileItem(Row):
    """One item (件). Year, number and code are given by `numbering.settle` when the item is saved."""

    code = TextField()
    title = TextField()
    author = TextField()
    doc_no = TextField()
    dated = TextField()
    secrecy = TextField()
    pages = IntegerField()
    retention = TextField()
    file_class_id = IntegerField()
    year = IntegerField(null=True)
    number = IntegerField(null=True)
    box = TextField()
    shelf = TextField()
    carrier = TextField()
    filed_by = TextField()
    filed_on = TextField(null=True)
    loans = ListField()
    sources = ListField(null=True)
    """Records that the item was filed from, as `register/row`: what is filed is not proposed again."""

    class Meta:
        table_name = "file_item"


def not_from_the_future(row: Values, checking: Checking) -> Iterator[Issue]:
    """Only what exists is filed."""
    if row.get("dated") and row["dated"] > checking.today:
        yield Issue("dated", message("rule.file_future"))


ATTACHED = (
    "SELECT count(*) FROM attachment a WHERE a.register = 'files' AND a.record_id = {row}.id AND a.deleted_at IS NULL"
)

LENT = (
    "SELECT count(*) FROM json_each({row}.loans) part WHERE json_extract(part.value, '$.lent_on') IS NOT NULL "
    "AND COALESCE(json_extract(part.value, '$.returned_on'), '') = ''"
)
"""Loans without a day of return."""

FILES = Register(
    key="files",
    packed=False,
    model=FileItem,
    tab="files",
    fields=(
        Text("code", editable=False, width=26),
        Text("title", required=True, width=40, section="item"),
        Text("author", required=True, width=18, suggest=True),
        Text("doc_no", width=16, limit=60),
        Date("dated", required=True),
        Link("file_class", required=True, to="file-classes", target_table="file_class", target_order="code", width=22),
        Choice("retention", required=True, choices=RETENTIONS, width=8),
        Whole("pages", required=True, minimum=1, maximum=100_000, width=6),
        Choice("secrecy", choices=SECRECY, width=6),
        Choice("carrier", required=True, choices=CARRIERS, width=6),
        Whole("year", minimum=1949, maximum=2199, width=6, section="place"),
        Whole("number", editable=False, listed=False),
        Text("box", width=8, limit=40),
        Text("shelf", width=10, limit=40),
        Derived("attached", expression=ATTACHED, kind=Whole("attached"), width=6),
        Derived("lent", expression=LENT, kind=Whole("lent"), width=6),
        PersonName("filed_by"),
        Date("filed_on", editable=False),
        Rows("loans", fields=(Date("lent_on"), PersonName("person"), Date("returned_on"), PersonName("approved_by"))),
        Text("note", lines=3),
    ),
    label="title",
    order=("-year", "code"),
    search=("title", "code", "doc_no", "author", "box", "note"),
    filters=(Pick("year"), Pick("file_class"), Pick("retention"), Period("dated")),
    rules=(not_from_the_future,),
    frozen="filed_on",
    spare=("lent", "attached", "year", "filed_by", "filed_on", "shelf", "carrier"),
    attachments=True,
)
