"""The sheet that a class signs: number, name and a place to sign, in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.export.fonts import SANS
from safetydesk.export.geometry import LEFT, MM, PAGE_HEIGHT, TOP, TYPE_HEIGHT, TYPE_WIDTH
from safetydesk.export.letter.document import Roster
from safetydesk.export.letter.signing import HALF
from safetydesk.export.marks import Rule
from safetydesk.export.typesetter import Flow, Typesetter

TITLE = 16.0
HEAD, ROWS = 30.0, 25
STEP = (TYPE_HEIGHT - HEAD) / (ROWS + 1)
EDGES = (0.0, 12 * MM, 40 * MM, HALF)
WIDE_EDGES = (0.0, 11 * MM, 51 * MM, HALF)
"""Where a name is long: more room for it, and still enough to sign."""
SIZES = ((12.0, 1), (11.0, 1), (10.0, 1), (9.0, 2), (8.0, 2), (7.0, 3))
"""Sizes of a cell's type, with the lines of each that a row holds."""
LEADING = 1.08
"""From line to line in a cell, of the size."""
BESIDE = 4.0
"""Left free in a cell, both sides together."""


def roster(flow: Flow, block: Roster) -> None:
    """Pupils in two columns of 25, on pages of their own."""
    for first in range(0, len(block.names), ROWS * 2):
        flow.new_page()
        width = flow.setter.width(block.title, SANS, TITLE)
        x, y = LEFT + (TYPE_WIDTH - width) / 2, PAGE_HEIGHT - TOP - 16
        flow.add(*flow.setter.set_line(block.title, x, y, SANS, TITLE))
        grid(flow, block, first)
        flow.down = TYPE_HEIGHT


def grid(flow: Flow, block: Roster, first: int) -> None:
    """One page of the grid: number, name, signature, twice."""
    top = PAGE_HEIGHT - TOP - HEAD
    edges = edges_for(flow.setter, block.names)
    for side in (0, 1):
        start = first + side * ROWS
        names = block.names[start : start + ROWS]
        rows = [block.headings, *((str(start + place), name, "") for place, name in enumerate(names, 1))]
        for place, cells in enumerate(rows):
            row(flow, cells, edges, LEFT + side * HALF, top - STEP * place)
        for edge in edges:
            x = round(LEFT + side * HALF + edge, 2)
            flow.add(Rule(x, top, x, top - STEP * (ROWS + 1), 0.5))
    for place in range(ROWS + 2):
        y = round(top - STEP * place, 2)
        flow.add(Rule(LEFT, y, LEFT + TYPE_WIDTH, y, 0.5))


def edges_for(setter: Typesetter, names: Sequence[str]) -> tuple[float, ...]:
    """Where the columns end: the same on all pages of a class."""
    room = EDGES[2] - EDGES[1]
    return EDGES if all(in_cell(setter, name, room)[0] > SIZES[-1][0] for name in names) else WIDE_EDGES


def row(flow: Flow, cells: tuple[str, ...], edges: tuple[float, ...], x: float, top: float) -> None:
    """One row of one side, each text in the middle of its cell."""
    for left, right, text in zip(edges, edges[1:], cells, strict=False):
        size, lines = in_cell(flow.setter, text, right - left)
        for place, line in enumerate(lines):
            y = top - STEP / 2 + size * (LEADING * ((len(lines) - 1) / 2 - place) - 0.36)
            width = flow.setter.width(line, size=size)
            flow.add(*flow.setter.set_line(line, x + (left + right - width) / 2, y, size=size))


def in_cell(setter: Typesetter, text: str, width: float) -> tuple[float, list[str]]:
    """Size and lines of a text in a cell, the largest that fit; the longest texts are made smaller than all sizes."""
    room = width - BESIDE
    for size, most in SIZES:
        lines = setter.lines(text, setter.body, size, room, 0.0)
        if len(lines) <= most and all(line.width <= room for line in lines):
            return size, [line.text for line in lines]
    size = SIZES[-1][0]
    return round(size * room / setter.width(text, size=size), 2), [text]
