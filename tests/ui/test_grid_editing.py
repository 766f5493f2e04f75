"""The grid is edited in place: what is saved says so, what is refused stays out and says why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from safetydesk.operations.office import Office
from safetydesk.storage.action import Action
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, column, column_of, enter, labels, only, rows
from tests.ui.conftest import Opener


def places(clerk: Clerk, *names: str) -> GridView:
    """The page of places with these in it."""
    with clerk.desk.office.database.action("test.places") as action:
        action.insert_many("place", [{"name": name, "building": "主楼", "floors": 4} for name in names])
    return only(clerk.open_page("places"), GridView)


def stored(clerk: Clerk, field: str = "building") -> list[object]:
    """One column of the places as they are in the database."""
    return [row[0] for row in clerk.desk.office.database.query(f"SELECT {field} FROM place ORDER BY id")]


def test_an_edited_cell_is_stored_and_said_to_be_saved(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.type_cell(grid, 0, 1, "教学楼")
    assert stored(newcomer) == ["教学楼"]
    assert "已保存 09:00" in labels(newcomer.window.statusBar())


def test_saved_is_not_said_before_the_commit(sit_down: Opener, office: Office) -> None:
    with office.database.action("test.places") as action:
        action.insert("place", {"name": "操场"})
    clerk = sit_down(office)
    said: list[str] = []
    office.database.before_commit.append(lambda action: said.append(labels(clerk.window.statusBar())))
    clerk.type_cell(only(clerk.open_page("places"), GridView), 0, 1, "教学楼")
    assert len(said) == 1 and "已保存" not in said[0]
    assert "已保存" in labels(clerk.window.statusBar())


def test_a_bad_value_changes_nothing_and_the_cell_says_why(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场", "食堂")
    commits: list[Action] = []
    newcomer.desk.office.database.on_commit.append(commits.append)
    newcomer.type_cell(grid, 0, 2, "四层楼")
    assert stored(newcomer, "floors") == [4, 4] and commits == []
    cell = grid.model().index(0, 2)
    assert cell.data() == "四层楼"
    assert cell.data(Qt.ItemDataRole.ToolTipRole)


def test_a_corrected_cell_loses_its_mark(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.type_cell(grid, 0, 2, "四层楼")
    newcomer.type_cell(grid, 0, 2, "5")
    assert stored(newcomer, "floors") == [5]
    assert grid.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_required_cell_cannot_be_emptied(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.select(grid, 0, 0)
    newcomer.bot.keyClick(grid, Qt.Key.Key_Delete)
    assert stored(newcomer, "name") == ["操场"]
    assert grid.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_typing_on_a_cell_replaces_it_and_escape_leaves_it(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.select(grid, 0, 2)
    newcomer.bot.keyClicks(grid, "7")
    newcomer.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert stored(newcomer, "floors") == [4]
    newcomer.bot.keyClicks(grid, "7")
    newcomer.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    newcomer.bot.waitUntil(lambda: stored(newcomer, "floors") == [7])


def test_chinese_typed_on_a_cell_begins_the_edit(newcomer: Clerk) -> None:
    """An input method shows what is being composed before it gives a word; the cell must open all the same."""
    grid = places(newcomer, "操场")
    newcomer.select(grid, 0, 1)
    composing = QInputMethodEvent("shi'tang", [])
    QApplication.sendEvent(grid, composing)
    enter(grid, "食堂")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "食堂"
    newcomer.bot.keyClick(editor, Qt.Key.Key_Return)
    newcomer.bot.waitUntil(lambda: stored(newcomer) == ["食堂"])


def test_enter_goes_down_and_tab_goes_right(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.type_cell(grid, 0, 1, "东楼")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
    newcomer.bot.keyClick(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 2)
    newcomer.bot.keyClick(grid, Qt.Key.Key_Up)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 2)


def test_an_edit_which_moves_the_row_keeps_the_keyboard_in_the_grid(newcomer: Clerk) -> None:
    grid = places(newcomer, "a", "b", "c")
    newcomer.type_cell(grid, 0, 0, "z")
    assert column(grid, "场所名称") == ["b", "c", "z"]
    assert grid.currentIndex().isValid()


def test_a_term_is_chosen_from_a_list_and_kept_in_chinese(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    state = column_of(grid, "状态")
    clerk.select(grid, 0, state)
    clerk.bot.keyClick(grid, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    box.setCurrentText("借调")
    clerk.bot.keyClick(box, Qt.Key.Key_Return)
    clerk.bot.waitUntil(lambda: column(grid, "状态")[0] == "借调")
    assert clerk.desk.office.database.query("SELECT count(*) FROM person WHERE state = '借调'") == [(1,)]


def test_a_class_is_understood_however_it_is_written(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    pupil = column(grid, "人员类别").index("学生")
    name = column(grid, "姓名")[pupil]
    clerk.type_cell(grid, pupil, column_of(grid, "班级"), "三(1)班")
    assert column(grid, "班级")[column(grid, "姓名").index(name)] == "三年级1班"


def test_what_the_program_writes_itself_cannot_be_edited(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    before = rows(grid)[0]
    clerk.select(grid, 0, 0)
    clerk.bot.keyClick(grid, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is grid
    clerk.bot.keyClick(grid, Qt.Key.Key_Delete)
    clerk.paste(grid, "假编号")
    assert rows(grid)[0] == before


def test_double_click_and_enter_open_the_form(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.click_cell(grid, 0, 1, twice=True)
    first = newcomer.dialog(FormDialog)
    assert first.row_id == 1
    first.close()
    newcomer.select(grid, 0, 0)
    newcomer.bot.keyClick(grid, Qt.Key.Key_Return)
    second = newcomer.dialog(FormDialog)
    assert second.row_id == 1
    second.close()


def test_control_z_and_control_y_go_back_and_forth(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.type_cell(grid, 0, 1, "东楼")
    newcomer.type_cell(grid, 0, 1, "西楼")
    for keys, value in (("Ctrl+Z", "东楼"), ("Ctrl+Z", "主楼"), ("Ctrl+Y", "东楼"), ("Ctrl+Y", "西楼")):
        newcomer.bot.keySequence(grid, QKeySequence(keys))
        assert (stored(newcomer), column(grid, "楼栋")) == ([value], [value])


def test_an_undo_that_would_lose_a_later_change_is_refused_with_its_reason(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.type_cell(grid, 0, 1, "东楼")
    listeners = newcomer.desk.office.database.on_commit
    heard, listeners[:] = list(listeners), []
    with newcomer.desk.office.database.action("another.program") as action:
        action.update("place", 1, {"building": "北楼"})
    listeners[:] = heard
    newcomer.press("window.undo")
    assert stored(newcomer) == ["北楼"]
    assert newcomer.notices.refused


def test_a_full_disk_is_told_in_a_sentence_and_the_old_values_stay(newcomer: Clerk) -> None:
    grid = places(newcomer, *(f"{number:03d}" for number in range(300)))
    newcomer.desk.office.database.query("PRAGMA max_page_count = 1")
    newcomer.select(grid, 0, 1)
    with newcomer.bot.captureExceptions() as bugs:
        newcomer.paste(grid, "\n".join("东楼" * 20 for _ in range(300)))
    assert set(stored(newcomer)) == {"主楼"}
    assert bugs == []
    assert newcomer.notices.refused
