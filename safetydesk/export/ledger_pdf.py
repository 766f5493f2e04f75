"""A ledger on A4 paper: landscape, ruled, the head on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.errors import UserError, message
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Measure
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.unprintable import places
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
MARGIN, TOP, FOOT = 14 * MM, 14 * MM, 14 * MM
SIZE, STEP, PAD = 9.0, 12.0, 3.0
TITLE_SIZE, HEAD_HEIGHT = 16.0, 22.0


@dataclass(frozen=True)
class Column:
    """A column on paper."""

    title: str
    align: str
    left: float
    width: float


def write_pdf(sheet: Sheet, path: Path, words: Words, fonts: Fonts, day: str) -> int:
    """Write the ledger as PDF/A-2u; returns the number of records.

    `day` (ISO) dates the file. Raises UserError for a character that no face has, naming it.
    """
    setter = Typesetter(fonts, Measure(SIZE, STEP, SIZE))
    columns = place_columns(sheet.columns)
    rows = [sheet.texts(row) for row in sheet.rows]
    refuse_unprintable([*rows, (sheet.title, sheet.subtitle, sheet.footer, *(c.title for c in columns))], fonts)
    pages = list(paginate(rows, columns, setter))
    sheets = Sheets(sheet.title, WIDTH, HEIGHT)
    for number, page in enumerate(pages, 1):
        count = words.text("page.of", page=number, pages=len(pages))
        sheets.page([*head(sheet, columns, setter), *body(page, columns, setter), *foot(sheet, count, setter)])
    data = sheets.finish()
    write_atomic(
        path,
        lambda target: write_pdfa(
            data, target, title=sheet.title, author="SafetyDesk", day=day, language=words.language
        ),
    )
    return len(rows)


def place_columns(columns: tuple[SheetColumn, ...]) -> list[Column]:
    """Share the paper's width in the proportion of the columns' widths."""
    wanted = [max(column.width, 2 * len(column.title) + 1) for column in columns]
    room = WIDTH - 2 * MARGIN
    placed, left = [], MARGIN
    for column, share in zip(columns, wanted, strict=True):
        width = room * share / sum(wanted)
        placed.append(Column(column.title, column.align, left, width))
        left += width
    return placed


Cell = tuple[str, ...]


def paginate(rows: list[tuple[str, ...]], columns: list[Column], setter: Typesetter) -> Iterator[list[list[Cell]]]:
    """Pages of rows of cells of lines; a row higher than a page goes on on the next."""
    room = int((HEIGHT - TOP - FOOT - TITLE_SIZE * 2.6 - HEAD_HEIGHT) / STEP)
    page: list[list[Cell]] = []
    used = 0.0
    for row in rows:
        cells = [
            tuple(line.text for line in setter.lines(text, SERIF, SIZE, column.width - 2 * PAD, 0.0))
            for text, column in zip(row, columns, strict=True)
        ]
        for part in parts_of(cells, room - 1):
            height = row_lines(part)
            if page and used + height > room:
                yield page
                page, used = [], 0.0
            page.append(part)
            used += height
    yield page


def parts_of(cells: list[Cell], most: int) -> Iterator[list[Cell]]:
    """A row in parts of at most so many lines."""
    highest = max(len(cell) for cell in cells)
    for start in range(0, highest, most):
        yield [cell[start : start + most] for cell in cells]


def row_lines(cells: list[Cell]) -> float:
    """Height of a row in steps."""
    return max(max(len(cell) for cell in cells), 1) + 0.5


def head(sheet: Sheet, columns: list[Column], setter: Typesetter) -> Iterator[Mark]:
    """Title, filters in words, headings."""
    width = setter.width(sheet.title, SANS, TITLE_SIZE)
    top = HEIGHT - TOP
    yield from setter.set_line(sheet.title, (WIDTH - width) / 2, top - TITLE_SIZE, SANS, TITLE_SIZE)
    yield from setter.set_line(sheet.subtitle, MARGIN, top - TITLE_SIZE * 2.2, size=SIZE)
    y = top - TITLE_SIZE * 2.6
    for column in columns:
        middle = column.left + (column.width - setter.width(column.title, SANS, SIZE)) / 2
        yield from setter.set_line(column.title, middle, y - HEAD_HEIGHT * 0.64, SANS, SIZE)
    yield from frame(columns, y, HEAD_HEIGHT)


def body(page: list[list[Cell]], columns: list[Column], setter: Typesetter) -> Iterator[Mark]:
    """The rows of a page."""
    y = HEIGHT - TOP - TITLE_SIZE * 2.6 - HEAD_HEIGHT
    for cells in page:
        height = row_lines(cells) * STEP
        for cell, column in zip(cells, columns, strict=True):
            for place, text in enumerate(cell):
                slack = column.width - 2 * PAD - setter.width(text)
                x = column.left + PAD + {"left": 0.0, "center": slack / 2, "right": slack}[column.align] * (slack > 0)
                squeezed = min(slack, 0.0) / max(len(text) - 1, 1)
                yield from setter.set_line(text, x, y - STEP * (place + 0.95), extra=squeezed)
        yield from frame(columns, y, height)
        y -= height


def frame(columns: list[Column], top: float, height: float) -> Iterator[Mark]:
    """The rules around a row."""
    right = columns[-1].left + columns[-1].width
    for y in (top, top - height):
        yield Rule(MARGIN, round(y, 2), round(right, 2), round(y, 2), 0.4)
    for x in [*(column.left for column in columns), right]:
        yield Rule(round(x, 2), round(top, 2), round(x, 2), round(top - height, 2), 0.4)


def foot(sheet: Sheet, count: str, setter: Typesetter) -> Iterator[Mark]:
    """The anchor of this copy, and the page."""
    yield from setter.set_line(sheet.footer, MARGIN, FOOT * 0.55, size=7.5)
    yield from setter.set_line(count, WIDTH - MARGIN - setter.width(count, size=SIZE), FOOT * 0.55)


def refuse_unprintable(rows: list[tuple[str, ...]], fonts: Fonts) -> None:
    """Raise UserError for characters that no face has."""
    found = [(row[0], missing) for row in rows if (missing := fonts.missing("".join(row)))]
    if found:
        what = message("page.unprintable_rows", n=len(found), people=places(found))
        raise UserError(what, message("page.unprintable_rows_hint"))
