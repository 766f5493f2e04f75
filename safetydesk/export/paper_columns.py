"""Which columns of a table go onto paper, and how wide each is.

A listing is never squeezed until its texts cannot be read: where its columns do not all fit, those that it can spare
are left out, first the ones that are empty in every row, then in the order in which the listing names them. The paper
names what was left out. A form has prescribed columns, spares none, and keeps them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.export.fonts import SANS
from safetydesk.export.line_breaking import units_of
from safetydesk.export.typesetter import Typesetter

PAD = 3.0
"""Beside a cell's text."""
LEAST_PART = 0.65
"""Of its declared width that a column of texts keeps at least."""
LONGEST_WORD = 70.0
"""In points; a longer one may be divided where the column is not meant to be wider."""
FEWEST_CHARACTERS = 6
"""Latin characters, or half as many Chinese ones, that a line of the narrowest column holds."""
HEADING_LINES = 3
"""Lines that a heading may take."""
ROW_LINES, WIDEST = 8, 180.0
"""A column is wider than declared where its longest text would make a row of more lines, up to so many points."""
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


def place_columns(sheet: Sheet, rows: Texts, setter: Typesetter, left: float, room: float) -> Placed:
    """Choose the columns that fit into `room` and share it out among them; `rows` are those of the table as texts."""
    columns = sheet.columns
    widths = [width_of(column, [row[place] for row in rows], setter) for place, column in enumerate(columns)]
    places = chosen(sheet, rows, widths, room)
    shared = shares([widths[place] for place in places], room)
    placed, x = [], left
    for place, width in zip(places, shared, strict=True):
        column = columns[place]
        placed.append(Column(heading_lines(column.title, setter, width - 2 * PAD), column.align, x, width))
        x += width
    left_out = tuple(column.title for place, column in enumerate(columns) if place not in places)
    return Placed(tuple(placed), places, left_out)


def chosen(sheet: Sheet, rows: Texts, widths: Sequence[Width], room: float) -> tuple[int, ...]:
    """The places of the columns that fit, in their order."""
    kept = list(range(len(sheet.columns)))
    keys = [column.key for column in sheet.columns]
    spare = [keys.index(key) for key in sheet.spare if key in keys]
    for place in sorted(spare, key=lambda place: any(row[place] for row in rows)):
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
    if column.kind == "text":
        longest = setter.width(max(texts, key=len, default=""))
        declared = max(declared, min(longest / ROW_LINES, WIDEST))
    heading = heading_width(column.title, setter)
    if column.kind in ("date", "moment"):
        needed = setter.width(DAY)
    elif column.kind == "text":
        needed = max(
            declared * LEAST_PART,
            min(longest_word(texts, setter), max(declared, LONGEST_WORD)),
            FEWEST_CHARACTERS * character,
        )
    else:
        needed = max((setter.width(text) for text in texts), default=0.0)
    least = max(needed, heading) + 2 * PAD
    return Width(least, max(declared, setter.width(column.title, SANS), least - 2 * PAD) + 2 * PAD)


def heading_lines(title: str, setter: Typesetter, width: float) -> tuple[str, ...]:
    """A heading in as few lines as it takes, all of them about as long."""
    lines = setter.lines(title, SANS, setter.measure.size, width, 0.0)
    for narrower in range(int(width), ceil(widest_part(title, setter)), -1):
        found = setter.lines(title, SANS, setter.measure.size, float(narrower), 0.0)
        if len(found) > len(lines) or any(line.width > narrower for line in found):
            break
        lines = found
    return tuple(line.text for line in lines)


def longest_word(texts: Sequence[str], setter: Typesetter) -> float:
    """Width of the longest word, number or code; Chinese text may be broken anywhere."""
    words = {word for text in texts for word in WORD.findall(text)}
    longest = sorted(words, key=len)[-3:]
    return max((unit.width for word in longest for unit in units_of(word, setter.width)), default=0.0)


def heading_width(title: str, setter: Typesetter) -> float:
    """The narrowest in which no word of a heading is divided and it takes few lines."""
    width = widest_part(title, setter)
    while len(lines := setter.lines(title, SANS, setter.measure.size, width, 0.0)) > HEADING_LINES or any(
        line.width > width for line in lines
    ):
        width += 1
    return width


def widest_part(title: str, setter: Typesetter) -> float:
    """Width of the widest word or character of a heading."""
    return max((unit.width for unit in units_of(title, lambda text: setter.width(text, SANS))), default=0.0)
