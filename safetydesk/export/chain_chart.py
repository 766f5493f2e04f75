"""A chart of boxes that hang on one another, on A4 paper on its side; a broken one is framed thick and says so.

Boxes that do not fit in type that can be read go on on further pages under the same head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Area, Measure
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.table_page import refuse_unprintable
from safetydesk.export.typesetter import Typesetter
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
MARGIN, FOOT = 12 * MM, 11 * MM
TITLE_SIZE, SUBTITLE_SIZE, TOP_SIZE, FOOT_SIZE = 15.0, 9.0, 9.0, 7.0
SIZES = (8.0, 7.5, 7.0)
"""Type sizes of the boxes below the school, the largest first in which all of them fit on the page."""
STEP = 1.28
"""Line to line, in type sizes."""
GAP, PAD = 6.0, 3.0
BRANCH_GAP = 12.0
TOP_WIDTH = 250.0
THIN, THICK = 0.5, 1.8
ROOMY, NARROW = 150.0, 46.0
"""Widths that a box never exceeds, and below which it is not made to have more of them beside each other."""
MOST_COLUMNS = 14
MOST_WEIGHT = 96
"""Boxes of a branch that count when the width of the page is shared out."""


@dataclass(frozen=True)
class Box:
    """A title, lines below it, and what is broken."""

    title: str
    lines: tuple[str, ...]
    broken: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """From top to bottom."""
        return tuple(text for text in (self.title, *self.lines, self.broken) if text)


@dataclass(frozen=True)
class Branch:
    """Boxes of one kind under their heading."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Chart:
    """What is on the page."""

    title: str
    subtitle: str
    footer: str
    top: Box
    school: Box
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Grid:
    """The boxes of one branch that stand on a page, in rows."""

    branch: Branch
    area: Area
    columns: int
    size: float
    width: float
    height: float
    """Of each box."""

    @property
    def rest(self) -> tuple[Box, ...]:
        """The boxes that are left for the next page."""
        return self.branch.boxes[self.room :]

    @property
    def room(self) -> int:
        """Boxes that fit; always one at least."""
        return self.columns * max(int((self.area.height + GAP) / (self.height + GAP)), 1)


def write_chart(chart: Chart, path: Path, words: Words, fonts: Fonts, day: str) -> None:
    """Write the chart as PDF/A-2u. Raises UserError for a character that no face has, naming it."""
    boxes = [chart.top, chart.school, *(box for branch in chart.branches for box in branch.boxes)]
    refuse_unprintable([(chart.title, chart.subtitle, chart.footer), *(box.texts for box in boxes)], fonts)
    drawing = Drawing(chart, Typesetter(fonts, Measure(SIZES[0], SIZES[0] * STEP, SIZES[0])))
    pages = list(drawing.pages())
    sheets = Sheets(chart.title, WIDTH, HEIGHT)
    for number, grids in enumerate(pages, 1):
        count = words.text("page.of", page=number, pages=len(pages))
        sheets.page([*drawing.head, *drawing.foot(count), *drawing.branches(grids)])
    data = sheets.finish()
    write_atomic(
        path,
        lambda target: write_pdfa(
            data, target, title=chart.title, author="SafetyDesk", day=day, language=words.language
        ),
    )


