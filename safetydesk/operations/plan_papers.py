"""Plans on paper: read what is to be printed, write the file (in a worker); what became of it is told by `paper`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetydesk.core.linked_field import Rows
from safetydesk.errors import UserError, message
from safetydesk.operations.form_papers import PapersJob, Progress, write
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved, spans_of
from safetydesk.registers.records.plans.paper import plan_form
from safetydesk.registers.records.plans.queries import successor
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.registers.reference.plan_lines import CURRENT

if TYPE_CHECKING:
    from safetydesk.export.record_form.writer import RecordsWritten

FIRST = "综合"
"""The general plan stands before those of single kinds."""
ORDER = (FIRST, *(kind for kind in TYPES.values if kind != FIRST))


def book_order(office: Office) -> list[int]:
    """All current plans, the general one first, then by kind as the kinds are listed."""
    rows = office.database.query(f"SELECT id, type, name FROM plan WHERE {CURRENT}")
    place = {kind: number for number, kind in enumerate(ORDER)}
    return [row[0] for row in sorted(rows, key=lambda row: (place.get(row[1], len(ORDER)), row[2], row[0]))]


def prepare_plans(office: Office, ids: Sequence[int]) -> PapersJob:
    """Read plans for printing, on the thread of the database. Raises UserError where there is none, or not all are."""
    if not ids:
        raise UserError(message("plan_papers.nothing"), message("plan_papers.nothing_hint"))
    known = {row[0] for row in office.database.query("SELECT id FROM plan WHERE deleted_at IS NULL")}
    for row_id in ids:
        if row_id not in known:
            raise UserError(message("plans.no_plan", id=row_id))
    words, school = office.paper, school_name(office)
    forms = tuple(
        plan_form(values, words, school, successor(office.database, row_id))
        for row_id, values in zip(ids, shown(office, ids), strict=True)
    )
    title = forms[0].title if len(forms) == 1 else words.text("register.plans")
    return PapersJob(tuple(ids), forms, title, school or "SafetyDesk", words)


def plan_paper(job: PapersJob, path: Path, written: RecordsWritten) -> Paper:
    """The file as a paper: each plan has pages of its own."""
    return Paper(path, "plans.print", PLANS.table, job.ids, spans_of(job.ids, written.lengths))


def write_plans(office: Office, ids: Sequence[int], path: Path, progress: Progress | None = None) -> RecordsWritten:
    """All three steps, for the command line: several plans in one file, each from a new page on."""
    job = prepare_plans(office, ids)
    written = write(job, path, progress)
    record_saved(office, plan_paper(job, path, written))
    return written


def shown(office: Office, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Plans as they are shown: links by label, what is computed beside what is stored, small tables as rows."""
    return [
        {
            field.name: field.from_store(value) if isinstance(field, Rows) else value
            for field, value in zip(PLANS.fields, row, strict=True)
        }
        for row in office.listing(PLANS).values(ids)
    ]


def school_name(office: Office) -> str:
    """The name that heads the papers."""
    found = office.database.query("SELECT name FROM school WHERE deleted_at IS NULL")
    return str(found[0][0]) if found else ""
