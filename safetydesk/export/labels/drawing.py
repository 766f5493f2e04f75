"""Archive stamps, spines, fronts of boxes and the note inside, as marks on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safetydesk.export.fonts import KAI, SANS, SERIF
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH
from safetydesk.export.labels.sheet import STAMP_HEIGHT, STAMP_WIDTH
from safetydesk.export.marks import Mark, Rule
from safetydesk.export.typesetter import Typesetter

LINE = 0.5
"""Width of the rules, in points."""
STAMP_SIZE, STAMP_LABEL = 9.0, 5.0
SMALLEST = 4.5
SIDE = 30 * MM
FACT_HEIGHT, FACT_LABEL, FACT_SIZE = 40.0, 110.0, 13.0


@dataclass(frozen=True)
class Fact:
    """A label and what is written beside or under it."""

    label: str
    text: str


def stamp(setter: Typesetter, left: float, top: float, facts: Sequence[Fact]) -> Iterator[Mark]:
    """归档章: six equal cells in two rows, with what DA/T 22-2015 writes in them."""
    width, height = STAMP_WIDTH * MM / 3, STAMP_HEIGHT * MM / 2
    yield from frame(left, top, STAMP_WIDTH * MM, STAMP_HEIGHT * MM)
    yield rule(left, top - height, left + 3 * width, top - height)
    for column in (1, 2):
        yield rule(left + column * width, top, left + column * width, top - 2 * height)
    for place, fact in enumerate(facts):
        row, column = divmod(place, 3)
        x, y = left + column * width, top - row * height
        yield from setter.set_line(fact.label, x + 1.5, y - STAMP_LABEL - 1.3, SANS, STAMP_LABEL)
        size = fitting(setter, fact.text, width - 4, STAMP_SIZE)
        yield from centred(setter, fact.text, x + width / 2, y - height + 3.2, SERIF, size)


def spine(setter: Typesetter, left: float, top: float, width: float, height: float, facts: Sequence[Fact]) -> Iterator[Mark]:  # fmt: skip
    """A spine's label: the facts one under another, each label above what it says."""
    yield from frame(left, top, width, height)
    step = height / len(facts)
    for place, fact in enumerate(facts):
        y = top - place * step
        if place:
            yield rule(left, y, left + width, y)
        label = fitting(setter, fact.label, width - 4, 8.0)
        yield from centred(setter, fact.label, left + width / 2, y - 12, SANS, label)
        yield from stacked(setter, fact.text, left, y - 18, width, step - 20)


def stacked(setter: Typesetter, text: str, left: float, top: float, width: float, room: float) -> Iterator[Mark]:
    """A text within a narrow box: as large as fits, broken into lines, in the middle of its height."""
    size = 14.0
    while True:
        lines = setter.lines(text, SERIF, size, width - 4, 0.0)
        if size <= SMALLEST or (len(lines) * size * 1.25 <= room and all(line.width <= width - 3 for line in lines)):
            break
        size -= 0.5
    y = top - (room - len(lines) * size * 1.25) / 2
    for line in lines:
        y -= size * 1.25
        yield from centred(setter, line.text, left + width / 2, y + size * 0.3, SERIF, size)


def cover(setter: Typesetter, title: str, school: str, facts: Sequence[Fact]) -> Iterator[Mark]:
    """The front of a box: whose documents, then what the box holds."""
    middle = PAGE_WIDTH / 2
    yield from centred(setter, school, middle, PAGE_HEIGHT - 62 * MM, SERIF, fitting(setter, school, 150 * MM, 26.0))
    yield from centred(setter, title, middle, PAGE_HEIGHT - 82 * MM, KAI, 34.0)
    yield from fact_table(setter, facts, PAGE_HEIGHT - 120 * MM)


def note(setter: Typesetter, title: str, facts: Sequence[Fact], room: str, empty: Sequence[Fact]) -> Iterator[Mark]:
    """备考表: what is in the box, room labelled for what has to be said of it, and who arranged and checked it."""
    middle, top = PAGE_WIDTH / 2, PAGE_HEIGHT - 45 * MM
    yield from centred(setter, title, middle, PAGE_HEIGHT - 35 * MM, SANS, 20.0)
    yield from fact_table(setter, facts, top)
    y = top - len(facts) * FACT_HEIGHT
    foot = 40 * MM + len(empty) * FACT_HEIGHT
    yield from frame(SIDE, y, PAGE_WIDTH - 2 * SIDE, y - foot)
    yield from setter.set_line(room, SIDE + 8, y - 2 * FACT_SIZE, SANS, FACT_SIZE)
    yield from fact_table(setter, empty, foot)


def fact_table(setter: Typesetter, facts: Sequence[Fact], top: float) -> Iterator[Mark]:
    """Labels on the left, what they say on the right."""
    right = PAGE_WIDTH - SIDE
    room = right - SIDE - FACT_LABEL - 16
    for place, fact in enumerate(facts):
        y = top - place * FACT_HEIGHT
        yield from frame(SIDE, y, right - SIDE, FACT_HEIGHT)
        yield rule(SIDE + FACT_LABEL, y, SIDE + FACT_LABEL, y - FACT_HEIGHT)
        base = y - FACT_HEIGHT / 2 - FACT_SIZE * 0.36
        yield from centred(setter, fact.label, SIDE + FACT_LABEL / 2, base, SANS, FACT_SIZE)
        size = fitting(setter, fact.text, room, FACT_SIZE)
        yield from setter.set_line(fact.text, SIDE + FACT_LABEL + 8, base, SERIF, size)


def frame(left: float, top: float, width: float, height: float) -> Iterator[Mark]:
    """A box, from its upper left corner."""
    right, foot = left + width, top - height
    yield rule(left, top, right, top)
    yield rule(left, foot, right, foot)
    yield rule(left, top, left, foot)
    yield rule(right, top, right, foot)


def rule(x1: float, y1: float, x2: float, y2: float) -> Rule:
    """A thin line."""
    return Rule(round(x1, 3), round(y1, 3), round(x2, 3), round(y2, 3), LINE)


def centred(setter: Typesetter, text: str, middle: float, y: float, face: str, size: float) -> Iterator[Mark]:
    """A line around a point."""
    return setter.set_line(text, middle - setter.width(text, face, size) / 2, y, face, size)


def fitting(setter: Typesetter, text: str, room: float, size: float) -> float:
    """The size at which a text fits into its room, the wanted one at most."""
    while size > SMALLEST and setter.width(text, SERIF, size) > room:
        size -= 0.25
    return size
