"""The year's drills beside each other: comparison, plan of the year, chart of the times.

Read what is to be written, write the file (in a worker); what became of it is told by `paper`. Dates come from the drills, so that the same drills give the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.errors import UserError, message
from safetydesk.export.time_chart import Bars
from safetydesk.operations.drill_papers import school_name
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
from safetydesk.paths import resources
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.year_table import last_day
from safetydesk.reports.drill_comparison import comparison
from safetydesk.reports.drill_plan_table import plan_table, year_plan
from safetydesk.reports.drill_year import drill_year
from safetydesk.reports.evacuation_chart import evacuation_chart
from safetydesk.reports.held_drills import Drilled, rooms
from safetydesk.words import Words

COMPARISON, YEAR_PLAN, CHART = "comparison", "year-plan", "chart"
FORMATS = {COMPARISON: (".pdf", ".xlsx"), YEAR_PLAN: (".pdf", ".xlsx"), CHART: (".pdf",)}
"""What each can be written as."""


@dataclass(frozen=True)
class TablesJob:
    """Tables or a chart, ready to be written."""

    ids: tuple[int, ...]
    content: tuple[Sheet, ...] | Bars
    day: str
    words: Words


def prepare_tables(office: Office, form: str, year: int) -> TablesJob:
    """Read a school year, on the thread of the database. Raises UserError where there is nothing to show."""
    words, school, database = office.paper, school_name(office), office.database
    day = last_day(database, year).isoformat()
    if form == YEAR_PLAN:
        plan = year_plan(database, year, office.clock.today())
        refuse_nothing(plan.drills)
        sheet = plan_table(plan, rooms(database), words, school)
        return TablesJob(tuple(drill.id for drill in plan.drills), (sheet,), day, words)
    found = drill_year(database, year)
    refuse_nothing(found.drills)
    ids = tuple(drill.id for drill in found.drills)
    if form == CHART:
        return TablesJob(ids, evacuation_chart(found.judged, words, school, year), day, words)
    return TablesJob(ids, comparison(found, rooms(database), words, school), day, words)


def refuse_nothing(drills: Sequence[Drilled]) -> None:
    """A sheet without a single drill is not printed."""
    if not drills:
        raise UserError(message("drill_prints.no_drills"), message("drill_prints.no_drills_hint"))


def write_prepared(job: TablesJob, path: Path) -> None:
    """Write the file as its name says; touches neither database nor window."""
    from safetydesk.export.fonts import Fonts

    fonts = Fonts(resources() / "fonts")
    if isinstance(job.content, Bars):
        from safetydesk.export.time_chart import write_bars

        write_bars(job.content, path, job.words, fonts, job.day)
    elif path.suffix.lower() == ".xlsx":
        from safetydesk.export.ledger_xlsx import write_sheets

        write_sheets(job.content, path)
    else:
        from safetydesk.export.tables_pdf import write_tables

        write_tables(job.content, path, job.words, fonts, job.day)


def tables_paper(job: TablesJob, path: Path) -> Paper:
    """The table or chart as a paper."""
    return Paper(path, "drills.tables", DRILLS.table, job.ids)


def write_drill_tables(office: Office, form: str, year: int, path: Path) -> int:
    """All three steps, for the command line and tests; returns how many drills are told of."""
    job = prepare_tables(office, form, year)
    write_prepared(job, path)
    record_saved(office, tables_paper(job, path))
    return len(job.ids)
