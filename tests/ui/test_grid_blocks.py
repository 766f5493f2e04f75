"""Blocks of cells go to and from Excel and WPS, are filled and emptied, each as one step that can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from safetydesk.ui import clipboard
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, column, column_of, labels, only, rows
from tests.ui.test_grid_editing import places, stored

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(BLOCKS)
def test_any_block_comes_back_as_it_went(block: list[list[str]]) -> None:
    assert clipboard.from_text(clipboard.to_text(block)) == block


def test_a_chosen_block_is_copied_as_excel_copies(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.select(grid, 0, 0, 1, 2)
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+C"))
    assert QGuiApplication.clipboard().text() == "a\t主楼\t4\r\nb\t主楼\t4\r\n"


def test_a_hidden_column_is_not_copied(newcomer: Clerk) -> None:
    grid = places(newcomer, "a")
    grid.setColumnHidden(1, True)
    newcomer.select(grid, 0, 0, 0, 2)
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+C"))
    assert QGuiApplication.clipboard().text() == "a\t4\r\n"


def test_moved_columns_are_copied_and_pasted_as_they_stand_on_the_screen(newcomer: Clerk) -> None:
    grid = places(newcomer, "a")
    grid.horizontalHeader().moveSection(2, 0)
    newcomer.select(grid, 0, 2, 0, 0)
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+C"))
    assert QGuiApplication.clipboard().text() == "4\ta\r\n"
    newcomer.click_cell(grid, 0, 2)
    newcomer.paste(grid, "6\tb\r\n")
    assert rows(grid) == [["6", "b", "主楼"]]


def test_a_block_from_excel_is_pasted_from_the_cell_on(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.select(grid, 1, 1)
    newcomer.paste(grid, "东楼\t5\r\n西楼\t6\r\n")
    assert rows(grid) == [["a", "主楼", "4"], ["b", "东楼", "5"], ["c", "西楼", "6"]]


def test_a_cell_with_quotes_and_a_line_break_stays_one_cell(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    clerk.select(grid, 0, column_of(grid, "备注"))
    clerk.paste(grid, '"第一行\n他说""好"""\r\n二\r\n')
    notes = clerk.desk.office.database.query("SELECT note FROM letter WHERE note <> '' ORDER BY number, type")
    assert {row[0] for row in notes} == {'第一行\n他说"好"', "二"}


def test_one_value_fills_the_whole_selection(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.select(grid, 0, 1, 2, 1)
    newcomer.paste(grid, "东楼")
    assert column(grid, "楼栋") == ["东楼", "东楼", "东楼"]


def test_good_rows_of_a_paste_go_in_and_the_bad_one_stays_marked(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.select(grid, 0, 1)
    newcomer.paste(grid, "东楼\t5\r\n西楼\t很多\r\n北楼\t7\r\n")
    assert (stored(newcomer), stored(newcomer, "floors")) == (["东楼", "主楼", "北楼"], [5, 4, 7])
    cell = grid.model().index(1, 2)
    assert (cell.data(), bool(cell.data(Qt.ItemDataRole.ToolTipRole))) == ("很多", True)
    assert "有 1 行没有保存" in labels(newcomer.window)


def test_rows_pasted_below_the_last_one_are_added(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b")
    newcomer.select(grid, 1, 0)
    newcomer.paste(grid, "x\t东楼\t1\r\ny\t西楼\t2\r\nz\t\t\r\n")
    assert rows(grid) == [["a", "主楼", "4"], ["x", "东楼", "1"], ["y", "西楼", "2"], ["z", "", ""]]


def test_added_rows_that_are_refused_are_told_with_the_reason(newcomer: Clerk) -> None:
    grid = places(newcomer, "a")
    newcomer.select(grid, 0, 0)
    newcomer.paste(grid, "b\tA\t1\r\n\tB\t2\r\nc\tC\t3\r\n")
    assert column(grid, "场所名称") == ["b", "c"]
    assert "有 1 行没有添加" in newcomer.heard()


def test_a_block_pasted_into_an_empty_list_makes_new_rows(newcomer: Clerk) -> None:
    grid = only(newcomer.open_page("places"), GridView)
    grid.setFocus()
    newcomer.paste(grid, "操场\t\t1\r\n食堂\t后楼\t2\r\n")
    assert sorted(column(grid, "场所名称")) == ["操场", "食堂"]


def test_a_list_that_does_not_grow_takes_no_new_rows(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    last = grid.model().rowCount() - 1
    clerk.select(grid, last, column_of(grid, "备注"))
    clerk.paste(grid, "甲\r\n乙\r\n")
    assert grid.model().rowCount() == last + 1
    assert column(grid, "备注")[last] == "甲"


def test_fill_down_repeats_the_first_row(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c", "d")
    newcomer.type_cell(grid, 0, 1, "东楼")
    newcomer.select(grid, 0, 1, 2, 2)
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+D"))
    assert column(grid, "楼栋") == ["东楼", "东楼", "东楼", "主楼"]


def test_delete_and_cut_empty_the_chosen_cells(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.select(grid, 0, 1)
    newcomer.bot.keyClick(grid, Qt.Key.Key_Delete)
    newcomer.select(grid, 1, 1, 1, 2)
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+X"))
    assert (stored(newcomer), stored(newcomer, "floors")) == (["", "", "主楼"], [4, None, 4])
    assert QGuiApplication.clipboard().text() == "主楼\t4\r\n"


def test_a_pasted_block_is_taken_back_in_one_step(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    before = rows(grid)
    newcomer.select(grid, 0, 1)
    newcomer.paste(grid, "东楼\t5\r\n西楼\t6\r\n北楼\t7\r\n")
    after = rows(grid)
    newcomer.press("window.undo")
    assert rows(grid) == before
    newcomer.press("window.redo")
    assert rows(grid) == after != before


def test_rows_that_were_added_go_again_with_undo(newcomer: Clerk) -> None:
    grid = places(newcomer, "a")
    newcomer.select(grid, 0, 0)
    newcomer.paste(grid, "a\r\nb\r\nc\r\n")
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+Z"))
    assert column(grid, "场所名称") == ["a"]
    newcomer.bot.keySequence(grid, QKeySequence("Ctrl+Y"))
    assert column(grid, "场所名称") == ["a", "b", "c"]
