"""A finished PDF as a reader sees it: the ink of each page, and where each character stands."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

AROUND = 100
"""Points of white paper added around each page, to see what is drawn beside it."""
WIDE = 5_000
PAGE_NUMBER = re.compile(r"—\d+—|第\d+页/共\d+页|Page\d+of\d+|\d+")
FACE_LENGTH = 128
SMALL = 9.0
"""Running heads and feet are set no larger."""


@dataclass(frozen=True)
class Glyph:
    """A character: the name of its face, its size as printed, its baseline and the box of its ink, in points."""

    text: str
    face: str
    size: float
    y: float
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class TextLine:
    """Characters on one baseline, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @cached_property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def place(self) -> tuple[str, int]:
        """What it says and where: the same on other pages is a running head or foot."""
        return self.text, round(self.y)


@dataclass(frozen=True)
class Seen:
    """One page."""

    number: int
    size: tuple[float, float]
    glyphs: tuple[Glyph, ...]
    clipped: Image.Image
    """With white paper around it, as it is drawn."""
    open: Image.Image
    """The same with every inner box opened wide."""

    @cached_property
    def lines(self) -> list[TextLine]:
        """From the top."""
        rows: list[list[Glyph]] = []
        for glyph in sorted(self.glyphs, key=lambda glyph: (-glyph.y, glyph.left)):
            if rows and rows[-1][0].y - glyph.y < 0.5:
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
        return [TextLine(tuple(sorted(row, key=lambda glyph: glyph.left))) for row in rows]

    @cached_property
    def edges(self) -> tuple[int, int, int]:
        """Left, right and top edge of the ink."""
        left, top, right, _ = ImageChops.invert(self.clipped).getbbox() or (0, 0, 0, 0)
        return left, right, top

    @cached_property
    def number_line(self) -> TextLine | None:
        """The page's number: the highest line in the lower fifth that is nothing else, or ends as one."""
        low = [line for line in self.lines if line.y < self.size[1] / 5]
        return next((line for line in low if PAGE_NUMBER.fullmatch(last_part(line))), None)


def last_part(line: TextLine) -> str:
    """The end of a line, after its last wide gap, without blanks."""
    start = 0
    for place, (left, right) in enumerate(pairwise(line.glyphs), 1):
        if right.left - left.right > 2 * line.size:
            start = place
    return "".join(glyph.text for glyph in line.glyphs[start:])


@dataclass(frozen=True)
class Read:
    """A whole file."""

    pages: tuple[Seen, ...]

    @cached_property
    def running(self) -> frozenset[tuple[str, int]]:
        """Small lines that stand in the same place on more than one page."""
        counted = Counter(line.place for page in self.pages for line in page.lines if line.size <= SMALL)
        return frozenset(place for place, times in counted.items() if times > 1)

    def body(self, page: Seen) -> list[TextLine]:
        """The lines of a page between its running head and its number."""
        foot = page.number_line
        floor = foot.y + 1 if foot else 0.0
        return [line for line in page.lines if line.y > floor and line.place not in self.running]

    def floor_of_ink(self, page: Seen) -> float:
        """Where the lowest ink of a page's body ends, in points from the paper's lower edge."""
        height = page.size[1]
        foot = [line.y + line.size for line in page.lines if line.place in self.running and line.y < height / 8]
        foot += [page.number_line.y + page.number_line.size] if page.number_line else []
        inside = page.clipped.crop((0, AROUND, page.clipped.width, AROUND + int(height - max(foot, default=0.0))))
        box = ImageChops.invert(inside).getbbox()
        return height - (box[3] if box else 0)


def read(path: Path, most: int) -> Read:
    """A file's pages, of a longer one so many: half of them from its beginning, half from its end."""
    clipped, opened = widened(path, forms=False), widened(path, forms=True)
    with (
        pypdfium2.PdfDocument(path) as pdf,
        pypdfium2.PdfDocument(clipped) as as_drawn,
        pypdfium2.PdfDocument(opened) as as_meant,
    ):
        places = [place for place in range(len(pdf)) if place < most / 2 or place >= len(pdf) - most / 2]
        return Read(
            tuple(
                Seen(
                    place + 1,
                    pdf[place].get_size(),
                    tuple(glyphs(pdf[place])),
                    ink(as_drawn[place]),
                    ink(as_meant[place]),
                )
                for place in places
            )
        )


def widened(path: Path, *, forms: bool) -> bytes:
    """The file with white paper around every page, and with the boxes of all forms inside it opened or as they are."""
    buffer = BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.cropbox)
            box = pikepdf.Array([left - AROUND, bottom - AROUND, right + AROUND, top + AROUND])
            page.obj.MediaBox = page.obj.CropBox = box
        for item in pdf.objects if forms else ():
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                item.BBox = pikepdf.Array([-WIDE, -WIDE, WIDE, WIDE])
        pdf.save(buffer)
    return buffer.getvalue()


def ink(page: pypdfium2.PdfPage) -> Image.Image:
    """A page in greys, a dot to a point."""
    return page.render(scale=1, grayscale=True).to_pil().convert("L")


def glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The characters of a page that leave ink; PDFium tells UTF-16 halves one by one."""
    text = page.get_textpage()
    high = 0
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, place)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        ch = (high.to_bytes(2, "big") + code.to_bytes(2, "big")).decode("utf-16-be") if high else chr(code)
        high = 0
        if raw.FPDFText_IsGenerated(text.raw, place) or ch.isspace():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        yield Glyph(ch, face(text, place), size(text, place), y.value, *text.get_charbox(place))


def face(text: pypdfium2.PdfTextPage, place: int) -> str:
    """Name of a character's face."""
    name, flags = ctypes.create_string_buffer(FACE_LENGTH), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, place, name, FACE_LENGTH, flags)
    return name.value.decode("utf-8", "replace")


def size(text: pypdfium2.PdfTextPage, place: int) -> float:
    """Type size of a character as printed: what the font is set to, times what the page does to it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, place, matrix)
    return float(raw.FPDFText_GetFontSize(text.raw, place) * (matrix.c**2 + matrix.d**2) ** 0.5)
