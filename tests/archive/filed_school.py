"""A small school that has filed papers in three classes: every kind of file an archive meets."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from PIL import Image, ImageDraw

from safetydesk.core.records import Entry
from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SERIF, Fonts
from safetydesk.export.geometry import Measure
from safetydesk.export.pdfa import write_pdfa
from safetydesk.export.typesetter import Typesetter
from safetydesk.operations.attaching import attach, attached, change, store_all
from safetydesk.operations.office import Office
from safetydesk.paths import resources
from safetydesk.registers.files.items.register import FILES

YEAR = 2026
LATITUDE, LONGITUDE = (31.0, 12.0, 30.5), (121.0, 28.0, 1.25)
RED, BLUE = (200, 40, 40), (40, 60, 200)


@cache
def fonts() -> Fonts:
    """The faces, loaded once for all tests."""
    return Fonts(resources() / "fonts")


def write_paper(path: Path, title: str, pages: int = 1, low: bool = False) -> Path:
    """A PDF by our own writers; `low` writes into the corner where the page number would stand."""
    setter = Typesetter(fonts(), Measure(16, 24, 16))
    sheets = Sheets(title)
    for page in range(1, pages + 1):
        marks = list(setter.set_line(f"{title} {page}/{pages}", 90, 700, SERIF, 16))
        sheets.page([*marks, *(setter.set_line("corner taken", 520, 10, SERIF, 10) if low else ())])
    write_pdfa(sheets.finish(), path, title=title, author="test", day="2026-09-01", language="zh_CN")
    return path


def write_turned(path: Path) -> Path:
    """A PDF whose pages lie on each of their sides."""
    whole = write_paper(path.with_name("upright.pdf"), "转向", 4)
    with pikepdf.open(whole) as pdf:
        for place, page in enumerate(pdf.pages):
            page.obj.Rotate = place * 90
        pdf.save(path)
    return path


def write_photo(path: Path, orientation: int = 6, place: bool = True, size: tuple[int, int] = (320, 200)) -> Path:
    """A JPEG that is red on its left and blue on its right, as a camera held sideways writes it."""
    image = Image.new("RGB", size, RED)
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, size[0], size[1]), fill=BLUE)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera"
    if place:
        gps = exif.get_ifd(0x8825)
        gps.update({0: b"\x02\x03\x00\x00", 1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE, 29: "2026:09:01"})
    image.save(path, "JPEG", quality=90, exif=exif, dpi=(72, 72))
    return path


def write_drawing(path: Path, transparent: bool = False) -> Path:
    """A PNG."""
    mode, ground = ("RGBA", (0, 0, 0, 0)) if transparent else ("RGB", (255, 255, 255))
    image = Image.new(mode, (400, 600), ground)
    ImageDraw.Draw(image).ellipse((50, 50, 350, 350), outline=(0, 120, 0), width=12)
    image.save(path, "PNG")
    return path


def write_word(path: Path) -> Path:
    """Bytes like a Word document's."""
    with ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
    return path


def write_locked(path: Path) -> Path:
    """A PDF under a password."""
    with pikepdf.open(write_paper(path.with_name("open.pdf"), "加密")) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return path


def write_damaged(path: Path) -> Path:
    """A PDF that is one by its first bytes only."""
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    return path


def write_cut(path: Path) -> Path:
    """A PDF whose end is missing: its pages can still be found."""
    data = write_paper(path.with_name("whole.pdf"), "截断", 1).read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"xref")])
    return path


def file_paper(office: Office, code: str, title: str, day: date, files: list[Path], **more: object) -> int:
    """File one item with its files; returns its id."""
    (retention,) = office.database.query("SELECT retention FROM file_class WHERE code = ?", [code])[0]
    (file_class,) = office.database.query("SELECT id FROM file_class WHERE code = ?", [code])[0]
    values = {
        "title": title, "author": "安全办", "dated": day, "file_class": file_class, "retention": retention,
        "pages": 3, "carrier": "双套", "secrecy": "内部", **more,
    }  # fmt: skip
    row_id = office.records.save(FILES, Entry(values))
    attach(office, FILES, row_id, store_all(office.folder, files))
    return row_id


def name_school(office: Office) -> None:
    """A name and a fonds number."""
    with office.database.action("test.name") as action:
        action.update("school", 1, {"name": "实验小学", "fonds": "Z109", "code": "SYXX"})


def settle(office: Office, desk: Path) -> dict[str, int]:
    """Name the school and file papers: three classes, one item each side of the year, all kinds of files."""
    desk.mkdir(exist_ok=True)
    name_school(office)
    ids = {
        "letters": file_paper(
            office, "A04", "2026年安全责任书", date(2026, 9, 1),
            [write_paper(desk / "责任书.pdf", "责任书", 3), write_paper(desk / "补签.pdf", "补签", 1, low=True)],
            doc_no="校安〔2026〕3号",
        ),
        "word": file_paper(office, "A04", "家长书定稿", date(2026, 9, 2), [write_word(desk / "家长书.docx")]),
        "paper": file_paper(office, "A04", "只有纸质的通知", date(2026, 9, 3), []),
        "photos": file_paper(
            office, "A09", "疏散演练照片", date(2026, 9, 4),
            [write_photo(desk / "照片1.jpg"), write_photo(desk / "照片2.JPG", 1, place=False)],
        ),
        "drawing": file_paper(
            office, "A09", "疏散路线图：东楼/西楼?", date(2026, 9, 5),
            [write_drawing(desk / "路线.png"), write_drawing(desk / "透明.png", transparent=True)],
        ),
        "bad": file_paper(
            office, "A12", "检查记录", date(2026, 9, 6),
            [write_locked(desk / "加密.pdf"), write_damaged(desk / "坏.pdf"), write_cut(desk / "截断.pdf"),
             write_turned(desk / "转向.pdf")],
        ),
        "before": file_paper(office, "A04", "上一学年的通知", date(2026, 8, 31), [write_word(desk / "旧.docx")]),
    }  # fmt: skip
    turn = attached(office, FILES, [ids["photos"]])[1]
    change(office, FILES, turn, {"turn": 90})
    return ids
