"""Which columns go onto paper: as many as can be read, and the paper names the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.export.fonts import Fonts
from safetydesk.export.geometry import Measure
from safetydesk.export.ledger_pdf import write_pdf
from safetydesk.export.paper_columns import PAD, place_columns
from safetydesk.export.table_page import ROOM
from safetydesk.export.tables_pdf import write_tables
from safetydesk.export.typesetter import Typesetter
from safetydesk.words import Words
from tests.export.read_pages import read_pages
from tests.export.sheets_made import sheet

DAY = "2026-09-07"
WIDE = tuple(SheetColumn(f"c{place}", f"第{place}栏", "text", 40) for place in range(1, 11))
SPARE = tuple(column.key for column in reversed(WIDE[1:]))


def wide(row: tuple[str, ...] = ("有",) * 10, **changed: object) -> Sheet:
    """Ten columns, of which six can be read on one sheet."""
    return Sheet(**{"title": "台账", "columns": WIDE, "rows": (row,), "spare": SPARE, **changed})  # type: ignore[arg-type]


def printed(made: Sheet, out: Path, fonts: Fonts, words: Words) -> tuple[list[str], str]:
    """The headings on paper from left to right, and the line that names the others."""
    write_pdf(made, out, words, fonts, DAY)
    (page,) = read_pages(out)
    texts = page.texts()
    heads = next(text for text in texts if "第1栏" in text and "未列出" not in text)
    return heads.replace("栏", "栏 ").split(), next((text for text in texts if "未列出" in text), "")


def test_what_does_not_fit_is_left_out_from_the_right_and_named(out: Path, fonts: Fonts, words: Words) -> None:
    heads, named = printed(wide(), out, fonts, words)
    assert heads == [f"第{place}栏" for place in range(1, 7)]
    assert named == "未列出的栏：第7栏、第8栏、第9栏、第10栏。"


def test_empty_columns_are_left_out_before_others(out: Path, fonts: Fonts, words: Words) -> None:
    row = ("有", "", "有", "", "有", "有", "有", "有", "有", "有")
    heads, named = printed(wide(row), out, fonts, words)
    assert heads == [f"第{place}栏" for place in (1, 3, 5, 6, 7, 8)]
    assert named == "未列出的栏：第2栏、第4栏、第9栏、第10栏。"


def test_a_listing_says_what_can_be_missed_first(out: Path, fonts: Fonts, words: Words) -> None:
    heads, _ = printed(wide(spare=("c2", "c3", *SPARE)), out, fonts, words)
    assert heads == [f"第{place}栏" for place in (1, 4, 5, 6, 7, 8)]


def test_a_form_keeps_all_its_columns(out: Path, fonts: Fonts, words: Words) -> None:
    heads, named = printed(wide(spare=()), out, fonts, words)
    assert (len(heads), named) == (10, "")


def test_what_the_clerk_hid_is_named_too(out: Path, fonts: Fonts, words: Words) -> None:
    made = wide(columns=WIDE[:3], rows=(("有",) * 3,), hidden=("电话",))
    assert printed(made, out, fonts, words)[1] == "未列出的栏：电话。"


@pytest.mark.parametrize(("width", "kept"), [(128, 2), (129, 1)])
def test_a_column_of_texts_keeps_65_of_100_of_its_width(fonts: Fonts, width: int, kept: int) -> None:
    """Two columns of 128 characters fit beside each other at 65 %, those of 129 do not."""
    setter = Typesetter(fonts, Measure(9, 12, 9))
    columns = tuple(replace(column, width=width) for column in WIDE)
    placed = place_columns(wide(columns=columns, spare=SPARE), [("有",) * 10], setter, 0.0, ROOM)
    assert len(placed.columns) == kept


def test_headings_words_and_days_are_never_divided(fonts: Fonts) -> None:
    setter = Typesetter(fonts, Measure(9, 12, 9))
    columns = (
        SheetColumn("form", "Form", "text", 4),
        SheetColumn("held_on", "Day", "date", 4, "center"),
        SheetColumn("pupils", "Pupils expected to take part", "number", 4, "right"),
        *(replace(column, width=30) for column in WIDE[:6]),
    )
    made = Sheet("t", columns, (), spare=SPARE)
    placed = place_columns(made, [("Evacuation", "2026-09-04", "84", *("有",) * 6)], setter, 0.0, ROOM)
    form, day, pupils = placed.columns[:3]
    assert form.width - 2 * PAD >= setter.width("Evacuation")
    assert day.width - 2 * PAD >= setter.width("2026-09-04")
    assert all(word in " ".join(pupils.lines).split() for word in ["Pupils", "expected", "to", "take", "part"])
    assert len(pupils.lines) <= 3


def test_a_long_title_filter_and_footer_stay_on_the_paper(out: Path, fonts: Fonts, words: Words) -> None:
    long = "青山县第一高级中学附属九年一贯制实验学校（东校区）"
    made = sheet(title=long * 3, subtitle=f"搜索：{long * 5}", footer=long * 8)
    write_pdf(made, out, words, fonts, DAY)
    (page,) = read_pages(out)
    assert "".join(text for text in page.texts()).count(long[:8]) == 16
    assert all(ch.left > 30 and ch.right < page.width - 30 for ch in page.chars)
    assert min(box.bottom for box in page.drawn) > max(ch.top for ch in page.chars if ch.size == 7.5)


@pytest.mark.parametrize(("language", "none"), [("zh_CN", "无"), ("en", "None")])
def test_an_empty_table_says_that_there_is_nothing(out: Path, fonts: Fonts, language: str, none: str) -> None:
    write_pdf(sheet(()), out, Words(language), fonts, DAY)
    assert none in read_pages(out)[0].texts()
    write_tables([sheet(), sheet(())], out, Words(language), fonts, DAY)
    assert read_pages(out)[0].texts().count(none) == 1
