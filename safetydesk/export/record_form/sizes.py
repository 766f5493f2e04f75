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


CHINESE = Sizes(10.5, 16.5, 25.0, 2.0)
ENGLISH = Sizes(9.5, 13.5, 22.5, 0.0)
