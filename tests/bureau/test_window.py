"""The page of the bureau's lists: dropped in, matched by dragging or by keyboard, filled in, packed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.registers.files.bureau.register import BUREAU_LISTS
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.bureau_page import BureauListsPage, column_number
from tests.bureau.made_list import LINES, write_list
from tests.bureau.test_lists import put
from tests.desks import RecordedNotices, desk_of


@pytest.fixture
def desk(office: Office, tmp_path: Path, dressed: object) -> Desk:
    desk = desk_of(office, tmp_path)
    office.database.on_commit.append(lambda *_: desk.signals.changed.emit({"bureau-lists", "bureau-lines"}))
    return desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[BureauListsPage]:
    page = BureauListsPage(desk, BUREAU_LISTS)
    qtbot.addWidget(page)
    page.show()
    yield page
    for dialog in (page.dialog, page.mapping):
        if dialog is not None:
            dialog.done(0)


@pytest.fixture
def taken(page: BureauListsPage, tmp_path: Path) -> BureauListsPage:
    """The list of this year, taken in through the dialog."""
    page.take_in(write_list(tmp_path / "目录.xlsx"))
    assert page.dialog is not None
    page.dialog.store()
    return page


def told(desk: Desk) -> RecordedNotices:
    assert isinstance(desk.notices, RecordedNotices)
    return desk.notices


def classes(page: BureauListsPage, row: int) -> str:
    assert page.mapping is not None
    return page.mapping.table.item(row, 2).text()


def test_a_list_is_looked_over_before_it_is_stored(page: BureauListsPage, desk: Desk, tmp_path: Path) -> None:
    page.take_in(write_list(tmp_path / "目录.xlsx"))
    dialog = page.dialog
    assert dialog is not None and dialog.isVisible()
    assert desk.office.database.query("SELECT count(*) FROM bureau_list") == [(0,)]
    dialog.edits["from_on"].setText("去年")
    dialog.store()
    assert [error.what.id for error in told(desk).refused] == ["core.bad_date"]
    dialog.edits["from_on"].setText("2026.9.1")
    dialog.store()
    assert desk.office.database.query("SELECT from_on FROM bureau_list") == [("2026-09-01",)]
    assert page.mapping is not None and page.mapping.table.rowCount() == len(LINES)


def test_a_class_is_dragged_to_a_line_and_taken_off_again(taken: BureauListsPage, desk: Desk) -> None:
    mapping = taken.mapping
    assert mapping is not None and classes(taken, 4) == ""
    mapping.classes.setCurrentRow(6)
    row = mapping.table.rowViewportPosition(4) + 4
    drop = QDropEvent(QPointF(40, row), Qt.DropAction.CopyAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    mapping.table.dropEvent(drop)
    assert classes(taken, 4) == "会议"
    mapping.table.dropEvent(drop)
    assert classes(taken, 4) == "会议", "once is enough"
    mapping.table.selectRow(4)
    QTest.keyClick(mapping.table, Qt.Key.Key_Delete)
    assert classes(taken, 4) == ""


def test_several_lines_get_a_class_by_keyboard_and_words_are_typed(taken: BureauListsPage, desk: Desk) -> None:
    put(desk.office, "会议纪要", "A07", desk.office.clock.today())
    mapping = taken.mapping
    assert mapping is not None
    mapping.table.selectRow(4)
    mapping.classes.setCurrentRow(6)
    mapping.classes.itemActivated.emit(mapping.classes.currentItem())
    assert mapping.table.item(4, 4).text() == "1"
    mapping.table.item(4, 3).setText("签到")
    assert mapping.table.item(4, 4).text() == "0"
    mapping.table.item(4, 3).setText('签"到')
    assert len(told(desk).told) == 1 and mapping.table.item(4, 3).text() == "签到"


def test_the_form_is_filled_and_the_package_packed(
    taken: BureauListsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk.office, "演练记录", "A09", desk.office.clock.today())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "填好.xlsx"), ""))
    taken.fill_in()
    assert "演练记录" in openpyxl.load_workbook(tmp_path / "填好.xlsx").active["E6"].value
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "包.zip"), ""))
    taken.pack()
    assert told(desk).files == [tmp_path / "填好.xlsx", tmp_path / "包.zip"] and (tmp_path / "包.zip").exists()


def test_an_unknown_column_is_asked_for_once(
    taken: BureauListsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.office.database.action("test.columns") as action:
        action.update("bureau_list", 1, {"columns": "{}"})
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.xlsx"), ""))
    told(desk).line = "第五列"
    taken.fill_in()
    assert not (tmp_path / "x.xlsx").exists()
    told(desk).line = "e"
    taken.fill_in()
    taken.fill_in()
    assert (tmp_path / "x.xlsx").exists() and len(told(desk).asked) == 2


def test_a_file_that_is_no_list_is_refused(page: BureauListsPage, desk: Desk, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    page.take_in(tmp_path / "空.xlsx")
    assert [error.what.id for error in told(desk).refused] == ["bureau.no_lines"] and page.dialog is None
    page.fill_in()
    assert told(desk).told == [desk.words.text("grid.choose_one")]


@pytest.mark.parametrize(("letters", "number"), [("E", 5), ("aa", 27), ("", 0), ("5", 0), ("列", 0)])
def test_letters_of_columns(letters: str, number: int) -> None:
    assert column_number(letters) == number
