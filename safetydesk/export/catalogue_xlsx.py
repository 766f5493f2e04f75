"""The package's catalogue as a workbook: a sheet of everything and one per class, each row linked to what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from safetydesk.core.sheet import Sheet
from safetydesk.export.ledger_xlsx import HEAD_ROWS, Formats, set_up_page, write_cell, write_head
from safetydesk.export.reopened import check_reopened
from safetydesk.storage.atomic import write_atomic

CORE = "docProps/core.xml"


@dataclass(frozen=True)
class Section:
    """One sheet of the workbook: its name, its rows, and for each row the links by column key."""

    name: str
    sheet: Sheet
    links: Sequence[dict[str, str]]
    """Paths relative to the workbook, with forward slashes."""


def write_catalogue(sections: Sequence[Section], path: Path, day: str) -> None:
    """Write the workbook and read its first sheet back. `day` (ISO, from the records) dates the file.

    Raises UserError where the disk is full or what was written reads back differently.
    """
    rows: list[tuple[str, ...]] = []
    write_atomic(
        path,
        lambda target: rows.extend(fill(sections, target, day)),
        lambda target: check_reopened(target, HEAD_ROWS, rows),
    )


def fill(sections: Sequence[Section], target: Path, day: str) -> list[tuple[str, ...]]:
    """Write the workbook at `target`; returns the texts of the first sheet."""
    written: list[list[tuple[str, ...]]] = []
    with xlsxwriter.Workbook(str(target), {"strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.fromisoformat(day)})
        formats = Formats(book)
        linked = book.add_format(
            {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True,
             "num_format": "@", "font_color": "#1F4E9E", "underline": 1}
        )  # fmt: skip
        for section in sections:
            page = book.add_worksheet(section.name)
            set_up_page(page, section.sheet)
            write_head(page, section.sheet, formats)
            written.append(write_rows(page, section, formats, linked))
    return written[0]


def write_rows(page: Worksheet, section: Section, formats: Formats, linked: Format) -> list[tuple[str, ...]]:
    """The rows of a sheet; returns them as they must read back."""
    columns = section.sheet.columns
    rows = []
    for place, (row, links) in enumerate(zip(section.sheet.rows, section.links, strict=True), HEAD_ROWS):
        texts = []
        for index, (value, column) in enumerate(zip(row, columns, strict=True)):
            if value and column.key in links:
                page.write_url(place, index, relative(links[column.key], str(value)), linked)
                texts.append(str(value))
            else:
                texts.append(write_cell(page, place, index, value, column, formats))
        rows.append(tuple(texts))
    page.autofilter(HEAD_ROWS - 1, 0, max(HEAD_ROWS + len(rows) - 1, HEAD_ROWS - 1), len(columns) - 1)
    return rows


def relative(path: str, text: str) -> Url:
    """A link to a file beside the workbook, shown as a text.

    XlsxWriter turns the slashes round, which only Windows understands; the other way every program does.
    """
    url = Url(f"external:{path}")
    url.text = text
    url._relationship_link = url._relationship_link.replace("\\", "/")
    return url


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
