"""A roster is shown before it is taken: what is new, what stays out and why, and what each column was taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QTabWidget, QTreeWidget

from safetydesk.ui.grid_view import GridView
from safetydesk.ui.pages.import_dialog import ImportDialog
from tests.conftest import ROSTERS
from tests.ui.clerk import Clerk, choose, column, every, labels, only, rows

ROSTER = (
    "姓名,人员类别,部门,手机,备用号码\n单小满,教职工,总务处,13800138000,1\n万俟 舟,保安,,13900139000,2\n,教职工,,,3\n"
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "教职工.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def drop(clerk: Clerk, *paths: Path) -> ImportDialog:
    """Drop files on the page of people, and wait until they are read."""
    page = clerk.open_page("people")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering, dropping = QDragEnterEvent(QPoint(9, 9), *keys), QDropEvent(QPointF(9, 9), *keys)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, dropping)
    dialog = clerk.dialog(ImportDialog)
    clerk.bot.waitUntil(lambda: only(dialog, QTabWidget).count() > 0, timeout=20_000)
    return dialog


def tab(dialog: ImportDialog, title: str) -> list[list[str]]:
    """The rows of a list, by the beginning of its tab's title; a list without rows has no tab."""
    tabs = only(dialog, QTabWidget)
    places = [place for place in range(tabs.count()) if tabs.tabText(place).startswith(title)]
    if not places:
        return []
    tabs.setCurrentIndex(places[0])
    tree = only(dialog, QTreeWidget)
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items]


def box_for(dialog: ImportDialog, title: str) -> QComboBox:
    """The list of what a column of the file was taken for."""
    only(dialog, QTabWidget).setCurrentIndex(only(dialog, QTabWidget).count() - 1)
    label = next(item for item in every(dialog, QLabel) if item.text() == title)
    beside = [box for box in every(dialog, QComboBox) if abs(box.y() - label.y()) < 20 and box.x() > label.x()]
    return min(beside, key=lambda box: box.x())


def test_what_would_happen_is_shown_before_it_does(newcomer: Clerk, roster: Path) -> None:
    dialog = drop(newcomer, roster)
    assert newcomer.say("import_page.head", added=2, changed=0, same=0, left=0, refused=1) in labels(dialog)
    assert [row[:4] for row in tab(dialog, "新增")] == [
        ["单小满", "教职工", "", "13800138000"],
        ["万俟舟", "保安", "", "13900139000"],
    ]
    assert "姓名" in tab(dialog, "新增")[1][4]
    assert "第 4 行" in tab(dialog, "不能导入")[0][1] and tab(dialog, "不能导入")[0][3]
    assert newcomer.desk.office.database.query("SELECT count(*) FROM person") == [(0,)]
    dialog.reject()
    assert newcomer.desk.office.database.query("SELECT count(*) FROM person") == [(0,)]


def test_an_import_is_applied_as_one_step_and_taken_back_as_one(newcomer: Clerk, roster: Path) -> None:
    dialog = drop(newcomer, roster)
    newcomer.press("import_page.go", dialog, n=2)
    grid = only(newcomer.window, GridView)
    assert sorted(column(grid, "姓名")) == ["万俟舟", "单小满"]
    assert newcomer.say("import_page.done", added=2, changed=0, refused=1) in newcomer.heard()
    assert not dialog.isVisible()
    newcomer.press("window.undo")
    assert rows(grid) == []
    newcomer.press("window.redo")
    assert len(rows(grid)) == 2


def correct(clerk: Clerk, dialog: ImportDialog, title: str, field: str) -> None:
    """Take a column for something else, and wait until the file was read again."""
    box = box_for(dialog, title)
    choose(box, field)
    clerk.bot.waitUntil(lambda: box_for(dialog, title) is not box)
    assert box_for(dialog, title).currentText() == field


def test_a_column_that_was_guessed_wrong_is_corrected(newcomer: Clerk, roster: Path) -> None:
    dialog = drop(newcomer, roster)
    ignore = newcomer.say("import_page.ignore")
    assert box_for(dialog, "手机").currentText() == "手机"
    assert box_for(dialog, "备用号码").currentText() == ignore
    correct(newcomer, dialog, "备用号码", "工号")
    correct(newcomer, dialog, "手机", ignore)
    newcomer.press("import_page.go", dialog, n=2)
    stored = newcomer.desk.office.database.query("SELECT name, staff_no, phone FROM person ORDER BY staff_no")
    assert stored == [("单小满", "1", ""), ("万俟舟", "2", "")]


