"""The package's catalogue as a workbook: a sheet of everything and one per class, each row linked to what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import xlsxwriter

from safetydesk.core.sheet import Sheet
from safetydesk.export.ledger_xlsx import HEAD_ROWS, Formats, Links, Written, write_page
from safetydesk.export.reopened import check_reopened
from safetydesk.storage.atomic import write_atomic

CORE = "docProps/core.xml"


@dataclass(frozen=True)
class Section:
    """One sheet of the workbook: its name, its rows, and for each row the links by column key."""

    name: str
    sheet: Sheet
    links: Sequence[Links]
    """For each row; all of them, or none."""


def write_catalogue(sections: Sequence[Section], path: Path, day: str) -> None:
    """Write the workbook and read it back. `day` (ISO, from the records) dates the file.

    Raises UserError where the disk is full or what was written reads back differently.
    """
    written = [Written() for _ in sections]

    def check(target: Path) -> None:
        for place, one in enumerate(written):
            check_reopened(target, HEAD_ROWS, one.rows, place)

    write_atomic(path, lambda target: fill(sections, target, day, written), check)


def fill(sections: Sequence[Section], target: Path, day: str, written: Sequence[Written]) -> None:
    """Write the workbook at `target`."""
    with xlsxwriter.Workbook(str(target), {"strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.fromisoformat(day)})
        formats = Formats(book)
        for section, one in zip(sections, written, strict=True):
            write_page(book.add_worksheet(section.name), section.sheet, one, formats, section.links)


def set_day(path: Path, day: str) -> None:
    """Give a workbook the day of its records instead of the moment it was written: the same rows, the same bytes."""
    moment = datetime.fromisoformat(day).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(path) as book:
        parts = [(info, book.read(info)) for info in book.infolist()]

    def write(target: Path) -> None:
        with ZipFile(target, "w") as book:
            for info, data in parts:
                fresh = ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
                fresh.compress_type, fresh.create_system = info.compress_type, 3
                book.writestr(fresh, dated(data, moment) if info.filename == CORE else data)

    write_atomic(path, write)


def dated(core: bytes, moment: bytes) -> bytes:
    """The properties of a workbook with another moment of making and changing."""
    for tag in (b"created", b"modified"):
        head, found, rest = core.partition(b"<dcterms:" + tag + b' xsi:type="dcterms:W3CDTF">')
        if found:
            core = head + found + moment + rest[rest.index(b"<") :]
    return core
