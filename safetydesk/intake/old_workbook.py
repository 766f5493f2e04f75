"""What calamine does not tell of a workbook of Excel 97 (xls, et): cells that show an error, and a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from safetydesk.intake.cells import Place
from safetydesk.intake.compound_file import OLE, CompoundFile

BEGIN, END, PASSWORD, SHEET, FORMULA, BOOL_OR_ERROR = 0x0809, 0x000A, 0x002F, 0x0085, 0x0006, 0x0205


class Locked(Exception):
    """The workbook has a password."""


def error_cells(data: bytes) -> list[set[Place]]:
    """The error cells of each sheet, in the order of the sheets; raises Locked. Empty for what is no such workbook."""
    stream = CompoundFile(data).stream("Workbook", "Book") if data.startswith(OLE) else b""
    starts = []
    for kind, body in records(stream, 0):
        if kind == PASSWORD:
            raise Locked
        if kind == SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    return [set(errors_of_sheet(stream, start)) for start in starts]


def errors_of_sheet(stream: bytes, start: int) -> Iterator[Place]:
    """Places of cells that hold an error, or a formula that came to one."""
    for kind, body in records(stream, start):
        if (kind == BOOL_OR_ERROR and len(body) >= 8 and body[7]) or (
            kind == FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff"
        ):
            row, column = struct.unpack_from("<HH", body)
            yield row, column


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record from a place to the end of its part, charts inside it passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
