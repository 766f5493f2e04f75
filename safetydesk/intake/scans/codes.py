"""Our codes on the picture of a page: quick at first, then harder and harder for the pages where nothing was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, ImageStat

from safetydesk.core.letter_code import PageCode, key_is_sound, read_code

SQUARE = zxingcpp.BarcodeFormat.QRCode
BARS = zxingcpp.BarcodeFormat.Code128
HALF_TURN = 180
BLANK_LEVEL, BLANK_SPREAD = 235.0, 6.0
"""A side whose mean is as light and whose grey varies as little as this bears nothing but dust."""
STRIP = 0.22
"""Share of the page's height, at its foot and at its head, in which the codes stand."""


@dataclass(frozen=True)
class CodeFound:
    """What a page says of itself. A barcode alone names the letter and stands on its first page."""

    key: str
    school: str
    """Empty where only the barcode could be read."""
    page: int
    pages: int
    """0 where only the barcode could be read."""
    turn: int
    """Degrees clockwise that bring the page upright."""


def decode(picture: Image.Image) -> Iterator[CodeFound]:
    """Every code of ours in one picture; what is not ours, or does not prove itself, is passed over."""
    for barcode in zxingcpp.read_barcodes(picture, formats=SQUARE | BARS):
        text = barcode.text
        turn = HALF_TURN if 90 < abs(barcode.orientation) <= HALF_TURN else 0
        if barcode.format == SQUARE:
            code: PageCode | None = read_code(text)
            if code is not None:
                yield CodeFound(code.key, code.school, code.page, code.pages, turn)
        elif key_is_sound(text):
            yield CodeFound(text, "", 1, 0, turn)


def is_blank(picture: Image.Image) -> bool:
    """Whether a side bears nothing: the back of a sheet. The rim, where copiers draw shadows, does not count."""
    small = picture.resize((120, 170), Image.Resampling.BOX)
    inner = ImageStat.Stat(small.crop((6, 8, 114, 162)))
    return inner.mean[0] > BLANK_LEVEL and inner.stddev[0] < BLANK_SPREAD


def as_it_is(picture: Image.Image) -> Iterator[Image.Image]:
    """The whole page."""
    yield picture


def strips(picture: Image.Image) -> Iterator[Image.Image]:
    """Foot and head of the page: whichever way up it lies, the codes are in one of them."""
    height = int(picture.height * STRIP)
    yield picture.crop((0, picture.height - height, picture.width, picture.height))
    yield picture.crop((0, 0, picture.width, height))


def enlarged(picture: Image.Image) -> Iterator[Image.Image]:
    """The strips twice as large, with their greys spread out."""
    for strip in strips(picture):
        large = strip.resize((strip.width * 2, strip.height * 2), Image.Resampling.BICUBIC)
        yield ImageOps.autocontrast(large, cutoff=2)


def cleaned(picture: Image.Image) -> Iterator[Image.Image]:
    """The strips without speckles, and once more in black and white."""
    for strip in enlarged(picture):
        smooth = strip.filter(ImageFilter.MedianFilter(3))
        yield smooth
        yield smooth.point(lambda value: 255 if value > 140 else 0)


def straightened(picture: Image.Image) -> Iterator[Image.Image]:
    """The strips turned by a few degrees either way: bars are read along a line, which a skewed page breaks."""
    for strip in strips(picture):
        for angle in (-4, -2, 2, 4):
            yield strip.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


Pass = Callable[[Image.Image], Iterator[Image.Image]]
PASSES: tuple[Pass, ...] = (
    as_it_is,
    strips,
    enlarged,
    cleaned,
    straightened,
)
"""From the quick to the slow."""


def codes_of(picture: Image.Image, passes: Sequence[Pass] = PASSES) -> list[CodeFound]:
    """The codes of a page, none twice; empty where none can be read. Two letters on one page give two."""
    for make in passes:
        found: dict[str, CodeFound] = {}
        for part in make(picture):
            for code in decode(part):
                known = found.get(code.key)
                if known is None or (code.pages and not known.pages):
                    found[code.key] = code
        if found:
            return list(found.values())
    return []
