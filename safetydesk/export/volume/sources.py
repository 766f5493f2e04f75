"""One file made ready to be merged: its pages alone in a PDF of their own, or the reason why it stays outside.

Whatever a foreign file does wrong is met here, file by file, so that it can spoil neither volume nor package.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from safetydesk.core.picture_file import NoPicture
from safetydesk.export.pdf_file import save_pdf
from safetydesk.export.volume.free_corner import Room, lacks_spot, room_in
from safetydesk.export.volume.paper import NUMBER_HEIGHT, close, paper_of
from safetydesk.export.volume.pictures import write_picture
from safetydesk.export.volume.spot import AT_HEAD, IN_STRIP, STRIP, Spot

PDF_MARK = b"%PDF-"
SNIFFED = 1024
"""Readers accept the mark anywhere in so many first bytes."""
ROOT_KEYS = ("/Type", "/Pages")
PAGE_KEYS = ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/StructParents", "/Tabs", "/Trans", "/Dur")
"""What is no part of a page's picture: actions, thumbnails, remarks that have become part of the page."""

OTHER, LOCKED, DAMAGED, REPAIRED, WHOLE = "other", "locked", "damaged", "repaired", "whole"
"""What a file turned out to be: no pages (Word, Excel …), under a password, unreadable, mended while reading, sound."""


@dataclass(frozen=True)
class Strip:
    """White strips for number and stamp, where a page has no room of its own."""

    place: int
    """Of the page, from 0."""
    below: float
    above: float


@dataclass(frozen=True)
class Ready:
    """A file, ready to be merged or to be left beside the volume."""

    state: str
    path: Path | None = None
    pages: int = 0
    ours: bool = False
    """Made here from a picture: fit for PDF/A."""
    first: int = 1
    """The page of the file that its pages begin with; several may share a file of ours."""
    spot: Spot | None = None
    """Where its first page has room for an archive stamp, if one was asked for."""
    strips: tuple[Strip, ...] = ()
    """What its pages grow by when they are bound."""

    @property
    def range(self) -> str:
        """Its pages as qpdf names them."""
        return f"{self.first}-{self.first + self.pages - 1}"


def make_ready(source: Path, media_type: str, turn: int, target: Path, stamped: bool = False) -> Ready:
    """Prepare one file; its pages are written at `target`. Never raises for what the file holds, only OSError.

    `stamped`: its first page is to have room for an archive stamp.
    """
    with source.open("rb") as handle:
        head = handle.read(SNIFFED)
    if PDF_MARK in head:
        return pdf_pages(source, target, stamped)
    try:
        pages = write_picture(source, turn, target, stamped)
        return Ready(WHOLE, target, pages, ours=True, spot=AT_HEAD if stamped else None)
    except NoPicture:
        readable = media_type.startswith("image/") or media_type == "application/pdf"
        return Ready(DAMAGED if readable else OTHER)


def pdf_pages(source: Path, target: Path, stamped: bool) -> Ready:
    """A foreign PDF's pages: what is filled in and stamped on them made part of them, everything active left out."""
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                return Ready(LOCKED)
            strip(pdf)
            papers = [paper_of(page) for page in pdf.pages]
            if not papers:
                return Ready(DAMAGED)
            save_pdf(pdf, target)
            mended = bool(pdf.get_warnings())
        room = room_in(target, papers)
        above = stamped and lacks_spot(room, papers[0])
    except pikepdf.PasswordError:
        return Ready(LOCKED)
    except OSError:
        raise  # A full disk says nothing about the file.
    except Exception:  # noqa: BLE001 - qpdf and pikepdf raise whatever a damaged file makes them trip over.
        target.unlink(missing_ok=True)
        return Ready(DAMAGED)
    spot = (IN_STRIP if above else room.spot) if stamped else None
    return Ready(REPAIRED if mended else WHOLE, target, len(papers), spot=spot, strips=strips_of(room, above))


def strip(pdf: pikepdf.Pdf) -> None:
    """Leave the pages and nothing else."""
    if any("/Annots" in page.obj for page in pdf.pages):
        pdf.flatten_annotations("print")
    for key in list(pdf.Root.keys()):
        if key not in ROOT_KEYS:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in PAGE_KEYS:
            if key in page.obj:
                del page.obj[key]
        close(page)


def strips_of(room: Room, above: bool) -> tuple[Strip, ...]:
    """The white strips: below each page whose corner is taken, and `above` the first one for a stamp."""
    return tuple(
        Strip(place, NUMBER_HEIGHT if place in room.taken else 0.0, STRIP if above and place == 0 else 0.0)
        for place in sorted(room.taken | ({0} if above else set()))
    )
