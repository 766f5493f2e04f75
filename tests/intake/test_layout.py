"""Wherever the header is and however it is worded, columns are found; titles, totals and notes are no people."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.intake.conftest import Reader
from tests.intake.making import PUPILS, workbook


def csv_file(path: Path, *lines: str) -> Path:
    path.write_bytes(("\n".join(lines) + "\n").encode())
    return path


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓  名", "name"),
        ("姓名（签字）", "name"),
        ("*姓名", "name"),
        ("学生\n姓名", "name"),
        ("联系电话(手机)", "phone"),
        ("家长手机号码", "phone"),
        ("紧急联系人电话", "phone"),
        ("联系人电话", "phone"),
        ("父亲电话", "phone"),
        ("与学生关系", "relation"),
        ("监护人（家长）姓名", "guardian"),
        ("现任岗位", "post"),
        ("职务／岗位", "post"),
        ("参加工作时间", "joined"),
        ("来校日期", "joined"),
        ("人员类别", "kind"),
        ("所在部门", "dept"),
        ("学籍号", "student_no"),
        ("工 号", "staff_no"),
        ("所在班级", "class_name"),
        ("身份证号", ""),
        ("家长身份证号", ""),
        ("班主任", ""),
        ("家庭住址", ""),
    ],
)
def test_a_heading_is_understood(read: Reader, tmp_path: Path, heading: str, field: str) -> None:
    others = ["姓名"] if field != "name" else []
    others += ["班级"] if field != "class_name" else []
    others += ["性别"]
    path = tmp_path / "名单.xlsx"
    workbook(path, [[*others, heading], ["张三" if word == "姓名" else "" for word in others]])
    assert read(path).sheets[0].columns.get(len(others), "") == field


def test_a_column_of_exactly_that_name_comes_before_one_that_only_contains_it(read: Reader, tmp_path: Path) -> None:
    head = "学生住址,家长工作单位,家长姓名,姓名,班级"
    roster = read(csv_file(tmp_path / "名单.csv", head, "朝阳路1号,某厂,张父,张三,三2班"))
    assert [(person.name, person.guardian) for person in roster.people] == [("张三", "张父")]


def two_rows(path: Path, group: str, merged: bool = True) -> Path:
    """A header of two rows: one heading over three columns."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名单")
        sheet.merge_range("A1:F1", "实验小学学生名册")
        if merged:
            for column, word in enumerate(("序号", "姓名", "班级")):
                sheet.merge_range(1, column, 2, column, word)
            sheet.merge_range("D2:F2", group)
        else:
            sheet.write_row(1, 0, ["序号", "姓名", "班级", group])
        sheet.write_row(2, 3, ["姓名", "关系", "电话"])
        sheet.write_row(3, 0, [1, "张三", "三(2)班", "张父", "爸爸", "13800138000"])
    return path


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("group", ["监护人", "家长（监护人）情况"])
def test_a_header_of_two_rows(read: Reader, tmp_path: Path, group: str, merged: bool) -> None:
    roster = read(two_rows(tmp_path / "名单.xlsx", group, merged))
    found = [(p.row, p.name, p.class_name, p.guardian, p.relation, p.phone) for p in roster.people]
    assert found == [(4, "张三", "三年级2班", "张父", "父亲", "13800138000")]


def test_merged_classes_are_filled_and_blank_ones_only_when_told(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名单")
        for number, row in enumerate([("班级", "姓名"), ("", "甲"), ("", "乙"), ("三3班", "丙"), ("", "丁")]):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A3", "三2班")
    roster = read(path)
    assert [(person.name, person.class_name) for person in roster.people] == [
        ("甲", "三年级2班"), ("乙", "三年级2班"), ("丙", "三年级3班"),
    ]  # fmt: skip
    assert [(item.name, item.field, item.why.id) for item in roster.refused] == [
        ("丁", "class_name", "intake.class_blank")
    ]
    assert roster.sheets[0].blank_classes == 1
    assert [person.class_name for person in read(path, fill_down=True).people][3] == "三年级3班"


@pytest.mark.parametrize(
    "note",
    [
        "合计,3",
        "共3人,",
        "小计：3人,",
        ",,",
        "备注：以上名单截至九月,",
        "填表人：王五,",
        "注：转出不计,",
        "姓名,班级,联系电话",
    ],
)
def test_totals_and_notes_are_no_people(read: Reader, tmp_path: Path, note: str) -> None:
    lines = [",".join(row) for row in PUPILS]
    roster = read(csv_file(tmp_path / "名单.csv", *lines[:3], note, *lines[3:], note))
    assert [person.name for person in roster.people] == ["张三", "李四", "王五"]
    assert roster.refused == ()


@pytest.mark.parametrize("name", ["单位华", "孔小计", "附国", "注册", "备德", "Muhammad Abdullah"])
@pytest.mark.parametrize("phone", ["13800138000", ""])
def test_a_person_is_not_taken_for_a_note(read: Reader, tmp_path: Path, name: str, phone: str) -> None:
    roster = read(csv_file(tmp_path / "教师.csv", "姓名,手机", f"{name},{phone}", "李四,13800138001"))
    assert [person.name for person in roster.people] + [item.name for item in roster.refused] == [name, "李四"]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_any_usual_delimiter(read: Reader, tmp_path: Path, mark: str) -> None:
    path = csv_file(tmp_path / "名单.csv", *(mark.join(row) for row in PUPILS))
    assert [person.phone for person in read(path).people] == [row[2] for row in PUPILS[1:]]


def test_an_open_quote_swallows_nobody(read: Reader, tmp_path: Path) -> None:
    from safetydesk.errors import UserError

    path = csv_file(
        tmp_path / "名单.csv", "姓名,住址,手机", '张三,"甲路,13800138001', "李四,乙路,13800138002", "王五,丙路,1"
    )
    with pytest.raises(UserError, match="bad_csv"):
        read(path)


def test_quotes_and_line_breaks_inside_cells(read: Reader, tmp_path: Path) -> None:
    lines = ["姓名,备注,手机", '张三,"甲,""乙""\n丙",13800138001', "李四,,13800138002"]
    found = [(person.name, person.note, person.phone) for person in read(csv_file(tmp_path / "a.csv", *lines)).people]
    assert found == [("张三", '甲,"乙" 丙', "13800138001"), ("李四", "", "13800138002")]


def test_the_clerk_may_correct_columns_and_kind(read: Reader, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "名单.csv", "姓名,联系电话,家里电话", "张三,1,13800138001")
    roster = read(path, kind="staff", columns={"名单": {0: "name", 2: "phone"}})
    assert [(person.kind, person.phone) for person in roster.people] == [("教职工", "13800138001")]
