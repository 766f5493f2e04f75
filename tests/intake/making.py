"""Rosters as people and programs make them, good and bad, small enough to read."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("姓名", "班级", "联系电话")
PUPILS = (
    HEADINGS,
    ("张三", "三年级2班", "13800138001"),
    ("李四", "三年级2班", "13800138002"),
    ("王五", "三年级3班", "13800138003"),
)
SECTOR = 512
END_OF_CHAIN, FREE, FAT_SECTOR, NO_STREAM = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def workbook(path: Path, rows: Sequence[Sequence[Any]] = PUPILS, **options: Any) -> Path:
    """A workbook with one sheet; a text that begins with = becomes a formula with the stored value 0."""
    return workbook_of_sheets(path, {"名单": rows}, **options)


def workbook_of_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], **options: Any) -> Path:
    """A workbook of several sheets, as XlsxWriter makes it."""
    with xlsxwriter.Workbook(path, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def change_part(path: Path, change: Callable[[str], str], part: str = SHEET) -> Path:
    """Rewrite one part of a workbook by hand; the change must change it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    before = members[part].decode("utf-8")
    after = change(before)
    assert after != before
    return archive_of(path, {**members, part: after.encode("utf-8")})


def archive_of(path: Path, members: Mapping[str, bytes]) -> Path:
    """A zip file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def workbook_with_bomb(path: Path, size: int) -> Path:
    """A sheet of blanks that packs a thousandfold."""
    workbook(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return path


def understated(path: Path, part: str = SHEET) -> Path:
    """Make a member's two headers say that it unpacks to a hundred bytes."""
    data = bytearray(path.read_bytes())
    name = part.encode()
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = data.find(signature)
        while data[start + name_at : start + name_at + len(name)] != name:
            start = data.index(signature, start + 4)
        struct.pack_into("<I", data, start + size_at, 100)
    path.write_bytes(data)
    return path


def ole(path: Path, streams: Mapping[str, bytes]) -> Path:
    """An OLE2 container (the form of .xls and of password-protected workbooks) of three streams at most."""
    chains, sectors, fat = {}, [], [FAT_SECTOR, END_OF_CHAIN]
    for name, data in streams.items():
        count = max(8, -(-len(data) // SECTOR))  # Shorter ones would belong into the mini stream.
        first = len(fat)
        fat += [*range(first + 1, first + count), END_OF_CHAIN]
        sectors.append(data.ljust(count * SECTOR, b"\x00"))
        chains[name] = (first, count * SECTOR)
    entries = [directory_entry("Root Entry", 5, END_OF_CHAIN, 0, child=1)]
    names = list(chains)
    for place, name in enumerate(names, 1):
        right = place + 1 if place < len(names) else NO_STREAM
        entries.append(directory_entry(name, 2, *chains[name], right=right))
    entries += [bytes(64) + b"\x00\x00\x00\x00" + struct.pack("<III", *[NO_STREAM] * 3) + bytes(48)] * (
        4 - len(entries)
    )
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    path.write_bytes(header + table + b"".join(entries) + b"".join(sectors))
    return path


def directory_entry(
    name: str, kind: int, first: int, size: int, child: int = NO_STREAM, right: int = NO_STREAM
) -> bytes:
    """One line of an OLE directory."""
    spelled = name.encode("utf-16-le") + b"\x00\x00"
    links = struct.pack("<HBBIII", len(spelled), kind, 1, NO_STREAM, right, child)
    return spelled.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", first, size)


def biff(path: Path, rows: Sequence[Sequence[str | float | None]], password: bool = False) -> Path:
    """A workbook in the format of Excel 97; a text that begins with # is an error cell."""
    begin, end = record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)), record(0x0A, b"")
    sheet = record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for row, cells in enumerate(rows):
        sheet += b"".join(biff_cell(row, column, cell) for column, cell in enumerate(cells) if cell is not None)
    lock = record(0x2F, struct.pack("<H", 1) + struct.pack("<HHH", 1, 1, 1) + bytes(48)) if password else b""
    name = "名单"
    place = len(begin) + len(lock) + 4 + 8 + len(name) * 2 + len(end)
    bound = record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 1) + name.encode("utf-16-le"))
    return ole(path, {"Workbook": begin + lock + bound + end + sheet + end})


def biff_cell(row: int, column: int, cell: str | float) -> bytes:
    """A text, a number, or an error."""
    where = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, float):
        return record(0x0203, where + struct.pack("<d", cell))
    if cell.startswith("#"):
        return record(0x0205, where + struct.pack("<BB", 0x2A, 1))
    return record(0x0204, where + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))


def record(kind: int, data: bytes) -> bytes:
    """One record of the format."""
    return struct.pack("<HH", kind, len(data)) + data
