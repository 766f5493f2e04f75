"""Writing texts into cells of somebody else's workbook: formats, merged cells, formulas and pictures stay."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from safetydesk.errors import UserError, message
from safetydesk.storage.atomic import write_atomic

FORMULA_STARTS = ("=", "+", "-", "@")
Place = tuple[str, int, int]
"""Sheet, row and column, from 1."""


def fill_form(source: Path, texts: Mapping[Place, str], target: Path) -> int:
    """Write a copy of a workbook with these cells filled; returns how many were.

    A cell that holds a formula is left alone. Raises UserError where the workbook is none that can be filled.
    """
    try:
        book = load_workbook(source)
    except Exception as error:
        raise UserError(
            message("bureau.not_fillable", file=target.name), message("bureau.not_fillable_hint")
        ) from error
    texts_of: dict[tuple[str, str], list[str]] = {}
    for (sheet, row, column), text in texts.items():
        if sheet in book.sheetnames and isinstance(page := book[sheet], Worksheet):
            texts_of.setdefault((sheet, first_of(page, row, column)), []).append(text)
    written = [len(lines) for (sheet, place), lines in texts_of.items() if put(book[sheet][place], "\n".join(lines))]
    write_atomic(target, book.save)
    return sum(written)


def first_of(page: Worksheet, row: int, column: int) -> str:
    """The cell itself, or the first one of the merged cells that it belongs to: that one holds their text."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        block = next(block for block in page.merged_cells.ranges if cell.coordinate in block)
        return str(page.cell(block.min_row, block.min_col).coordinate)
    return str(cell.coordinate)


def put(cell: Cell, text: str) -> bool:
    """Write into a cell, unless it holds a formula; whether it was written."""
    if isinstance(cell.value, str) and cell.value.startswith("="):
        return False
    cell.value = text
    if text.startswith(FORMULA_STARTS):
        cell.data_type = "s"
    style = cell.alignment
    cell.alignment = Alignment(
        horizontal=style.horizontal, vertical=style.vertical or "center", wrap_text=True, indent=style.indent
    )
    return True
