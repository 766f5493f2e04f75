"""A pile as the copier gives it back: our own pages, printed, signed, jumbled, skewed, some upside down, speckled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import img2pdf
import pypdfium2
from PIL import Image, ImageDraw

DPI = 200


@dataclass(frozen=True)
class Wear:
    """How much the copier does to a page."""

    skew: float = 5.0
    """Degrees either way at most."""
    speckles: int = 1_500
    quality: int = 60
    upside_down: float = 0.1
    """Share of the pages."""
    fade: int = 30
    """Black becomes this grey, white a little less white."""


def printed(path: Path, dpi: int = DPI, last: int | None = None) -> list[Image.Image]:
    """The pages of a PDF as they come out of the printer, the first few of them where that is enough."""
    document = pypdfium2.PdfDocument(path)
    places = range(len(document) if last is None else min(last, len(document)))
    pages = [document[place].render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for place in places]
    document.close()
    return pages


def worn(page: Image.Image, random: Random, wear: Wear) -> Image.Image:
    """One page after it was signed and laid on the glass."""
    signed = page.copy()
    draw = ImageDraw.Draw(signed)
    x, y = signed.width * 0.6, signed.height * random.uniform(0.55, 0.75)
    draw.line([(x + step * 9, y + random.randrange(-18, 18)) for step in range(24)], fill=60, width=4)
    if random.random() < wear.upside_down:
        signed = signed.rotate(180)
    turned = signed.rotate(random.uniform(-wear.skew, wear.skew), Image.Resampling.BICUBIC, fillcolor=250)
    faded = turned.point(lambda value: wear.fade + value * (248 - wear.fade) // 255)
    pixels = faded.load()
    for _ in range(wear.speckles):
        pixels[random.randrange(faded.width), random.randrange(faded.height)] = random.choice((0, 90, 255))
    return faded


def jpeg(page: Image.Image, wear: Wear) -> bytes:
    """As the copier stores it."""
    out = BytesIO()
    page.save(out, "JPEG", quality=wear.quality, dpi=(DPI, DPI))
    return out.getvalue()


def blank(random: Random) -> Image.Image:
    """The back of a sheet, with dust."""
    page = Image.new("L", (1654, 2339), 247)
    for _ in range(200):
        page.putpixel((random.randrange(1654), random.randrange(2339)), random.choice((120, 255)))
    return page


def write_pile(pages: Sequence[Image.Image], path: Path, random: Random, wear: Wear) -> Path:
    """Worn pages in one PDF, in the order given."""
    path.write_bytes(img2pdf.convert([jpeg(worn(page, random, wear), wear) for page in pages]))
    return path
