"""Closed drills: one item each, with the record as it prints and every file of the drill (class A09)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from safetydesk.core.dates import school_year
from safetydesk.operations.filing.draft import BOTH, Draft, FileClass, classed
from safetydesk.operations.filing.record_files import files_by_record
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import fresh, source
from safetydesk.registers.records.drills.register import DRILLS

CLASS = "A09"


def drill_drafts(
    office: Office, known: Collection[str], classes: Sequence[FileClass], year: int | None = None
) -> list[Draft]:
    """Drills that are closed and not filed, the earliest first."""
    belongs = DRILLS.year_sql("drill", year) if year is not None else "1"
    sql = (
        "SELECT id, name, held_on, COALESCE(NULLIF(summary_by, ''), commander) FROM drill "
        f"WHERE closed_on IS NOT NULL AND deleted_at IS NULL AND {belongs} ORDER BY held_on, id"
    )
    rows = {row[0]: row for row in office.database.query(sql)}
    ids = fresh(DRILLS.key, rows, known)
    files = files_by_record(office, DRILLS.key, ids)
    drafts = []
    for row_id in ids:
        _, name, day, author = rows[row_id]
        mine = tuple(files.get(row_id, ()))
        draft = Draft(
            key=f"{DRILLS.key}-{row_id}",
            title=office.paper.text("filing.drill_title", name=name, day=day),
            author=author,
            dated=date.fromisoformat(day),
            year=school_year(date.fromisoformat(day)),
            carrier=BOTH,
            sources=(source(DRILLS.key, row_id),),
            printed=(row_id,),
            files=mine,
        )
        drafts.append(classed(draft, classes, CLASS))
    return drafts
