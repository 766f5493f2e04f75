"""A ledger as a workbook that looks like the paper one and opens in Excel and WPS without a repair message."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from safetydesk.core.share import shown_number, tenths
from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.errors import UserError, message
from safetydesk.export.cell_lines import heading_width, line_count, row_height, shown_part
from safetydesk.export.reopened import as_text, check_reopened
from safetydesk.storage.atomic import write_atomic

CELL_LIMIT = 32_767
"""Most characters a cell can hold (Excel's limit); what is over goes on in the row below."""
FIRST_TRUE_DAY = date(1900, 3, 1)
"""Excel counts the days before this one wrongly, so they are written as text."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9
HEAD_ROWS = 3
UPRIGHT, ON_ITS_SIDE = 698, 1026
"""Pixels, as Excel counts a column's width, that A4 paper holds between our margins."""
SMALLEST = 0.7
"""A wide table is printed at no less: 10 point type in 7."""
ARROW = 2
"""Latin characters that the filter's arrow covers in a heading."""
TITLE_SIZE = 16
HEADING = {"valign": "vcenter", "text_wrap": True}
PERCENTS = {False: "0%", True: "0.0%"}
"""By whether the share has a decimal: what a cell shows is what paper shows."""
Links = Mapping[str, str]
"""Paths relative to the workbook, with forward slashes, by column key."""
NO_LINKS: Links = MappingProxyType({})


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


def write_page(page: Worksheet, sheet: Sheet, written: Written, formats: Formats, links: Iterable[Links] = ()) -> None:
    """One table; `links` are those of each row, where it has any."""
    widths = column_widths(sheet.columns)
    set_up_page(page, sheet, widths)
    write_head(page, sheet, widths, formats)
    place = HEAD_ROWS
    beside = iter(links)
    for row in sheet.rows:
        written.records += 1
        here = next(beside, {})
        for part in continued(row, widths):
            written.rows.append(write_row(page, place, part, sheet.columns, widths, formats, here))
            place += 1
    if sheet.totals:
        write_row(page, place, sheet.totals, sheet.columns, widths, formats)
    page.autofilter(HEAD_ROWS - 1, 0, max(place - 1, HEAD_ROWS - 1), len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(place, len(sheet.columns) - 1)}"})


class Formats:
    """The cell formats of one workbook, by what the cell holds."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({**HEADING, "font_name": "黑体", "font_size": TITLE_SIZE, "align": "center"})
        self.title_aside = book.add_format({**HEADING, "font_name": "黑体", "font_size": TITLE_SIZE, "align": "left"})
        """For a table that goes on beside: in the middle of all its sheets the title would be cut by a page's edge."""
        self.subtitle = book.add_format({**HEADING, "font_name": "宋体", "font_size": 9, "align": "left"})
        self.head = self.made(bold=True, align="center", bg_color="#E8EDF3")
        self.text = {align: self.made(num_format="@", align=align) for align in ("left", "center", "right")}
        self.quoted = {
            align: self.made(num_format="@", align=align, quote_prefix=True) for align in ("left", "center", "right")
        }
        self.linked = self.made(num_format="@", font_color="#1F4E9E", underline=1)
        self.date = self.made(num_format="yyyy-mm-dd", align="center")
        self.day = self.made(num_format="yyyymmdd", align="center")
        self.moment = self.made(num_format="yyyy-mm-dd hh:mm", align="center")
        self.numbers: dict[tuple[str, str], Format] = {}

    def made(self, **given: Any) -> Format:
        """A format of the table's body."""
        return self.book.add_format({**self.base, **given})

    def for_text(self, text: str, column: SheetColumn) -> Format:
        """Text that Excel might take for a formula is marked as text for good."""
        return (self.quoted if text.startswith(FORMULA_STARTS) else self.text)[column.align]

    def for_number(self, value: float | Fraction, column: SheetColumn) -> Format:
        """Shares in percent, differences with their sign, whole numbers without a point, others as they are."""
        if isinstance(value, Fraction):
            form = PERCENTS[bool(tenths(value) % 10)]
        else:
            form = "+0;-0;0" if column.kind == "change" else "0" if isinstance(value, int) else "General"
        align = "center" if column.align == "center" else "right"
        if (form, align) not in self.numbers:
            indent = int(align == "right")
            self.numbers[form, align] = self.made(num_format=form, align=align, indent=indent, text_wrap=False)
        return self.numbers[form, align]


def column_widths(columns: tuple[SheetColumn, ...]) -> tuple[int, ...]:
    """Widths in Latin characters, each with room for its heading."""
    return tuple(max(column.width, heading_width(column.title)) for column in columns)


def pixels_of(widths: tuple[int, ...]) -> int:
    """Width of the table as Excel counts it."""
    return sum(7 * width + 5 for width in widths)


def sheets_across(widths: tuple[int, ...]) -> int:
    """Sheets of paper beside each other on which a table is still readable."""
    return math.ceil(SMALLEST * pixels_of(widths) / ON_ITS_SIDE)


def set_up_page(page: Worksheet, sheet: Sheet, widths: tuple[int, ...]) -> None:
    """A4, on its side where the table is wide, as many sheets across as keep it readable; head and first column
    are repeated on paper and stay in view on the screen.
    """
    across = sheets_across(widths)
    if pixels_of(widths) > UPRIGHT:
        page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(across, 0)
    if across > 1:
        page.repeat_columns(0)
        page.print_across()
    page.center_horizontally()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.repeat_rows(HEAD_ROWS - 1)
    page.freeze_panes(HEAD_ROWS, 1)
    page.set_footer(f"&L&8{sheet.footer.replace('&', '&&')[:200]}&R&9&P / &N")
    for place, width in enumerate(widths):
        page.set_column(place, place, width)


def write_head(page: Worksheet, sheet: Sheet, widths: tuple[int, ...], formats: Formats) -> None:
    """Title, filters in words, headings; each row as high as its text."""
    last, across = len(sheet.columns) - 1, sum(widths)
    page.set_row(0, row_height(line_count(sheet.title, across * 10 / TITLE_SIZE), TITLE_SIZE))
    page.set_row(1, row_height(line_count(sheet.subtitle, across), 9))
    title = formats.title if sheets_across(widths) == 1 else formats.title_aside
    for place, (text, style) in enumerate(((sheet.title, title), (sheet.subtitle, formats.subtitle))):
        if last:
            page.merge_range(place, 0, place, last, text, style)
        else:
            page.write_string(place, 0, text, style)
    room = [width - ARROW for width in widths]
    lines = max(line_count(column.title, width) for column, width in zip(sheet.columns, room, strict=True))
    page.set_row(HEAD_ROWS - 1, row_height(lines))
    for place, column in enumerate(sheet.columns):
        page.write_string(HEAD_ROWS - 1, place, column.title, formats.head)


def write_row(
    page: Worksheet, place: int, row: tuple[Any, ...], columns: tuple[SheetColumn, ...], widths: tuple[int, ...],
    formats: Formats, links: Links = NO_LINKS,
) -> tuple[str, ...]:  # fmt: skip
    """Write one row, as high as its highest cell; returns its cells as text, as they must read back."""
    lines = max(
        line_count(value, width) if isinstance(value, str) else 1 for value, width in zip(row, widths, strict=True)
    )
    page.set_row(place, row_height(lines))
    found = []
    for index, (value, column) in enumerate(zip(row, columns, strict=True)):
        if value and column.key in links:
            page.write_url(place, index, relative(links[column.key], str(value)), formats.linked)
            found.append(str(value))
        else:
            found.append(write_cell(page, place, index, value, column, formats))
    return tuple(found)


def write_cell(page: Worksheet, row: int, column_index: int, value: Any, column: SheetColumn, formats: Formats) -> str:
    """Write a value in its own type; what is shown is what paper shows."""
    if value is None or value == "":
        page.write_blank(row, column_index, None, formats.text[column.align])
        return ""
    if isinstance(value, datetime):
        page.write_datetime(row, column_index, value.replace(tzinfo=None), formats.moment)
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date) and value >= FIRST_TRUE_DAY:
        style = formats.day if column.kind == "day" else formats.date
        page.write_datetime(row, column_index, datetime.combine(value, time()), style)
        return value.isoformat()
    if isinstance(value, Fraction):
        number = shown_number(value)
        page.write_number(row, column_index, number, formats.for_number(value, column))
        return as_text(number)
    if isinstance(value, int | float):
        page.write_number(row, column_index, value, formats.for_number(value, column))
        return as_text(value)
    text = column.text(value)
    if any(0xD800 <= ord(ch) <= 0xDFFF or ch in "\ufffe\uffff" for ch in text):
        raise UserError(message("ledger.unwritable", text=text.encode("ascii", "backslashreplace").decode()[:40]))
    page.write_string(row, column_index, text, formats.for_text(text, column))
    return text


def relative(path: str, text: str) -> Url:
    """A link to a file beside the workbook, shown as a text.

    XlsxWriter turns the slashes round, which only Windows understands; the other way every program does.
    """
    url = Url(f"external:{path}")
    url.text = text
    url._relationship_link = url._relationship_link.replace("\\", "/")
    return url


def continued(row: tuple[Any, ...], widths: tuple[int, ...]) -> Iterator[tuple[Any, ...]]:
    """The row, and below it what is longer than a cell can hold or higher than Excel makes a row."""
    while True:
        heads = tuple(
            shown_part(value[:CELL_LIMIT], width) if isinstance(value, str) else value
            for value, width in zip(row, widths, strict=True)
        )
        yield heads
        rest = tuple(
            value[len(head) :] if isinstance(value, str) else None for value, head in zip(row, heads, strict=True)
        )
        if not any(rest):
            return
        row = rest


def sheet_name(title: str) -> str:
    """A name Excel accepts for a sheet: at most 31 characters and none of []:*?/\\."""
    clean = "".join(" " if ch in "[]:*?/\\" else ch for ch in title).strip().strip("'")[:31]
    return clean if clean and clean.lower() != "history" else "Sheet"
