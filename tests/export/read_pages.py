"""Pages read back from a finished PDF: where each character and rule stands, and what the codes say."""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2
import zxingcpp
from pypdfium2 import raw

from tests.export.conftest import need

MM = 72 / 25.4
DPI = 200


@dataclass(frozen=True)
class Char:
    """A character: its origin on the baseline, its size in points, and the box of its ink."""

    text: str
    x: float
    y: float
    size: float
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Box:
    """Bounds of something drawn, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True)
class Page:
    """One page as a reader finds it."""

    width: float
    height: float
    chars: tuple[Char, ...]
    drawn: tuple[Box, ...]
    """Rules, and each code as a whole."""

    def lines(self, size: float = 0.0) -> list[list[Char]]:
        """Characters (of one size) that share a baseline, from the top, each from left to right."""
        wanted = [ch for ch in self.chars if not size or abs(ch.size - size) < 0.01]
        ordered = sorted(wanted, key=lambda ch: (-round(ch.y, 1), ch.x))
        return [list(group) for _, group in groupby(ordered, key=lambda ch: round(ch.y, 1))]

    def texts(self, size: float = 0.0) -> list[str]:
        """The lines as text."""
        return ["".join(ch.text for ch in line) for line in self.lines(size)]

    def rules(self) -> list[Box]:
        """Horizontal lines."""
        return [box for box in self.drawn if box.height < 2 < box.width]

    def codes(self) -> list[Box]:
        """Everything drawn that is no line."""
        return [box for box in self.drawn if box.height > 2 and box.width > 2]


def read_pages(path: Path) -> list[Page]:
    """All pages of a file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [read_page(page) for page in pdf]


def read_page(page: pypdfium2.PdfPage) -> Page:
    """One page."""
    drawn = tuple(
        Box(*item.get_bounds()) for item in page.get_objects(max_depth=3) if item.type == raw.FPDF_PAGEOBJ_PATH
    )
    return Page(*page.get_size(), tuple(read_chars(page.get_textpage())), drawn)


def read_chars(text: pypdfium2.PdfTextPage) -> list[Char]:
    """Characters that are printed, blanks between them left out; PDFium tells UTF-16 halves one by one."""
    found = []
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
        size = raw.FPDFText_GetFontSize(text.raw, place)
        found.append(Char(ch, x.value, y.value, size, *text.get_charbox(place)))
    return found


def read_codes(path: Path) -> list[list[tuple[str, str]]]:
    """Kind and text of each machine code, page by page, as a scanner at 200 dpi sees them."""
    with pypdfium2.PdfDocument(path) as pdf:
        pictures = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in pdf]
    return [sorted((str(code.format), code.text) for code in zxingcpp.read_barcodes(picture)) for picture in pictures]


def pdftotext(path: Path) -> str:
    """What another program reads from the file."""
    command = [need("pdftotext"), "-layout", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def pdffonts(path: Path) -> list[list[str]]:
    """The table of fonts: name, type, encoding, embedded, subset, unicode …"""
    found = subprocess.run([need("pdffonts"), str(path)], check=True, capture_output=True, text=True)
    return [line.split() for line in found.stdout.splitlines()[2:]]
