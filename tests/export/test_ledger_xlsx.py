"""A ledger opens in a spreadsheet as the paper one: true dates, text that stays text, a head that stays in view."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from safetydesk.core.clean_text import text_problem
from safetydesk.core.listing import Query
from safetydesk.core.share import percent
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.errors import UserError
from safetydesk.export.ledger_xlsx import write_xlsx
from safetydesk.operations.ledger import write_ledger
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.words import LANGUAGES, Words
from tests.export.sheets_made import COLUMNS, FORMULAS, ROWS, notes, sheet
from tests.letters.small_school import issue_now, settle, sign_today

storable = st.text(max_size=40).filter(lambda text: text_problem(text, lines=3) is None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def opened(path: Path) -> Worksheet:
    found = openpyxl.load_workbook(path).active
    assert isinstance(found, Worksheet)
    return found


def below_head(page: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=4)]


def test_rows_come_back_in_their_own_types(out: Path) -> None:
    assert write_xlsx(sheet(), out) == 3
    assert below_head(opened(out)) == [
        ("李㛃", datetime(2026, 9, 7), datetime(2026, 9, 7, 8, 30), 2, "原件在保卫处"),
        ("𠮷雨", datetime(2026, 9, 1), None, 1, None),
        ("古丽娜尔·买买提", None, datetime(2026, 12, 31, 23, 59), None, "第一行\n第二行"),
    ]


def test_dates_are_shown_as_the_office_writes_them(out: Path) -> None:
    write_xlsx(sheet(), out)
    page = opened(out)
    assert (page["B4"].number_format, page["C4"].number_format) == ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")
    assert page["B4"].is_date


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(out: Path, text: str) -> None:
    write_xlsx(sheet(notes(text)), out)
    cell = opened(out)["E4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix
    assert cell.number_format == "@"
    assert "<f>" not in sheet_xml(out)


def sheet_xml(path: Path) -> str:
    """The first sheet as stored."""
    with ZipFile(path) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


def test_the_head_names_the_table_stays_in_view_and_filters(out: Path) -> None:
    write_xlsx(sheet(), out)
    page = opened(out)
    assert (page["A1"].value, page["A2"].value) == ("青山实验学校责任书签订台账", "2026—2027学年")
    assert [cell.value for cell in page[3]] == [column.title for column in COLUMNS]
    assert page.freeze_panes == "B4"
    assert page.auto_filter.ref == "A3:E6"
    assert page.print_title_rows == "$3:$3"


def test_columns_are_as_wide_as_their_content_needs(out: Path) -> None:
    write_xlsx(sheet(), out)
    page = opened(out)
    for place, column in enumerate(COLUMNS, 1):
        assert page.column_dimensions[get_column_letter(place)].width >= max(column.width, len(column.title) + 3)


@pytest.mark.parametrize(("width", "orientation"), [(98, "portrait"), (99, "landscape")])
def test_paper_is_a4_one_page_wide_on_its_side_where_the_table_is(out: Path, width: int, orientation: str) -> None:
    columns = (SheetColumn("name", "姓名", "text", 45), SheetColumn("note", "备注", "text", width - 45))
    write_xlsx(Sheet("台账", columns, (), footer="历史链 0123456789abcdef"), out)
    page = opened(out)
    assert (page.page_setup.paperSize, page.page_setup.orientation or "portrait") == (9, orientation)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert "0123456789abcdef" in str(page.oddFooter.left.text)


def test_an_empty_ledger_has_its_head(out: Path) -> None:
    assert write_xlsx(sheet(()), out) == 0
    assert below_head(opened(out)) == []


def test_a_long_text_goes_on_below_and_counts_as_one_record(out: Path) -> None:
    text = "安全" * 20_000
    count = write_xlsx(sheet(notes(text)), out)
    cells = [row[4] for row in below_head(opened(out))]
    assert "".join(cells) == text
    assert count == 1


def test_days_before_1900_are_written_as_text_rather_than_wrongly(out: Path) -> None:
    write_xlsx(sheet((("甲", date(1899, 12, 31), None, 1, ""), ("乙", date(1900, 2, 28), None, 1, ""))), out)
    assert [row[1] for row in below_head(opened(out))] == ["1899-12-31", "1900-02-28"]


def test_what_no_workbook_can_hold_is_refused_and_the_old_file_stays(out: Path) -> None:
    out.write_bytes(b"old")
    with pytest.raises(UserError, match="unwritable"):
        write_xlsx(sheet(notes("甲\ud800")), out)
    assert [(item.name, item.read_bytes()) for item in out.parent.iterdir()] == [("台账.xlsx", b"old")]


@settings(max_examples=60)
@given(st.lists(storable, min_size=1, max_size=12))
@example(["_x0041_", " 前后 ", "行\n行", "'", "1e5", "0012", "#N/A", "TRUE", "&amp;", "http://a.b/c"])
def test_any_text_that_can_be_stored_comes_back_unchanged(out: Path, texts: list[str]) -> None:
    write_xlsx(sheet(notes(*texts)), out)
    assert [unescape(row[4] or "") for row in below_head(opened(out))] == texts


@pytest.mark.parametrize("title", ["责任书[2026]:台账*", "很长的标题" * 10, "History", "'引号'", "甲/乙?"])
def test_any_title_makes_a_sheet_name(out: Path, title: str) -> None:
    write_xlsx(sheet(title=title), out)
    page = opened(out)
    assert page["A1"].value == title
    assert 0 < len(page.title) <= 31


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_of_letters_speaks_the_papers_language(office: Office, out: Path, language: str) -> None:
    settle(office)
    office.settings.put("paper_language", language)
    office.settings.put("window_language", next(other for other in LANGUAGES if other != language))
    sign_today(office, *issue_now(office, STAFF).ids[:2])
    register = office.register("letters")
    assert write_ledger(office, register, Query(year=2026), "xlsx", out) == 6
    page = opened(out)
    words = Words(language)
    assert [cell.value for cell in page[3]] == [words.text(f"field.letters.{item.name}") for item in register.columns]
    rows = below_head(page)
    by_name = {row[2]: row for row in rows}
    assert list(by_name) == ["王建国", "李㛃", "赵𬭚", "孙大伟", "周玉兰", "吴亮"]
    assert by_name["李㛃"][9] == datetime(2026, 9, 7)
    assert {row[6] for row in rows} == {words.term("letter_state", "已签回"), words.term("letter_state", "未生成")}


def test_an_export_is_remembered(office: Office, out: Path) -> None:
    settle(office)
    write_ledger(office, office.register("people"), Query(), "xlsx", out)
    assert office.database.query("SELECT tbl FROM audit WHERE action = 'export'") == [("person",)]
    assert len(below_head(opened(out))) == office.listing(office.register("people")).count(Query()) == 13


def test_rows_are_only_read_once(out: Path) -> None:
    assert write_xlsx(sheet(iter(ROWS)), out) == 3


def column_of(kind: Kind, *cells: Any) -> Sheet:
    """A table of one column of a kind."""
    return Sheet("台账", (SheetColumn("it", "值", kind, 12),), tuple((cell,) for cell in cells))


@settings(max_examples=60)
@given(st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
@example((1999, 2000))
@example((1, 3000))
@example((1, 1))
@example((197, 200))
def test_a_share_is_a_number_that_shows_what_paper_shows(out: Path, counted: tuple[int, int]) -> None:
    share = Fraction(*counted)
    write_xlsx(column_of("share", share), out)
    cell = opened(out)["A4"]
    decimals = {"0%": 0, "0.0%": 1}[cell.number_format]
    assert f"{cell.value * 100:.{decimals}f}%" == percent(share)


@pytest.mark.parametrize(
    ("kind", "value", "stored", "form"),
    [
        ("number", 12, 12, "0"),
        ("number", 2.5, 2.5, "General"),
        ("number", 123456.75, 123456.75, "General"),
        ("number", "3—5分", "3—5分", "@"),
        ("change", -7, -7, "+0;-0;0"),
        ("day", date(2026, 9, 7), datetime(2026, 9, 7), "yyyymmdd"),
        ("text", "013812345678", "013812345678", "@"),
        ("share", "—", "—", "@"),
    ],
)
def test_a_column_says_how_its_cells_are_stored(out: Path, kind: Kind, value: Any, stored: Any, form: str) -> None:
    write_xlsx(column_of(kind, value), out)
    cell = opened(out)["A4"]
    assert (cell.value, cell.number_format) == (stored, form)


def height(page: Worksheet, row: int) -> float:
    found = page.row_dimensions[row].height
    assert found is not None, f"row {row} has no height of its own"
    return float(found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("短", 1), ("安" * 15, 1), ("安" * 16, 2), ("安" * 46, 4), ("一\n二\n三", 3), ("twenty-six letters in a row", 1), ("a" * 30, 1), ("a" * 31, 2), ("很多 " + "a" * 26, 2), ("WS·2026-D10", 1)],
)  # fmt: skip
def test_a_row_is_as_high_as_its_wrapped_text(out: Path, text: str, lines: int) -> None:
    write_xlsx(sheet(notes(text)), out)
    assert height(opened(out), 4) == pytest.approx(14.5 * lines + 5, abs=0.375)


def test_title_filters_and_headings_are_as_high_as_they_wrap(out: Path) -> None:
    columns = (
        SheetColumn("a", "Number of pupils present on the day", "number", 6),
        SheetColumn("b", "备注", "text", 8),
    )
    write_xlsx(Sheet("实验小学" * 12, columns, (), subtitle="2026—2027学年" * 12), out)
    page = opened(out)
    assert height(page, 1) > 40 and height(page, 2) > 40 and height(page, 3) > 30


def test_a_text_higher_than_any_row_goes_on_below_whole(out: Path) -> None:
    text = "第一步，关闭电源；" * 60
    assert write_xlsx(sheet(notes(text)), out) == 1
    page = opened(out)
    assert "".join(row[4] for row in below_head(page)) == text and page.max_row > 4
    assert all(height(page, row) <= 409 for row in range(4, page.max_row + 1))


def test_codes_kept_as_text_are_not_marked_as_mistakes(out: Path) -> None:
    write_xlsx(column_of("text", "13812345678"), out)
    assert 'numberStoredAsText="1"' in sheet_xml(out)


@pytest.mark.parametrize(("columns", "across"), [(19, 1), (20, 2)])
def test_a_very_wide_table_goes_on_beside_rather_than_becoming_illegible(out: Path, columns: int, across: int) -> None:
    wide = tuple(SheetColumn(f"c{place}", "列", "text", 10) for place in range(columns))
    write_xlsx(Sheet("台账", wide, ()), out)
    page = opened(out)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (across, 0)
    assert page.print_title_cols == ("$A:$A" if across > 1 else None)
    assert page["A1"].alignment.horizontal == ("left" if across > 1 else "center"), "whole on the first sheet"
