"""Several tables one below another on A4 paper on its side: a comparison that is read together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, Fonts
from safetydesk.export.marks import Mark
from safetydesk.export.paper_columns import Placed
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.table_page import (
    HEIGHT,
    MARGIN,
    NONE_HEIGHT,
    ROOM,
    SIZE,
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
    tables = [(sheet, texts_of(sheet)) for sheet in sheets]
    refuse_unprintable([row for sheet, rows in tables for row in (*around(sheet), *rows)], fonts)
    setting = Setting(TablePage(fonts, words), sheets[0].footer)
    for sheet, rows in tables:
        setting.add(sheet, rows)
    made = Sheets(sheets[0].title, WIDTH, HEIGHT)
    for number, page in enumerate(setting.pages, 1):
        made.page([*page, *setting.table.foot(sheets[0].footer, number, len(setting.pages))])
    data = made.finish()
    title = sheets[0].title
    write_atomic(
        path,
        lambda target: write_pdfa(data, target, title=title, author="SafetyDesk", day=day, language=words.language),
    )


class Setting:
    """Fills pages from the top; a table that does not end on its page goes on under its head on the next."""

    def __init__(self, table: TablePage, footer: str) -> None:
        self.table = table
        self.foot = table.foot_height(footer)
        self.pages: list[list[Mark]] = []
        self.y = 0.0

    def add(self, sheet: Sheet, rows: Sequence[Texts]) -> None:
        """One table with its title."""
        placed = self.table.place(sheet, rows)
        head = self.table.head_height(placed)
        most = HEIGHT - TOP - self.foot - head
        cells = [part for row in rows for part in parts_of(self.table.broken(row, placed), most)]
        if not self.pages:
            self.new_page()
            self.main_title(sheet, placed)
        else:
            self.y -= GAP
            notes, end = self.small_title(sheet, placed)
            if end - head - (sum(map(row_height, cells[:FEWEST])) or NONE_HEIGHT) < self.foot:
                self.new_page()
                notes, end = self.small_title(sheet, placed)
            self.pages[-1].extend(notes)
            self.y = end
        self.head(placed)
        for row in cells:
            self.row(row, placed)
        if not cells:
            self.pages[-1].extend(self.table.none(placed, self.y))
            self.y -= NONE_HEIGHT

    def new_page(self) -> None:
        """Begin at the top of another page."""
        self.pages.append([])
        self.y = HEIGHT - TOP

    def main_title(self, sheet: Sheet, placed: Placed) -> None:
        """In the middle of the first page's head, with the line below it."""
        title, y = self.table.title(sheet.title, self.y)
        notes, y = self.table.notes((sheet.subtitle, *self.table.left_out(sheet, placed)), y)
        self.pages[-1].extend((*title, *notes))
        self.y = y - STEP * 0.5

    def small_title(self, sheet: Sheet, placed: Placed) -> tuple[list[Mark], float]:
        """At the left above its table, with the line that explains it beside it, or below where that is too long."""
        setter, y = self.table.setter, self.y - HEADING
        marks = list(setter.set_line(sheet.title, MARGIN, y, SANS, HEADING))
        start = setter.width(sheet.title, SANS, HEADING) + 2 * HEADING
        beside = start + setter.width(sheet.subtitle, size=SIZE) <= ROOM
        if beside:
            marks.extend(setter.set_line(sheet.subtitle, MARGIN + start, y, size=SIZE))
        notes, y = self.table.notes(("" if beside else sheet.subtitle, *self.table.left_out(sheet, placed)), y)
        return [*marks, *notes], y - HEADING * 0.5

    def head(self, placed: Placed) -> None:
        """The headings."""
        self.pages[-1].extend(self.table.head(placed, self.y))
        self.y -= self.table.head_height(placed)

    def row(self, cells: Row, placed: Placed) -> None:
        """One row, on the next page where there is no room."""
        height = row_height(cells)
        if self.y - height < self.foot:
            self.new_page()
            self.head(placed)
        self.pages[-1].extend(self.table.row(cells, placed, self.y))
        self.y -= height
