"""A picture file read as a person sees it, in bounded memory: first frame, upright, on white, eight bits a colour.

Pillow holds a picture whole once it is unpacked, and each conversion as a second whole one. Here only the unpacked
file is whole; it is converted and made smaller in bands of some rows, and a file that would unpack to more than
`MOST_BYTES` is refused before it is.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
"""What is read; Pillow knows more, but some of that would start other programs. A phone's MPO opens as JPEG."""
MOST_BYTES = 400_000_000
"""What one picture may take while it is unpacked: 100 million dots in colour, more than any phone's PNG has."""
BAND = 256
"""Rows that are converted at once."""
WEIGHTS = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
"""Bytes that Pillow keeps for a dot; four in all other modes."""
WEBP_WEIGHT = 20
"""Its decoder keeps two canvases and Pillow two copies (measured: 19.3 bytes for a dot)."""
PROGRESSIVE_WEIGHT = 3
"""A progressive JPEG keeps all its coefficients, however small it is read."""
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture comes upright, by the orientation that its camera noted."""
BITS, PHOTOMETRIC, WHITE_IS_ZERO = 258, 262, 0


class NoPicture(Exception):
    """Not a picture that can be read here: of another kind, broken, or larger than memory allows."""


@dataclass(frozen=True)
class Unread:
    """A picture that could not be read, and whose it is: the paper says so at its place, and the clerk is told."""

    file: str
    record: str


@contextmanager
def opened_picture(path: Path, formats: tuple[str, ...] = FORMATS) -> Iterator[Image.Image]:
    """Open a picture file, its dots not yet read. Raises NoPicture, also for whatever goes wrong inside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            Image.init()  # Pillow trips over a format that it was told of and has not loaded yet.
            with Image.open(path, formats=formats) as image:
                yield image
        except Exception as error:  # Pillow raises whatever a broken file makes it trip over.
            raise NoPicture(str(error)) from error


def small_picture(path: Path, edge: int) -> Image.Image:
    """The picture upright, grey or RGB, no side longer than `edge`, nothing but its dots. Raises NoPicture."""
    with opened_picture(path) as image:
        image.draft(None, (edge, edge))  # JPEG is read small in the first place, by halves.
        plain = plain_dots(image, max(max(image.size) // (2 * edge), 1))
        plain.thumbnail((edge, edge))
        noted = image.getexif().get(ORIENTATION, 1)
    return plain.transpose(UPRIGHT[noted]) if noted in UPRIGHT else plain


def plain_dots(image: Image.Image, factor: int = 1) -> Image.Image:
    """The frame that an open picture stands at, grey or RGB on white, `factor` dots made one. Raises NoPicture."""
    refuse_too_large(image)
    image.load()
    shades = shades_of(image)
    rows = factor * max(BAND // factor, 1)
    whole: Image.Image | None = None
    for top in range(0, image.height, rows):
        band = flat(image.crop((0, top, image.width, min(top + rows, image.height))), shades)
        band = band.reduce(factor) if factor > 1 else band
        if whole is None:
            whole = Image.new(band.mode, (band.width, -(-image.height // factor)))
        whole.paste(band, (0, top // factor))
    if whole is None:
        raise NoPicture("no dots")
    return in_srgb(whole, image.info.get("icc_profile"))


def refuse_too_large(image: Image.Image) -> None:
    """Raise NoPicture for a file that unpacks to more than memory should be spent on."""
    if unpacked_bytes(image) > MOST_BYTES:
        raise NoPicture(f"{image.width} × {image.height} dots")


def unpacked_bytes(image: Image.Image) -> int:
    """What an open picture takes while its dots are read."""
    if image.format == "WEBP":
        weight = WEBP_WEIGHT
    else:
        weight = WEIGHTS.get(image.mode, 4) + (PROGRESSIVE_WEIGHT if "progressive" in image.info else 0)
    return image.width * image.height * weight


def shades_of(image: Image.Image) -> tuple[float, float]:
    """Factor and offset that bring grey of more than eight bits to 0–255.

    Sixteen bits are what a scanner or camera means by them. Whole and broken numbers of 32 bits have no stated white:
    they are taken as eight or sixteen bits, or as shares of one, where they fit, else from their darkest to their
    brightest.
    """
    tags = getattr(image, "tag_v2", {})
    if image.mode.startswith("I;16"):
        scale = 255 / (2 ** int(tags.get(BITS, (16,))[0]) - 1)
        return (-scale, 255.0) if tags.get(PHOTOMETRIC) == WHITE_IS_ZERO else (scale, 0.0)
    if image.mode not in ("I", "F"):
        return 1.0, 0.0
    darkest, brightest = (float(value) for value in image.getextrema())  # type: ignore[arg-type]
    for top in (1.0, 255.0, 65535.0) if image.mode == "F" else (255.0, 65535.0):
        if darkest >= 0 and brightest <= top:
            return 255 / top, 0.0
    scale = 255 / max(brightest - darkest, 1.0)
    return scale, -darkest * scale


def flat(band: Image.Image, shades: tuple[float, float]) -> Image.Image:
    """Some rows in eight bits without transparency: grey, RGB, or CMYK where a profile may still be needed."""
    if band.mode.startswith("I") or band.mode == "F":
        scale, offset = shades
        return band.convert("F").point(lambda value: value * scale + offset).convert("L")
    if "A" in band.getbands() or "a" in band.getbands() or "transparency" in band.info:
        layered = band.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    if band.mode in ("L", "RGB", "CMYK"):
        return band
    return band.convert("L" if band.mode == "1" else "RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours of the page, by its own profile where it has a sound one."""
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (OSError, ImageCms.PyCMSError):
            turned = None
        if turned:
            return bare(turned)
    return bare(image if image.mode in ("L", "RGB") else image.convert("RGB"))


def bare(image: Image.Image) -> Image.Image:
    """The dots alone: what the file tells beside them (place, camera, owner) stays behind."""
    image.info.clear()
    return image
