"""A volume: cover, contents that lead to the right pages, numbers on every page, bookmarks, pictures upright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.archive.conftest import Built

A04, A09, A12 = "卷/A04 责任书·公约·家长书.pdf", "卷/A09 应急演练.pdf", "卷/A12 检查与隐患整改.pdf"
A4 = (595.28, 841.89)


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def bookmarks(path: Path) -> Iterator[tuple[int, str, int]]:
    """Level, title and page from 1."""
    with pypdfium2.PdfDocument(path) as pdf:
        for mark in pdf.get_toc():
            yield mark.level, mark.get_title(), mark.get_dest().get_index() + 1


def colour_at(path: Path, page: int, across: float, down: float) -> tuple[int, int, int]:
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[page].render(scale=1).to_pil().convert("RGB")
    return picture.getpixel((int(picture.width * across), int(picture.height * down)))


def test_the_cover(built: Built) -> None:
    cover = texts(built.root / A04)[0]
    assert all(word in cover for word in ("实验小学", "Z109", "2026—2027 学年", "A04 责任书", "10年"))


def test_the_contents_name_each_item_and_its_page(built: Built) -> None:
    contents = texts(built.root / A04)[1].replace("\r\n", "\n")
    assert all(word in contents for word in ("归档文件目录", "2026年安全责任书", "家长书定稿", "只有纸质的通知"))
    assert "见原件" in contents and "仅有纸质" in contents
    assert "另有原件" in texts(built.root / A12)[1].replace("\r\n", "")


def test_every_page_but_the_cover_has_its_number(built: Built) -> None:
    for name, pages in ((A04, 6), (A09, 6), (A12, 7)):
        found = texts(built.root / name)
        assert len(found) == pages
        assert [text.strip().splitlines()[-1].strip() for text in found[1:]] == [str(n) for n in range(2, pages + 1)]


def test_bookmarks_for_items_and_files(built: Built) -> None:
    assert list(bookmarks(built.root / A04)) == [
        (0, "归档文件目录", 2),
        (0, "1　2026年安全责任书", 3),
        (1, "责任书.pdf", 3),
        (1, "补签.pdf", 6),
    ]
    assert list(bookmarks(built.root / A12)) == [
        (0, "归档文件目录", 2),
        (0, "1　检查记录", 3),
        (1, "截断.pdf", 3),
        (1, "转向.pdf", 4),
    ]


def test_links_lead_from_the_contents(built: Built) -> None:
    with pikepdf.open(built.root / A09) as pdf:
        order = [page.obj.objgen for page in pdf.pages]
        links = list(pdf.pages[1].obj.Annots)
        assert [order.index(link.Dest[0].objgen) + 1 for link in links] == [3, 5]
        assert all(int(link.F) == 4 for link in links)
        assert [float(link.Rect[1]) for link in links] == sorted((float(link.Rect[1]) for link in links), reverse=True)


@pytest.mark.parametrize(("name", "archival"), [(A04, False), (A09, True), (A12, False)])
def test_only_a_volume_of_our_own_pages_claims_to_be_archival(built: Built, name: str, archival: bool) -> None:
    with pikepdf.open(built.root / name) as pdf:
        with pdf.open_metadata() as meta:
            claim = (meta.get("pdfaid:part"), meta.get("pdfaid:conformance"))
            assert meta["dc:title"].startswith("实验小学 A")
            assert meta["xmp:CreateDate"].startswith("2026-09-06")
        assert claim == (("2", "U") if archival else (None, None))
        assert ("/OutputIntents" in pdf.Root) == archival


def test_pictures_stand_upright_on_a4_and_keep_their_data(built: Built) -> None:
    path = built.root / A09
    filed = (built.root.parent / "desk" / "照片2.JPG").read_bytes()
    with pikepdf.open(path) as pdf:
        for page in list(pdf.pages)[2:]:
            assert [round(float(value), 1) for value in page.mediabox[2:]] == [round(side, 1) for side in A4]
        picture = pdf.pages[3].resources.XObject.Picture
        assert picture.read_raw_bytes() == filed
    for page in (2, 3):  # One turned by the camera's note, one by the clerk.
        assert colour_at(path, page, 0.5, 0.45)[0] > 150 and colour_at(path, page, 0.5, 0.55)[2] > 150


def test_no_volume_tells_where_a_photo_was_taken(built: Built) -> None:
    with pikepdf.open(built.root / A09) as pdf:
        picture = pdf.pages[2].resources.XObject.Picture
        (copy,) = built.root.glob("原件/*/照片1.jpg")
        assert picture.read_raw_bytes() == copy.read_bytes()


def test_a_taken_corner_gets_a_strip_below(built: Built) -> None:
    with pikepdf.open(built.root / A04) as pdf:
        heights = [round(float(page.mediabox[3]) - float(page.mediabox[1])) for page in pdf.pages]
    assert heights == [842, 842, 842, 842, 842, 868]
    assert "corner taken" in texts(built.root / A04)[5]


def test_the_number_stands_at_the_lower_right_of_a_turned_page(built: Built) -> None:
    with pypdfium2.PdfDocument(built.root / A12) as pdf:
        for place in range(3, 7):
            picture = pdf[place].render(scale=2).to_pil().convert("L")
            wide, high = picture.size
            corner = picture.crop((wide - 160, high - 50, wide, high))
            rest = picture.crop((0, high - 50, wide - 160, high))
            assert corner.getextrema()[0] < 100 and rest.getextrema() == (255, 255)


def test_nothing_active_comes_along(built: Built) -> None:
    for name in (A04, A09, A12):
        with pikepdf.open(built.root / name) as pdf:
            assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(pdf.Root.keys())


def test_an_english_volume_speaks_english(built_english: Built) -> None:
    found = texts(built_english.root / "volumes" / "A04 Responsibility letters.pdf")
    assert "Filed documents" in found[0] and "Contents" in found[1] and "on paper only" in found[1].replace("\r\n", " ")
