"""What every test stands on: no screen, our own font, a still clock, an empty office."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from safetydesk.clock import FixedClock
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder, resources
from safetydesk.words import Words

ROSTERS = Path(__file__).parent / "data" / "rosters"
CHINA = timezone(timedelta(hours=8))

settings.register_profile("still", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("still")


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 7 September 2026, nine in the morning."""
    return FixedClock(datetime(2026, 9, 7, 9, tzinfo=CHINA))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "office")


@pytest.fixture
def office(folder: DataFolder, clock: FixedClock) -> Iterator[Office]:
    """A new school's data, opened."""
    with open_office(folder, clock) as opened:
        yield opened


@pytest.fixture
def words() -> Words:
    return Words("zh_CN")


@pytest.fixture
def english() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["safetydesk"]


@pytest.fixture
def dressed(qapp: object) -> object:
    """The application with its fonts and light theme."""
    from safetydesk.ui.theme import apply_theme, load_fonts

    return apply_theme(qapp, "light", load_fonts(resources() / "fonts"))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No thread of ours outlives a test, and no dialog is left waiting for an answer."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive() and not thread.daemon]
    assert not left
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtWidgets import QApplication

        if QApplication.instance() is not None:
            waiting = QApplication.activeModalWidget()
            if waiting is not None:
                waiting.hide()  # Only this test is to blame, not those that come after it.
            assert waiting is None
