"""A picture made ready for paper: upright, small enough, plain colours, and nothing in it of where it was taken."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
"""What is read; Pillow knows more, but some of that would start other programs. A phone's MPO opens as JPEG."""
LONG_EDGE = 1600
QUALITY = 85
CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns the other way."""


class NoPicture(Exception):
    """Not a picture that can be read here."""


@dataclass(frozen=True)
class Picture:
    """A JPEG without anything beside its dots."""

    data: bytes
    width: int
    height: int


def read_picture(path: Path, turn: int) -> Picture:
    """The picture as it is printed, turned clockwise after its camera's own orientation. Raises NoPicture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = opened(path)
        except Exception as error:
            raise NoPicture(str(error)) from error
    if turn % 360 in CLOCKWISE:
        image = image.transpose(CLOCKWISE[turn % 360])
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), *image.size)


def opened(path: Path) -> Image.Image:
    """The dots alone: what the file tells beside them (place, camera, owner) stays behind. Raises what Pillow does."""
    with Image.open(path, formats=FORMATS) as image:
        if image.format in ("JPEG", "MPO"):
            # JPEG is read small in the first place, by halves: a third of the time, a quarter of the memory.
            image.thumbnail((LONG_EDGE, LONG_EDGE), reducing_gap=1.0)
        plain = in_srgb(ImageOps.exif_transpose(image))
        plain.thumbnail((LONG_EDGE, LONG_EDGE))
        bare = Image.new("RGB", plain.size)
        bare.paste(plain)
        return bare


def in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours of the page, on white where it was transparent."""
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (OSError, ImageCms.PyCMSError):
            return image.convert("RGB")
        return turned or image.convert("RGB")
    return image.convert("RGB")
