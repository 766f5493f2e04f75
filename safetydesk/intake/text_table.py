"""Tables kept as text: commas, tabs or semicolons, in UTF-8, UTF-16 or GB18030. Decoded strictly or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.intake.cells import SheetCells
from safetydesk.intake.sniff import MOST_COLUMNS, MOST_ROWS, TooLarge, too_large

DELIMITERS = (",", "\t", ";", "|")
LONGEST_CELL = 32_767


def read_text_table(path: Path) -> tuple[SheetCells, ...]:
    """The file as one sheet; raises UserError where no encoding fits or a cell is absurdly long."""
    text = decode(path)
    if "\x00" in text:
        raise UserError(message("intake.unknown", file=path.name), message("intake.save_as_xlsx"))
    delimiter = max(DELIMITERS, key=lambda mark: evenness(text, mark))
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(within_limits(text, delimiter))
    except TooLarge as error:
        raise too_large(path.name) from error
    except csv.Error as error:
        raise UserError(message("intake.bad_csv", file=path.name), message("intake.save_as_xlsx")) from error
    cells = tuple(tuple(cell or None for cell in row) for row in rows)
    return (SheetCells(path.stem, cells),)


def within_limits(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows; raises TooLarge, before it takes memory, and csv.Error for quotes that do not close."""
    lines = (checked(line, delimiter) for line in io.StringIO(text, newline=""))
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter, strict=True)):
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS:
            raise TooLarge
        yield row


def checked(line: str, delimiter: str) -> str:
    """The line, unless it can only be a row of far too many cells."""
    if line.count(delimiter) > MOST_COLUMNS * 10:
        raise TooLarge
    return line


def decode(path: Path) -> str:
    """The text by the first encoding that fits exactly: UTF-16 with its mark, UTF-8, GB18030."""
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(message("intake.bad_encoding", file=path.name), message("intake.save_as_xlsx"))


def evenness(text: str, mark: str) -> int:
    """How many of the first lines hold the mark, weighed by the most usual count."""
    counts = [line.count(mark) for line in islice(io.StringIO(text), 50) if line.strip()]
    usual = max(set(counts), key=counts.count) if counts else 0
    return usual * counts.count(usual)
