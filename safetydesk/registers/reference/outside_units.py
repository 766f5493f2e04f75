"""R22 外单位: canteen contractor, guard company, bus, builder: their contract, who leads, whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.field import Date, Text, Whole
from safetydesk.core.filter import Period
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Many
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.row import ListField, Row


class OutsideUnit(Row):
    """A unit that works in the school under a contract."""

    name = TextField()
    post_ids = ListField()
    contract_from = TextField(null=True)
    contract_to = TextField(null=True)
    qualification = TextField()
    leader = TextField()
    phone = TextField()
    emergency_contact = TextField()
    emergency_phone = TextField()
    score = IntegerField(null=True)

    class Meta:
        table_name = "outside_unit"


def contract_in_order(unit: Values, checking: Checking) -> Iterator[Issue]:
    """A contract ends after it begins."""
    first, last = unit.get("contract_from"), unit.get("contract_to")
    if first and last and last < first:
        yield Issue("contract_to", message("rule.contract_in_order", first=first.isoformat()))


def unit_once(unit: Values, checking: Checking) -> Iterator[Issue]:
    """One row for each unit."""
    found = checking.database.query(
        "SELECT id FROM outside_unit WHERE name = ? AND id IS NOT ? AND deleted_at IS NULL",
        [unit.get("name"), checking.row_id],
    )
    if found:
        yield Issue("name", message("rule.unit_once", name=unit.get("name")))


OUTSIDE_UNITS = Register(
    key="outside-units",
    model=OutsideUnit,
    tab="letters",
    fields=(
        Text("name", required=True, width=24, limit=60),
        Many("posts", column="post_ids", to="posts", target_table="post", width=20),
        Date("contract_from", required=True),
        Date("contract_to"),
        Text("leader", required=True, width=12),
        Text("phone", width=14),
        Text("emergency_contact", width=12),
        Text("emergency_phone", width=14),
        Text("qualification", lines=2, limit=1000, listed=False),
        Whole("score", maximum=100, width=8),
        Text("note", lines=3, listed=False),
    ),
    order=("name",),
    search=("name", "posts", "leader", "phone", "emergency_contact"),
    filters=(Period("contract_to"),),
    rules=(unit_once, contract_in_order),
)
