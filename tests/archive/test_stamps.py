"""归档章 on the first page of each item: the right six cells, in a free place, however the page lies."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import SERIF
from safetydesk.export.geometry import MM, Measure
from safetydesk.export.labels.drawing import Fact
from safetydesk.export.typesetter import Typesetter
from safetydesk.export.volume.binding import bind
from safetydesk.export.volume.plan import Filed, Part, Volume
from safetydesk.export.volume.sources import make_ready
from safetydesk.words import Words
from tests.archive.conftest import Built
from tests.archive.filed_school import fonts
from tests.archive.test_volumes import A04, A09, texts

CELLS = tuple(
    Fact(label, text) for label, text in zip("甲乙丙丁戊己", ("Z1", "2026", "0007", "A09", "D10", "3"), strict=True)
)
A4 = (210 * MM, 297 * MM)
WHERE = {"middle": (297, 815), "right": (560, 815), "left": (35, 815), "foot": (100, 100)}


def paper(path: Path, *taken: str, turn: int = 0) -> Path:
    """A page with a word in some of the places; a turned page is written so that the words stand there as seen."""
    wide, high = A4 if turn % 180 == 0 else (A4[1], A4[0])
    setter, sheets = Typesetter(fonts(), Measure(12, 18, 12)), Sheets("", *A4)
    sheets.page([mark for place in taken for mark in setter.set_line("字", *WHERE[place], SERIF, 12)])
    path.write_bytes(sheets.finish())
    if turn:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            page = pdf.pages[0]
            back = {90: (0, 1, -1, 0, wide, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, high)}[turn]
            page.contents_add(("q " + " ".join(map(str, back)) + " cm").encode(), prepend=True)
            page.contents_add(b"Q")
            page.obj.MediaBox = pikepdf.Array([0, 0, wide, high])
            page.obj.Rotate = turn
            pdf.save(path)
    return path


def bound(source: Path, folder: Path, media_type: str = "application/pdf") -> Path:
    """A volume of one item of that file."""
    ready = make_ready(source, media_type, 0, folder / "ready.pdf", stamped=True)
    item = Filed(1, "Z1", "件", "办", "2026-09-01", (Part("件", ready),), CELLS)
    volume = Volume("卷", "校", "2026", "A09", (), (item,))
    (folder / "scratch").mkdir()
    bind(volume, folder / "volume.pdf", Words("zh_CN"), fonts(), folder / "scratch", day="2026-09-01")
    return folder / "volume.pdf"


def ink(path: Path) -> Image.Image:
    """The first page of the item in grey, a dot for each point."""
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[2].render(scale=1).to_pil().convert("L")


def has_stamp(picture: Image.Image, left_mm: float, top_mm: float) -> bool:
    """Whether the four edges of a stamp lie there."""
    wide, high = 45 * MM, 16 * MM
    x, y = left_mm * MM, top_mm * MM

    def dark(box: tuple[float, float, float, float]) -> bool:
        return (
            picture.crop(tuple(round(value) for value in box)).resize((1, 1), Image.Resampling.BOX).getextrema()[0]
            < 225
        )  # type: ignore[arg-type]

    rows = [(x + 4, y + at - 1, x + wide - 4, y + at + 1) for at in (0, high / 2, high)]
    columns = [(x + at - 1, y + 3, x + at + 1, y + high - 3) for at in (0, wide / 3, wide * 2 / 3, wide)]
    return all(map(dark, [*rows, *columns]))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("taken", "left"), [(("foot",), 82.5), (("middle",), 155.0), (("middle", "right"), 10.0)])
def test_it_goes_to_the_middle_of_the_head_else_into_a_free_corner(
    tmp_path: Path, turn: int, taken: tuple[str, ...], left: float
) -> None:
    picture = ink(bound(paper(tmp_path / "in.pdf", *taken, turn=turn), tmp_path))
    assert picture.size == (596, 842) and has_stamp(picture, left, 7)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_where_nothing_is_free_the_page_grows_above(tmp_path: Path, turn: int) -> None:
    picture = ink(bound(paper(tmp_path / "in.pdf", "middle", "right", "left", turn=turn), tmp_path))
    assert picture.size == (596, 842 + 63) and has_stamp(picture, 82.5, 3)


def test_a_scan_is_never_covered(tmp_path: Path) -> None:
    Image.new("RGB", (1240, 1754), (90, 140, 90)).save(tmp_path / "scan.jpg")
    picture = ink(bound(tmp_path / "scan.jpg", tmp_path, "image/jpeg"))
    assert has_stamp(picture, 82.5, 7)
    ground = picture.crop((round(84 * MM), round(8 * MM), round(86 * MM), round(9 * MM)))
    assert ground.getextrema()[1] == 255


def test_every_item_bears_its_own_on_its_first_page_only(built: Built) -> None:
    pages = ["".join(text.split()) for text in texts(built.root / A09)]
    assert [("全宗号" in text, "保管期限" in text) for text in pages[2:]] == [(True, True), (False, False)] * 2
    assert "Z109" in pages[2] and "0001" in pages[2] and "0002" in pages[4] and "D10" in pages[4]
    pages = ["".join(text.split()) for text in texts(built.root / A04)]
    assert ["机构（问题）" in text for text in pages[2:]] == [True, False, False, False]
