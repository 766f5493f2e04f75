"""A finished table: what every writer gets, free of database and declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal

from safetydesk.core.share import percent

Kind = Literal["text", "number", "change", "share", "date", "day", "moment", "flag"]
"""What a column's cells are, for every writer alike.

Names, codes and phone numbers are text. A number is a count or a score, a change a difference shown with its sign, a
share a Fraction shown in percent. A date reads 2026-09-07, a day 20260907, as archives write it (DA/T 22-2015).
"""


@dataclass(frozen=True)
class SheetColumn:
    """One column: the key of its field, its heading, and how its cells behave in a workbook."""

    key: str
    title: str
    kind: Kind
    width: int
    """In Latin characters; a Chinese character counts two."""
    align: Literal["left", "center", "right"] = "left"

    def text(self, value: Any) -> str:
        """A cell as a person reads it, on paper, in CSV and in a workbook."""
        if value is None:
            return ""
        if isinstance(value, Fraction):
            return percent(value)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.strftime("%Y%m%d") if self.kind == "day" else value.isoformat()
        if self.kind == "change" and isinstance(value, int):
            return f"{value:+d}" if value else "0"
        return str(value)


@dataclass(frozen=True)
class Sheet:
    """Rows of one moment. A cell is text ready to show, a number, a Fraction, a date or datetime, or None.

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

    def texts(self, row: tuple[Any, ...]) -> tuple[str, ...]:
        """A row as a person reads it."""
        return tuple(column.text(value) for column, value in zip(self.columns, row, strict=True))
