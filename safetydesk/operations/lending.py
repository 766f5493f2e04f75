"""Lending filed items and taking them back, also once they are filed away; and the log of who looked at their files.

Typical rules let nobody alter a filed item, and lend one only with the vice-principal's leave (registers.md R21): so
lending writes the item's list of loans and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.database import Database

OUT = (
    "json_extract(part.value, '$.lent_on') IS NOT NULL AND COALESCE(json_extract(part.value, '$.returned_on'), '') = ''"
)


@dataclass(frozen=True)
class Loan:
    """An item that is out."""

    item_id: int
    code: str
    title: str
    person: str
    lent_on: date


def lent_out(database: Database) -> list[Loan]:
    """Items lent and not returned, the longest out first."""
    sql = (
        "SELECT i.id, i.code, i.title, json_extract(part.value, '$.person'), json_extract(part.value, '$.lent_on') "
        f"FROM file_item i, json_each(i.loans) part WHERE i.deleted_at IS NULL AND {OUT} ORDER BY 5, i.id"
    )
    return [
        Loan(row_id, code, title, person or "", date.fromisoformat(day))
        for row_id, code, title, person, day in database.query(sql)
    ]


def lend(office: Office, item_id: int, person: str, approved_by: str = "") -> str:
    """Lend an item today; returns the batch. Raises UserError for nobody, and for an item that is out already."""
    if not person.strip():
        raise UserError(message("lending.who"))
    loans = loans_of(office, item_id)
    if any(is_out(loan) for loan in loans):
        raise UserError(message("lending.out"), message("lending.out_hint"))
    loan = {"lent_on": office.clock.today().isoformat(), "person": person.strip(), "returned_on": None, "approved_by": approved_by.strip()}  # fmt: skip
    return write(office, item_id, [*loans, loan], "files.lend")


def give_back(office: Office, item_id: int) -> str:
    """The item is back today; returns the batch. Raises UserError where it was not out."""
    loans = loans_of(office, item_id)
    if not any(is_out(loan) for loan in loans):
        raise UserError(message("lending.not_out"))
    today = office.clock.today().isoformat()
    back = [{**loan, "returned_on": today} if is_out(loan) else loan for loan in loans]
    return write(office, item_id, back, "files.give_back")


def is_out(loan: dict[str, Any]) -> bool:
    """Whether a loan has no day of return."""
    return bool(loan.get("lent_on")) and not loan.get("returned_on")


def loans_of(office: Office, item_id: int) -> list[dict[str, Any]]:
    """The loans as they are stored."""
    found = office.database.query("SELECT loans FROM file_item WHERE id = ?", [item_id])
    return list(json.loads(found[0][0]))


def write(office: Office, item_id: int, loans: list[dict[str, Any]], name: str) -> str:
    """Store the loans of an item as one action."""
    with office.database.action(name) as action:
        action.update(FILES.table, item_id, {"loans": loans})
    return action.batch


def note_reading(office: Office, item_id: int, name: str) -> None:
    """One line in the item's history: a file of it was opened."""
    with office.database.action("files.open") as action:
        action.record("open", FILES.table, [item_id], name)
