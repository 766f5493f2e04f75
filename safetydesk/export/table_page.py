"""A ruled table on A4 paper on its side: headings, rows, and what stands above and below it on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safetydesk.core.sheet import Sheet
from safetydesk.errors import UserError, message
from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Measure
from safetydesk.export.line_breaking import Line
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.paper_columns import PAD, Placed, place_columns
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.unprintable import places
from safetydesk.words import Words

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
MARGIN, TOP, FOOT = 14 * MM, 14 * MM, 14 * MM
ROOM = WIDTH - 2 * MARGIN
SIZE, STEP = 9.0, 12.0
TITLE_SIZE, HEAD_AIR = 16.0, 10.0
FOOT_SIZE, FOOT_STEP = 7.5, 9.0
FOOT_LINES = 2
"""Lines of a footer that stand within the margin; more of them make it higher."""
COUNT_ROOM = 110.0
"""At the right of the footer, for the page's number."""

Cell = tuple[str, ...]
"""The lines of a cell."""
Row = list[Cell]
Texts = tuple[str, ...]


class TablePage:
    """Draws the parts of tables."""

    def __init__(self, fonts: Fonts, words: Words) -> None:
        self.setter = Typesetter(fonts, Measure(SIZE, STEP, SIZE))
        self.words = words

    def place(self, sheet: Sheet, rows: Sequence[Texts]) -> Placed:
        """The columns of a table over the width of the paper."""
        return place_columns(sheet, rows, self.setter, MARGIN, ROOM)

    def left_out(self, sheet: Sheet, placed: Placed) -> Iterator[str]:
        """A line that names the columns that are not on this paper, where there are any."""
        titles = (*placed.left_out, *sheet.hidden)
        if titles:
            yield self.words.text("page.left_out", columns=self.words.listed(titles))

    def broken(self, row: Texts, placed: Placed) -> Row:
        """A row's texts in lines."""
        return [
            tuple(line.text for line in self.setter.lines(text, SERIF, SIZE, column.width - 2 * PAD, 0.0))
            for text, column in zip(placed.shown(row), placed.columns, strict=True)
        ]

    def title(self, text: str, y: float) -> tuple[list[Mark], float]:
        """The title in the middle, in as many lines as it takes, and where it ends."""
        marks: list[Mark] = []
        for line in self.setter.lines(text, SANS, TITLE_SIZE, ROOM, 0.0):
            y -= TITLE_SIZE
            marks.extend(self.setter.set_line(line.text, (WIDTH - line.width) / 2, y, SANS, TITLE_SIZE))
            y -= TITLE_SIZE * 0.4
        return marks, y

    def notes(self, texts: Sequence[str], y: float) -> tuple[list[Mark], float]:
        """Lines of running text over the width of the paper, and where they end."""
        marks: list[Mark] = []
        for text in texts:
            for line in self.setter.lines(text, SERIF, SIZE, ROOM, 0.0) if text else ():
                y -= STEP
                marks.extend(self.setter.set_line(line.text, MARGIN, y))
        return marks, y

    def head_height(self, placed: Placed) -> float:
        """Of the row of headings."""
        return max(len(column.lines) for column in placed.columns) * STEP + HEAD_AIR

    def head(self, placed: Placed, y: float) -> Iterator[Mark]:
        """The headings, each in the middle of its cell."""
        height = self.head_height(placed)
        for column in placed.columns:
            base = y - (height - len(column.lines) * STEP) / 2
            for place, text in enumerate(column.lines, 1):
                x = column.left + (column.width - self.setter.width(text, SANS, SIZE)) / 2
                yield from self.setter.set_line(text, x, base - STEP * (place - 0.25), SANS, SIZE)
        yield from frame(placed, y, height)

    def row(self, cells: Row, placed: Placed, y: float) -> Iterator[Mark]:
        """One row in its rules."""
        for cell, column in zip(cells, placed.columns, strict=True):
            for place, text in enumerate(cell):
                slack = column.width - 2 * PAD - self.setter.width(text)
                shift = {"left": 0.0, "center": slack / 2, "right": slack}[column.align] * (slack > 0)
                squeezed = min(slack, 0.0) / max(len(text) - 1, 1)
                base = y - STEP * (place + 0.95)
                yield from self.setter.set_line(text, column.left + PAD + shift, base, extra=squeezed)
        yield from frame(placed, y, row_height(cells))

    def none(self, placed: Placed, y: float) -> Iterator[Mark]:
        """In the place of rows where there are none: that there are none, so that nobody takes it for a lost page."""
        text = self.words.text("page.none")
        middle = (placed.left + placed.right - self.setter.width(text)) / 2
        yield from self.setter.set_line(text, middle, y - STEP * 0.95)
        yield from box(placed.left, placed.right, y, NONE_HEIGHT)

    def foot(self, text: str, page: int, pages: int) -> Iterator[Mark]:
        """Whose copy it is, and the page."""
        count = self.words.text("page.of", page=page, pages=pages)
        yield from self.setter.set_line(count, WIDTH - MARGIN - self.setter.width(count), FOOT * 0.55)
        for place, line in enumerate(reversed(self.foot_lines(text))):
            yield from self.setter.set_line(line.text, MARGIN, FOOT * 0.55 + FOOT_STEP * place, size=FOOT_SIZE)

    def foot_height(self, text: str) -> float:
        """From the paper's edge to where rows may end."""
        return FOOT + FOOT_STEP * max(len(self.foot_lines(text)) - FOOT_LINES, 0)

    def foot_lines(self, text: str) -> tuple[Line, ...]:
        """The lines of a footer."""
        return self.setter.lines(text, SERIF, FOOT_SIZE, ROOM - COUNT_ROOM, 0.0)


