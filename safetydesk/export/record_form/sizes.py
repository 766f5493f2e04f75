"""Type and rows of a form in each language of the paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Type and pitch of a language; English words run long and are set smaller."""

    body: float
    step: float
    row: float
    """Height of a row at least."""
    indent: float
    """Of a paragraph, in characters."""
    air: float = 4.5
    """Above and below the text of a row."""


CHINESE = Sizes(10.5, 16.5, 25.0, 2.0)
ENGLISH = Sizes(9.5, 13.5, 22.5, 0.0)
CLOSER = {
    CHINESE: (Sizes(10.5, 15.75, 23.5, 2.0, 3.75), Sizes(10.5, 15.0, 22.0, 2.0, 3.0)),
    ENGLISH: (Sizes(9.5, 13.0, 21.5, 0.0, 4.0), Sizes(9.5, 12.5, 20.5, 0.0, 3.0)),
}
"""Closer rows that bring a form onto whole pages, the least visible first: the type stays, lines keep 1.3 (English) or
1.4 times its size, and a row filled in by hand keeps 7 mm."""
