"""Columns of a report's table under their headings in the language of the paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from safetydesk.core.sheet import Kind, SheetColumn
from safetydesk.words import Words

RUNNING = "number"
"""The column that counts the rows stands in the middle, so that it does not run into the text beside it."""
FIGURES: tuple[Kind, ...] = ("number", "change", "share")
Spec = tuple[str, Kind, int, int]
"""Key, kind, and widths in Latin characters on Chinese and on English paper."""


def columns(
    specs: Sequence[Spec], heading: Callable[[str], str], left: Collection[str], words: Words
) -> tuple[SheetColumn, ...]:
    """Columns under what `heading` calls their keys; those in `left` begin at the left, figures end at the right."""
    chinese = words.language == "zh_CN"
    return tuple(
        SheetColumn(
            key,
            heading(key),
            kind,
            wide if chinese else wider,
            "left" if key in left else "right" if kind in FIGURES and key != RUNNING else "center",
        )
        for key, kind, wide, wider in specs
    )
