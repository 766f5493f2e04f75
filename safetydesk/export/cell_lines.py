"""How many lines a text takes in a cell: a workbook's rows are as high as we say, for Excel and WPS do not grow them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import combining, east_asian_width

PIECE = re.compile(r"\n|[^\S\n]+|[!-~À-ɏ]+|.", re.DOTALL)
"""What is not divided while a line holds it: a word of Latin letters; each Chinese character stands alone."""
LINE = 14.5
"""Height of a line of 10 point type, in points; 宋体 needs 12, the faces that stand in for it on other PCs up to 14.5."""
AIR = 5.0
"""Above and below the text of a row."""
HIGHEST = 409.0
"""Points; Excel makes no row higher."""
MOST_LINES = int((HIGHEST - AIR) // LINE)


def cells_of(text: str) -> int:
    """Width in Latin characters: what is wide, or wide in Chinese faces, counts two."""
    return sum(0 if combining(ch) else 2 if east_asian_width(ch) in "WFA" else 1 for ch in text)


def lines_of(text: str, width: float) -> Iterator[str]:
    """The text in the lines that a column of that width breaks it into; put together again they are the text.

    A column's width counts digits of 11 points, the text stands in 10: a twentieth is left over for what a printer
    sets wider than the screen.
    """
    room = max(int(width), 2)
    line, used = "", 0
    for piece in PIECE.findall(text):
        size = cells_of(piece)
        if piece == "\n":
            yield line + piece
            line, used = "", 0
        elif used + size <= room or piece.isspace():
            line, used = line + piece, used + size
        else:
            if line and size <= room:
                yield line
                line, used = "", 0
            for ch in piece:
                size = cells_of(ch)
                if used + size > room:
                    yield line
                    line, used = "", 0
                line, used = line + ch, used + size
    yield line


def line_count(text: str, width: float) -> int:
    """How many lines a text takes."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return sum(1 for _ in lines_of(text, width))


def shown_part(text: str, width: float) -> str:
    """As much of a text as the highest row shows in a column of that width."""
    return text if len(text) <= MOST_LINES else "".join(islice(lines_of(text, width), MOST_LINES))


def row_height(lines: int, size: float = 10.0) -> float:
    """Points that a row of so many lines takes, set in type of that size."""
    return min(lines * LINE * size / 10.0 + AIR, HIGHEST)


def heading_width(title: str) -> int:
    """The narrowest column for a heading: its longest word whole, the rest on at most two lines, room for the filter's arrow."""
    longest = max((cells_of(piece) for piece in PIECE.findall(title)), default=0)
    return max(longest, math.ceil(cells_of(title) / 2)) + 3
