"""A ledger on A4 paper: landscape, ruled, the head on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.marks import Mark
from safetydesk.export.paper_columns import Placed
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.table_page import (
    HEIGHT,
    STEP,
    TOP,
    WIDTH,
    Row,
    TablePage,
    Texts,
    around,
    parts_of,
    refuse_unprintable,
    row_height,
    texts_of,
)
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words


def write_pdf(sheet: Sheet, path: Path, words: Words, fonts: Fonts, day: str) -> int:
    """Write the ledger as PDF/A-2u, its totals as the last row; returns the number of records.

    `day` (ISO) dates the file. Raises UserError for a character that no face has, naming it.
    """
    rows = texts_of(sheet)
    refuse_unprintable([*rows, *around(sheet)], fonts)
    table = TablePage(fonts, words)
    placed = table.place(sheet, rows)
    above, top = head(table, sheet, placed)
    pages = list(paginate(rows, placed, table, top - table.foot_height(sheet.footer)))
    sheets = Sheets(sheet.title, WIDTH, HEIGHT)
    for number, page in enumerate(pages, 1):
        sheets.page([*above, *body(table, page, placed, top), *table.foot(sheet.footer, number, len(pages))])
    data = sheets.finish()
    write_atomic(
        path,
        lambda target: write_pdfa(
            data, target, title=sheet.title, author="SafetyDesk", day=day, language=words.language
        ),
    )
    return len(rows) - bool(sheet.totals)


def head(table: TablePage, sheet: Sheet, placed: Placed) -> tuple[list[Mark], float]:
    """Title, filters in words, what was left out, headings; and where they end."""
    title, y = table.title(sheet.title, HEIGHT - TOP)
    notes, y = table.notes((sheet.subtitle, *table.left_out(sheet, placed)), y)
    y -= STEP * 0.5
    return [*title, *notes, *table.head(placed, y)], y - table.head_height(placed)


def paginate(rows: Sequence[Texts], placed: Placed, table: TablePage, room: float) -> Iterator[list[Row]]:
    """Pages of rows; a row higher than a page goes on on the next."""
    page: list[Row] = []
    used = 0.0
    for row in rows:
        for part in parts_of(table.broken(row, placed), room):
            height = row_height(part)
            if page and used + height > room:
                yield page
                page, used = [], 0.0
            page.append(part)
            used += height
    yield page


def body(table: TablePage, page: Sequence[Row], placed: Placed, y: float) -> Iterator[Mark]:
    """The rows of a page."""
    if not page:
        yield from table.none(placed, y)
    for cells in page:
        yield from table.row(cells, placed, y)
        y -= row_height(cells)
