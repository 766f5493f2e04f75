"""Messages and questions of the window, answered as a clerk answers them; a crash is an apology with a report."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from safetydesk.errors import UserError, message
from safetydesk.ui.crash import CrashDesk
from safetydesk.ui.notices import WindowNotices
from safetydesk.words import Words
from tests.ui.clerk import button, every, forget, only, retype, shown


@pytest.fixture
def notices(dressed: QApplication, words: Words) -> WindowNotices:
    return WindowNotices(words)


def answer(kind: type[QDialog], act: Callable[[QDialog], object]) -> list[str]:
    """Do something with the next dialog of a kind; what it said is kept."""
    said: list[str] = []

    def take() -> None:
        dialog = shown(kind)[0]
        said.append(dialog.text() if isinstance(dialog, QMessageBox) else dialog.labelText())  # type: ignore[attr-defined]
        said.append(dialog.informativeText() if isinstance(dialog, QMessageBox) else "")
        act(dialog)

    QTimer.singleShot(0, take)
    return said


def test_a_question_is_answered_by_its_own_word(notices: WindowNotices) -> None:
    said = answer(QMessageBox, lambda box: button(box, "放弃改动").click())
    assert notices.ask("有改动还没有保存，要放弃吗？", "放弃改动")
    assert said[0] == "有改动还没有保存，要放弃吗？"


@pytest.mark.parametrize("way", ["cancel", "escape"])
def test_a_question_is_declined_by_cancel_and_by_escape(notices: WindowNotices, way: str) -> None:
    def decline(box: QDialog) -> None:
        button(box, "取消").click() if way == "cancel" else QTest.keyClick(box, Qt.Key.Key_Escape)

    answer(QMessageBox, decline)
    assert not notices.ask("放弃吗？", "放弃")


def test_a_refusal_says_what_happened_and_what_to_do(notices: WindowNotices, words: Words) -> None:
    said = answer(QMessageBox, lambda box: button(box, "确定").click())
    notices.refuse(UserError(message("letters.no_school"), message("letters.no_school_hint")))
    assert said == [words.text("letters.no_school"), words.text("letters.no_school_hint")]


@pytest.mark.parametrize(("typed", "given"), [("姓名有误", "姓名有误"), (None, None)])
def test_a_line_is_asked_for(notices: WindowNotices, typed: str | None, given: str | None) -> None:
    def act(dialog: QDialog) -> None:
        if typed is None:
            dialog.reject()
        else:
            retype(only(dialog, QLineEdit), typed)
            dialog.accept()

    said = answer(QInputDialog, act)
    assert notices.ask_text("作废理由") == given
    assert said[0] == "作废理由"


def test_a_written_file_is_named_and_offered(notices: WindowNotices, tmp_path: Path) -> None:
    offered: list[str] = []

    def act(box: QDialog) -> None:
        offered.extend(item.text() for item in every(box, type(button(box, "确定"))))
        button(box, "确定").click()

    said = answer(QMessageBox, act)
    notices.written("已导出。", tmp_path / "名册.xlsx")
    assert said == ["已导出。", str(tmp_path / "名册.xlsx")]
    assert {"打开", "打开所在文件夹", "确定"} <= set(offered)


def test_a_notice_of_a_written_file_goes_away_with_escape(notices: WindowNotices, tmp_path: Path) -> None:
    left: list[bool] = []

    def act(box: QDialog) -> None:
        QTest.keyClick(box, Qt.Key.Key_Escape)
        left.append(box.isVisible())
        box.done(0)

    answer(QMessageBox, act)
    notices.written("已导出。", tmp_path / "名册.xlsx")
    assert left == [False]


@pytest.fixture
def crashes(dressed: QApplication, words: Words, tmp_path: Path) -> CrashDesk:
    return CrashDesk(words, tmp_path)


def fail(crashes: CrashDesk) -> None:
    """A bug, met while somebody's name was in hand."""
    try:
        {"a": 1}["单小满 13800138000"]
    except KeyError as error:
        crashes.caught(type(error), error, error.__traceback__)


def test_a_crash_is_an_apology_with_a_report_that_names_nobody(
    crashes: CrashDesk, words: Words, tmp_path: Path
) -> None:
    fail(crashes)
    box = shown(QMessageBox)[0]
    assert box.text() == words.text("window.crashed")
    reports = list(tmp_path.glob("crash-*.txt"))
    assert [box.informativeText()] == [str(path) for path in reports]
    report = reports[0].read_text(encoding="utf-8")
    assert "KeyError" in report and "test_notices.py" in report
    assert "单小满" not in report and "138" not in report and str(Path.home()) not in report
    button(box, "复制报告").click()
    assert QGuiApplication.clipboard().text() == report
    forget(box)


def test_the_apology_goes_away_with_escape(crashes: CrashDesk, qtbot: QtBot) -> None:
    fail(crashes)
    box = shown(QMessageBox)[0]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    left = box.isVisible()
    forget(box)
    assert not left


def test_two_crashes_in_one_second_leave_two_reports(crashes: CrashDesk, tmp_path: Path) -> None:
    for _ in range(2):
        fail(crashes)
        forget(shown(QMessageBox)[0])
    assert len(list(tmp_path.glob("crash-*.txt"))) == 2


def test_a_crash_in_another_thread_is_shown_on_the_windows_own(crashes: CrashDesk, qtbot: QtBot) -> None:
    worker = threading.Thread(target=fail, args=(crashes,))
    worker.start()
    worker.join()
    assert shown(QMessageBox) == []
    qtbot.waitUntil(lambda: len(shown(QMessageBox)) == 1)
    forget(shown(QMessageBox)[0])


def test_a_crash_is_shown_even_when_the_report_cannot_be_written(
    words: Words, tmp_path: Path, dressed: QApplication
) -> None:
    (tmp_path / "logs").write_text("no folder")
    crashes = CrashDesk(words, tmp_path / "logs")
    fail(crashes)
    boxes = shown(QMessageBox)
    for box in boxes:
        forget(box)
    assert len(boxes) == 1


def test_an_interrupt_from_the_keyboard_is_no_crash(crashes: CrashDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: passed.append(args[0]))
    crashes.caught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt] and shown(QMessageBox) == []
