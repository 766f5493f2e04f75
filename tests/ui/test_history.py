"""A record's form ends with what happened to it, in the words of the window."""

from __future__ import annotations

import re

from safetydesk.operations.office import Office
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.history_view import HistoryView
from tests.ui.clerk import Clerk, column, column_of, labels, only
from tests.ui.conftest import Opener


def history(clerk: Clerk, register: str, row: int) -> str:
    """The history that the form of a row shows."""
    grid = only(clerk.open_page(register), GridView)
    clerk.click_cell(grid, row, 0, twice=True)
    form = clerk.dialog(FormDialog)
    shown = labels(only(form, HistoryView))
    form.close()
    return shown


def test_changes_are_told_newest_first_with_both_values(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    old = column(grid, "手机")[0]
    clerk.type_cell(grid, 0, column_of(grid, "手机"), "13800138000")
    clerk.type_cell(grid, 0, column_of(grid, "部门"), "门卫室")
    lines = history(clerk, "people", 0).splitlines()
    assert lines[0] == "历史记录"
    assert "2026-09-07 09:00　修改" in lines[1] and "部门" in lines[1] and "门卫室" in lines[1]
    assert f"手机：{old} → 13800138000" in lines[2]
    assert "新建" in lines[-1]


def test_the_reason_of_an_action_is_told(clerk: Clerk) -> None:
    place = clerk.desk.office.register("places")
    with clerk.desk.office.database.action("test.places") as action:
        row = action.insert("place", {"name": "操场"})
    clerk.desk.office.records.trash(place, [row], "已拆除")
    clerk.press("window.undo")
    assert "移到回收站（已拆除）" in history(clerk, "places", 0)


def test_a_linked_record_is_told_by_its_name_and_not_by_its_number(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    pupil = column(grid, "班级").index("一年级1班")
    name = column(grid, "姓名")[pupil]
    person = clerk.desk.office.database.query("SELECT id FROM person WHERE name = ?", [name])[0][0]
    people = clerk.desk.office.register("people")
    clerk.desk.office.records.save_texts(people, [(person, {"class_name": "二年级1班"})])
    assert "班级：一年级1班 → 二年级1班" in history(clerk, "people", column(grid, "姓名").index(name))


def test_english_history_has_no_chinese_but_the_data(sit_down: Opener, school: Office) -> None:
    clerk = sit_down(school, "en")
    person = school.database.query("SELECT min(id) FROM person")[0][0]
    school.records.save_texts(school.register("people"), [(person, {"state": "借调", "phone": "13800138000"})])
    grid = only(clerk.open_page("people"), GridView)
    name = school.database.query("SELECT name FROM person WHERE id = ?", [person])[0][0]
    said = history(clerk, "people", column(grid, "Name").index(name))
    assert "13800138000" in said
    assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", said) == []
