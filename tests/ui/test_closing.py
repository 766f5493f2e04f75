"""The window is not left while something is half done, and what was typed in a cell is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, only, retype
from tests.ui.test_grid_editing import places, stored


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_closing_during_a_task_is_refused_or_waits_for_it(clerk: Clerk, gate: threading.Event) -> None:
    finished: list[bool] = []
    clerk.desk.tasks.run("正在生成", lambda *_: gate.wait(10), finished.append, clerk.notices.refuse)
    clerk.window.close()
    stayed = clerk.window.isVisible()
    gate.set()
    clerk.bot.waitUntil(lambda: finished == [True])
    assert stayed
    assert clerk.window.close()


def test_an_idle_window_closes_at_once(clerk: Clerk) -> None:
    assert clerk.window.close()
    assert clerk.notices.asked == []


def test_what_was_typed_in_a_cell_is_kept_when_the_window_closes(newcomer: Clerk) -> None:
    grid = places(newcomer, "操场")
    newcomer.select(grid, 0, 1)
    newcomer.bot.keyClick(grid, Qt.Key.Key_F2)
    retype(QApplication.focusWidget(), "东楼")
    newcomer.leave()
    assert stored(newcomer) == ["东楼"]


def test_a_closed_window_hears_no_more_of_saves(clerk: Clerk) -> None:
    grid = only(clerk.open_page("people"), GridView)
    clerk.window.close()
    clerk.window.close()
    rows = grid.model().rowCount()
    office = clerk.desk.office
    office.records.save_texts(office.register("people"), [(None, {"name": "单小满", "kind": "保安"})])
    assert grid.model().rowCount() == rows
