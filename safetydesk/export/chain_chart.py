"""A chart of boxes that hang on one another, on one A4 page on its side; a broken one is framed thick and says so."""

from __future__ import annotations

from collections.abc import Iterator
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

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
MARGIN, FOOT = 12 * MM, 11 * MM
TITLE_SIZE, SIZE, LEAST = 15.0, 8.0, 5.0
STEP = 1.28
"""Line to line, in type sizes."""
GAP, PAD = 4.0, 3.0
BRANCH_GAP = 12.0
TOP_WIDTH = 250.0
THIN, THICK = 0.5, 1.8
ROOMY = 150.0
"""A box is never wider."""
SHOWN = 96
"""Boxes of one branch; more would be too small to read, and the last box says how many there are."""


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
    more: str
    """Says with {n} that there are more boxes than fit."""


def write_chart(chart: Chart, path: Path, fonts: Fonts, day: str, language: str) -> None:
    """Write the page as PDF/A-2u. Raises UserError for a character that no face has, naming it."""
    boxes = [chart.top, chart.school, *(box for branch in chart.branches for box in branch.boxes)]
    refuse_unprintable([(chart.title, chart.subtitle, chart.footer), *(box.texts for box in boxes)], fonts)
    sheets = Sheets(chart.title, WIDTH, HEIGHT)
    sheets.page(list(marks(chart, Typesetter(fonts, Measure(SIZE, SIZE * STEP, SIZE)))))
    data = sheets.finish()
    write_atomic(
        path,
        lambda target: write_pdfa(data, target, title=chart.title, author="SafetyDesk", day=day, language=language),
    )


def marks(chart: Chart, setter: Typesetter) -> Iterator[Mark]:
    """The whole page from the top down."""
    top = HEIGHT - MARGIN
    yield from centred(setter, chart.title, WIDTH / 2, top - TITLE_SIZE, TITLE_SIZE, SANS)
    yield from centred(setter, chart.subtitle, WIDTH / 2, top - TITLE_SIZE - 14, 9.0)
    yield from setter.set_line(chart.footer, MARGIN, FOOT * 0.6, size=7.0)
    y = top - TITLE_SIZE - 24
    for box in (chart.top, chart.school):
        height = box_height(box, SIZE + 1)
        area = Area((WIDTH - TOP_WIDTH) / 2, y, TOP_WIDTH, height)
        yield from draw(setter, box, area, SIZE + 1)
        if box is chart.top:
            yield Rule(WIDTH / 2, y - height, WIDTH / 2, y - height - 8, 0.8, bool(chart.school.broken))
        y -= height + 8
    yield from branches(chart, setter, y + 8)


def branches(chart: Chart, setter: Typesetter, foot_of_school: float) -> Iterator[Mark]:
    """The branches side by side, each as wide as it has boxes; lines lead to them from the school."""
    if not chart.branches:
        return
    bar, top = foot_of_school - 8, foot_of_school - 16
    areas = list(shares(chart, top))
    yield Rule(WIDTH / 2, foot_of_school, WIDTH / 2, bar, 0.8)
    middles = [WIDTH / 2, *(area.middle for area in areas)]
    yield Rule(min(middles), bar, max(middles), bar, 0.8)
    for branch, area in zip(chart.branches, areas, strict=True):
        yield Rule(area.middle, bar, area.middle, top, 0.8)
        yield from centred(setter, branch.title, area.middle, top - 10, 9.0, SANS)
        yield from grid(setter, limited(branch, chart.more), Area(area.left, top - 16, area.width, area.height - 16))


def shares(chart: Chart, top: float) -> Iterator[Area]:
    """The width of the page shared out by how many boxes each branch has; none is squeezed below a tenth."""
    room = WIDTH - 2 * MARGIN - BRANCH_GAP * (len(chart.branches) - 1)
    weights = [max(min(len(branch.boxes), SHOWN), 8) for branch in chart.branches]
    left = MARGIN
    for weight in weights:
        width = room * weight / sum(weights)
        yield Area(left, top, width, top - FOOT - 4)
        left += width + BRANCH_GAP


def limited(branch: Branch, more: str) -> tuple[Box, ...]:
    """The boxes that fit, broken ones never left out before whole ones."""
    if len(branch.boxes) <= SHOWN:
        return branch.boxes
    kept = sorted(range(len(branch.boxes)), key=lambda place: (not branch.boxes[place].broken, place))[: SHOWN - 1]
    left_out = len(branch.boxes) - len(kept)
    return (*(branch.boxes[place] for place in sorted(kept)), Box(more.replace("{n}", str(left_out)), ()))


def grid(setter: Typesetter, boxes: tuple[Box, ...], area: Area) -> Iterator[Mark]:
    """The boxes in rows, in the largest type in which all of them fit."""
    columns, size = best_grid(setter, boxes, area)
    width = min((area.width - GAP * (columns - 1)) / columns, ROOMY)
    left = area.left + (area.width - columns * width - GAP * (columns - 1)) / 2
    height = max(box_height(box, size) for box in boxes)
    for place, box in enumerate(boxes):
        down, right = divmod(place, columns)
        yield from draw(
            setter, box, Area(left + right * (width + GAP), area.top - down * (height + GAP), width, height), size
        )


def best_grid(setter: Typesetter, boxes: tuple[Box, ...], area: Area) -> tuple[int, float]:
    """Columns and type size: the size at which the longest text of most boxes fits, as large as can be."""
    best = (1, 0.0)
    lines = max(len(box.texts) for box in boxes)
    for columns in range(1, min(len(boxes), 12) + 1):
        rows = -(-len(boxes) // columns)
        height = (area.height - GAP * (rows - 1)) / rows
        width = min((area.width - GAP * (columns - 1)) / columns, ROOMY) - 2 * PAD
        longest = max(setter.width(text, SERIF, 10.0) for box in boxes for text in box.texts) / 10.0
        size = min(SIZE, (height - 2 * PAD) / (lines * STEP), width / longest)
        if size > best[1]:
            best = (columns, size)
    return best


def box_height(box: Box, size: float) -> float:
    """Room for every line."""
    return len(box.texts) * size * STEP + 2 * PAD


def draw(setter: Typesetter, box: Box, area: Area, size: float) -> Iterator[Mark]:
    """The frame, thick and dashed where the chain is broken, and the lines in its middle."""
    width, broken = (THICK, True) if box.broken else (THIN, False)
    right, foot = round(area.left + area.width, 2), round(area.top - area.height, 2)
    left, top = round(area.left, 2), round(area.top, 2)
    for x1, y1, x2, y2 in (
        (left, top, right, top),
        (left, foot, right, foot),
        (left, top, left, foot),
        (right, top, right, foot),
    ):
        yield Rule(x1, y1, x2, y2, width, broken)
    y = area.top - PAD - size
    for text in box.texts:
        face = SANS if text in (box.title, box.broken) else SERIF
        natural = setter.width(text, face, size)
        fitted = min(size, size * (area.width - 2 * PAD) / natural) if natural else size
        yield from centred(setter, text, area.middle, y, fitted, face)
        y -= size * STEP


def centred(setter: Typesetter, text: str, middle: float, y: float, size: float, face: str = SERIF) -> Iterator[Mark]:
    """A line around a middle."""
    yield from setter.set_line(text, middle - setter.width(text, face, size) / 2, y, face, size)
