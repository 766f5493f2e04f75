"""What a file tells of itself before it is filed: how many pages it has, and which day it is of."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pikepdf
from PIL import Image

from safetydesk.core.picture_file import NoPicture, opened_picture
from safetydesk.intake.scans.page_pictures import FORMATS, PICTURES

PDF = ".pdf"
OFFICE = (".docx", ".pptx")
SMALL_PART = 1_000_000
"""Bytes of a part of a document that only tells about it."""
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-._年]?\s*(\d{1,2})\s*[-._月]?\s*(\d{1,2})日?(?!\d)")
PAGES = re.compile(rb"<(?:\w+:)?(Pages|Slides)>(\d{1,6})<")
MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]{8,40})<")
TAKEN_ON, CHANGED_ON = 0x9003, 0x0132
EXIF = 0x8769
BROKEN = (
    OSError, ValueError, KeyError, RuntimeError, BadZipFile, pikepdf.PdfError, pikepdf.PasswordError,
    Image.DecompressionBombError, NoPicture,
)  # fmt: skip
"""What the readers raise for somebody's broken file."""


def page_count(path: Path, name: str = "") -> int | None:
    """Printed sides of a PDF, a picture or a document that says; None where only its own program could tell."""
    ending = Path(name or path.name).suffix.lower()
    with suppress(*BROKEN):
        if ending == PDF:
            with pikepdf.open(path) as document:
                return len(document.pages)
        if ending in PICTURES:
            with opened_picture(path, FORMATS) as image:
                return int(getattr(image, "n_frames", 1))
        if ending in OFFICE:
            return told_pages(path)
    return None


def told_pages(path: Path) -> int | None:
    """The pages, or slides, that the program that wrote a document counted."""
    found = PAGES.search(small_part(path, "docProps/app.xml"))
    return int(found[2]) or None if found else None


def small_part(path: Path, name: str) -> bytes:
    """A small part of a zipped document. Raises one of BROKEN."""
    with ZipFile(path) as package:
        if package.getinfo(name).file_size > SMALL_PART:
            raise ValueError(name)
        return package.read(name)


def file_day(path: Path, latest: date) -> date | None:
    """The day a file is of: written in its name, told inside it, or when it was last changed; none after `latest`."""
    for found in (day_in_name(path.stem), day_inside(path), changed_on(path)):
        if found and date(1980, 1, 2) <= found <= latest:
            return found
    return None


def day_in_name(name: str) -> date | None:
    """A date in a file's name: 2026-09-03, 20260903, 2026年9月3日."""
    for year, month, day in IN_NAME.findall(name):
        with suppress(ValueError):
            return date(int(year), int(month), int(day))
    return None


def day_inside(path: Path) -> date | None:
    """When a photo was taken, or a document was made, as it says itself."""
    ending = path.suffix.lower()
    with suppress(*BROKEN):
        if ending == PDF:
            with pikepdf.open(path) as document:
                return written_day(str(document.docinfo.get("/CreationDate", "")).removeprefix("D:"))
        if ending in PICTURES:
            with Image.open(path, formats=FORMATS) as image:
                exif = image.getexif()
                return written_day(str(exif.get_ifd(EXIF).get(TAKEN_ON) or exif.get(CHANGED_ON) or ""))
        if found := MODIFIED.search(small_part(path, "docProps/core.xml")):
            return written_day(found[1].decode("ascii", "replace"))
    return None


def written_day(text: str) -> date | None:
    """The day at the beginning of a text that programs write: 2026:09:03, 20260903, 2026-09-03."""
    digits = re.sub(r"\D", "", text)[:8]
    with suppress(ValueError):
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone.
    return None


def changed_on(path: Path) -> date | None:
    """When the file was last written."""
    with suppress(OSError, ValueError):
        return datetime.fromtimestamp(path.stat().st_mtime).date()  # noqa: DTZ006 - the clerk's own day.
    return None
