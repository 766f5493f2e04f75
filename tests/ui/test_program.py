"""The program as it is started: language and look change at once, a second start steps aside, a bug leaves a report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialogButtonBox, QInputDialog, QTabWidget
from pytestqt.qtbot import QtBot

from safetydesk.app import Program, raise_other_window, server_name
from safetydesk.operations.office import Office
from safetydesk.paths import DataFolder
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.settings_dialog import SettingsDialog
from safetydesk.words import Words
from tests.ui.clerk import button, choose, every, forget, labels, only, shown

START = [sys.executable, "-m", "safetydesk"]
CRASHING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from safetydesk.app import Program
from safetydesk.clock import SystemClock
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder, resources
from safetydesk.ui.theme import load_fonts

def bug(): {}["单小满"]
def look():
    boxes = [w for w in app.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
    print("BOX", len(boxes))
    for box in boxes: box.done(0)
    program.window.close()

app = QApplication([])
family = load_fonts(resources() / "fonts")
with open_office(DataFolder(Path(sys.argv[1])), SystemClock()) as office:
    program = Program(app, office, None, family)
    QTimer.singleShot(100, bug)
    QTimer.singleShot(600, look)
    print("CODE", program.run())
"""


@pytest.fixture
def program(school: Office, dressed: QApplication, family: str, qtbot: QtBot) -> Iterator[Program]:
    """The program over the made-up school, its window shown."""
    made = Program(dressed, school, None, family)
    made.show_window()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made.window)
    yield made
    for window in shown(MainWindow):
        window.close()
        forget(window)
    dressed.removeTranslator(made.translator)


def settings(program: Program, qtbot: QtBot) -> SettingsDialog:
    """The settings, opened."""
    assert program.window is not None
    words = Words(program.office.settings.window_language)
    button(program.window, words.text("window.settings")).click()
    qtbot.waitUntil(lambda: bool(shown(SettingsDialog)))
    return shown(SettingsDialog)[0]


def set_choice(program: Program, qtbot: QtBot, name: str, value: str) -> MainWindow:
    """Choose a setting and wait for the window that is built for it."""
    words = Words(program.office.settings.window_language)
    old, dialog = program.window, settings(program, qtbot)
    box = next(item for item in every(dialog, QComboBox) if item.accessibleName() == words.text(f"settings.{name}"))
    choose(box, words.text(f"settings.{name}_{value}"))
    qtbot.waitUntil(lambda: program.window is not old)
    QApplication.processEvents()
    assert program.window is not None
    return program.window


def test_another_language_is_spoken_at_once_by_one_window(program: Program, qtbot: QtBot) -> None:
    window = set_choice(program, qtbot, "window_language", "en")
    assert shown(MainWindow) == [window]
    tabs = only(window, QTabWidget)
    assert [tabs.tabText(place) for place in range(tabs.count())][:2] == ["Overview", "Letters"]
    window = set_choice(program, qtbot, "window_language", "zh_CN")
    assert only(window, QTabWidget).tabText(0) == "总览"


def test_the_dark_look_is_put_on_at_once(program: Program, qtbot: QtBot) -> None:
    set_choice(program, qtbot, "theme", "dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 60
    set_choice(program, qtbot, "theme", "light")
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() > 200


def test_the_window_stays_where_it_is_when_the_language_changes(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    program.window.resize(900, 577)
    assert set_choice(program, qtbot, "window_language", "en").height() == 577


def test_a_setting_that_is_not_seen_leaves_the_settings_open(program: Program, qtbot: QtBot) -> None:
    dialog = settings(program, qtbot)
    old, tick = program.window, only(dialog, QCheckBox)
    tick.click()
    qtbot.wait(50)
    stayed = program.window is old and bool(shown(SettingsDialog))
    for left in shown(SettingsDialog):
        left.accept()
    assert program.office.settings.get("duplex") is False
    assert stayed


def test_qts_own_buttons_speak_chinese(program: Program, qtbot: QtBot) -> None:
    words: list[str] = []

    def look() -> None:
        dialog = shown(QInputDialog)[0]
        words.extend(item.text() for item in only(dialog, QDialogButtonBox).buttons())
        dialog.reject()

    QTimer.singleShot(0, look)
    assert program.window is not None
    program.window.desk.notices.ask_text("作废理由")
    assert len(words) == 2
    assert [word for word in words if not re.match(r"[\u4e00-\u9fff]{2}", word)] == []


def test_a_language_asked_for_at_the_start_wins_over_the_stored_one(
    school: Office, dressed: QApplication, family: str
) -> None:
    program = Program(dressed, school, "en", family)
    program.show_window()
    assert program.window is not None
    titles = only(program.window, QTabWidget).tabText(0)
    program.window.close()
    forget(program.window)
    assert titles == "Overview" and school.settings.window_language == "zh_CN"


def test_a_start_that_finds_no_other_window_goes_on(tmp_path: Path, qapp: QApplication) -> None:
    assert not raise_other_window(DataFolder(tmp_path))


def test_a_start_that_finds_another_window_is_heard_there(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    server = QLocalServer()
    assert server.listen(server_name(DataFolder(tmp_path)))
    with qtbot.waitSignal(server.newConnection):
        assert raise_other_window(DataFolder(tmp_path))
    assert not raise_other_window(DataFolder(tmp_path / "other"))
    server.close()


def environment() -> dict[str, str]:
    """Without a screen, and with our texts."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def folder_in_use(demo_root: Path, tmp_path: Path) -> DataFolder:
    """The made-up school for a program that runs in a process of its own."""
    return DataFolder(shutil.copytree(demo_root, tmp_path / "school"))


def test_a_second_start_steps_aside_for_the_first(folder_in_use: DataFolder, qapp: QApplication, qtbot: QtBot) -> None:
    folder = folder_in_use
    command = [*START, "--data", str(folder.root)]
    first = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        qtbot.waitUntil(lambda: raise_other_window(folder), timeout=20_000)
        second = subprocess.run(command, env=environment(), capture_output=True, timeout=30, check=False)
        assert (second.returncode, first.poll()) == (0, None)
    finally:
        first.terminate()
        first.wait(10)


def test_a_bug_in_the_running_program_leaves_a_report_and_the_program_goes_on(folder_in_use: DataFolder) -> None:
    folder = folder_in_use
    command = [sys.executable, "-c", CRASHING, str(folder.root)]
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stdout.split() == ["BOX", "1", "CODE", "0"], done.stderr
    report = next(folder.logs.glob("crash-*.txt")).read_text(encoding="utf-8")
    assert report.startswith("KeyError") and "单小满" not in report
    assert list(folder.backups.iterdir())


def test_a_backup_that_was_made_by_itself_is_seen(program: Program) -> None:
    assert program.window is not None
    program.backup_if_due()
    assert list(program.office.folder.backups.glob("*/manifest.json"))
    said = labels(program.window)
    assert "最近的备份：2026-09-07 09:00" in said
    assert "还没有备份" not in said