def test_nothing_is_taken_with_other_columns_than_those_that_are_shown(newcomer: Clerk, roster: Path) -> None:
    dialog = drop(newcomer, roster)
    choose(box_for(dialog, "备用号码"), "工号")
    newcomer.press("import_page.go", dialog, n=2)
    newcomer.bot.waitUntil(lambda: not dialog.isVisible() or newcomer.button("import_page.go", dialog, n=2).isEnabled())
    numbers = {row[0] for row in newcomer.desk.office.database.query("SELECT staff_no FROM person")}
    dialog.hide()
    assert numbers in (set(), {"1", "2"})


def test_a_second_roster_shows_changes_and_who_is_no_longer_listed(newcomer: Clerk, roster: Path) -> None:
    newcomer.press("import_page.go", drop(newcomer, roster), n=2)
    roster.write_text("姓名,人员类别,部门,手机\n单小满,教职工,教务处,13800138000\n", encoding="utf-8")
    dialog = drop(newcomer, roster)
    assert tab(dialog, "变更") == [["单小满", "部门", "总务处", "教务处"]]
    assert [row[0] for row in tab(dialog, "新名册中没有的")] == ["万俟舟"]
    newcomer.press("import_page.go", dialog, n=1)
    assert newcomer.desk.office.database.query("SELECT name, dept FROM person ORDER BY id") == [
        ("单小满", "教务处"), ("万俟舟", ""),
    ]  # fmt: skip


def test_a_sheet_is_left_out_and_the_other_file_is_still_read(newcomer: Clerk, tmp_path: Path, roster: Path) -> None:
    second = tmp_path / "保安.csv"
    second.write_text("姓名,人员类别\n孟一,保安\n", encoding="utf-8")
    dialog = drop(newcomer, roster, second)
    assert newcomer.button("import_page.go", dialog, n=3).isEnabled()
    only(dialog, QTabWidget).setCurrentIndex(only(dialog, QTabWidget).count() - 1)
    next(box for box in every(dialog, QCheckBox) if "教职工.csv" in box.text()).click()
    newcomer.bot.waitUntil(lambda: "新增 3" not in labels(dialog))
    assert [row[0] for row in tab(dialog, "新增")] == ["孟一"]
    dialog.reject()


def test_blank_classes_are_filled_down_only_when_asked(newcomer: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "学生.csv"
    path.write_text("班级,姓名,学号\n三(1)班,甲一,1\n,乙二,2\n", encoding="utf-8")
    dialog = drop(newcomer, path)
    assert [row[0] for row in tab(dialog, "新增")] == ["甲一"]
    every(dialog, QCheckBox)[0].click()
    newcomer.bot.waitUntil(lambda: len(tab(dialog, "新增")) == 2)
    assert {row[2] for row in tab(dialog, "新增")} == {"三年级1班"}
    dialog.reject()


def test_a_file_that_is_no_roster_is_refused_in_a_sentence(newcomer: Clerk, tmp_path: Path) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0" * 100)
    page = newcomer.open_page("people")
    page.import_files([path])  # type: ignore[attr-defined]
    newcomer.bot.waitUntil(lambda: bool(newcomer.notices.refused))
    assert "照片.xlsx" in newcomer.heard()
    assert newcomer.desk.office.database.query("SELECT count(*) FROM person") == [(0,)]


@pytest.mark.parametrize(("file", "people"), [("students_flat.xlsx", None), ("staff_gb18030.csv", 120)])
def test_real_rosters_are_read_and_taken(newcomer: Clerk, file: str, people: int | None) -> None:
    dialog = drop(newcomer, ROSTERS / file)
    added = len(dialog.plan.added) if dialog.plan else 0
    assert added == (people or added) > 0
    newcomer.press("import_page.go", dialog, n=added)
    assert newcomer.desk.office.database.query("SELECT count(*) FROM person") == [(added,)]
