"""Approved versions of plans: one item each (class A08), with the files of the version."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from math import ceil
from typing import Any

from safetydesk.core.dates import school_year
from safetydesk.operations.filing.draft import BOTH, PAPER, Draft, FileClass, classed
from safetydesk.operations.filing.record_files import files_by_record
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import fresh, source
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS

CLASS = "A08"
IN_LINE, ON_PAGE = 28, 22
"""Characters and lines of a page by GB/T 9704-2012."""
TEXTS = ("crises", "legal_basis", *SECTIONS)


def plan_drafts(
    office: Office, known: Collection[str], classes: Sequence[FileClass], year: int | None = None
) -> list[Draft]:
    """Versions that somebody has approved and that are in force or were, in the order of their issue."""
    names = ("id", "name", "edition", "author", "issued_on", "steps", *TEXTS)
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
            pages=None if mine else pages_of_text(plan),
            estimated=not mine,
            carrier=BOTH if mine else PAPER,
            sources=(source(PLANS.key, row_id),),
            files=mine,
        )
        drafts.append(classed(draft, classes, CLASS))
    return [draft for draft in drafts if year in (None, draft.year)]


def pages_of_text(plan: dict[str, Any]) -> int:
    """Pages that the text of a plan fills, reckoned by the standard's page: title, a heading for each part, its text."""
    parts = [plan[name] for name in TEXTS if plan[name]]
    steps = [" ".join(str(value) for value in step.values()) for step in json.loads(plan["steps"])]
    lines = 3 + sum(1 + lines_of(part) for part in parts) + sum(lines_of(step) for step in steps)
    return ceil(lines / ON_PAGE)


def lines_of(text: str) -> int:
    """Lines that a text needs."""
    return sum(max(1, ceil(len(line) / IN_LINE)) for line in text.splitlines())
