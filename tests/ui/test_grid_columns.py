"""Rows sort by a click, and columns keep their width, order and absence from one day to the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from safetydesk.operations.office import Office
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, action_of, column, column_of, only, rows
from tests.ui.conftest import Opener
from tests.ui.test_grid_editing import places


def click_heading(clerk: Clerk, grid: GridView, title: str) -> None:
    """Click the heading of a column."""
    header = grid.horizontalHeader()
    section = column_of(grid, title)
    grid.scrollTo(grid.model().index(0, section))
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    clerk.bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_heading_sorts_up_then_down_then_not_at_all(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    for row, floors in enumerate((10, 9, 30)):
        newcomer.type_cell(grid, row, 2, str(floors))
    seen = []
    for _ in range(3):
        click_heading(newcomer, grid, "层数")
        seen.append(column(grid, "层数"))
    assert seen == [["9", "10", "30"], ["30", "10", "9"], ["10", "9", "30"]]


def test_chinese_names_sort_by_pinyin(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场", "阿房宫", "重庆楼", "中庭", "B楼")
    click_heading(newcomer, grid, "场所名称")
    assert [name for name in column(grid, "场所名称") if name != "B楼"] == ["阿房宫", "操场", "重庆楼", "中庭"]


def test_an_edit_keeps_the_chosen_order(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    click_heading(newcomer, grid, "场所名称")
    click_heading(newcomer, grid, "场所名称")
    newcomer.type_cell(grid, 0, 1, "东楼")
    assert column(grid, "场所名称") == ["c", "b", "a"]


def test_a_row_stays_chosen_when_another_change_lists_anew(newcomer: Clerk) -> None:
    grid = places(newcomer, "b", "c")
    newcomer.select(grid, 1, 0)
    with newcomer.desk.office.database.action("test.places") as action:
        action.insert("place", {"name": "a"})
    assert column(grid, "场所名称") == ["a", "b", "c"]
    assert [grid.model().index(index.row(), 0).data() for index in grid.selectedIndexes()] == ["c"]


def hide(clerk: Clerk, grid: GridView, title: str) -> None:
    """Take a column away with the menu of the headings."""
    header = grid.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(10, 5))
    menu = next(menu for menu in reversed(grid.findChildren(QMenu)) if menu.isVisible())
    action_of(menu, title).trigger()
    menu.close()


def test_width_order_and_absence_are_remembered_over_a_restart(sit_down: Opener, school: Office) -> None:
    first = sit_down(school)
    grid = only(first.open_page("people"), GridView)
    grid.horizontalHeader().resizeSection(column_of(grid, "姓名"), 210)
    hide(first, grid, "性别")
    first.leave()
    again = only(sit_down(school).open_page("people"), GridView)
    assert again.columnWidth(column_of(again, "姓名")) == 210
    assert again.isColumnHidden(column_of(again, "性别"))
    assert not again.isColumnHidden(column_of(again, "部门"))


def test_the_order_of_columns_is_remembered_over_a_restart(sit_down: Opener, school: Office) -> None:
    first = sit_down(school)
    grid = only(first.open_page("people"), GridView)
    grid.horizontalHeader().moveSection(column_of(grid, "手机"), 1)
    shown = rows(grid)[0]
    first.leave()
    assert rows(only(sit_down(school).open_page("people"), GridView))[0] == shown


def test_a_column_that_comes_back_has_its_width_again(sit_down: Opener, school: Office) -> None:
    first = sit_down(school)
    grid = only(first.open_page("people"), GridView)
    grid.horizontalHeader().resizeSection(column_of(grid, "性别"), 133)
    hide(first, grid, "性别")
    first.leave()
    second = sit_down(school)
    again = only(second.open_page("people"), GridView)
    hide(second, again, "性别")
    assert again.columnWidth(column_of(again, "性别")) == 133


def test_the_first_column_always_shows(newcomer: Clerk) -> None:
    grid = places(newcomer, "a")
    grid.horizontalHeader().customContextMenuRequested.emit(QPoint(10, 5))
    menu = next(menu for menu in reversed(grid.findChildren(QMenu)) if menu.isVisible())
    assert not action_of(menu, "场所名称").isEnabled()
    menu.close()
