"""Times as bars, one beside the other, each with its target as a dashed line; told apart in grey and by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Measure
from safetydesk.export.marks import Blocks, Mark, Rule
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.table_page import refuse_unprintable
from safetydesk.export.typesetter import Typesetter
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

WIDTH, HEIGHT = PAGE_HEIGHT, PAGE_WIDTH
MARGIN, FOOT = 18 * MM, 14 * MM
TITLE_SIZE, SIZE, SMALL = 16.0, 9.0, 7.5
AXIS = 30.0
"""Left of the bars, for the scale."""
LABELS = 62.0
"""Below the bars, for what each is."""
ON_A_PAGE = 16
WIDEST = 34.0
FILLED, DARK, HATCHED = 0.78, 0.45, 0.94
"""How light a bar is: one within its target, one beyond it, and the ground of one that is hatched."""
STRIPE = 6.0
LINE = 0.8
"""How light the lines of the scale are."""
STEPS = (10, 20, 30, 60, 120, 300, 600, 1200, 3600)
"""Seconds between the lines of the scale."""
MOST_LINES = 8
MOST_BELOW = 4
"""Lines below a bar."""


@dataclass(frozen=True)
class Bar:
    """One time."""

    label: str
    below: str
    """A second line: which one it is, shortened where there is no room."""
    value: int | None
    target: int | None
    words: tuple[str, ...] = ()
    """What is said above the bar beside the figure."""
    over: bool = False
    """Beyond its target: a dark bar."""
    hatched: bool = False
    """Of no worth, whatever its height."""


@dataclass(frozen=True)
class Bars:
    """All of them."""

    title: str
    subtitle: str
    key: str
    """What bars and lines mean."""
    unit: str
    footer: str
    bars: tuple[Bar, ...]


def write_bars(chart: Bars, path: Path, words: Words, fonts: Fonts, day: str) -> None:
    """Write the chart as PDF/A-2u, so many bars to a page, all pages to one scale.

    Raises UserError for a character that no face has, naming it.
    """
    told = [(bar.label, bar.below, *bar.words) for bar in chart.bars]
    refuse_unprintable([(chart.title, chart.subtitle, chart.key, chart.unit, chart.footer), *told], fonts)
    setter = Typesetter(fonts, Measure(SIZE, SIZE * 1.3, SIZE))
    pages = [chart.bars[start : start + ON_A_PAGE] for start in range(0, len(chart.bars), ON_A_PAGE)] or [()]
    top = scale_top(chart.bars)
    sheets = Sheets(chart.title, WIDTH, HEIGHT)
    for number, bars in enumerate(pages, 1):
        count = words.text("page.of", page=number, pages=len(pages))
        sheets.page([*frame(chart, count, setter), *Drawing(setter, bars, top, chart.unit).marks()])
    data = sheets.finish()
    write_atomic(
        path,
        lambda target: write_pdfa(
            data, target, title=chart.title, author="SafetyDesk", day=day, language=words.language
        ),
    )


def scale_step(most: int) -> int:
    """Seconds from line to line, so that there are not too many lines."""
    return next((step for step in STEPS if most / step <= MOST_LINES), STEPS[-1])


def scale_top(bars: Sequence[Bar]) -> int:
    """The top of the scale: a full step above the highest bar and target."""
    most = max((value for bar in bars for value in (bar.value, bar.target) if value), default=0)
    step = scale_step(most)
    return (most // step + 1) * step


def frame(chart: Bars, count: str, setter: Typesetter) -> Iterator[Mark]:
    """Title, what the signs mean, foot."""
    y = HEIGHT - MARGIN
    size = min(TITLE_SIZE, TITLE_SIZE * (WIDTH - 2 * MARGIN) / setter.width(chart.title, SANS, TITLE_SIZE))
    width = setter.width(chart.title, SANS, size)
    yield from setter.set_line(chart.title, (WIDTH - width) / 2, y - TITLE_SIZE, SANS, size)
    y -= TITLE_SIZE * 1.2
    for text in (chart.subtitle, chart.key):
        y -= SIZE * 1.4
        yield from setter.set_line(text, (WIDTH - setter.width(text)) / 2, y)
    yield from setter.set_line(chart.footer, MARGIN, FOOT * 0.55, size=SMALL)
    yield from setter.set_line(count, WIDTH - MARGIN - setter.width(count), FOOT * 0.55)


class Drawing:
    """The bars of one page."""

    def __init__(self, setter: Typesetter, bars: Sequence[Bar], top: int, unit: str) -> None:
        self.setter = setter
        self.bars = bars
        self.top = top
        self.unit = unit
        self.base = FOOT + 8 + LABELS
        self.room = HEIGHT - MARGIN - TITLE_SIZE * 1.2 - SIZE * 5.5 - self.base
        self.left = MARGIN + AXIS
        self.pitch = (WIDTH - MARGIN - self.left) / max(len(bars), 4)

    def height(self, seconds: int) -> float:
        """Of so many seconds."""
        return self.room * seconds / self.top

    def marks(self) -> Iterator[Mark]:
        """Scale, then bar by bar."""
        yield from self.scale()
        for place, bar in enumerate(self.bars):
            yield from self.bar(bar, self.left + self.pitch * place)

    def scale(self) -> Iterator[Mark]:
        """Thin lines with their seconds at the left."""
        step = scale_step(self.top - 1)
        yield from self.setter.set_line(self.unit, MARGIN, self.base + self.room + 6, size=SMALL)
        for seconds in range(0, self.top + 1, step):
            y = round(self.base + self.height(seconds), 2)
            width, grey = (0.8, 0) if seconds == 0 else (0.4, LINE)
            yield Blocks(f"q {grey} G {width} w [] 0 d {self.left:.2f} {y} m {WIDTH - MARGIN:.2f} {y} l S Q")
            text = str(seconds)
            yield from self.setter.set_line(
                text, self.left - 4 - self.setter.width(text, size=SMALL), y - 2.5, size=SMALL
            )

    def bar(self, bar: Bar, left: float) -> Iterator[Mark]:
        """The bar, its target, its figure, the words above it, and what it is below it."""
        middle, width = left + self.pitch / 2, min(self.pitch * 0.6, WIDEST)
        x, height = middle - width / 2, self.height(bar.value or 0)
        if bar.value is not None:
            yield from filled(x, self.base, width, height, bar)
        if bar.target:
            y = round(self.base + self.height(bar.target), 2)
            yield Rule(round(left + 2, 2), y, round(left + self.pitch - 2, 2), y, 1.2, dashed=True)
        tip = self.base + max(height, self.height(bar.target or 0) if overlaps(bar, self) else 0.0) + 4
        figure = () if bar.value is None else (str(bar.value),)
        for text in (*figure, *bar.words):
            yield from self.centred(text, middle, tip, SANS, self.pitch - 2)
            tip += SIZE * 1.25
        y = self.base - SIZE * 1.5
        yield from self.centred(bar.label, middle, y, SERIF, self.pitch - 2)
        for text in self.shortened(bar.below):
            y -= SMALL * 1.4
            yield from self.centred(text, middle, y, SERIF, self.pitch - 2, SMALL)

    def shortened(self, text: str) -> list[str]:
        """The lines of what stands below a bar; dots where there is no room for all of it."""
        lines = [line.text for line in self.setter.lines(text, SERIF, SMALL, self.pitch - 4, 0.0)]
        if len(lines) <= MOST_BELOW:
            return lines
        return [*lines[: MOST_BELOW - 1], f"{lines[MOST_BELOW - 1][:-1]}…"]

    def centred(self, text: str, middle: float, y: float, face: str, room: float, size: float = SIZE) -> Iterator[Mark]:
        """A line around a middle, set smaller where it would not fit."""
        natural = self.setter.width(text, face, size)
        fitted = size if natural <= room else size * room / natural
        width = self.setter.width(text, face, fitted)
        yield from self.setter.set_line(text, middle - width / 2, y, face, fitted)


def overlaps(bar: Bar, drawing: Drawing) -> bool:
    """Whether the figure on a bar would stand on the line of its target."""
    if bar.value is None or not bar.target:
        return bool(bar.target)
    above = drawing.height(bar.target) - drawing.height(bar.value)
    return -2 < above < SIZE * 1.25 * (1 + len(bar.words)) + 6


def filled(x: float, y: float, width: float, height: float, bar: Bar) -> Iterator[Mark]:
    """A bar in its outline, light, dark, or hatched."""
    grey = HATCHED if bar.hatched else DARK if bar.over else FILLED
    box = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    yield Blocks(f"q {grey} g {box} f Q")
    if bar.hatched:
        stripes = []
        at = -width
        while at < height:
            stripes.append(f"{x:.2f} {y + at:.2f} m {x + width:.2f} {y + at + width:.2f} l")
            at += STRIPE
        yield Blocks(f"q {box} W n 0.8 w [] 0 d {' '.join(stripes)} S Q")
    yield Blocks(f"q 0.8 w [] 0 d {box} S Q")
