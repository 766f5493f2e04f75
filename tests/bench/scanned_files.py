"""Made-up files of an archive: scans as JPEG, and PDFs that scanners and programs made, each page marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import img2pdf
from PIL import Image, ImageDraw, ImageFont

from safetydesk.export.labels.drawing import Fact
from safetydesk.operations.archive.gathering import Item
from safetydesk.operations.archive.single_volume import SingleVolume
from safetydesk.operations.attaching import Attached
from safetydesk.paths import resources
from safetydesk.storage.attachments import hash_file
from safetydesk.words import Words

SIZE = (1240, 1754)
"""A4 at 150 dots to the inch."""
LENGTHS = (1, 2, 3)
"""Pages of the PDFs, in turn."""
PAGE = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)))
LETTERS = resources() / "fonts" / "NotoSansSC-Regular.ttf"
CELL, BITS = 60, 12
"""Side of the squares, in dots, that say a page's number in black and white."""


@cache
def ground(part: int) -> Image.Image:
    """Grainy paper, so that the files are as large as real ones."""
    grain = Image.effect_noise((SIZE[0] // part, SIZE[1] // part), 14)
    return Image.merge("RGB", (grain, grain, grain)).point(lambda value: min(255, value + 90))


@cache
def letters(part: int) -> ImageFont.FreeTypeFont:
    """The face of the numbers."""
    return ImageFont.truetype(LETTERS, 64 // part)


def scan(mark: int, part: int = 1) -> bytes:
    """One sheet with its number to read for people, and in squares for programs; `part` 2 halves its dots."""
    image = ground(part).copy()
    pen = ImageDraw.Draw(image)
    pen.text((160 // part, 300 // part), f"第 {mark} 页", fill=(20, 20, 60), font=letters(part))
    side, top = CELL // part, 500 // part
    for bit in range(BITS):
        left = 160 // part + bit * side
        pen.rectangle((left, top, left + side - 1, top + side), fill="black" if mark >> bit & 1 else "white")
    data = BytesIO()
    image.save(data, "JPEG", quality=82, dpi=(150 // part, 150 // part))
    return data.getvalue()


def mark_of(image: Image.Image) -> int:
    """The number that stands in the squares of a sheet, whatever its size."""
    grey = image.convert("L")
    unit = grey.width / SIZE[0]
    middle = (500 + CELL / 2) * unit
    seen = (grey.getpixel((int((160 + (bit + 0.5) * CELL) * unit), int(middle))) for bit in range(BITS))
    return sum(1 << bit for bit, value in enumerate(seen) if float(value) < 100)  # type: ignore[arg-type]


def write_files(folder: Path, pairs: int, part: int = 1) -> list[tuple[Path, list[int]]]:
    """So many scans and so many PDFs by turns, with the marks of their pages."""
    folder.mkdir(parents=True, exist_ok=True)
    files, mark = [], 0
    for place in range(pairs):
        mark += 1
        path = folder / f"{place:04d}.jpg"
        path.write_bytes(scan(mark, part))
        files.append((path, [mark]))
        marks = list(range(mark + 1, mark + 1 + LENGTHS[place % len(LENGTHS)]))
        mark = marks[-1]
        path = folder / f"{place:04d}.pdf"
        path.write_bytes(img2pdf.convert([scan(number, part) for number in marks], layout_fun=PAGE, nodate=True))
        files.append((path, marks))
    return files


def volume_of(files: Sequence[Path], scratch: Path, title: str = "第 {n} 件") -> SingleVolume:
    """The volume of an item for each file, without a school around it."""
    items = tuple(item_of(number, path, title.format(n=number)) for number, path in enumerate(files, 1))
    school = {"name": "青山实验学校", "code": "QS", "fonds": "Z109"}
    return SingleVolume("A09 应急演练", "2026—2027 学年", ("A09 应急演练",), items, school, Words("zh_CN"), scratch)


def item_of(number: int, path: Path, title: str) -> Item:
    """One filed item with one file."""
    code = f"Z109-WS·2026-D10-A09-{number:04d}"
    values = {
        "code": code, "title": title, "author": "安全办", "doc_no": "", "dated": date(2026, 9, 1), "pages": 1,
        "secrecy": "", "retention": "10年", "note": "",
    }  # fmt: skip
    kind = "image/jpeg" if path.suffix == ".jpg" else "application/pdf"
    file = Attached(number, number, hash_file(path), path.stat().st_size, path.name, kind, "", 1, 0, path)
    cells = (("全宗号", "Z109"), ("年度", "2026"), ("件号", f"{number:04d}"), ("机构（问题）", "A09"), ("保管期限", "D10"), ("页数", "1"))  # fmt: skip
    return Item(number, "A09", values, (file,), tuple(Fact(*cell) for cell in cells))
