"""A year of drills in a school of 48 classes, through the window: planned, timed, written down, closed, counted."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from safetydesk.clock import StoryClock
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.rhythm import months
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drills_page import DrillsPage
from tests.conftest import CHINA
from tests.desks import RecordedNotices, desk_of
from tests.drills.large_year import CLASSES, LAST_DAY, fill_large_school, seen, year_clock
from tests.drills.test_stopwatch import Ticks

TEXTS = ("injured", "findings", "measures", "plan_revised", "summary", "summary_by", "summary_on")


@pytest.fixture
def clock() -> StoryClock:
    return year_clock()


@pytest.fixture
def page(office: Office, tmp_path: Path, qtbot: QtBot, dressed: object) -> DrillsPage:
    """The drills of the school, its year planned in one step."""
    fill_large_school(office)
    desk = desk_of(office, tmp_path, "zh_CN")
    office.database.on_commit.append(lambda *_: desk.signals.changed.emit({"drills"}))
    planning = PlanYearDialog(desk)
    qtbot.addWidget(planning)
    planning.write_down()
    page = DrillsPage(desk, DRILLS)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_a_year_through_the_window(page: DrillsPage, clock: StoryClock, qtbot: QtBot) -> None:
    desk = page.desk
    planned = desk.office.database.query("SELECT id, held_on FROM drill ORDER BY held_on")
    assert len(planned) >= 9
    for number, (drill_id, day) in enumerate(planned):
        hold(qtbot, page, clock, drill_id, date.fromisoformat(day), number)
    assert isinstance(desk.notices, RecordedNotices) and desk.notices.refused == []
    found = months(desk.office.database, 2026, LAST_DAY)
    assert {month.state for month in found} == {"met", "holiday"}
    assert sum(month.held for month in found) == len(planned)


def hold(bot: QtBot, page: DrillsPage, clock: StoryClock, drill_id: int, day: date, number: int) -> None:
    """One drill day: every class reports to the stopwatch, the rest is typed from what was seen; then it is closed."""
    clock.moment = datetime.combine(day, time(10, 5, number), CHINA)
    told = seen(page.desk.office, day, number)
    time_it(bot, page, drill_id, told)
    form = page.form
    assert isinstance(form, DrillForm)
    form.staff.show_rows([{name: str(value) for name, value in line.items()} for line in told["staff_counts"]])
    form.add_up_staff()
    form.editors["absent"].show(json.dumps(told["absent"], ensure_ascii=False))
    for name in TEXTS:
        form.editors[name].show(str(told[name]))
    assert form.save() or form.save(), "a hint is passed over by saving again"
    page.grid.choose_ids({drill_id})
    page.close_chosen()
    row = page.desk.office.records.read(DRILLS, drill_id)
    assert row["closed_on"] == day and len(row["counts"]) == CLASSES
    for name in ("pupils_expected", "pupils_present", "staff_expected", "staff_present"):
        assert row[name] == told[name], name
    for name in ("signal_at", "assembled_at", "counted_at"):
        assert row[name] == time.fromisoformat(told[name]), name
    assert [str(line["done_at"]) for line in row["counts"]] == [line["done_at"] for line in told["counts"]]


def time_it(bot: QtBot, page: DrillsPage, drill_id: int, told: dict[str, object]) -> None:
    """Alarm by F5, each class typed with those present as it comes, all out by F6, all counted by F7."""
    page.grid.choose_ids({drill_id})
    page.time_chosen()
    watch = page.stopwatch
    assert watch is not None
    bot.waitUntil(watch.isActiveWindow)
    begun = time.fromisoformat(str(told["signal_at"]))

    def at(moment: object) -> None:
        watch.ticker = Ticks(seconds(begun, time.fromisoformat(str(moment))) * 1_000_000_000, "one")

    at(begun)
    QTest.keyClick(watch, Qt.Key.Key_F5)
    for line in told["counts"]:  # type: ignore[attr-defined]
        at(line["done_at"])
        watch.entry.setText(f"{line['class_name']} {line['present']}")
        QTest.keyClick(watch.entry, Qt.Key.Key_Return)
    for key, name in ((Qt.Key.Key_F6, "assembled_at"), (Qt.Key.Key_F7, "counted_at")):
        at(told[name])
        QTest.keyClick(watch, key)
    watch.accept()


def seconds(first: time, last: time) -> int:
    """From one time of day to a later one."""
    day = date(2026, 9, 1)
    return int((datetime.combine(day, last) - datetime.combine(day, first)) / timedelta(seconds=1))
