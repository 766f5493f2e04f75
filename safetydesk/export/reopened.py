"""A workbook is believed only after it has been read back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from safetydesk.errors import UserError, message


def check_reopened(path: Path, head_rows: int, expected: list[tuple[str, ...]], place: int = 0) -> None:
    """Compare a sheet of a workbook, the first unless another is said, with the rows that were to be below its head.

    Raises UserError naming the first row that differs: the disk or another program has damaged the file.
    """
    with CalamineWorkbook.from_path(str(path)) as book:
        rows = book.get_sheet_by_index(place).to_python(skip_empty_area=False)[head_rows:]
    for number, wanted in enumerate(expected):
        found = tuple(as_text(value) for value in rows[number]) if number < len(rows) else ()
        # Excel turns CR LF into LF, and so do we before storing; a cell's own line ends compare as LF.
        if found[: len(wanted)] != tuple(text.replace("\r\n", "\n") for text in wanted):
            raise UserError(
                message("ledger.reads_back_wrong", row=number + head_rows + 1), message("ledger.reads_back_hint")
            )


def as_text(value: Any) -> str:
    """A cell as the writer's text."""
    if isinstance(value, datetime):
        rounded = value + timedelta(seconds=30)
        return rounded.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
