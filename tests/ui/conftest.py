"""A window over a made-up school: built once, copied for each test, driven through its widgets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safetydesk.clock import FixedClock
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder, resources
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.tasks import WindowTasks
from safetydesk.ui.theme import apply_theme, load_fonts
from safetydesk.ui.wheel_guard import WheelGuard
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words
from tests.conftest import CHINA
from tests.desks import RecordedNotices
from tests.ui.clerk import Clerk

MONDAY = datetime(2026, 9, 7, 9, tzinfo=CHINA)
Opener = Callable[..., Clerk]


@pytest.fixture(scope="session")
def family(qapp: QApplication) -> str:
    """The application's own fonts, loaded once."""
    return load_fonts(resources() / "fonts")


@pytest.fixture
def dressed(qapp: QApplication, family: str) -> Iterator[QApplication]:
    """The application in its light theme, the wheel kept off fields as in the program."""
    apply_theme(qapp, "light", family)
    guard = WheelGuard(qapp)
    yield qapp
    qapp.removeEventFilter(guard)


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up school, closed: to be copied, never opened."""
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "office")
    with open_office(folder, FixedClock(MONDAY)) as office:
        fill(office, "small", 1)
    return folder.root


@pytest.fixture
def school(demo_root: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """The made-up school, opened."""
    shutil.copytree(demo_root, tmp_path / "school")
    with open_office(DataFolder(tmp_path / "school"), clock) as opened:
        yield opened


@pytest.fixture
def sit_down(qtbot: QtBot, dressed: QApplication) -> Iterator[Opener]:
    """Opens the main window over an office; windows are closed at the end, as their clerk would."""
    opened: list[Clerk] = []

    def open_window(office: Office, language: str = "zh_CN") -> Clerk:
        words = Words(language)
        tasks = WindowTasks(words)
        notices = RecordedNotices()
        state = WindowState(office.folder.window_state)
        desk = Desk(office, words, tasks, notices, state, YearChoice(office.year))
        window = tasks.parent_window = MainWindow(desk)
        clerk = Clerk(qtbot, window, desk, notices)
        opened.append(clerk)
        with qtbot.waitActive(window):
            window.show()
        return clerk

    yield open_window
    for clerk in opened:
        clerk.leave()


@pytest.fixture
def clerk(sit_down: Opener, school: Office) -> Clerk:
    """The clerk of the made-up school, in Chinese."""
    return sit_down(school)


@pytest.fixture
def newcomer(sit_down: Opener, office: Office) -> Clerk:
    """The clerk of a school that has no data yet."""
    return sit_down(office)
