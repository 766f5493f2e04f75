"""A ledger on paper holds every row, repeats its head and keeps each text within its cell."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from safetydesk.errors import UserError
from safetydesk.export.fonts import Fonts
from safetydesk.export.ledger_pdf import write_pdf
from safetydesk.words import Words
from tests.export.read_pages import MM, Page, pdffonts, pdftotext, read_pages
from tests.export.sheets_made import COLUMNS, notes, sheet

DAY = "2026-09-07"


def edges(page: Page) -> list[float]:
    """The vertical rules of a page, from left to right."""
    return sorted({round(box.left + box.width / 2) for box in page.drawn if box.width < 3 < box.height})


def test_every_row_is_there_and_the_head_on_every_page(out: Path, words: Words, fonts: Fonts) -> None:
    assert write_pdf(sheet(notes(*(f"备注{place:03d}号" for place in range(120)))), out, words, fonts, DAY) == 120
    pages = read_pages(out)
    assert len(pages) > 2
    found = [text for page in pages for text in page.texts()]
    for place in range(120):
        assert sum(f"备注{place:03d}号" in text for text in found) == 1
    for number, page in enumerate(pages, 1):
        texts = page.texts()
        assert texts[0] == "青山实验学校责任书签订台账"
        assert any(all(column.title in text for column in COLUMNS) for text in texts)
        assert words.text("page.of", page=number, pages=len(pages)).replace(" ", "") in texts[-1]
        assert any("0123456789abcdef" in text for text in texts)


def test_paper_is_a4_landscape_and_nothing_leaves_it(out: Path, words: Words, fonts: Fonts) -> None:
    write_pdf(sheet(notes("很长的备注，" * 60)), out, words, fonts, DAY)
    for page in read_pages(out):
        assert (page.width, page.height) == (pytest.approx(297 * MM, abs=0.1), pytest.approx(210 * MM, abs=0.1))
        assert all(ch.left > 10 * MM and ch.right < page.width - 10 * MM for ch in page.chars)
        assert all(ch.bottom > 4 * MM and ch.top < page.height - 10 * MM for ch in page.chars)


def test_every_text_stays_within_its_cell(out: Path, words: Words, fonts: Fonts) -> None:
    """Closing marks that fall on the last place of a line are drawn in, not out."""
    texts = ("安" * length + mark for length in range(25, 36) for mark in ("。）”全责任", "℃全责任", "—全责任"))
    write_pdf(sheet(notes(*texts)), out, words, fonts, DAY)
    cells = 0
    for page in read_pages(out):
        walls = edges(page)
        inside = [ch for ch in page.chars if ch.size == 9 and max(box.top for box in page.drawn) > ch.y > 14 * MM]
        assert len(walls) == 6
        assert [ch for ch in inside for wall in walls if ch.left < wall - 0.6 and ch.right > wall + 0.6] == []
        cells += len(inside)
    assert cells > 1000


def test_a_text_longer_than_a_page_goes_on_on_the_next(out: Path, words: Words, fonts: Fonts) -> None:
    numbers = "".join(f"〔{place}〕" for place in range(1500))
    write_pdf(sheet(notes(numbers)), out, words, fonts, DAY)
    pages = read_pages(out)
    assert len(pages) > 1
    found = "".join(
        "".join(ch.text for ch in line if ch.size == 9 and ch.x > edges(page)[4])
        for page in pages
        for line in page.lines()
    )
    assert all(f"〔{place}〕" in found for place in range(1500))


def test_an_empty_ledger_is_one_page_with_its_head(out: Path, words: Words, fonts: Fonts) -> None:
    assert write_pdf(sheet(()), out, words, fonts, DAY) == 0
    (page,) = read_pages(out)
    assert any("姓名" in text for text in page.texts())


def test_rare_names_and_days_come_back_from_the_file(out: Path, words: Words, fonts: Fonts) -> None:
    write_pdf(sheet(), out, words, fonts, DAY)
    text = pdftotext(out)
    for part in ("李㛃", "𠮷雨", "古丽娜尔·买买提", "2026-09-07", "2026-12-31 23:59"):
        assert part in text
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in pdffonts(out))


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": notes("甲𪚥")},
        {"title": "甲𪚥学校台账"},
        {"subtitle": "搜索：甲𪚥"},
        {"footer": "甲𪚥学校"},
    ],
    ids=["row", "title", "subtitle", "footer"],
)
def test_a_character_no_face_has_stops_the_ledger(
    out: Path, words: Words, fonts: Fonts, changed: dict[str, object]
) -> None:
    with pytest.raises(UserError) as refused:
        write_pdf(sheet(**changed), out, words, fonts, DAY)  # type: ignore[arg-type]
    assert "U+2A6A5" in words.error(refused.value)
    assert list(out.parent.iterdir()) == []


def test_the_same_rows_give_the_same_bytes(out: Path, words: Words, fonts: Fonts) -> None:
    write_pdf(sheet(), out, words, fonts, DAY)
    first = out.read_bytes()
    write_pdf(sheet(), out, words, fonts, DAY)
    assert out.read_bytes() == first


def test_the_file_claims_pdf_a_2u_in_the_papers_language(out: Path, english: Words, fonts: Fonts) -> None:
    write_pdf(sheet(), out, english, fonts, DAY)
    with pikepdf.open(out) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], str(pdf.Root.Lang)) == ("2", "U", "en")
        assert meta["dc:title"] == "青山实验学校责任书签订台账"
    assert "Page 1 of 1" in pdftotext(out)
