"""The bureau's own form, filled in place: the school's papers beside each line, everything else as it was sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import UserError, message
from safetydesk.operations.attaching import attached
from safetydesk.operations.bureau.answer_said import Paper, cell_said
from safetydesk.operations.office import Office
from safetydesk.registers.files.bureau.answering import Answered, answered
from safetydesk.registers.files.bureau.register import BUREAU_LISTS

if TYPE_CHECKING:
    from safetydesk.export.filled_form import Place

WORKBOOKS = (".xlsx", ".xlsm")


def columns_of(office: Office, list_id: int) -> dict[str, int]:
    """The column that the school fills in, from 1, by sheet, as it was found or chosen."""
    found = office.database.query("SELECT columns FROM bureau_list WHERE id = ?", [list_id])
    return {str(sheet): int(column) for sheet, column in json.loads(found[0][0]).items()}


def choose_column(office: Office, list_id: int, column: int) -> None:
    """Remember another column, for all sheets of the list."""
    sheets = {line.sheet for line in answered(office.database, list_id) if line.sheet}
    with office.database.action("bureau.column") as action:
        action.update("bureau_list", list_id, {"columns": dict.fromkeys(sorted(sheets), column)})


def fill(office: Office, list_id: int, target: Path) -> int:
    """Write the bureau's workbook with our papers in it; returns how many lines were filled.

    Raises UserError where its workbook is not attached, is no xlsx, or no column is chosen.
    """
    sources = [
        file for file in attached(office, BUREAU_LISTS, [list_id]) if Path(file.name).suffix.lower() in WORKBOOKS
    ]
    columns = columns_of(office, list_id)
    if not sources:
        raise UserError(message("bureau.no_workbook"), message("bureau.no_workbook_hint"))
    if not columns:
        raise UserError(message("bureau.no_column"), message("bureau.no_column_hint"))
    lines = answered(office.database, list_id)
    from safetydesk.export.filled_form import fill_form  # Reads in openpyxl, which no other command needs.

    papers, words = papers_of(office), office.paper
    count = fill_form(sources[0].path, places(lines, columns), lambda found: cell_said(found, papers, words), target)
    with office.database.action("bureau.fill") as action:
        action.record("export", "bureau_list", [list_id], target.name)
    return count


def places(lines: list[Answered], columns: Mapping[str, int]) -> dict[Place, tuple[int, ...]]:
    """The cell of each line that has one, with the papers that answer it."""
    return {
        (line.sheet, line.row, columns[line.sheet]): line.items
        for line in lines
        if line.row is not None and line.sheet in columns
    }


def papers_of(office: Office) -> dict[int, Paper]:
    """Every filed paper."""
    return {
        row_id: Paper(code or "", title or "")
        for row_id, code, title in office.database.query("SELECT id, code, title FROM file_item")
    }
