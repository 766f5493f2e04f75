"""What is drawn on a page, as plain values: comparable, hashable, and known before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.export.codes import bars, square


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
    """The QR code of a text, its lower left corner at a point."""
    rows = square(text)
    cell = side / len(rows)
    parts: list[str] = []
    for down, row in enumerate(rows):
        top = y + side - down * cell
        parts.extend(
            f"{x + first * cell:.2f} {top - cell:.2f} {count * cell:.2f} {cell:.2f} re" for first, count in runs(row)
        )
    return Blocks(" ".join(parts) + " f")


def bar_code(text: str, x: float, y: float, width: float, height: float) -> Blocks:
    """The Code 128 of a text, its lower left corner at a point."""
    row = bars(text)
    cell = width / len(row)
    parts = [f"{x + first * cell:.2f} {y:.2f} {count * cell:.2f} {height:.2f} re" for first, count in runs(row)]
    return Blocks(" ".join(parts) + " f")


def runs(row: str) -> list[tuple[int, int]]:
    """Start and length of each stretch of #."""
    found: list[tuple[int, int]] = []
    for place, cell in enumerate(row):
        if cell == "#":
            if found and sum(found[-1]) == place:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((place, 1))
    return found
