"""A newcomer before an empty folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from tests.first_run.newcomer import PUPIL_ROSTER, STAFF_ROSTER, Newcomer


@pytest.fixture
def newcomer(qtbot: QtBot, dressed: object, office: Office, tmp_path: Path) -> Iterator[Newcomer]:
    """In Chinese, at the first page."""
    found = Newcomer(qtbot, office, tmp_path)
    yield found
    for widget in QApplication.topLevelWidgets():
        widget.hide()


@pytest.fixture
def rosters(tmp_path: Path) -> tuple[Path, Path]:
    """Rosters of three staff and of two pupils."""
    files = tmp_path / "教职工.csv", tmp_path / "学生.csv"
    for path, text in zip(files, (STAFF_ROSTER, PUPIL_ROSTER), strict=True):
        path.write_text(text, encoding="utf-8")
    return files
