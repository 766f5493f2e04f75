"""Several tables one below another on A4 paper on its side: a comparison that is read together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import Measure
from safetydesk.export.ledger_pdf import (
    FOOT,
    HEAD_HEIGHT,
    HEIGHT,
    MARGIN,
    PAD,
    SIZE,
    STEP,
    TITLE_SIZE,
    TOP,
    WIDTH,
    Cell,
    Column,
    frame,
    place_columns,
    refuse_unprintable,
    row_lines,
)
from safetydesk.export.marks import Mark
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.typesetter import Typesetter
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

HEADING = 10.5
"""Type size of a table's own title."""
GAP = 14.0
"""Above the second table and those after it."""
FEWEST = 2
"""Rows that stand below a table's head before a page ends."""


def write_tables(sheets: Sequence[Sheet], path: Path, words: Words, fonts: Fonts, day: str) -> None:
    """Write the tables as PDF/A-2u; the first gives the file its title, its line below it and its foot.

    `day` (ISO) dates the file. Raises UserError for a character that no face has, naming it.
    """
    setter = Typesetter(fonts, Measure(SIZE, STEP, SIZE))
    tables = [(sheet, [sheet.texts(row) for row in sheet.rows]) for sheet in sheets]
    refuse_unprintable([row for sheet, rows in tables for row in (*heads(sheet), *rows)], fonts)
    setting = Setting(setter)
    for sheet, rows in tables:
        setting.table(sheet, rows)
    made = Sheets(sheets[0].title, WIDTH, HEIGHT)
    for number, page in enumerate(setting.pages, 1):
        count = words.text("page.of", page=number, pages=len(setting.pages))
        made.page([*page, *foot(sheets[0].footer, count, setter)])
    data = made.finish()
    title = sheets[0].title
    write_atomic(
        path,
        lambda target: write_pdfa(data, target, title=title, author="SafetyDesk", day=day, language=words.language),
    )


def heads(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """What stands around a table's rows."""
    yield sheet.title, sheet.subtitle, sheet.footer
    yield tuple(column.title for column in sheet.columns)


def foot(text: str, count: str, setter: Typesetter) -> Iterator[Mark]:
    """Whose copy it is, and the page."""
    yield from setter.set_line(text, MARGIN, FOOT * 0.55, size=7.5)
    yield from setter.set_line(count, WIDTH - MARGIN - setter.width(count, size=SIZE), FOOT * 0.55)


class Setting:
    """Fills pages from the top; a table that does not end on its page goes on under its head on the next."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self.pages: list[list[Mark]] = []
        self.y = 0.0

    def table(self, sheet: Sheet, rows: Sequence[tuple[str, ...]]) -> None:
        """One table with its title."""
        columns = place_columns(sheet.columns)
        cells = [self.broken(row, columns) for row in rows]
        least = HEADING * 1.8 + HEAD_HEIGHT + sum(row_lines(row) * STEP for row in cells[:FEWEST])
        if not self.pages:
            self.new_page()
            self.main_title(sheet)
        else:
            self.y -= GAP
            if self.y - least < FOOT:
                self.new_page()
            self.small_title(sheet)
        self.head(columns)
        for row in cells:
            height = row_lines(row) * STEP
            if self.y - height < FOOT:
                self.new_page()
                self.head(columns)
            self.row(row, columns, height)

    def new_page(self) -> None:
        """Begin at the top of another page."""
        self.pages.append([])
        self.y = HEIGHT - TOP

    def main_title(self, sheet: Sheet) -> None:
        """In the middle of the first page's head, with the line below it."""
        width = self.setter.width(sheet.title, SANS, TITLE_SIZE)
        page = self.pages[-1]
        page.extend(self.setter.set_line(sheet.title, (WIDTH - width) / 2, self.y - TITLE_SIZE, SANS, TITLE_SIZE))
        self.y -= TITLE_SIZE * 1.5
        for line in self.setter.lines(sheet.subtitle, SERIF, SIZE, WIDTH - 2 * MARGIN, 0.0):
            self.y -= STEP
            page.extend(self.setter.set_line(line.text, MARGIN, self.y, size=SIZE))
        self.y -= STEP * 0.5

    def small_title(self, sheet: Sheet) -> None:
        """At the left above its table, with the line that explains it."""
        page, y = self.pages[-1], self.y - HEADING
        page.extend(self.setter.set_line(sheet.title, MARGIN, y, SANS, HEADING))
        beside = MARGIN + self.setter.width(sheet.title, SANS, HEADING) + 2 * HEADING
        page.extend(self.setter.set_line(sheet.subtitle, beside, y, size=SIZE))
        self.y -= HEADING * 1.5

    def broken(self, row: tuple[str, ...], columns: Sequence[Column]) -> list[Cell]:
        """A row's texts in lines."""
        return [
            tuple(line.text for line in self.setter.lines(text, SERIF, SIZE, column.width - 2 * PAD, 0.0))
            for text, column in zip(row, columns, strict=True)
        ]

    def head(self, columns: list[Column]) -> None:
        """The headings."""
        page = self.pages[-1]
        for column in columns:
            middle = column.left + (column.width - self.setter.width(column.title, SANS, SIZE)) / 2
            page.extend(self.setter.set_line(column.title, middle, self.y - HEAD_HEIGHT * 0.64, SANS, SIZE))
        page.extend(frame(columns, self.y, HEAD_HEIGHT))
        self.y -= HEAD_HEIGHT

    def row(self, cells: Sequence[Cell], columns: list[Column], height: float) -> None:
        """One row in its rules."""
        page = self.pages[-1]
        for cell, column in zip(cells, columns, strict=True):
            for place, text in enumerate(cell):
                slack = column.width - 2 * PAD - self.setter.width(text)
                shift = {"left": 0.0, "center": slack / 2, "right": slack}[column.align] * (slack > 0)
                squeezed = min(slack, 0.0) / max(len(text) - 1, 1)
                y = self.y - STEP * (place + 0.95)
                page.extend(self.setter.set_line(text, column.left + PAD + shift, y, extra=squeezed))
        page.extend(frame(columns, self.y, height))
        self.y -= height
