"""What is typed and ticked above the list narrows it, and the list says so until it is cleared."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.ui.filter_bar import FilterBar
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, column, every, labels, menu_of, only, retype


def search(clerk: Clerk, grid: GridView, text: str, found: int) -> None:
    """Ctrl+F, type, and wait for the list to follow."""
    clerk.bot.keySequence(grid, QKeySequence("Ctrl+F"))
    retype(QApplication.focusWidget(), text)
    clerk.bot.waitUntil(lambda: grid.model().rowCount() == found)


def tick(clerk: Clerk, title: str, value: str) -> None:
    """Tick a value in the menu of a filter."""
    owner = next(item for item in every(clerk.window, QPushButton) if item.text().split("：")[0] == title)
    actions = [action for action in menu_of(owner).actions() if action.text().startswith(f"{value}　")]
    assert len(actions) == 1
    actions[0].trigger()


@pytest.mark.parametrize("typed", ["皇甫程", "huangfucheng", "hfc", "甫程", "18000007882", "7882"])
def test_a_person_is_found_by_characters_pinyin_initials_and_phone(clerk: Clerk, typed: str) -> None:
    grid = only(clerk.open_page("people"), GridView)
    search(clerk, grid, typed, 1)
    assert column(grid, "姓名") == ["皇甫程"]


def test_what_was_typed_by_mistake_finds_nothing_and_clear_shows_all(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    search(clerk, grid, "没有这个人", 0)
    assert "点“导入名册”" not in labels(clerk.window)
    clerk.press("grid.clear")
    assert grid.model().rowCount() == 140
    assert only(only(clerk.window, FilterBar), QLineEdit).text() == ""


def test_ticked_values_are_counted_add_up_and_stand_on_the_button(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    tick(clerk, "人员类别", "保安")
    assert set(column(grid, "人员类别")) == {"保安"} and grid.model().rowCount() == 2
    tick(clerk, "人员类别", "食堂人员")
    assert grid.model().rowCount() == 4
    assert any(item.text().startswith("人员类别：保安、食堂人员") for item in every(clerk.window, QPushButton))
    tick(clerk, "人员类别", "保安")
    assert set(column(grid, "人员类别")) == {"食堂人员"}


def test_the_menu_counts_what_a_value_would_show(clerk: Clerk) -> None:
    clerk.open_page("people")
    owner = next(item for item in every(clerk.window, QPushButton) if item.text() == "班级")
    counts = {text.split("　")[0]: int(text.split("　")[1]) for text in (a.text() for a in menu_of(owner).actions())}
    assert counts == {"（空）": 20, **{f"{grade}年级1班": 20 for grade in "一二三四五六"}}


def test_two_filters_and_the_search_hold_together(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    tick(clerk, "班级", "一年级1班")
    tick(clerk, "人员类别", "学生")
    name = column(grid, "姓名")[3]
    search(clerk, grid, name, 1)
    assert column(grid, "班级") == ["一年级1班"]


def test_a_period_takes_dates_in_any_form(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    first, last = (item for item in every(only(clerk.window, FilterBar), QLineEdit)[1:])
    for edit, text in ((first, "2026.9.2"), (last, "20260903")):
        retype(edit, text)
        clerk.bot.keyClick(edit, Qt.Key.Key_Return)
    assert set(column(grid, "签订日期")) == {"2026-09-02", "2026-09-03"}


def test_a_filter_stays_while_records_are_edited(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    tick(clerk, "人员类别", "保安")
    clerk.type_cell(grid, 0, 3, "门卫室")
    assert grid.model().rowCount() == 2


def test_a_jump_to_records_shows_them_whatever_was_filtered(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    edit = every(only(clerk.window, FilterBar), QLineEdit)[1]
    retype(edit, "2026-09-06")
    clerk.bot.keyClick(edit, Qt.Key.Key_Return)
    wanted = clerk.desk.office.database.query("SELECT id, number FROM letter WHERE state = '已打印' LIMIT 1")[0]
    clerk.desk.signals.show_records.emit("letters", (wanted[0],))
    assert column(grid, "编号") == [wanted[1]]


def test_a_jump_to_a_letter_of_another_year_shows_it(clerk: Clerk) -> None:
    office = clerk.desk.office
    with office.database.action("test.year") as action:
        action.insert("school_year", {"year": 2025, "autumn_start": date(2025, 9, 1)})
    old = issue(office.database, office.clock, STAFF, 2025, "zh_CN")
    clerk.desk.signals.show_records.emit("letters", (old.ids[0],))
    assert column(only(clerk.window, GridView), "编号") == [old.numbers[0]]
