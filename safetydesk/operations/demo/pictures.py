"""Photos and scans for a made-up school, drawn: the same ones for the same seed, and nobody's face."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from safetydesk.paths import resources

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

PHOTO_SIZE = (1280, 960)
SCAN_SIZE = (1240, 1754)
"""A4 at 150 dots an inch."""
SKY, GROUND = ((168, 205, 233), (188, 214, 232), (205, 220, 230)), ((94, 148, 84), (176, 120, 84), (120, 132, 140))
UNIFORMS = ((38, 92, 168), (200, 60, 54), (240, 240, 236), (60, 120, 72))


def draw_photo(path: Path, random: Random, banner: str) -> None:
    """A playground with classes standing in rows before a building, and a banner."""
    from PIL import Image, ImageDraw

    width, height = PHOTO_SIZE
    image = Image.new("RGB", PHOTO_SIZE, random.choice(SKY))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.55, width, height), fill=random.choice(GROUND))
    left = random.randrange(60, 260)
    draw.rectangle((left, 150, left + 820, 560), fill=(226, 216, 198), outline=(150, 140, 120), width=4)
    for floor in range(4):
        for window in range(9):
            x, y = left + 30 + window * 88, 180 + floor * 92
            draw.rectangle((x, y, x + 54, y + 56), fill=(120, 150, 176), outline=(240, 240, 240), width=3)
    draw.rectangle((90, 575, width - 90, 640), fill=(186, 28, 32))
    draw.text((120, 588), banner, font=font(36), fill=(255, 240, 200))
    for group in range(random.randrange(5, 8)):
        colour = random.choice(UNIFORMS)
        for row in range(7):
            for column in range(4):
                x, y = 90 + group * 160 + column * 28, 690 + row * 34 + random.randrange(-3, 4)
                draw.ellipse((x, y, x + 15, y + 15), fill=(224, 190, 160))
                draw.rectangle((x - 2, y + 15, x + 17, y + 34), fill=colour)
    image.save(path, "JPEG", quality=80)


def draw_scan(path: Path, random: Random, title: str, lines: list[str]) -> None:
    """A scanned page: a little grey, a little askew, with a red seal at its foot."""
    from PIL import Image, ImageDraw

    paper = Image.new("L", SCAN_SIZE, 248)
    draw = ImageDraw.Draw(paper)
    draw.text((SCAN_SIZE[0] / 2, 210), title[:24], font=font(44), fill=30, anchor="mm")
    for number, line in enumerate(lines[:28]):
        draw.text((150, 300 + number * 44), line[:34], font=font(27), fill=50)
    paper = paper.rotate(random.uniform(-0.6, 0.6), fillcolor=248)
    page = paper.convert("RGB")
    seal = ImageDraw.Draw(page)
    x, y = 820 + random.randrange(-30, 30), 1420 + random.randrange(-30, 30)
    seal.ellipse((x, y, x + 240, y + 240), outline=(204, 44, 40), width=9)
    seal.text((x + 120, y + 120), "★", font=font(70), fill=(204, 44, 40), anchor="mm")
    page.save(path, "JPEG", quality=70, dpi=(150, 150))


@cache
def font(size: int) -> FreeTypeFont:
    """The bundled face at a size in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(str(resources() / "fonts" / "NotoSansSC-Regular.ttf"), size)
