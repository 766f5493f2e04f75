"""档案管理员: who keeps the files, from when to when. Exactly one at any date (S70: kept by a dedicated person)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peewee import TextField

from safetydesk.core.field import Date, PersonName, Text
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.database import Database
from safetydesk.storage.row import Row


class Custodian(Row):
    """One person's time with the files; it ends on the day the next one takes over."""

    name = TextField()
    from_on = TextField()
    to_on = TextField(null=True)
    witness = TextField()

    class Meta:
        table_name = "custodian"


def ends_after_beginning(row: Values, checking: Checking) -> Iterator[Issue]:
    """Nobody hands over before taking over, nor in the future."""
    first, last = row.get("from_on"), row.get("to_on")
    if first and last and last < first:
        yield Issue("to_on", message("rule.custodian_order", first=first.isoformat()))
    for name, day in (("from_on", first), ("to_on", last)):
        if day and day > checking.today:
            yield Issue(name, message("rule.not_in_future"))


def one_at_a_time(row: Values, checking: Checking) -> Iterator[Issue]:
    """Times touch on the day of handing over and never overlap."""
    first, last = row.get("from_on"), row.get("to_on")
    if not first:
        return
    sql = (
        "SELECT name, from_on FROM custodian WHERE deleted_at IS NULL AND id IS NOT ? "
        "AND from_on < ? AND COALESCE(to_on, '9999-12-31') > ?"
    )
    ends = last.isoformat() if last else "9999-12-31"
    for name, begins in checking.database.query(sql, [checking.row_id, ends, first.isoformat()]):
        yield Issue("from_on", message("rule.custodian_overlap", name=name, first=begins))


def custodian_on(database: Database, day: date) -> tuple[int, str] | None:
    """Row and name of whoever keeps the files at the end of a day."""
    sql = (
        "SELECT id, name FROM custodian WHERE deleted_at IS NULL AND from_on <= ? AND COALESCE(to_on, '9999-12-31') > ? "
        "ORDER BY from_on DESC LIMIT 1"
    )
    found = database.query(sql, [day.isoformat(), day.isoformat()])
    return (int(found[0][0]), str(found[0][1])) if found else None


CUSTODIANS = Register(
    key="custodians",
    model=Custodian,
    tab="files",
    fields=(
        PersonName("name", required=True, width=16),
        Date("from_on", required=True),
        Date("to_on"),
        PersonName("witness", width=16),
        Text("note", lines=3),
    ),
    label="name",
    order=("-from_on",),
    search=("name", "witness"),
    rules=(ends_after_beginning, one_at_a_time),
)
