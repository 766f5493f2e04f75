"""What is drawn on a page, as plain values: comparable, hashable, and known before anything is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safetydesk.export.codes import bars, square

STRETCH = re.compile("#+")


@dataclass(frozen=True)
class Glyphs:
    """A run of text in one face, from a point on its baseline."""

    x: float
    y: float
    face: str
    size: float
    text: str
    spacing: float = 0.0
    bold: bool = False
    """Thickened by its own outline: the title face where there is no other."""
    blanks: float = 0.0
    """Added to each blank, beside the spacing of all characters."""


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.6
    dashed: bool = False


@dataclass(frozen=True)
class Blocks:
    """Black rectangles, as PDF path operators: bars and squares of a code."""

    path: str


Mark = Glyphs | Rule | Blocks


def square_code(text: str, x: float, y: float, side: float) -> Blocks:
    """The QR code of a text, its lower left corner at a point: drawn in cells of one, which are then made as large."""
    rows = square(text)
    parts = [
        f"{start} {height} {count} 1 re" for height, row in enumerate(reversed(rows)) for start, count in runs(row)
    ]
    cell = side / len(rows)
    return Blocks(f"q {cell:.4f} 0 0 {cell:.4f} {x:.2f} {y:.2f} cm {' '.join(parts)} f Q")


def bar_code(text: str, x: float, y: float, width: float, height: float) -> Blocks:
    """The Code 128 of a text, its lower left corner at a point."""
    row = bars(text)
    parts = [f"{start} 0 {count} 1 re" for start, count in runs(row)]
    return Blocks(f"q {width / len(row):.4f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {' '.join(parts)} f Q")


def runs(row: str) -> list[tuple[int, int]]:
    """Start and length of each stretch of #."""
    return [(found.start(), found.end() - found.start()) for found in STRETCH.finditer(row)]
