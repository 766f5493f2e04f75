"""The blocks of a letter as pieces: title, lines of text, signatures, closing, receipt; and the class's sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from safetydesk.export.fonts import FANG, SANS, SERIF, SONG
from safetydesk.export.geometry import (
    LEFT,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SEAL,
    TITLE,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)
from safetydesk.export.letter.document import Closing, Receipt, Roster
from safetydesk.export.letter.pieces import Piece
from safetydesk.export.letter.signing import HALF
from safetydesk.export.line_breaking import Line
from safetydesk.export.marks import Rule
from safetydesk.export.typesetter import Flow, Typesetter

SMALL = 12.0
ENGLISH_TITLE = 18.0
GRID_TITLE = 16.0
RECEIPT_PITCH = 19.0
GRID_HEAD, GRID_ROWS = 30.0, 25
GRID_EDGES = (0.0, 12 * MM, 40 * MM, HALF)
RULED = re.compile(r"_{2,}")
BELOW_TITLE = 0.25
"""Lines at least that stay free between the title's own lines and the text."""
RIGHT_BLANKS = 4
"""Characters left free at the right of a date (右空四字)."""


def title_piece(setter: Typesetter, text: str) -> Piece:
    """Centred, in as many balanced lines as it takes, on whole lines of the page."""
    size = ENGLISH_TITLE if setter.measure.justifies_blanks else TITLE
    lines, step, pitch = balanced(setter, text, size), size * 1.5, setter.measure.pitch
    height = pitch * math.ceil(step * len(lines) / pitch + BELOW_TITLE)
    return Piece(height, partial(draw_title, lines, size, step, height))


def draw_title(lines: Sequence[Line], size: float, step: float, height: float, flow: Flow) -> None:
    """The lines of a title."""
    face = title_face(flow.setter)
    for place, line in enumerate(lines):
        y = PAGE_HEIGHT - TOP - flow.down - step * (place + 0.75)
        x = LEFT + (TYPE_WIDTH - line.width) / 2
        flow.add(*flow.setter.set_line(line.text, x, y, face, size, bold=True))
    flow.down += height


def title_face(setter: Typesetter) -> str:
    """小标宋 for a Chinese title, the serif face for an English one."""
    return SONG if setter.body == FANG else SERIF


def balanced(setter: Typesetter, text: str, size: float) -> tuple[Line, ...]:
    """The lines of a title, about equally long: the narrowest setting that takes no more lines than the full width."""
    lines = setter.lines(text, title_face(setter), size, TYPE_WIDTH, 0.0)
    for part in range(95, 45, -5):
        narrower = setter.lines(text, title_face(setter), size, TYPE_WIDTH * part / 100, 0.0)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def line_pieces(setter: Typesetter, text: str, face: str, indent: float) -> tuple[Piece, ...]:
    """A paragraph's lines."""
    lines = setter.lines(text, face, setter.measure.size, TYPE_WIDTH, indent)
    return tuple(
        Piece(setter.measure.pitch, partial(draw_line, line, face, indent if place == 0 else 0.0), is_line=True)
        for place, line in enumerate(lines)
    )


def draw_line(line: Line, face: str, indent: float, flow: Flow) -> None:
    """One line of a paragraph."""
    flow.add(*flow.setter.set_full_line(line, TYPE_WIDTH - indent, LEFT + indent, flow.baseline(), face))
    flow.down += flow.pitch


def name_lines(setter: Typesetter, name: str, room: float) -> tuple[str, ...]:
    """A name broken into the lines of a column."""
    return tuple(line.text for line in setter.lines(name, setter.body, setter.measure.size, room, 0.0)) if name else ()


@dataclass(frozen=True)
class ClosingPlace:
    """What a closing takes."""

    lines: tuple[str, ...]
    """At the left, to be signed on."""
    senders: tuple[str, ...]
    middle: float
    """Of sender and date, from the paper's left edge."""
    height: float


def closing_place(setter: Typesetter, block: Closing) -> ClosingPlace:
    """Lines, place and height of a closing."""
    size, pitch = setter.measure.size, setter.measure.pitch
    date = ruled_width(setter, block.date, size)
    middle = LEFT + TYPE_WIDTH - RIGHT_BLANKS * setter.measure.advance - date / 2
    room = 2 * (LEFT + TYPE_WIDTH - middle)
    senders = tuple(line for name in block.sender for line in name_lines(setter, name, room))
    room = middle - SEAL / 2 - LEFT - size / 2
    lines = tuple(line.text for text in block.lines for line in setter.lines(text, setter.body, size, room, 0.0))
    height = max(SEAL if block.sealed else 0.0, pitch * max(len(senders) + 2, len(lines) + 1))
    return ClosingPlace(lines, senders, middle, height)


def closing_piece(setter: Typesetter, block: Closing) -> Piece:
    """落款: the sender centred over the date at the right, room for the seal over both; other signatures at the left."""
    place = closing_place(setter, block)
    return Piece(
        place.height, partial(draw_closing, place.lines, place.senders, block.date, place.middle, place.height)
    )


