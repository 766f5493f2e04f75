"""Long work runs beside the window, tells how far it is, stops when asked, and fails in a sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.operations.office import Office
from safetydesk.ui.pages.import_dialog import ImportDialog
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.tasks import WindowTasks, Work
from safetydesk.words import Words
from tests.conftest import ROSTERS
from tests.desks import desk_of
from tests.ui.clerk import forget, only, shown


class Outcome:
    """What came of a task."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.errors: list[str] = []
        self.threads: list[bool] = []

    def done(self, result: Any) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread() is QApplication.instance().thread())

    def failed(self, error: UserError) -> None:
        self.errors.append(error.what.id)
        self.threads.append(QThread.currentThread() is QApplication.instance().thread())


@pytest.fixture
def tasks(dressed: QApplication, words: Words) -> Iterator[WindowTasks]:
    made = WindowTasks(words)
    yield made
    made.pool.waitForDone()
    for dialog in shown(QProgressDialog):
        forget(dialog)


@pytest.fixture
def outcome() -> Outcome:
    return Outcome()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Work stands before it until the test opens it."""
    event = threading.Event()
    yield event
    event.set()


def progress(qtbot: QtBot) -> QProgressDialog:
    """The progress that is shown for work of more than half a second."""
    qtbot.waitUntil(lambda: bool(shown(QProgressDialog)))
    return shown(QProgressDialog)[0]


def test_the_result_arrives_on_the_windows_own_thread(qtbot: QtBot, tasks: WindowTasks, outcome: Outcome) -> None:
    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        return QThread.currentThread() is QApplication.instance().thread()

    tasks.run("数数", work, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: bool(outcome.results))
    assert (outcome.results, outcome.threads, outcome.errors) == ([False], [True], [])


def test_progress_has_the_name_of_the_work_and_tells_how_far_it_is(
    qtbot: QtBot, tasks: WindowTasks, outcome: Outcome, gate: threading.Event
) -> None:
    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> str:
        while not gate.wait(0.02):
            progress(30, 120)
        return "好"

    tasks.run("正在生成 120 份责任书", work, outcome.done, outcome.failed)
    dialog = progress(qtbot)
    assert "正在生成 120 份责任书" in [label.text() for label in dialog.findChildren(QLabel)]
    bar = only(dialog, QProgressBar)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (30, 120))
    gate.set()
    qtbot.waitUntil(lambda: outcome.results == ["好"])
    assert shown(QProgressDialog) == []


def test_quick_work_shows_nothing(qtbot: QtBot, tasks: WindowTasks, outcome: Outcome) -> None:
    with qtbot.assertNotEmitted(QApplication.instance().lastWindowClosed, wait=700):
        tasks.run("数数", lambda progress, cancelled: 1, outcome.done, outcome.failed)
    assert outcome.results == [1] and shown(QProgressDialog) == []


def test_cancel_stops_the_work_and_nothing_comes_of_it(
    qtbot: QtBot, tasks: WindowTasks, outcome: Outcome, gate: threading.Event
) -> None:
    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        while not gate.wait(0.02):
            if cancelled():
                gate.set()
                raise Cancelled

    tasks.run("正在生成", work, outcome.done, outcome.failed)
    only(progress(qtbot), QPushButton).click()
    qtbot.waitUntil(gate.is_set)
    tasks.pool.waitForDone()
    QApplication.processEvents()
    assert (outcome.results, outcome.errors, shown(QProgressDialog)) == ([], [], [])
    tasks.run("数数", lambda progress, cancelled: 1, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: outcome.results == [1])


def test_an_error_in_the_work_becomes_a_refusal(qtbot: QtBot, tasks: WindowTasks, outcome: Outcome) -> None:
    def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        raise UserError(message("letters.nothing_to_print"))

    tasks.run("正在生成", work, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: outcome.errors == ["letters.nothing_to_print"])
    assert outcome.threads == [True]


def test_a_bug_in_the_work_is_raised_where_it_is_reported(qtbot: QtBot, tasks: WindowTasks, outcome: Outcome) -> None:
    with qtbot.captureExceptions() as bugs:
        tasks.run("正在生成", lambda progress, cancelled: 1 / 0, outcome.done, outcome.failed)
        qtbot.waitUntil(lambda: bool(bugs))
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
    assert (outcome.results, outcome.errors) == ([], [])


def test_a_double_click_does_the_work_once(
    qtbot: QtBot, tasks: WindowTasks, outcome: Outcome, gate: threading.Event
) -> None:
    for _ in range(2):
        tasks.run("正在生成", lambda progress, cancelled: gate.wait(10), outcome.done, outcome.failed)
    gate.set()
    qtbot.waitUntil(lambda: bool(outcome.results))
    tasks.pool.waitForDone()
    QApplication.processEvents()
    assert outcome.results == [True]


def test_progress_never_bears_the_name_of_work_that_is_over(
    qtbot: QtBot, tasks: WindowTasks, outcome: Outcome, gate: threading.Event
) -> None:
    tasks.run("第一件", lambda progress, cancelled: 1, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: outcome.results == [1])
    tasks.run("第二件", lambda progress, cancelled: gate.wait(10), outcome.done, outcome.failed)
    assert "第二件" in [label.text() for label in progress(qtbot).findChildren(QLabel)]
    gate.set()
    qtbot.waitUntil(lambda: len(outcome.results) == 2)


class CancelledTasks:
    """Somebody has pressed Cancel before the work began."""

    def run(self, name: str, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        try:
            result = work(lambda *_: None, lambda: True)
        except Cancelled:
            return
        done(result)


@pytest.mark.parametrize("format", ["xlsx", "pdf", "csv"])
def test_a_cancelled_export_leaves_no_file(
    school: Office, tmp_path: Path, qtbot: QtBot, dressed: QApplication, format: str
) -> None:
    desk = replace_tasks(school, tmp_path)
    page = RegisterPage(desk, school.register("people"))
    qtbot.addWidget(page)
    told: list[str] = []
    page.write(format, tmp_path / f"out.{format}", lambda: told.append("done"))
    assert (list(tmp_path.glob("out.*")), told) == ([], [])


def test_a_cancelled_reading_closes_the_import(
    school: Office, tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> None:
    dialog = ImportDialog(replace_tasks(school, tmp_path), [ROSTERS / "staff_gb18030.csv"])
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.read()
    stayed = dialog.isVisible()
    dialog.hide()
    assert not stayed


def replace_tasks(school: Office, tmp_path: Path) -> Any:
    """A desk whose work is cancelled at once."""
    return replace(desk_of(school, tmp_path, "zh_CN"), tasks=CancelledTasks())
