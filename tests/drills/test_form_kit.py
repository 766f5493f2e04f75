"""The ruled form that records are printed on: nothing lost, nothing outside the page, nothing from the clock."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from safetydesk.errors import Cancelled, UserError
from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import (
    Block,
    Column,
    Long,
    Pair,
    Pairs,
    RecordForm,
    Signatures,
    Table,
)
from safetydesk.export.record_form.writer import write_record, write_records
from safetydesk.paths import resources
from safetydesk.words import Words
from tests.export.read_pages import MM, Page, read_pages

LEFT, RIGHT = 28 * MM, (210 - 22) * MM
FACTS = Pairs((Pair("名称", "九月疏散演练", wide=True), Pair("日期", "2026-09-04"), Pair("时段")))
SIGNED = Signatures(("总指挥（签字）：", "总结人（签字）：", "记录人（签字）："), "______年____月____日")


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(resources() / "fonts")


def form(*blocks: Block, **changes: str) -> RecordForm:
    given = {
        "title": "青山小学应急演练记录表",
        "number_line": "2026—2027 学年",
        "language": "zh_CN",
        "day": "2026-09-04",
    }
    return RecordForm(blocks=blocks, **{**given, **changes})


def whole_text(pages: list[Page]) -> str:
    """What stands on the pages line by line, from the left to the right."""
    return "".join(text for page in pages for text in page.texts())


def outside(page: Page) -> list[str]:
    """Characters that stand outside the frame's width, above it, or below the page's number."""
    return [
        ch.text
        for ch in page.chars
        if ch.left < LEFT - 0.5 or ch.right > RIGHT + 0.5 or ch.top > 272.5 * MM or ch.bottom < 13 * MM
    ]


def in_frame(page: Page) -> bool:
    """Whether all text but the head's and the number's lies within the outer frame."""
    across = [box.bottom for box in page.drawn if box.height < 4 and box.width > 150 * MM]
    top, floor = max(across), min(across)
    inner = [ch for ch in page.chars if ch.size > 9.1 and ch.size < 18]
    return all(floor < ch.y < top for ch in inner)


def test_texts_of_every_length_stay_within_the_page(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    for length in (1, 38, 39, 40, 400, 2500):
        text = "疏散路线（东）、楼梯口“拥挤”。" * (length // 15 + 1)
        blocks = (FACTS, Long("存在问题", text[:length]), Pairs((Pair("疏散路线", text[:length]),)), SIGNED)
        write_record(form(*blocks), path, words, fonts)
        pages = read_pages(path)
        assert [outside(page) for page in pages if outside(page)] == []
        assert all(in_frame(page) for page in pages)


def test_a_long_text_goes_on_under_its_label(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    numbers = "".join(f"〔{place}〕" for place in range(900))
    written = write_record(form(FACTS, Long("总结", numbers), SIGNED), path, words, fonts)
    pages = read_pages(path)
    assert written.pages == len(pages) > 2
    cells = "".join(
        "".join(ch.text for ch in line if ch.size == 10.5 and ch.x > LEFT + 62)
        for page in pages
        for line in page.lines()
    )
    assert all(f"〔{place}〕" in cells for place in range(900))
    assert all("总结（续）" in whole_text([page]) for page in pages[1:])
    for number, page in enumerate(pages, 1):
        assert words.text("page.of", page=number, pages=len(pages)).replace(" ", "") in page.texts()[-1]
        assert "青山小学应急演练记录表" in page.texts()[0]


def test_a_text_of_many_lines_keeps_its_lines(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    write_record(form(Long("措施", "一、增设引导员\n\t二、检修音箱\n三、再练一次")), path, words, fonts)
    (page,) = read_pages(path)
    starts = [text for text in page.texts() if text.startswith(("一、", "二、", "措施", "三、"))]
    assert len([part for part in ("一、", "二、", "三、") if any(part in text for text in starts)]) == 3


def test_a_tables_head_is_on_every_page_and_every_row_once(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    rows = tuple((f"{place:03d}班", str(place), "注" * (place % 30)) for place in range(90))
    columns = (Column("班级"), Column("应到", 0.6), Column("备注", 2.0, "left"))
    write_record(form(FACTS, Table("分班清点", columns, rows)), path, words, fonts)
    pages = read_pages(path)
    assert len(pages) > 3
    text = whole_text(pages)
    assert all(text.count(f"{place:03d}班") == 1 for place in range(90))
    assert all(any("班级" in line and "备注" in line for line in page.texts()) for page in pages)
    assert [outside(page) for page in pages if outside(page)] == []


def test_a_row_higher_than_a_page_is_cut(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    rows = (("甲", "长" * 4000),)
    write_record(form(Table("表", (Column("名"), Column("说明", 3.0, "left")), rows)), path, words, fonts)
    assert whole_text(read_pages(path)).count("长") == 4000


def test_signatures_have_room_for_a_hand_and_company_on_their_page(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    for rows in range(18, 27):
        lines = Pairs(tuple(Pair(f"第{place}项", "有", wide=True) for place in range(rows)))
        write_record(form(lines, SIGNED), path, words, fonts)
        last = read_pages(path)[-1]
        assert any("签字" in text for text in last.texts()) and any("项有" in text for text in last.texts())
        hands = [box for box in last.rules() if 40 * MM < box.width < 60 * MM]
        assert len(hands) == 3


def test_a_heading_never_stands_alone_at_the_foot(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    for rows in range(18, 27):
        lines = Pairs(tuple(Pair(f"第{place}项", "有", wide=True) for place in range(rows)))
        table = Table("分班清点", (Column("班级"), Column("应到")), (("一班", "40"),))
        write_record(form(lines, table), path, words, fonts)
        (page,) = [page for page in read_pages(path) if any("分班清点" in text for text in page.texts())]
        assert any("一班" in text for text in page.texts())


def test_a_character_no_face_has_is_named_with_its_place(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    table = Table("未参加人员", (Column("姓名"),), (("甲𪚥",),))
    for block in (Long("总结", "甲𪚥"), Pairs((Pair("名称", "𪚥"),)), table):
        with pytest.raises(UserError) as refused:
            write_record(form(block), tmp_path / "form.pdf", words, fonts)
        said = words.error(refused.value)
        assert "U+2A6A5" in said and any(label in said for label in ("总结", "名称", "未参加人员"))
    assert list(tmp_path.iterdir()) == []


def test_rare_names_come_back_and_the_file_claims_pdf_a(tmp_path: Path, english: Words, fonts: Fonts) -> None:
    path = tmp_path / "form.pdf"
    names = ("李㛃", "𠮷雨", "古丽娜尔·买买提")
    pairs = Pairs(tuple(Pair("Name", name) for name in names), per_row=3)
    write_record(
        form(pairs, Long("Summary", "Words that run over more than one line. " * 30), language="en"),
        path,
        english,
        fonts,
    )
    pages = read_pages(path)
    assert all(name in whole_text(pages) for name in names)
    assert [outside(page) for page in pages if outside(page)] == []
    with pikepdf.open(path) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], str(pdf.Root.Lang)) == ("2", "U", "en")
        assert meta["xmp:CreateDate"].startswith("2026-09-04")


def test_several_records_begin_on_pages_of_their_own(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    path = tmp_path / "forms.pdf"
    forms = [form(Long("总结", "长" * 3000), title="甲表"), form(FACTS, title="乙表", day="2026-10-04")]
    seen: list[tuple[int, int]] = []
    written = write_records(
        forms, path, words, fonts, title="两份", progress=lambda done, total: seen.append((done, total))
    )
    pages = read_pages(path)
    assert (written.records, written.pages) == (2, len(pages)) and seen == [(0, 2), (1, 2), (2, 2)]
    assert [page.texts()[0][:2] for page in pages] == ["甲表"] * (len(pages) - 1) + ["乙表"]
    assert "第1页/共1页" in pages[-1].texts()[-1]
    first = path.read_bytes()
    write_records(forms, path, words, fonts, title="两份")
    assert path.read_bytes() == first


def test_what_is_cancelled_leaves_no_file(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    with pytest.raises(Cancelled):
        write_records([form(FACTS)], tmp_path / "form.pdf", words, fonts, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []
