"""Pages of scans as grey pictures: from a PDF by pdfium, from a picture file by Pillow. Runs in a child process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image

from safetydesk.core.picture_file import NoPicture, opened_picture, plain_dots

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
"""What copiers and phones write; Pillow knows more, but some of that starts programs."""
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp")
PDF_MARK = b"%PDF-"
SNIFFED = 1024
DPI = 200
LARGEST_SIDE = 3_400
"""Pixels; A4 at 290 dpi. Codes are read no better from more."""
POINTS = 72


class Unreadable(Exception):
    """A file, or one page of it, that cannot be made into a picture."""


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF, whatever it is called."""
    with path.open("rb") as handle:
        return PDF_MARK in handle.read(SNIFFED)


def page_count(path: Path) -> int:
    """How many pages a file has. Raises Unreadable."""
    try:
        if is_pdf(path):
            with opened_pdf(path) as document:
                return len(document)
        with opened_picture(path, FORMATS) as image:
            return int(getattr(image, "n_frames", 1))
    except (OSError, ValueError, pypdfium2.PdfiumError, NoPicture) as error:
        raise Unreadable(str(error)) from error


def pictures(path: Path, first: int, last: int, dpi: int = DPI) -> Iterator[Image.Image]:
    """The pages from `first` up to but without `last` (from 0) in grey. Raises Unreadable."""
    try:
        if is_pdf(path):
            with opened_pdf(path) as document:
                for place in range(first, last):
                    yield rendered(document[place], dpi)
            return
        with opened_picture(path, FORMATS) as image:
            for place in range(first, last):
                image.seek(place)
                yield grey(image)
    except (OSError, ValueError, pypdfium2.PdfiumError, NoPicture) as error:
        raise Unreadable(str(error)) from error


@contextmanager
def opened_pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, closed afterwards."""
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def rendered(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """A page of a PDF, no larger than the largest side."""
    longest = max(page.get_size()) / POINTS
    scale = min(dpi, LARGEST_SIDE / longest) / POINTS
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return picture


def grey(image: Image.Image) -> Image.Image:
    """A picture in grey, on white where it was transparent, no larger than the largest side."""
    shrink = max(image.size) / LARGEST_SIDE
    if shrink > 1:
        image.draft("L", (int(image.width / shrink), int(image.height / shrink)))
    plain = plain_dots(image, max(max(image.size) // (2 * LARGEST_SIDE), 1)).convert("L")
    plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return plain
