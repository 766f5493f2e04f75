"""A ledger as CSV, for Excel and for older programs, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from safetydesk.core.share import shown_number
from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.errors import UserError, message
from safetydesk.export.ledger_xlsx import FORMULA_STARTS
from safetydesk.storage.atomic import write_atomic

ENCODINGS = ("utf-8-sig", "gb18030")
"""Chinese Excel opens UTF-8 as garbage without a BOM; some older programs know only GB18030."""


def write_csv(sheet: Sheet, path: Path, encoding: str = "utf-8-sig") -> int:
    """Write headings and rows; returns the number of records.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe. Raises UserError for half a character,
    which no encoding holds.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    count = 0
    for row in sheet.rows:
        writer.writerow([as_text(*cell) for cell in zip(sheet.columns, row, strict=True)])
        count += 1
    data = encoded(text.getvalue(), encoding)
    write_atomic(path, lambda target: write_bytes(target, data), lambda target: check_bytes(target, data))
    return count


def encoded(text: str, encoding: str) -> bytes:
    """The file's bytes; every character has its place in both encodings."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        near = text[max(error.start - 20, 0) : error.end]
        raise UserError(message("ledger.unwritable", text=near.encode("ascii", "backslashreplace").decode())) from error


def write_json(sheet: Sheet, path: Path) -> int:
    """Write a list of objects keyed by field name; returns the number of records."""
    keys = [column.key for column in sheet.columns]
    records = [dict(zip(keys, (plain(value) for value in row), strict=True)) for row in sheet.rows]
    data = json.dumps(records, ensure_ascii=False, indent=1).encode()
    write_atomic(path, lambda target: write_bytes(target, data), lambda target: check_bytes(target, data))
    return len(records)


def write_bytes(target: Path, data: bytes) -> None:
    """Write a whole file."""
    target.write_bytes(data)


def check_bytes(target: Path, data: bytes) -> None:
    """Whether the disk holds what was written; raises OSError where it does not."""
    if target.read_bytes() != data:
        raise OSError(f"{target.name} reads back differently")


def guarded(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_text(column: SheetColumn, value: Any) -> str:
    """A cell as text: as it is shown, but a moment in ISO form."""
    if isinstance(value, str):
        return guarded(value)
    return value.isoformat() if isinstance(value, datetime) else column.text(value)


def plain(value: Any) -> Any:
    """A value JSON knows: dates and moments in ISO form, shares from 0 to 1, rounded as they are shown."""
    if isinstance(value, Fraction):
        return shown_number(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
