"""A finished table: what every writer gets, free of database and declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "number", "date", "moment", "flag"]


@dataclass(frozen=True)
class SheetColumn:
    """One column: the key of its field, its heading, and how its cells behave in a workbook."""

    key: str
    title: str
    kind: Kind
    width: int
    """In Latin characters; a Chinese character counts two."""
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Sheet:
    """Rows of one moment. A cell is text ready to show, a number, a date or datetime, or None.

    `rows` may be a generator: a writer goes through it once.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[tuple[Any, ...]]
    subtitle: str = ""
    """The filters in words, the year, the moment it was taken."""
    totals: tuple[Any, ...] = ()
    """A last row under the table, or nothing."""
    spare: tuple[str, ...] = ()
    """Keys of columns that stay off paper which has no room for all, in the order in which they can be missed; a form
    with prescribed columns has none."""
    hidden: tuple[str, ...] = ()
    """Headings of columns that the clerk does not want on this paper, which names them."""
    footer: str = ""
    """School, and the head of the history chain that anchors this copy."""
