"""Which columns of a table go onto paper, and how wide each is.

A column is never squeezed until its texts cannot be read. Where the columns do not all fit, those that are empty in
every row are left out first, then the others from the right; the first column always stays. The paper names what was
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safetydesk.core.sheet import SheetColumn
from safetydesk.export.fonts import SANS
from safetydesk.export.line_breaking import units_of
from safetydesk.export.typesetter import Typesetter

PAD = 3.0
"""Beside a cell's text."""
LEAST_PART = 0.5
"""Of its declared width that a column of texts keeps at least."""
FEWEST_CHARACTERS = 6
"""Latin characters, or half as many Chinese ones, that a line of the narrowest column holds."""
HEADING_LINES = 3
"""Lines that a heading may take."""
DAY = "2026-09-30"
"""A day as it is printed; it is never divided."""
WORD = re.compile(r"[A-Za-z0-9À-ɏ.,:/'@_\-+–%]+")
"""What holds together when a line is broken."""
Texts = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """A column on paper; `lines` are those of its heading."""

    lines: tuple[str, ...]
    align: str
    left: float
    width: float


@dataclass(frozen=True)
class Placed:
    """The columns that are printed, their places among those of the table, and the headings of all others."""

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    left_out: tuple[str, ...]

    def shown(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The cells of a row that are printed."""
        return tuple(row[place] for place in self.places)

    @property
    def left(self) -> float:
        """The left edge of the table."""
        return self.columns[0].left

    @property
    def right(self) -> float:
        """The right edge of the table."""
        return self.columns[-1].left + self.columns[-1].width


@dataclass(frozen=True)
class Width:
    """Of one column in points: the narrowest in which it can be read, and the one it would like."""

    least: float
    wanted: float


def place_columns(columns: Sequence[SheetColumn], rows: Texts, setter: Typesetter, left: float, room: float) -> Placed:
    """Choose the columns that fit into `room` and share it out among them."""
    widths = [width_of(column, [row[place] for row in rows], setter) for place, column in enumerate(columns)]
    places = chosen(columns, rows, widths, room)
    shared = shares([widths[place] for place in places], room)
    placed, x = [], left
    for place, width in zip(places, shared, strict=True):
        column = columns[place]
        heading = setter.lines(column.title, SANS, setter.measure.size, width - 2 * PAD, 0.0)
        placed.append(Column(tuple(line.text for line in heading), column.align, x, width))
        x += width
    left_out = tuple(column.title for place, column in enumerate(columns) if place not in places)
    return Placed(tuple(placed), places, left_out)


def chosen(columns: Sequence[SheetColumn], rows: Texts, widths: Sequence[Width], room: float) -> tuple[int, ...]:
    """The places of the columns that fit, in their order."""
    kept = list(range(len(columns)))
    from_right = [place for place in reversed(kept) if place]
    empty = [place for place in from_right if rows and not any(row[place] for row in rows)]
    for place in [*empty, *(place for place in from_right if place not in empty)]:
        if sum(widths[one].least for one in kept) <= room:
            break
        kept.remove(place)
    return tuple(kept)


def shares(widths: Sequence[Width], room: float) -> Iterator[float]:
    """The room shared out in proportion to what is wanted, no column below what it needs."""
    wanted, least = sum(width.wanted for width in widths), sum(width.least for width in widths)
    if wanted <= room or wanted <= least:
        yield from (width.wanted * room / wanted for width in widths)
        return
    spare = (room - least) / (wanted - least)
    yield from (width.least + (width.wanted - width.least) * spare for width in widths)


def width_of(column: SheetColumn, texts: Sequence[str], setter: Typesetter) -> Width:
    """What a column needs and wants: by its declaration, its heading, and the longest word in it."""
    character = setter.measure.size / 2
    declared = column.width * character
    heading = heading_width(column.title, setter)
    if column.kind in ("date", "moment"):
        needed = setter.width(DAY)
    elif column.kind == "text":
        needed = max(declared * LEAST_PART, min(longest_word(texts, setter), declared), FEWEST_CHARACTERS * character)
    else:
        needed = max((setter.width(text) for text in texts), default=0.0)
    least = max(needed, heading) + 2 * PAD
    return Width(least, max(declared, setter.width(column.title, SANS), least - 2 * PAD) + 2 * PAD)


def longest_word(texts: Sequence[str], setter: Typesetter) -> float:
    """Width of the longest word, number or code; Chinese text may be broken anywhere."""
    words = {word for text in texts for word in WORD.findall(text)}
    longest = sorted(words, key=len)[-3:]
    return max((unit.width for word in longest for unit in units_of(word, setter.width)), default=0.0)


def heading_width(title: str, setter: Typesetter) -> float:
    """The narrowest in which no word of a heading is divided and it takes few lines."""

    def measure(text: str) -> float:
        return setter.width(text, SANS)

    width = max((unit.width for unit in units_of(title, measure)), default=0.0)
    while len(lines := setter.lines(title, SANS, setter.measure.size, width, 0.0)) > HEADING_LINES or any(
        line.width > width for line in lines
    ):
        width += 1
    return width
