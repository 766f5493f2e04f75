"""Sheets as plain values, as they leave the reading process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

Cell = str | float | bool | date | datetime | time | timedelta | None
CellFault = Literal["error", "no_value"]
Place = tuple[int, int]


@dataclass(frozen=True)
class SheetCells:
    """One sheet: rows of cells from A1 on, merged cells already filled with their value."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: frozenset[Place] = frozenset()
    """Cells (row, column, from 0) that got their value from a merge."""
    faults: Mapping[Place, CellFault] = field(default_factory=dict)
    """Cells that show an error, or a formula whose value was never stored."""
    from_1904: bool = False
    """Day serials in plain number cells count from 1904."""

    def text(self, row: int, column: int) -> str:
        """The cell as text, empty where there is none."""
        cells = self.rows[row] if row < len(self.rows) else ()
        value = cells[column] if column < len(cells) else None
        return as_text(value)


def as_text(value: Cell) -> str:
    """A cell as a person would type it; a whole number has no decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
