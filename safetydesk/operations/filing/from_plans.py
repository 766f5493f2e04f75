"""Approved versions of plans: one item each (class A08), with the files of the version, or as the program prints it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from safetydesk.core.dates import school_year
from safetydesk.operations.filing.draft import BOTH, PAPER, Draft, FileClass, classed
from safetydesk.operations.filing.record_files import files_by_record
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import fresh, source
from safetydesk.registers.records.plans.register import PLANS

CLASS = "A08"


def plan_drafts(
    office: Office, known: Collection[str], classes: Sequence[FileClass], year: int | None = None
) -> list[Draft]:
    """Versions that somebody has approved and that are in force or were, in the order of their issue."""
    names = ("id", "name", "edition", "author", "issued_on")
    sql = (
        f"SELECT {', '.join(names)} FROM plan WHERE approved_by <> '' AND issued_on <= ? AND deleted_at IS NULL "
        "ORDER BY issued_on, id"
    )
    today = office.clock.today().isoformat()
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in office.database.query(sql, [today])}
    ids = fresh(PLANS.key, rows, known)
    files = files_by_record(office, PLANS.key, ids)
    drafts = []
    for row_id in ids:
        plan, mine = rows[row_id], tuple(files.get(row_id, ()))
        issued = date.fromisoformat(plan["issued_on"])
        draft = Draft(
            key=f"{PLANS.key}-{row_id}",
            title=office.paper.text("filing.plan_title", name=plan["name"], edition=plan["edition"]),
            author=plan["author"],
            dated=issued,
            year=school_year(issued),
            carrier=BOTH if mine else PAPER,
            sources=(source(PLANS.key, row_id),),
            printed=() if mine else (row_id,),
            files=mine,
        )
        drafts.append(classed(draft, classes, CLASS))
    return [draft for draft in drafts if year in (None, draft.year)]
