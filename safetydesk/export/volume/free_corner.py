"""Where a foreign page has room for number and stamp: read from what is drawn on it, without drawing it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from safetydesk.export.volume.paper import Box, Paper
from safetydesk.export.volume.spot import Spot, candidates, free_spot

WHITE = 255


@dataclass(frozen=True)
class Room:
    """The room in one file."""

    taken: frozenset[int]
    """Places of the pages, from 0, whose number would stand on something."""
    spot: Spot | None
    """Where its first page has room for a stamp; nowhere is told as None."""


def room_in(path: Path, papers: list[Paper]) -> Room:
    """Look at the pages of a file.

    A page that cannot be read counts as taken all over: a strip beside it is always free.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return Room(frozenset(range(len(papers))), None)
    try:
        spot, taken = None, set()
        for place, paper in enumerate(papers):
            drawn = drawn_on(pdf, place, paper)
            if any(map(paper.covers_number, drawn)):
                taken.add(place)
            if place == 0:
                spot = free_spot(paper, drawn)
        return Room(frozenset(taken), spot)
    finally:
        pdf.close()


def drawn_on(pdf: pypdfium2.PdfDocument, place: int, paper: Paper) -> list[Box]:
    """The boxes of everything visible on a page, as it is seen; the whole page where it cannot be read."""
    try:
        page = pdf[place]
    except (pypdfium2.PdfiumError, IndexError):
        return [paper.whole]
    try:
        return [paper.seen(item.get_bounds()) for item in page.get_objects(max_depth=1) if not is_white(item)]
    except pypdfium2.PdfiumError:
        return [paper.whole]
    finally:
        page.close()


def is_white(item: pypdfium2.PdfObject) -> bool:
    """A white ground, as some programs put under every page."""
    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    colour = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPath_GetDrawMode(item, fill, stroke) and raw.FPDFPageObj_GetFillColor(item, *colour)
    return bool(known) and not stroke.value and all(part.value == WHITE for part in colour[:3])


def lacks_spot(room: Room, paper: Paper) -> bool:
    """Whether a first page that could bear a stamp has no room for it."""
    return room.spot is None and any(candidates(paper))