class Drawing:
    """Sets one chart: its head, which is the same on all pages, and the boxes of its branches page by page."""

    def __init__(self, chart: Chart, setter: Typesetter) -> None:
        self.chart = chart
        self.setter = setter
        self.head: list[Mark] = []
        self.y = HEIGHT - MARGIN
        for text, size, face in ((chart.title, TITLE_SIZE, SANS), (chart.subtitle, SUBTITLE_SIZE, SERIF)):
            for line in setter.lines(text, face, size, WIDTH - 2 * MARGIN, 0.0):
                self.y -= size * STEP
                self.head.extend(self.centred(line.text, WIDTH / 2, self.y, size, face))
        self.y -= SUBTITLE_SIZE
        self.head.extend(self.tops())

    def tops(self) -> Iterator[Mark]:
        """The two boxes on top, and the line from one to the other."""
        for box in (self.chart.top, self.chart.school):
            height = self.box_height(box, TOP_SIZE, TOP_WIDTH)
            yield from self.box(box, Area((WIDTH - TOP_WIDTH) / 2, self.y, TOP_WIDTH, height), TOP_SIZE)
            self.y -= height
            if box is self.chart.top:
                yield Rule(WIDTH / 2, self.y, WIDTH / 2, self.y - 8, 0.8, bool(self.chart.school.broken))
                self.y -= 8

    def foot(self, count: str) -> Iterator[Mark]:
        """Whose copy it is, and the page."""
        left = WIDTH - MARGIN - self.setter.width(count, size=FOOT_SIZE)
        yield from self.setter.set_line(count, left, FOOT * 0.6, size=FOOT_SIZE)
        lines = self.setter.lines(self.chart.footer, SERIF, FOOT_SIZE, left - MARGIN - 2 * FOOT_SIZE, 0.0)
        for place, line in enumerate(reversed(lines)):
            yield from self.setter.set_line(line.text, MARGIN, FOOT * 0.6 + FOOT_SIZE * place, size=FOOT_SIZE)

    def pages(self) -> Iterator[list[Grid]]:
        """The branches side by side, with as many boxes as fit; what is left of them on the next page."""
        left = self.chart.branches
        while True:
            grids = [self.grid(branch, area) for branch, area in zip(left, shares(left, self.y - 16), strict=True)]
            yield grids
            left = tuple(Branch(grid.branch.title, grid.rest) for grid in grids if grid.rest)
            if not left:
                return

    def grid(self, branch: Branch, area: Area) -> Grid:
        """A branch in the largest type in which all of its boxes fit, else in the smallest as many as can be."""
        area = Area(area.left, area.top - 16, area.width, area.height - 16)
        found: list[Grid] = []
        for size in SIZES:
            found = [self.tried(branch, area, columns, size) for columns in self.columns(branch, area)]
            whole = [grid for grid in found if not grid.rest]
            if whole:
                return min(whole, key=lambda grid: (grid.height, grid.columns))
        return max(found, key=lambda grid: grid.room)

    def columns(self, branch: Branch, area: Area) -> range:
        """How many boxes may stand beside each other."""
        return range(1, max(min(len(branch.boxes), MOST_COLUMNS, int((area.width + GAP) / (NARROW + GAP))), 1) + 1)

    def tried(self, branch: Branch, area: Area, columns: int, size: float) -> Grid:
        """The boxes in so many columns."""
        width = min((area.width - GAP * (columns - 1)) / columns, ROOMY)
        height = max(self.box_height(box, size, width) for box in branch.boxes)
        return Grid(branch, area, columns, size, width, height)

    def branches(self, grids: Sequence[Grid]) -> Iterator[Mark]:
        """The boxes of a page; lines lead to the branches from the school."""
        if not grids:
            return
        bar, top = self.y - 8, self.y - 16
        middles = [WIDTH / 2, *(grid.area.middle for grid in grids)]
        yield Rule(WIDTH / 2, self.y, WIDTH / 2, bar, 0.8)
        yield Rule(min(middles), bar, max(middles), bar, 0.8)
        for grid in grids:
            yield Rule(grid.area.middle, bar, grid.area.middle, top, 0.8)
            yield from self.centred(grid.branch.title, grid.area.middle, top - 10, TOP_SIZE, SANS)
            left = grid.area.left + (grid.area.width - grid.columns * (grid.width + GAP) + GAP) / 2
            for place, box in enumerate(grid.branch.boxes[: grid.room]):
                down, right = divmod(place, grid.columns)
                x, y = left + right * (grid.width + GAP), grid.area.top - down * (grid.height + GAP)
                yield from self.box(box, Area(x, y, grid.width, grid.height), grid.size)

    def lines(self, box: Box, size: float, width: float) -> Iterator[tuple[str, str]]:
        """Face and text of each line of a box."""
        for text in box.texts:
            face = SANS if text in (box.title, box.broken) else SERIF
            for line in self.setter.lines(text, face, size, width - 2 * PAD, 0.0):
                yield face, line.text

    def box_height(self, box: Box, size: float, width: float) -> float:
        """Room for every line."""
        return len(list(self.lines(box, size, width))) * size * STEP + 2 * PAD

    def box(self, box: Box, area: Area, size: float) -> Iterator[Mark]:
        """The frame, thick and dashed where the chain is broken, and the lines in its middle."""
        width, broken = (THICK, True) if box.broken else (THIN, False)
        right, foot = round(area.left + area.width, 2), round(area.top - area.height, 2)
        left, top = round(area.left, 2), round(area.top, 2)
        for ends in (
            (left, top, right, top),
            (left, foot, right, foot),
            (left, top, left, foot),
            (right, top, right, foot),
        ):
            yield Rule(*ends, width, broken)
        y = area.top - (area.height - self.box_height(box, size, area.width)) / 2 - PAD - size
        for face, text in self.lines(box, size, area.width):
            yield from self.centred(text, area.middle, y, size, face)
            y -= size * STEP

    def centred(self, text: str, middle: float, y: float, size: float, face: str = SERIF) -> Iterator[Mark]:
        """A line around a middle."""
        yield from self.setter.set_line(text, middle - self.setter.width(text, face, size) / 2, y, face, size)


def shares(branches: Sequence[Branch], top: float) -> Iterator[Area]:
    """The width of the page shared out by how many boxes each branch has; none is squeezed below a tenth."""
    room = WIDTH - 2 * MARGIN - BRANCH_GAP * (len(branches) - 1)
    weights = [max(min(len(branch.boxes), MOST_WEIGHT), 8) for branch in branches]
    left = MARGIN
    for weight in weights:
        width = room * weight / sum(weights)
        yield Area(left, top, width, top - FOOT - 12)
        left += width + BRANCH_GAP
