"""类目: the classes that safety files are kept in; sixteen to begin with, the school's own afterwards."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from peewee import TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Text
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.paths import resources
from safetydesk.storage.row import Row

RETENTIONS = Choices("retention", ("永久", "30年", "10年"))
RETENTION_CODES = {"永久": "Y", "30年": "D30", "10年": "D10"}
"""DA/T 22-2015, 6.2.3."""


class FileClass(Row):
    """One class; its code stands in the archive code of everything filed in it."""

    code = TextField()
    name = TextField()
    name_en = TextField()
    retention = TextField()

    class Meta:
        table_name = "file_class"


def code_fits(row: Values, checking: Checking) -> Iterator[Issue]:
    """The code is plain ASCII, and no other class has it."""
    code = row.get("code") or ""
    if not (code.isascii() and code.isalnum()):
        yield Issue("code", message("rule.class_code"))
    sql = "SELECT 1 FROM file_class WHERE code = ? AND id IS NOT ? AND deleted_at IS NULL"
    if checking.database.query(sql, [code, checking.row_id]):
        yield Issue("code", message("rule.class_code_once", code=code))


ITEMS = "SELECT count(*) FROM file_item i WHERE i.file_class_id = {row}.id AND i.deleted_at IS NULL"

FILE_CLASSES = Register(
    key="file-classes",
    model=FileClass,
    tab="files",
    fields=(
        Text("code", required=True, limit=8, width=8),
        Text("name", required=True, width=30, limit=60),
        Text("name_en", width=30, limit=80),
        Choice("retention", required=True, choices=RETENTIONS),
        Derived("items", expression=ITEMS, width=8),
        Text("note", lines=3, listed=False),
    ),
    order=("code",),
    search=("code", "name"),
    rules=(code_fits,),
    kept=True,
)


def default_classes() -> list[dict[str, str]]:
    """The sixteen classes that a new school starts with."""
    listed = tomllib.loads((resources() / "files" / "classes.toml").read_text(encoding="utf-8"))["class"]
    return [dict(zip(("code", "name", "name_en", "retention"), line, strict=True)) for line in listed]
