"""The chain of letters on paper and as a workbook: read, write (in a worker); `paper` tells what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from safetydesk.operations.ledger import writer
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
from safetydesk.paths import resources
from safetydesk.registers.records.letters.chain import Chain, chain
from safetydesk.reports.chain_chart import chain_chart
from safetydesk.reports.chain_table import chain_table
from safetydesk.storage.history import chain_head

CHART, TABLE = "chart", "table"


def read_chain(office: Office, year: int) -> Chain:
    """The chain of a year, on the thread of the database."""
    return chain(office.database, year)


def chain_writer(office: Office, found: Chain, form: str, path: Path) -> Callable[[], Any]:
    """The writing itself, fit for a worker: the chart (PDF), or the table as the file's name says (PDF or Excel)."""
    rows = office.database.query("SELECT name, bureau FROM school WHERE deleted_at IS NULL")
    school, bureau = rows[0] if rows else ("", "")
    words = office.paper
    seq, head = chain_head(office.database)
    footer = words.text("ledger.footer", school=school, seq=seq, head=head[:16])
    if form == TABLE:
        sheet = chain_table(found, words, school, footer)
        return writer(office, replace(sheet, rows=tuple(sheet.rows)), path.suffix.lower().removeprefix("."), path)
    chart, day = chain_chart(found, words, school, bureau, footer), office.clock.today().isoformat()

    def write() -> None:
        from safetydesk.export.chain_chart import write_chart
        from safetydesk.export.fonts import Fonts

        write_chart(chart, path, words, Fonts(resources() / "fonts"), day)

    return write


def chain_paper(found: Chain, path: Path) -> Paper:
    """The chart or table as a paper: it shows the letters that it names one by one."""
    ids = tuple(row_id for link in found.links() if link.number for row_id in link.letter_ids)
    return Paper(path, "letters.chain", "letter", ids)


def write_chain(office: Office, year: int, form: str, path: Path) -> Chain:
    """All three steps, for the command line and tests."""
    found = read_chain(office, year)
    chain_writer(office, found, form, path)()
    record_saved(office, chain_paper(found, path))
    return found