NONE_HEIGHT = STEP * 1.5


def row_height(cells: Row) -> float:
    """Of a row in its rules."""
    return (max(max(len(cell) for cell in cells), 1) + 0.5) * STEP


def parts_of(cells: Row, room: float) -> Iterator[Row]:
    """A row in parts no higher than `room`."""
    most = max(int(room / STEP - 0.5), 1)
    highest = max(max(len(cell) for cell in cells), 1)
    for start in range(0, highest, most):
        yield [cell[start : start + most] for cell in cells]


def frame(placed: Placed, top: float, height: float) -> Iterator[Mark]:
    """The rules around a row and between its cells."""
    yield from box(placed.left, placed.right, top, height)
    for column in placed.columns[1:]:
        yield Rule(round(column.left, 2), round(top, 2), round(column.left, 2), round(top - height, 2), 0.4)


def box(left: float, right: float, top: float, height: float) -> Iterator[Mark]:
    """Four rules."""
    x1, x2, y1, y2 = (round(value, 2) for value in (left, right, top, top - height))
    for ends in ((x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)):
        yield Rule(*ends, 0.4)


def texts_of(sheet: Sheet) -> list[Texts]:
    """The rows of a table as texts, its totals as the last one."""
    rows = [sheet.texts(row) for row in sheet.rows]
    return [*rows, sheet.texts(sheet.totals)] if sheet.totals else rows


def refuse_unprintable(rows: Sequence[Texts], fonts: Fonts) -> None:
    """Raise UserError for characters that no face has."""
    found = [(row[0], missing) for row in rows if (missing := fonts.missing("".join(row)))]
    if found:
        what = message("page.unprintable_rows", n=len(found), people=places(found))
        raise UserError(what, message("page.unprintable_rows_hint"))


def around(sheet: Sheet) -> Iterator[Texts]:
    """What stands around a table's rows."""
    yield sheet.title, sheet.subtitle, sheet.footer
    yield (*(column.title for column in sheet.columns), *sheet.hidden)
