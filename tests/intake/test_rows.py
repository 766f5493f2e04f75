"""What one cell says is read as meant, or its row stays out with the field named and the others go in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.intake.conftest import WORDS, Importer, Reader
from tests.intake.making import HEADINGS, PUPILS, biff, change_part, workbook, workbook_of_sheets

STAFF = ("姓名", "性别", "岗位", "手机", "入职日期", "备注")
Shown = Callable[[], list[dict[str, object]]]


def staff_row(**cells: Any) -> list[Any]:
    """A member of staff, with some cells other than usual."""
    usual = {"姓名": "张三", "性别": "男", "岗位": "保安", "手机": "13800138000", "入职日期": "2026-09-01", "备注": ""}
    return list({**usual, **cells}.values())


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"手机": "1.38E+10"}, "phone"),
        ({"手机": "没有"}, "phone"),
        ({"手机": "1380013800x"}, "phone"),
        ({"手机": 123456789012345678.0}, "phone"),
        ({"入职日期": "2026年9月"}, "joined"),
        ({"入职日期": 2026.1}, "joined"),
        ({"入职日期": "2026-02-31"}, "joined"),
        ({"入职日期": "去年"}, "joined"),
        ({"入职日期": "9999-12-31"}, "joined"),
        ({"入职日期": "1900-01-01"}, "joined"),
        ({"入职日期": datetime(1900, 2, 1)}, "joined"),
        ({"性别": "不详吧"}, "sex"),
        ({"姓名": "张\u200b三"}, "name"),
        ({"姓名": "张\u202e三"}, "name"),
        ({"姓名": "张\ue863"}, "name"),
        ({"姓名": "张" * 61}, "name"),
        ({"姓名": 12345.0}, "name"),
        ({"姓名": ""}, "name"),
        ({"姓名": "（张三）"}, "name"),
        ({"备注": "a\u0007b"}, "note"),
    ],
)
def test_a_bad_row_stays_out_whole(
    carry: Importer, shown: Shown, tmp_path: Path, cells: dict[str, Any], field: str
) -> None:
    rows = [STAFF, staff_row(姓名="甲"), staff_row(**cells), staff_row(姓名="乙")]
    plan, _ = carry(write(tmp_path / "教师.xlsx", rows))
    assert [(item.sheet, item.row, item.field) for item in plan.refused] == [("名单", 3, field)]
    assert all(words.say(plan.refused[0].why) for words in WORDS.values())
    assert sorted(str(person["name"]) for person in shown()) == ["乙", "甲"]


def write(path: Path, rows: list[Any]) -> Path:
    """As `workbook`, with dates shown as dates."""
    return workbook(path, rows, default_date_format="yyyy-mm-dd")


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("手机", 13800138000.0, "phone", "13800138000"),
        ("手机", "13800138000.0", "phone", "13800138000"),
        ("手机", "138-0013-8000", "phone", "13800138000"),
        ("手机", "+86 138 0013 8000", "phone", "13800138000"),
        ("手机", "１３８００１３８０００", "phone", "13800138000"),
        ("手机", "0571-88886666", "phone", "057188886666"),
        ("手机", "13800138000/13900139000", "phone", "13800138000、13900139000"),
        ("入职日期", "2026.9.1", "joined", date(2026, 9, 1)),
        ("入职日期", "2026/9/1", "joined", date(2026, 9, 1)),
        ("入职日期", "20260901", "joined", date(2026, 9, 1)),
        ("入职日期", 20260901.0, "joined", date(2026, 9, 1)),
        ("入职日期", "2026年9月1日", "joined", date(2026, 9, 1)),
        ("入职日期", "二〇二六年九月一日", "joined", date(2026, 9, 1)),
        ("入职日期", "２０２６年９月１日", "joined", date(2026, 9, 1)),
        ("入职日期", "2026-09-01 00:00:00", "joined", date(2026, 9, 1)),
        ("入职日期", 46266.0, "joined", date(2026, 9, 1)),
        ("入职日期", 46266.5, "joined", date(2026, 9, 1)),
        ("入职日期", datetime(2026, 9, 1, 12), "joined", date(2026, 9, 1)),
        ("入职日期", "—", "joined", None),
        ("性别", "女生", "sex", "女"),
        ("性别", "M", "sex", "男"),
        ("性别", 1.0, "sex", "男"),
        ("岗位", "校长,护校队长", "post", "校长、护校队长"),
        ("备注", "第一行\n第二行", "note", "第一行 第二行"),
        ("备注", 3.0, "note", "3"),
    ],
)
def test_a_cell_is_read_as_meant(
    read: Reader, tmp_path: Path, heading: str, cell: Any, field: str, value: object
) -> None:
    roster = read(write(tmp_path / "教师.xlsx", [STAFF, staff_row(**{heading: cell})]))
    assert [getattr(person, field) for person in roster.people] == [value]


@pytest.mark.parametrize("date_1904", [False, True])
@pytest.mark.parametrize("shown_as_date", [False, True])
def test_both_date_systems(read: Reader, tmp_path: Path, date_1904: bool, shown_as_date: bool) -> None:
    path = tmp_path / "教师.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "岗位", "入职日期"])
        sheet.write_row(1, 0, ["张三", "保安"])
        style = book.add_format({"num_format": "yyyy-mm-dd" if shown_as_date else "General"})
        sheet.write_datetime(1, 2, datetime(2026, 9, 1), style)
    assert [person.joined for person in read(path).people] == [date(2026, 9, 1)]


def test_error_cells_are_never_blanks(read: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADINGS, ("张三", "三年级2班", "#N/A"), ("#REF!", "三年级2班", "1"), ("#N/A",) * 3, PUPILS[1]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "名单.xlsx")
    roster = read(tmp_path / "名单.xlsx")
    assert [(item.row, item.why.id) for item in roster.refused] == [(row, "intake.cell_error") for row in (2, 3, 4)]
    assert [item.field for item in roster.refused][:2] == ["phone", "name"]
    assert [person.row for person in roster.people] == [5]


def test_error_cells_of_an_old_workbook_are_never_blanks(read: Reader, tmp_path: Path) -> None:
    roster = read(biff(tmp_path / "名单.xls", [*PUPILS, ("赵六", "三年级3班", "#N/A")]))
    assert [person.name for person in roster.people] == ["张三", "李四", "王五"]
    assert [(item.row, item.field) for item in roster.refused] == [(5, "phone")]


def test_formulas_are_read_by_their_stored_value(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_formula(1, 0, '=B9&"三"', None, "张三")
        sheet.write_row(1, 1, PUPILS[1][1:])
    assert [(person.name, person.phone) for person in read(path).people] == [("张三", "13800138001")]


@pytest.mark.parametrize("stored", ["", "<v/>", "<v></v>"])
def test_a_formula_without_a_stored_value_is_never_a_blank(read: Reader, tmp_path: Path, stored: str) -> None:
    def unsaved(xml: str) -> str:
        return xml.replace("</f><v>0</v>", f"</f>{stored}")

    rows = [HEADINGS, ("张三", "三年级2班", "=E1"), ("=E2", "三年级2班", "1"), ("=E3", "=F3", "=G3"), PUPILS[1]]
    roster = read(change_part(workbook(tmp_path / "名单.xlsx", rows), unsaved))
    assert [(item.row, item.why.id) for item in roster.refused] == [(row, "intake.cell_no_value") for row in (2, 3, 4)]
    assert [item.field for item in roster.refused][:2] == ["phone", "name"]
    assert [person.row for person in roster.people] == [5]


def test_hidden_rows_are_read_and_counted_and_hidden_sheets_wait_to_be_ticked(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("在校", PUPILS), ("转出", [HEADINGS, ("赵六", "三年级2班", "13800138004")])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.worksheets()[0].set_row(2, None, None, {"hidden": True})
        book.worksheets()[1].hide()
    roster = read(path)
    assert [person.name for person in roster.people] == ["张三", "李四", "王五"]
    assert [(found.name, found.hidden, found.hidden_rows) for found in roster.sheets] == [
        ("在校", False, 1),
        ("转出", True, 0),
    ]
    ticked = read(path, sheets=frozenset({"转出"}))
    assert [person.name for person in ticked.people] == ["赵六"]


def test_two_of_one_name_in_a_class(read: Reader, tmp_path: Path) -> None:
    head = ("姓名", "班级", "学号", "联系电话")
    rows = [
        ("张伟", "三2班", "01", "13800138001"),
        ("张伟", "三2班", "02", "13800138001"),
        ("李娜", "三2班", "", "13800138003"),
        ("李娜", "三2班", "", "13800138004"),
        ("王芳", "三2班", "05", "13800138005"),
        ("王芳", "三2班", "05", "13800138005"),
        ("赵敏", "三2班", "06", "13800138006"),
        ("赵敏", "三2班", "06", "13800138007"),
        ("赵敏", "三3班", "07", "13800138007"),
    ]
    roster = read(workbook(tmp_path / "名单.xlsx", [head, *rows]))
    assert [person.row for person in roster.people] == [2, 3, 4, 5, 6, 8, 10]
    assert [person.row for person in roster.doubles] == [7]
    assert [(item.row, item.why.values["row"]) for item in roster.refused] == [(9, 8)]


def test_one_person_on_two_sheets_is_one(read: Reader, tmp_path: Path) -> None:
    roster = read(workbook_of_sheets(tmp_path / "名单.xlsx", {"一": PUPILS, "二": [HEADINGS, PUPILS[2]]}))
    assert [person.name for person in roster.people] == ["张三", "李四", "王五"]
    assert [(person.sheet, person.row) for person in roster.doubles] == [("二", 2)]
