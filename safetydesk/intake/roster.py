"""Reading a roster file."""

from __future__ import annotations

from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.intake.cells import SheetCells
from safetydesk.intake.found import Reading, Roster, SchoolFacts
from safetydesk.intake.people_of_sheet import read_sheets
from safetydesk.intake.sniff import kind_of
from safetydesk.intake.text_table import read_text_table
from safetydesk.intake.workbook import read_workbook


def read_cells(path: Path) -> tuple[SheetCells, ...]:
    """The file's sheets. Raises UserError for a file that cannot be read or is not safe to."""
    if not path.is_file():
        raise UserError(message("intake.not_there", file=path.name), message("intake.choose_other"))
    return read_text_table(path) if kind_of(path) == "text" else read_workbook(path)


def read_roster(path: Path, school: SchoolFacts, reading: Reading | None = None) -> Roster:
    """Read one roster file. Raises UserError where the file as a whole cannot be used."""
    return read_sheets(path.name, read_cells(path), school, reading or Reading())
