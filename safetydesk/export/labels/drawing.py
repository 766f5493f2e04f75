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
STAMP_SIZE, STAMP_LABEL = 9.0, 7.0
READABLE = 7.0
"""The smallest type for words, in points; only codes may be smaller, where a label has no room."""
SMALLEST = 4.5
"""For codes."""
SIDE = 30 * MM
ACROSS = PAGE_WIDTH - 2 * SIDE
FACT_LABEL, FACT_SIZE, LEAST_FACT = 110.0, 13.0, 8.0
FACT_ROOM = ACROSS - FACT_LABEL - 16
FACT_HEIGHT, FACT_STEP = 40.0 / 13.0, 1.35
"""Height of a row of one line, and from line to line; both by the type size."""
COVER_FOOT = 25 * MM
REMARKS = 20 * MM
"""Free for handwriting on the note, at least."""
SCHOOL_SIZE, TITLE_SIZE, NOTE_SIZE = 26.0, 34.0, 20.0


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
        yield from squeezed(setter, fact.label, x + 1.5, y - STAMP_LABEL - 1.0, SANS, STAMP_LABEL, width - 2.5)
        size = fitting(setter, fact.text, width - 4, STAMP_SIZE)
        yield from centred(setter, fact.text, x + width / 2, y - height + 3.2, SERIF, size)


def squeezed(setter: Typesetter, text: str, x: float, y: float, face: str, size: float, room: float) -> Iterator[Mark]:
    """A text on one line: its characters move together where they would leave the room by a little."""
    over = setter.width(text, face, size) - room
    return setter.set_line(text, x, y, face, size, extra=-max(over, 0.0) / max(len(text) - 1, 1))


def spine(setter: Typesetter, left: float, top: float, width: float, height: float, facts: Sequence[Fact]) -> Iterator[Mark]:  # fmt: skip
    """A spine's label: the facts one under another, each label above what it says."""
    yield from frame(left, top, width, height)
    step = height / len(facts)
    for place, fact in enumerate(facts):
        y = top - place * step
        if place:
            yield rule(left, y, left + width, y)
        label = max(fitting(setter, fact.label, width - 4, 8.0), READABLE)
        yield from centred(setter, fact.label, left + width / 2, y - 12, SANS, label)
        yield from stacked(setter, fact.text, left, y - 18, width, step - 20)


def stacked(setter: Typesetter, text: str, left: float, top: float, width: float, room: float) -> Iterator[Mark]:
    """A text within a narrow box: as large as fits, broken into lines, in the middle of its height.

    Below 7 points come codes only: the words of a spine (how long it is kept) always fit at that size.
    """
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
    """The front of a box: whose documents, then what the box holds. A long name takes several lines, upwards."""
    yield from above(setter, school, PAGE_HEIGHT - 62 * MM, SERIF, SCHOOL_SIZE)
    yield from below(setter, title, PAGE_HEIGHT - 82 * MM, KAI, TITLE_SIZE)
    top = PAGE_HEIGHT - 120 * MM
    yield from fact_table(setter, facts, top, top - COVER_FOOT)


def note(setter: Typesetter, title: str, facts: Sequence[Fact], remarks: str, empty: Sequence[Fact]) -> Iterator[Mark]:
    """备考表: what is in the box, room labelled for what has to be said of it, and who arranged and checked it."""
    top = PAGE_HEIGHT - 45 * MM
    yield from above(setter, title, PAGE_HEIGHT - 35 * MM, SANS, NOTE_SIZE)
    foot = 40 * MM + len(empty) * FACT_HEIGHT * FACT_SIZE
    room = top - foot - REMARKS
    yield from fact_table(setter, facts, top, room)
    y = top - sum(row.height for row in set_facts(setter, facts, room))
    yield from frame(SIDE, y, ACROSS, y - foot)
    yield from setter.set_line(remarks, SIDE + 8, y - 2 * FACT_SIZE, SANS, FACT_SIZE)
    yield from fact_table(setter, empty, foot, foot)


def above(setter: Typesetter, text: str, y: float, face: str, size: float) -> Iterator[Mark]:
    """A heading in the middle of the page whose last line stands at `y`."""
    lines = setter.lines(text, face, size, ACROSS, 0.0)
    return below(setter, text, y + (len(lines) - 1) * size * FACT_STEP, face, size)


def below(setter: Typesetter, text: str, y: float, face: str, size: float) -> Iterator[Mark]:
    """A heading in the middle of the page whose first line stands at `y`."""
    for place, line in enumerate(setter.lines(text, face, size, ACROSS, 0.0)):
        yield from centred(setter, line.text, PAGE_WIDTH / 2, y - place * size * FACT_STEP, face, size)


@dataclass(frozen=True)
class FactRow:
    """A row of the table as it will be set."""

    label: tuple[str, ...]
    text: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """In points."""
        lines = max(len(self.label), len(self.text))
        return self.size * max(FACT_HEIGHT, lines * FACT_STEP + 1.0)


def set_facts(setter: Typesetter, facts: Sequence[Fact], room: float) -> list[FactRow]:
    """The rows with their lines; type becomes smaller only where they would be higher than `room` together."""
    size = FACT_SIZE
    while True:
        rows = [fact_row(setter, fact, size) for fact in facts]
        if size <= LEAST_FACT or sum(row.height for row in rows) <= room:
            return rows
        size -= 0.5


def fact_row(setter: Typesetter, fact: Fact, size: float) -> FactRow:
    """One row at a type size."""
    label = setter.lines(fact.label, SANS, size, FACT_LABEL - 8, 0.0)
    text = setter.lines(fact.text, SERIF, size, FACT_ROOM, 0.0)
    return FactRow(tuple(line.text for line in label), tuple(line.text for line in text), size)


def fact_table(setter: Typesetter, facts: Sequence[Fact], top: float, room: float) -> Iterator[Mark]:
    """Labels on the left, what they say on the right, in as many lines as it takes."""
    y = top
    for row in set_facts(setter, facts, room):
        yield from frame(SIDE, y, ACROSS, row.height)
        yield rule(SIDE + FACT_LABEL, y, SIDE + FACT_LABEL, y - row.height)
        for base, text in bases(row, row.label, y):
            yield from centred(setter, text, SIDE + FACT_LABEL / 2, base, SANS, row.size)
        for base, text in bases(row, row.text, y):
            yield from squeezed(setter, text, SIDE + FACT_LABEL + 8, base, SERIF, row.size, FACT_ROOM)
        y -= row.height


def bases(row: FactRow, lines: tuple[str, ...], top: float) -> Iterator[tuple[float, str]]:
    """Lines in the middle of a row's height, each with its baseline."""
    first = top - row.height / 2 + (len(lines) - 1) * row.size * FACT_STEP / 2 - row.size * 0.36
    for place, text in enumerate(lines):
        yield first - place * row.size * FACT_STEP, text


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
