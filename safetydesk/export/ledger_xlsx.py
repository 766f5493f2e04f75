"""A ledger as a workbook that looks like the paper one and opens in Excel and WPS without a repair message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.errors import UserError, message
from safetydesk.export.reopened import check_reopened
from safetydesk.storage.atomic import write_atomic

CELL_LIMIT = 32_767
"""Most characters a cell can hold (Excel's limit); what is over goes on in the row below."""
FIRST_TRUE_DAY = date(1900, 3, 1)
"""Excel counts the days before this one wrongly, so they are written as text."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9
HEAD_ROWS = 3


@dataclass
class Written:
    """What went into the workbook, to compare with what comes out of it."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    records: int = 0
    """Fewer than rows where a text goes on in the row below."""


def write_xlsx(sheet: Sheet, path: Path) -> int:
    """Write the ledger and read it back; returns the number of records.

    Raises UserError where the file is open elsewhere, the disk is full, or what was written reads back differently.
    """
    return write_sheets((sheet,), path)


def write_sheets(sheets: Sequence[Sheet], path: Path) -> int:
    """As `write_xlsx`, several tables in one workbook, each on a sheet of its own; their titles have to differ."""
    written = [Written() for _ in sheets]

    def check(target: Path) -> None:
        for place, one in enumerate(written):
            check_reopened(target, HEAD_ROWS, one.rows, place)

    write_atomic(path, lambda target: fill(sheets, target, written), check)
    return sum(one.records for one in written)


def fill(sheets: Sequence[Sheet], target: Path, written: Sequence[Written]) -> None:
    """Write the workbook at `target`; raises OSError."""
    try:
        write_book(sheets, target, written)
    except FileCreateError as error:
        raise error.args[0] from error


def write_book(sheets: Sequence[Sheet], target: Path, written: Sequence[Written]) -> None:
    """The workbook with its sheets."""
    with xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    ) as book:
        formats = Formats(book)
        for sheet, one in zip(sheets, written, strict=True):
            write_page(book.add_worksheet(sheet_name(sheet.title)), sheet, one, formats)


def write_page(page: Worksheet, sheet: Sheet, written: Written, formats: Formats) -> None:
    """One table."""
    set_up_page(page, sheet)
    write_head(page, sheet, formats)
    place = HEAD_ROWS
    for row in sheet.rows:
        written.records += 1
        for part in continued(row):
            written.rows.append(write_row(page, place, part, sheet.columns, formats))
            place += 1
    if sheet.totals:
        write_row(page, place, sheet.totals, sheet.columns, formats)
    page.autofilter(HEAD_ROWS - 1, 0, max(place - 1, HEAD_ROWS - 1), len(sheet.columns) - 1)


class Formats:
    """The cell formats of one workbook, by what the cell holds."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
        self.subtitle = book.add_format({"font_name": "宋体", "font_size": 9, "align": "left", "valign": "vcenter"})
        self.head = book.add_format({**base, "bold": True, "align": "center", "bg_color": "#E8EDF3"})
        self.text = {
            align: book.add_format({**base, "num_format": "@", "align": align}) for align in ("left", "center", "right")
        }
        self.quoted = book.add_format({**base, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format({**base, "num_format": "0", "align": "right"})
        self.date = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "center"})
        self.moment = book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm", "align": "center"})

    def for_text(self, text: str, column: SheetColumn) -> Format:
        """Text that Excel might take for a formula is marked as text for good."""
        return self.quoted if text.startswith(FORMULA_STARTS) else self.text[column.align]


def set_up_page(page: Worksheet, sheet: Sheet) -> None:
    """A4 landscape, one page wide, the head repeated on every page and frozen on the screen."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.repeat_rows(HEAD_ROWS - 1)
    page.freeze_panes(HEAD_ROWS, 1)
    page.set_footer(f"&L&8{sheet.footer.replace('&', '&&')[:200]}&R&9&P / &N")
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, max(column.width, 2 * len(column.title) + 2))


def write_head(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    """Title, filters in words, headings."""
    last = len(sheet.columns) - 1
    page.set_row(0, 30)
    page.set_row(HEAD_ROWS - 1, 24)
    for place, (text, style) in enumerate(((sheet.title, formats.title), (sheet.subtitle, formats.subtitle))):
        if last:
            page.merge_range(place, 0, place, last, text, style)
        else:
            page.write_string(place, 0, text, style)
    for place, column in enumerate(sheet.columns):
        page.write_string(HEAD_ROWS - 1, place, column.title, formats.head)


def write_row(
    page: Worksheet, place: int, row: tuple[Any, ...], columns: tuple[SheetColumn, ...], formats: Formats
) -> tuple[str, ...]:
    """Write one row; returns its cells as text, as they must read back."""
    return tuple(
        write_cell(page, place, index, value, column, formats)
        for index, (value, column) in enumerate(zip(row, columns, strict=True))
    )


def write_cell(page: Worksheet, row: int, column_index: int, value: Any, column: SheetColumn, formats: Formats) -> str:
    """Write a value in its own type."""
    if value is None or value == "":
        page.write_blank(row, column_index, None, formats.text[column.align])
        return ""
    if isinstance(value, datetime):
        page.write_datetime(row, column_index, value.replace(tzinfo=None), formats.moment)
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date) and value >= FIRST_TRUE_DAY:
        page.write_datetime(row, column_index, datetime.combine(value, time()), formats.date)
        return value.isoformat()
    if isinstance(value, int | float):
        page.write_number(row, column_index, value, formats.number)
        return str(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    if any(0xD800 <= ord(ch) <= 0xDFFF or ch in "\ufffe\uffff" for ch in text):
        raise UserError(message("ledger.unwritable", text=text.encode("ascii", "backslashreplace").decode()[:40]))
    page.write_string(row, column_index, text, formats.for_text(text, column))
    return text


def continued(row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The row, and below it whatever text is longer than a cell can hold."""
    while True:
        yield tuple(value[:CELL_LIMIT] if isinstance(value, str) else value for value in row)
        rest = tuple(value[CELL_LIMIT:] if isinstance(value, str) else None for value in row)
        if not any(rest):
            return
        row = rest


def sheet_name(title: str) -> str:
    """A name Excel accepts for a sheet: at most 31 characters and none of []:*?/\\."""
    clean = "".join(" " if ch in "[]:*?/\\" else ch for ch in title).strip().strip("'")[:31]
    return clean if clean and clean.lower() != "history" else "Sheet"
