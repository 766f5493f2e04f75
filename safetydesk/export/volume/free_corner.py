"""Whether a foreign page has room for a page number: read from what is drawn on it, without drawing it."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from safetydesk.export.volume.paper import Paper

WHITE = 255


def taken_corners(path: Path, papers: list[Paper]) -> list[int]:
    """Places of the pages, from 0, whose number would stand on something.

    A page that cannot be read counts as taken: a strip below it is always free.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return list(range(len(papers)))
    try:
        return [place for place, paper in enumerate(papers) if is_taken(pdf, place, paper)]
    finally:
        pdf.close()


def is_taken(pdf: pypdfium2.PdfDocument, place: int, paper: Paper) -> bool:
    """Whether anything visible on a page reaches into the corner."""
    try:
        page = pdf[place]
    except (pypdfium2.PdfiumError, IndexError):
        return True
    try:
        return any(
            paper.covers_number(item.get_bounds()) and not is_white(item) for item in page.get_objects(max_depth=1)
        )
    except pypdfium2.PdfiumError:
        return True
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
