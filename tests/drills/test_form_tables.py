"""Tables of a form that break badly or hold nothing, and the small head that comes again on each page."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import Column, Long, Pair, Pairs, Table
from safetydesk.export.record_form.writer import write_record
from safetydesk.paths import resources
from safetydesk.words import Words
from tests.drills.test_form_kit import form
from tests.export.read_pages import read_pages

TITLE = "青山县第一高级中学附属九年一贯制实验学校（东校区）应急演练记录表"
NUMBER = "2026—2027 学年　登记日期 2026-09-07（补录）"


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(resources() / "fonts")


@pytest.mark.parametrize("height", range(480, 640, 12))
def test_a_tables_head_has_two_rows_below_it(tmp_path: Path, words: Words, fonts: Fonts, height: int) -> None:
    rows = tuple((str(place), "内容") for place in range(9))
    table = Table("岗位分工", (Column("序号"), Column("职责")), rows)
    before = Pairs((Pair("占位", "\n".join("行" * (height // 17)), wide=True),))
    write_record(form(before, table), tmp_path / "form.pdf", words, fonts)
    for page in read_pages(tmp_path / "form.pdf"):
        if "序号职责" in page.texts():
            assert sum(text.endswith("内容") for text in page.texts()) >= 2


@pytest.mark.parametrize(("language", "none"), [("zh_CN", "无"), ("en", "None")])
def test_a_table_without_rows_says_so(tmp_path: Path, fonts: Fonts, language: str, none: str) -> None:
    table = Table("缺勤", (Column("姓名"), Column("原因")), ())
    write_record(form(table, language=language), tmp_path / "form.pdf", Words(language), fonts)
    assert none in read_pages(tmp_path / "form.pdf")[0].texts()


def test_a_long_title_comes_again_whole_beside_the_number(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    long = "\n".join(f"第{place}行要写明的事项。" for place in range(90))
    write_record(form(Long("经过", long), title=TITLE, number_line=NUMBER), tmp_path / "form.pdf", words, fonts)
    again = read_pages(tmp_path / "form.pdf")[1]
    small = "".join(ch.text for ch in again.chars if ch.size == 9)
    assert all(ch in small for ch in TITLE) and "".join(NUMBER.split()) in small
    number_left = min(ch.left for ch in again.chars if ch.size == 9 and ch.text == "登")
    assert max(ch.right for ch in again.chars if ch.size == 9 and ch.text == "演") < number_left
