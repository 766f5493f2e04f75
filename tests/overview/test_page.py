"""The overview shows the board's and the rhythm's own numbers, and leads to the very records."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from safetydesk.core.share import percent
from safetydesk.operations.office import Office
from safetydesk.paths import DataFolder
from safetydesk.registers.records.drills.rhythm import MonthOfDrills, months
from safetydesk.registers.records.letters.board import board
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.storage import backup
from safetydesk.ui.bars import ShareBar
from safetydesk.ui.first_run.dialog import FirstRun
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.overview.drill_chart import DrillChart
from safetydesk.ui.overview_page import OverviewPage
from tests.desks import desk_of
from tests.overview.school import ISSUED, begin, hold, ids, on, overview
from tests.ui.clerk import every, labels, only

LATER = ISSUED + timedelta(days=40)


def buttons(page: QWidget, text: str) -> list[QPushButton]:
    return [button for button in every(page, QPushButton) if button.text() == text]


@pytest.fixture(autouse=True)
def looks(dressed: object) -> None:
    """Every page here is dressed."""


def test_signing_says_what_the_board_says(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    begin(office)
    desk, page = overview(office, tmp_path)
    qtbot.addWidget(page)
    bars = {bar.accessibleName(): bar for bar in every(page, ShareBar)}
    due = [kind for kind in LETTER_KINDS if board(office.database, 2026)[kind.key].due]
    assert len(due) == 5, "no bureau is named and nobody works here under a contract"
    for kind in due:
        line = board(office.database, 2026)[kind.key]
        text = desk.words.text("overview.signed", signed=line.signed, due=line.due, rate=percent(line.rate))
        bar = bars[desk.words.term("letter_type", kind.type)]
        assert bar.accessibleDescription() == text and text in labels(page)
        assert bar.share == pytest.approx(line.rate)


def test_the_chart_says_what_the_rhythm_says(qtbot: QtBot, folder: DataFolder, tmp_path: Path) -> None:
    with on(folder, LATER) as office:
        hold(office, date(2026, 9, 4))
        desk, page = overview(office, tmp_path, "en")
        qtbot.addWidget(page)
        chart = only(page, DrillChart)
        wanted = months(office.database, 2026, LATER)
        assert list(chart.months) == list(wanted)
        said = chart.accessibleDescription().splitlines()
        assert chart.accessibleName() == "Drills by month" and len(said) == len(wanted) == 12
        for month, line in zip(wanted, said, strict=True):
            name = desk.words.text(f"overview.month_{month.month}")
            state = desk.words.text(f"overview.drill_{month.state}")
            assert line == f"{name}: {month.held} held, {month.required} required, {state}"
        page.hide()


def test_the_chart_reads_in_grey_and_says_a_month_under_the_mouse(qtbot: QtBot, office: Office) -> None:
    shown = (
        MonthOfDrills(2026, 9, 1, 1, "met"),
        MonthOfDrills(2026, 10, 0, 1, "missing"),
        MonthOfDrills(2027, 2, 0, 0, "holiday"),
    )
    chart = DrillChart(desk_of(office, office.folder.root, "en").words, shown)
    qtbot.addWidget(chart)
    chart.resize(300, 148)
    chart.show()
    picture = chart.grab().toImage()
    scale = picture.width() / chart.width()
    grey = [QColor(picture.pixel(int((50 + 100 * n) * scale), int(90 * scale))).lightness() for n in range(3)]
    assert abs(grey[0] - grey[1]) > 60 and abs(grey[1] - grey[2]) < 10
    at = QPoint(150, 90)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text() == "Oct: 0 held, 1 required, missing"
    QToolTip.hideText()
    chart.hide()


def test_show_leads_to_the_very_letters(qtbot: QtBot, folder: DataFolder, tmp_path: Path) -> None:
    with on(folder, ISSUED) as office:
        begin(office)
    with on(folder, LATER) as office:
        desk = desk_of(office, tmp_path, "en")
        window = MainWindow(desk)
        qtbot.addWidget(window)
        window.show()
        page = only(window, OverviewPage)
        late = next(b for b in buttons(page, "Show") if "letters issued more than" in b.accessibleName())
        late.click()
        grid = only(window, GridView)
        assert tuple(sorted(grid.model().ids)) == ids(office, "letter", "state <> '已签回'")
        window.close()


def test_show_leads_to_the_very_drills(qtbot: QtBot, folder: DataFolder, tmp_path: Path) -> None:
    with on(folder, LATER) as office:
        late = hold(office, date(2026, 9, 4))
        hold(office, date(2026, 9, 5), closed=True)
        desk, page = overview(office, tmp_path, "en")
        qtbot.addWidget(page)
        show = next(b for b in buttons(page, "Show") if "drill not closed" in b.accessibleName())
        with qtbot.waitSignal(desk.signals.show_records) as signal:
            show.click()
        assert signal.args == ["drills", (late,)]
        page.hide()


def test_show_leads_to_a_page_where_there_is_no_record(qtbot: QtBot, folder: DataFolder, tmp_path: Path) -> None:
    with on(folder, ISSUED) as office:
        backup.create(office.database)
    with on(folder, LATER) as office:
        desk, page = overview(office, tmp_path, "en")
        qtbot.addWidget(page)
        show = next(b for b in buttons(page, "Show") if "backup" in b.accessibleName())
        with qtbot.waitSignal(desk.signals.page_wanted) as signal:
            show.click()
        assert signal.args == ["settings"]
        assert "▲ Latest backup: 2026-09-01 09:00, verified" in labels(page)
        page.hide()


def test_an_empty_page_teaches_and_offers_the_first_step(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    desk, page = overview(office, tmp_path)
    qtbot.addWidget(page)
    for text, wanted in (("overview.import", "people"), ("overview.record_drill", "drills")):
        with qtbot.waitSignal(desk.signals.page_wanted) as signal:
            only_button(page, desk.words.text(text)).click()
        assert signal.args == [wanted]
    assert desk.words.text("overview.nobody_due") in labels(page)
    assert desk.words.text("overview.drills_empty") in labels(page)
    begin(office, issued=False)
    desk.signals.changed.emit({"people"})
    assert desk.words.text("overview.none_issued") in labels(page)
    with qtbot.waitSignal(desk.signals.page_wanted) as signal:
        only_button(page, desk.words.text("overview.issue")).click()
    assert signal.args == ["letters"]


def only_button(page: QWidget, text: str) -> QPushButton:
    found = buttons(page, text)
    assert len(found) == 1
    return found[0]


def test_a_week_without_anything_due_says_so(qtbot: QtBot, folder: DataFolder, tmp_path: Path) -> None:
    with on(folder, date(2026, 9, 8)) as office:
        hold(office, date(2026, 9, 4))
        backup.create(office.database)
        desk, page = overview(office, tmp_path, "en")
        qtbot.addWidget(page)
        assert "✓ " + desk.words.text("overview.no_tasks") in labels(page)
        assert "✓ Latest backup: 2026-09-08 09:00, verified" in labels(page)
        page.hide()


def test_the_first_run_goes_on_from_the_first_steps(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    desk, page = overview(office, tmp_path)
    qtbot.addWidget(page)
    only_button(page, desk.words.text("overview.go_on")).click()
    first = page.first_run
    assert isinstance(first, FirstRun) and first.isVisible() and first.step == "school"
    first.reject()
    begin(office)
    desk.signals.changed.emit({"letters"})
    assert desk.words.text("overview.first_steps") not in labels(page)


def test_what_is_not_seen_is_counted_only_when_it_is_looked_at(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    desk, page = overview(office, tmp_path, "en")
    qtbot.addWidget(page)
    body = page.area.widget()
    page.hide()
    begin(office)
    desk.signals.changed.emit({"people"})
    assert page.area.widget() is body
    page.show()
    assert "3 staff, 2 pupils" in labels(page)


def test_another_year_is_another_overview(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    begin(office)
    desk, page = overview(office, tmp_path, "en")
    qtbot.addWidget(page)
    desk.year_choice.choose(2025)
    assert "青山小学, 2025/2026" in labels(page)
    assert desk.words.text("overview.none_issued") in labels(page)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_full_overview_fits_the_smallest_window(
    qtbot: QtBot, folder: DataFolder, tmp_path: Path, language: str
) -> None:
    with on(folder, ISSUED) as office:
        begin(office)
        backup.create(office.database)
    with on(folder, LATER) as office:
        hold(office, date(2026, 9, 4))
        hold(office, LATER - timedelta(days=12))
        hold(office, LATER + timedelta(days=1), held=False)
        window = MainWindow(desk_of(office, tmp_path, language))
        qtbot.addWidget(window)
        window.resize(1093, 614)
        window.show()
        QApplication.processEvents()
        page = only(window, OverviewPage)
        assert page.area.horizontalScrollBar().maximum() == 0
        assert page.area.verticalScrollBar().maximum() < page.height() * 0.7
        for widget in [*every(page, QLabel), *every(page, QPushButton)]:
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()  # type: ignore[attr-defined]
        for button in every(page, QPushButton):
            assert button.accessibleName() or len(button.text()) > 1
        window.close()
