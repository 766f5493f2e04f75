"""Ranges of cells to and from Excel and WPS: tab-separated text, quoted where a cell holds a tab or a line break."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """A block of cells as Excel puts it on the clipboard."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def from_text(text: str) -> list[list[str]]:
    """A block of cells from the clipboard; the line break at its end is no row."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    return [row or [""] for row in rows]


def spread(block: list[list[str]], rows: int, columns: int) -> list[list[str]]:
    """A block repeated over a selection that it divides evenly, as Excel does; else the block itself."""
    if not block or rows % len(block) or columns % len(block[0]):
        return block
    wide = [row * (columns // len(row)) for row in block]
    return wide * (rows // len(block))
