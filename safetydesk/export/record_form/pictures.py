"""A picture made ready for paper: upright, small enough, plain colours, and nothing in it of where it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from safetydesk.core.picture_file import small_picture

LONG_EDGE = 1600
QUALITY = 85
CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns the other way."""


@dataclass(frozen=True)
class Picture:
    """A JPEG without anything beside its dots."""

    data: bytes
    width: int
    height: int


def read_picture(path: Path, turn: int) -> Picture:
    """The picture as it is printed, turned clockwise after its camera's own orientation. Raises NoPicture."""
    image = small_picture(path, LONG_EDGE).convert("RGB")
    if turn % 360 in CLOCKWISE:
        image = image.transpose(CLOCKWISE[turn % 360])
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), *image.size)
