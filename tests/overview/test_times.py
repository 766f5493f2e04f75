"""The chart of evacuation times says what the judgement says, in grey too, and leads to the drill."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.reports.drill_year import drill_year
from safetydesk.ui.overview.time_chart import SHOWN, TimeChart
from tests.desks import desk_of
from tests.drills.conftest import drilled as drilled
from tests.drills.test_judgement import time_of
from tests.overview.school import begin, hold, overview
from tests.ui.clerk import every, labels, only


@pytest.fixture(autouse=True)
def looks(dressed: object) -> None:
    """Everything here is dressed."""


def chart_of(office: Office, qtbot: QtBot, language: str = "en") -> TimeChart:
    words = desk_of(office, office.folder.root, language).words
    chart = TimeChart(words, drill_year(office.database, 2026).judged)
    qtbot.addWidget(chart)
    chart.resize(400, 156)
    chart.show()
    return chart


def test_each_drill_says_its_time_target_and_faults(qtbot: QtBot, drilled: Office) -> None:
    time_of(drilled, "2026-09-05", 150, name="无人演练", staff_present="0")
    chart = chart_of(drilled, qtbot)
    first, second = chart.accessibleDescription().splitlines()
    assert first.startswith("2026-09-04 九月疏散演练: 110 s, target — s")
    assert "150 s, target 120 s" in second and "no staff took part" in second and "30 s over" in second
    at = QPoint(300, 90)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text() == second


def lightness(picture: QImage, chart: TimeChart, column: range) -> list[int]:
    """How light the dots of a strip are, half-way up the lowest bar."""
    scale = picture.width() / chart.width()
    return [QColor(picture.pixel(int(x * scale), int(110 * scale))).lightness() for x in column]


def test_a_drill_without_staff_is_told_apart_in_grey(qtbot: QtBot, drilled: Office) -> None:
    time_of(drilled, "2026-09-05", 150, staff_present="0")
    chart = chart_of(drilled, qtbot)
    picture = chart.grab().toImage()
    good, bad = lightness(picture, chart, range(90, 110)), lightness(picture, chart, range(290, 310))
    assert max(good) - min(good) < 10, "one colour"
    assert max(bad) - min(bad) > 60, "stripes"


def test_a_click_leads_to_the_drill(qtbot: QtBot, drilled: Office) -> None:
    time_of(drilled, "2026-09-05", 150)
    chart = chart_of(drilled, qtbot)
    with qtbot.waitSignal(chart.chosen) as found:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 90))
    assert found.args == [2]


def test_the_newest_drills_are_shown(qtbot: QtBot, drilled: Office) -> None:
    for number in range(SHOWN):
        time_of(drilled, f"2026-09-{5 + number % 3:02d}", 90 + number)
    chart = chart_of(drilled, qtbot)
    assert len(chart.judged) == SHOWN and "2026-09-04" not in chart.accessibleDescription()


def test_a_year_without_a_time_says_what_goes_here(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    begin(office)
    hold(office, date(2026, 9, 4))
    desk, page = overview(office, tmp_path)
    qtbot.addWidget(page)
    assert desk.words.text("drill_times.card_empty") in labels(page) and not every(page, TimeChart)
    page.hide()


def test_the_card_stands_on_the_overview(qtbot: QtBot, drilled: Office, tmp_path: Path) -> None:
    desk, page = overview(drilled, tmp_path)
    qtbot.addWidget(page)
    assert only(page, TimeChart).accessibleName() == desk.words.text("drill_times.card")
    page.hide()