def draw_closing(
    lines: Sequence[str], senders: Sequence[str], date: str, middle: float, height: float, flow: Flow
) -> None:
    """What is signed at the left, sender and date at the right in the middle of the seal's height."""
    top, pitch, size = flow.down, flow.pitch, flow.setter.measure.size
    above = (height - pitch * (len(senders) + 1)) / 2
    for place, text in enumerate((*senders, date)):
        flow.down = top + above + pitch * place
        ruled_line(flow, text, middle - ruled_width(flow.setter, text, size) / 2, size)
    step = height / (len(lines) + 1)
    for place, text in enumerate(lines):
        flow.down = top + step * (place + 1) - pitch / 2
        ruled_line(flow, text, LEFT, size)
    flow.down = top + height


def receipt_piece(setter: Typesetter, block: Receipt) -> Piece:
    """A dashed line to cut along, then the slip in smaller type; always at the foot of its page."""
    lines = [line.text for text in block.lines for line in setter.lines(text, setter.body, SMALL, TYPE_WIDTH, 0.0)]
    height = RECEIPT_PITCH * (len(lines) + 2.2)
    return Piece(height, partial(draw_receipt, block, lines, height), at_foot=True)


def draw_receipt(block: Receipt, lines: Sequence[str], height: float, flow: Flow) -> None:
    """The slip at the foot of the type area."""
    flow.down = TYPE_HEIGHT - height
    y = PAGE_HEIGHT - TOP - flow.down - RECEIPT_PITCH * 0.5
    width = flow.setter.width(block.cut, size=9)
    middle = PAGE_WIDTH / 2
    flow.add(
        Rule(LEFT, y, middle - width / 2 - 4, y, 0.6, True),
        Rule(middle + width / 2 + 4, y, LEFT + TYPE_WIDTH, y, 0.6, True),
    )
    flow.add(*flow.setter.set_line(block.cut, middle - width / 2, y - 3, size=9))
    heading = flow.setter.width(block.title, SANS, 14)
    flow.add(*flow.setter.set_line(block.title, middle - heading / 2, y - RECEIPT_PITCH * 1.3, SANS, 14))
    for place, text in enumerate(lines):
        flow.down = TYPE_HEIGHT - height + RECEIPT_PITCH * (place + 2.2) - (flow.pitch - RECEIPT_PITCH)
        ruled_line(flow, text, LEFT, SMALL)
    flow.down = TYPE_HEIGHT


def ruled_parts(text: str, size: float) -> Iterator[tuple[str, float]]:
    """A text's parts: words with no length, and rules with the length of that many half characters."""
    at = 0
    for found in RULED.finditer(text):
        yield text[at : found.start()], 0.0
        yield "", len(found[0]) * size / 2
        at = found.end()
    yield text[at:], 0.0


def ruled_width(setter: Typesetter, text: str, size: float) -> float:
    """Width of a line in which runs of underscores are rules."""
    return sum(length or setter.width(part, size=size) for part, length in ruled_parts(text, size))


def ruled_line(flow: Flow, text: str, x: float, size: float) -> None:
    """A line in which each run of underscores is a rule to write on."""
    for part, length in ruled_parts(text, size):
        if length:
            flow.rule(x, length)
        elif part:
            flow.add(*flow.setter.set_line(part, x, flow.baseline(), size=size))
        x += length or flow.setter.width(part, size=size)


def roster(flow: Flow, block: Roster) -> None:
    """Pupils in two columns of 25 with a place to sign, on pages of their own."""
    per_page = GRID_ROWS * 2
    for first in range(0, len(block.names), per_page):
        flow.new_page()
        width = flow.setter.width(block.title, SANS, GRID_TITLE)
        x, y = LEFT + (TYPE_WIDTH - width) / 2, PAGE_HEIGHT - TOP - 16
        flow.add(*flow.setter.set_line(block.title, x, y, SANS, GRID_TITLE))
        grid(flow, block, first)
        flow.down = TYPE_HEIGHT


def grid(flow: Flow, block: Roster, first: int) -> None:
    """One page of the grid: number, name, signature, twice."""
    top = PAGE_HEIGHT - TOP - GRID_HEAD
    step = (TYPE_HEIGHT - GRID_HEAD) / (GRID_ROWS + 1)
    for side in (0, 1):
        start = first + side * GRID_ROWS
        names = block.names[start : start + GRID_ROWS]
        rows = [block.headings, *((str(start + place), name, "") for place, name in enumerate(names, 1))]
        for place, cells in enumerate(rows):
            grid_row(flow, cells, LEFT + side * HALF, top - step * (place + 0.68))
        for edge in GRID_EDGES:
            x = round(LEFT + side * HALF + edge, 2)
            flow.add(Rule(x, top, x, top - step * (GRID_ROWS + 1), 0.5))
    for place in range(GRID_ROWS + 2):
        y = round(top - step * place, 2)
        flow.add(Rule(LEFT, y, LEFT + TYPE_WIDTH, y, 0.5))


def grid_row(flow: Flow, cells: tuple[str, ...], x: float, y: float) -> None:
    """One row of one side, each text in the middle of its cell."""
    for left, right, text in zip(GRID_EDGES, GRID_EDGES[1:], cells, strict=False):
        natural = flow.setter.width(text, size=SMALL)
        size = min(SMALL, SMALL * (right - left - 4) / natural) if natural else SMALL
        width = flow.setter.width(text, size=size)
        flow.add(*flow.setter.set_line(text, x + (left + right - width) / 2, y, size=round(size, 2)))
