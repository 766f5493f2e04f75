"""The bureau's list: read however it is merged, matched and remembered, packed by, and given back filled in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.intake.bureau_table import read_table
from safetydesk.intake.cells import SheetCells
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.check import check
from safetydesk.operations.bureau.giving_back import choose_column, columns_of, fill
from safetydesk.operations.bureau.taking_in import read_list, school_year_days, store_list
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.bureau.answering import answered
from safetydesk.registers.files.bureau.register import BUREAU_LINES, BUREAU_LISTS
from safetydesk.registers.files.items.register import FILES
from tests.bureau.made_list import LINES, TITLE, write_list

YEAR = school_year_days(2025)


def put(office: Office, title: str, file_class: str, day: date = date(2026, 3, 2)) -> int:
    """A filed paper."""
    class_id = office.database.query("SELECT id FROM file_class WHERE code = ?", [file_class])[0][0]
    values = {"title": title, "author": "政教处", "dated": day, "retention": "10年", "pages": 1, "carrier": "纸质"}
    return office.records.save(FILES, Entry({**values, "file_class": class_id}))


@pytest.fixture
def taken(office: Office, tmp_path: Path) -> int:
    """The list, stored."""
    return store_list(office, read_list(office, write_list(tmp_path / "目录.xlsx")), "", "青山县教育局", *YEAR)


def found(office: Office, list_id: int) -> list[tuple[int, ...]]:
    return [line.items for line in answered(office.database, list_id)]


def test_lines_numbers_and_points_are_read_sums_and_levels_are_not(office: Office, tmp_path: Path) -> None:
    read = read_list(office, write_list(tmp_path / "目录.xlsx"))
    assert read.table.name == TITLE
    assert [(line.number, line.title, line.score, line.row) for line in read.table.lines] == [
        (str(number), title, str(score), row) for row, (number, _, title, score) in enumerate(LINES, 3)
    ]
    assert read.table.answers == {"考核表": 5}


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (("序号", "检查项目", "检查内容", "备注"), 2),
        (("编号", "一级指标", "二级指标", "三级指标", "分值"), 3),
        (("材料名称", "分值"), 0),
        (("序号", "考 核\n内容（共3项）", "标准分"), 1),
    ],
)
def test_headings_of_every_kind_are_found(heads: tuple[str, ...], title: int) -> None:
    row = tuple("一份材料" if place == title else "1" for place in range(len(heads)))
    table = read_table((SheetCells("表", ((None,) * len(heads), heads, row)),), "a.xlsx")
    assert [line.title for line in table.lines] == ["一份材料"]


def test_a_workbook_that_asks_for_nothing_is_said(office: Office, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(UserError, match="no_lines"):
        read_list(office, tmp_path / "空.xlsx")
    assert office.listing(BUREAU_LISTS).count(Query()) == 0


def test_a_list_is_stored_with_its_workbook_and_taken_back_as_one(office: Office, taken: int) -> None:
    assert office.listing(BUREAU_LINES).count(Query()) == len(LINES)
    assert office.database.query("SELECT original_name FROM attachment WHERE register = 'bureau-lists'") == [
        ("目录.xlsx",)
    ]
    batch = office.database.query("SELECT batch FROM bureau_list WHERE id = ?", [taken])[0][0]
    take_back(office.database, batch)
    assert office.listing(BUREAU_LISTS).count(Query()) == office.listing(BUREAU_LINES).count(Query()) == 0


def test_words_point_at_classes_and_papers_of_the_lists_days_answer(office: Office, taken: int) -> None:
    letter = put(office, "2026年度责任书台账", "A04")
    drill = put(office, "四月疏散演练记录", "A09")
    put(office, "早先的演练", "A09", date(2024, 5, 6))
    assert found(office, taken) == [(), (letter,), (), (drill,), ()]
    shown = office.listing(BUREAU_LISTS).values([taken])[0]
    assert dict(zip(BUREAU_LISTS.by_name, shown, strict=True))["open"] == 3


@pytest.mark.parametrize("typed", ["记录、总结", "总结，记录", "记录, x", " 记录 "])
def test_words_narrow_a_class(office: Office, taken: int, typed: str) -> None:
    put(office, "演练方案", "A09")
    record = put(office, "演练记录", "A09")
    line = answered(office.database, taken)[3].id
    office.records.save(BUREAU_LINES, Entry({"keywords": typed}, line))
    assert found(office, taken)[3] == (record,)


def test_quotation_marks_among_the_words_are_refused(office: Office, taken: int) -> None:
    line = answered(office.database, taken)[0].id
    assert office.records.save_texts(BUREAU_LINES, [(line, {"keywords": '记录","x'})]).refused


def test_a_paper_named_by_hand_answers_whatever_its_day_and_class(office: Office, taken: int) -> None:
    old = put(office, "2019年领导小组文件", "A16", date(2019, 9, 9))
    line = answered(office.database, taken)[0].id
    office.records.save(BUREAU_LINES, Entry({"items": (old,)}, line))
    assert found(office, taken)[0] == (old,)


def test_next_years_list_is_matched_as_the_last_was(office: Office, taken: int, tmp_path: Path) -> None:
    line = answered(office.database, taken)[4].id
    office.records.save_texts(BUREAU_LINES, [(line, {"classes": "会议", "keywords": "纪要"})])
    again = read_list(office, tmp_path / "目录.xlsx")
    assert again.mapped[4].remembered and again.mapped[4].keywords == "纪要"


def test_the_bureaus_form_comes_back_filled_with_all_else_as_it_was(office: Office, taken: int, tmp_path: Path) -> None:
    put(office, "责任书台账", "A04")
    put(office, "四月演练记录", "A09")
    put(office, "五月演练记录", "A09")
    assert fill(office, taken, tmp_path / "填好.xlsx") == len(LINES)
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["考核表"]
    assert page["E6"].value.split("\n") == ["WS·2026-D10-A09-0001 四月演练记录", "WS·2026-D10-A09-0002 五月演练记录"]
    assert page["E5"].value == "（缺）" and page["F8"].value == "=SUM(F3:F7)"
    assert page["A1"].font.b and page["A1"].value == TITLE and page.column_dimensions["C"].width == 40
    assert {str(block) for block in page.merged_cells.ranges} == {"A1:F1", "B3:B4", "B5:B6", "E3:E4"}
    assert page["E3"].value.split("\n") == ["（缺）", "WS·2026-D10-A04-0001 责任书台账"], "two lines share these cells"


def test_another_column_is_remembered_and_formulas_are_left_alone(office: Office, taken: int, tmp_path: Path) -> None:
    choose_column(office, taken, 6)
    assert columns_of(office, taken) == {"考核表": 6}
    fill(office, taken, tmp_path / "x.xlsx")
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["考核表"]
    assert page["F3"].value == "（缺）" and page["E3"].value is None and page["F8"].value == "=SUM(F3:F7)"


def test_a_list_without_its_workbook_cannot_be_filled(office: Office, tmp_path: Path) -> None:
    list_id = office.records.save(BUREAU_LISTS, Entry({"name": "x", "from_on": YEAR[0], "to_on": YEAR[1]}))
    with pytest.raises(UserError, match="no_workbook"):
        fill(office, list_id, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_the_package_of_a_list_holds_what_it_asks_for_and_a_sheet_of_it(
    office: Office, taken: int, tmp_path: Path
) -> None:
    drill = put(office, "四月演练记录", "A09")
    put(office, "别的", "A15")
    built = build(office, 2025, tmp_path / "包", list_id=taken)
    assert built.items == 1 and check(tmp_path / "包").ok
    told = json.loads((tmp_path / "包" / "元数据.json").read_text(encoding="utf-8"))
    assert [item["title"] for item in told["items"]] == ["四月演练记录"] and drill
    book = openpyxl.load_workbook(tmp_path / "包" / "目录.xlsx")
    page = book[TITLE]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert sum("（缺）" in row for row in rows) == 4 and any("四月演练记录" in row for row in rows)
    build(office, 2025, tmp_path / "全年")
    assert len(openpyxl.load_workbook(tmp_path / "全年" / "目录.xlsx").sheetnames) == 4


def test_days_in_the_wrong_order_are_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        store_list(office, read_list(office, write_list(tmp_path / "a.xlsx")), "", "", YEAR[1], YEAR[0])
    assert office.listing(BUREAU_LISTS).count(Query()) == 0
