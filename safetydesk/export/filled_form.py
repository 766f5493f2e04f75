"""Writing texts into cells of somebody else's workbook: formats, merged cells, formulas and pictures stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import TypeVar

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from safetydesk.errors import UserError, message
from safetydesk.export.cell_lines import HIGHEST, line_count, row_height
from safetydesk.storage.atomic import write_atomic

FORMULA_STARTS = ("=", "+", "-", "@")
USUAL_WIDTH, USUAL_HEIGHT, USUAL_SIZE = 8.43, 15.0, 11.0
"""Of a column in characters, of a row and of type in points, where a workbook says nothing else."""
Place = tuple[str, int, int]
"""Sheet, row and column, from 1."""
Answer = TypeVar("Answer")


def fill_form(
    source: Path, answers: Mapping[Place, Answer], say: Callable[[Sequence[Answer]], str], target: Path
) -> int:
    """Write a copy of a workbook with these cells filled; returns how many answers were written.

    Places that lie in one block of merged cells share its text: `say` makes one of all their answers. Rows grow where
    the text needs it. A cell that holds a formula is left alone. Raises UserError where the workbook is none that can
    be filled.
    """
    try:
        book = load_workbook(source)
    except Exception as error:
        raise UserError(
            message("bureau.not_fillable", file=target.name), message("bureau.not_fillable_hint")
        ) from error
    shared: dict[tuple[str, str], list[Answer]] = {}
    for (sheet, row, column), answer in answers.items():
        if sheet in book.sheetnames and isinstance(page := book[sheet], Worksheet):
            shared.setdefault((sheet, first_of(page, row, column)), []).append(answer)
    written = [len(found) for (sheet, place), found in shared.items() if put(book[sheet], place, say(found))]
    write_atomic(target, book.save)
    return sum(written)


def first_of(page: Worksheet, row: int, column: int) -> str:
    """The cell itself, or the first one of the merged cells that it belongs to: that one holds their text."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        block = next(block for block in page.merged_cells.ranges if cell.coordinate in block)
        return str(page.cell(block.min_row, block.min_col).coordinate)
    return str(cell.coordinate)


def put(page: Worksheet, place: str, text: str) -> bool:
    """Write into a cell, unless it holds a formula; whether it was written."""
    cell = page[place]
    if isinstance(cell.value, str) and cell.value.startswith("="):
        return False
    cell.value = text
    if text.startswith(FORMULA_STARTS):
        cell.data_type = "s"
    style = copy(cell.alignment)
    style.wrap_text, style.shrink_to_fit, style.vertical = True, None, style.vertical or "center"
    cell.alignment = style
    make_room(page, cell)
    return True


def make_room(page: Worksheet, cell: Cell) -> None:
    """Make the last row of a cell's block high enough for its text; no row becomes lower."""
    block = block_of(page, cell)
    rows = range(block.min_row, block.max_row + 1)
    for row in rows:
        if page.row_dimensions[row].height is None:
            page.row_dimensions[row].height = own_height(page, row)
    lacking = needed(page, cell) - sum(page.row_dimensions[row].height for row in rows)
    if lacking > 0:
        last = page.row_dimensions[block.max_row]
        last.height = min(last.height + lacking, HIGHEST)


def own_height(page: Worksheet, row: int) -> float:
    """How high a row without a height of its own is shown: as its other texts need it."""
    usual = page.sheet_format.defaultRowHeight or USUAL_HEIGHT
    others = [cell for cell in page[row] if isinstance(cell, Cell) and isinstance(cell.value, str)]
    alone = [cell for cell in others if block_of(page, cell).size["rows"] == 1]
    return max((usual, *(needed(page, cell) for cell in alone)))


def block_of(page: Worksheet, cell: Cell) -> CellRange:
    """The merged cells that a cell is the first of, or the cell alone."""
    found = next((block for block in page.merged_cells.ranges if cell.coordinate in block), None)
    return found or CellRange(cell.coordinate)


def needed(page: Worksheet, cell: Cell) -> float:
    """Points that a cell's text takes in the width of its block."""
    size = cell.font.sz or USUAL_SIZE
    block = block_of(page, cell)
    width = sum(width_of(page, column) for column in range(block.min_col, block.max_col + 1)) * USUAL_SIZE / size
    text = str(cell.value)
    lines = line_count(text, width) if cell.alignment.wrap_text else 1
    return row_height(lines, size)


def width_of(page: Worksheet, column: int) -> float:
    """Width of a column in characters; several columns alike are kept as one entry."""
    for letter, known in page.column_dimensions.items():
        first = known.min or column_index_from_string(letter)
        if first <= column <= (known.max or first):
            return 0.0 if known.hidden else float(known.width)
    return page.sheet_format.defaultColWidth or USUAL_WIDTH
