"""The calendar, the planning of a year and the stopwatch, as a clerk meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.stopwatch import marks, presses
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.pages.drills_page import DrillsPage
from safetydesk.ui.rhythm_settings import RhythmSettings
from tests.desks import RecordedNotices, desk_of
from tests.drills.conftest import record
from tests.drills.test_rhythm import TERMS, set_terms
from tests.drills.test_stopwatch import Ticks
from tests.drills.test_year_plan import plan
from tests.ui.clerk import every


@pytest.fixture(autouse=True)
def looks(dressed: object) -> None:
    """Everything here is dressed."""


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Desk:
    """A school with terms, a building, two classes of pupils and two departments."""
    set_terms(office, **TERMS)
    office.records.save_texts(office.register("places"), [(None, {"name": "教学楼"})])
    people = [
        *({"name": f"甲{n}", "kind": "学生", "class_name": "三年级1班"} for n in range(3)),
        *({"name": f"乙{n}", "kind": "学生", "class_name": "三年级2班"} for n in range(2)),
        *({"name": f"丙{n}", "kind": "教职工", "dept": "教务处"} for n in range(2)),
        {"name": "丁", "kind": "保安"},
    ]
    assert not office.records.save_texts(office.register("people"), [(None, texts) for texts in people]).refused
    desk = desk_of(office, tmp_path)
    office.database.on_commit.append(lambda *_: desk.signals.changed.emit({"drills"}))
    return desk


@pytest.fixture
def calendar(desk: Desk, qtbot: QtBot) -> CalendarDialog:
    dialog = CalendarDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def notices(desk: Desk) -> RecordedNotices:
    assert isinstance(desk.notices, RecordedNotices)
    return desk.notices


def held_on(desk: Desk, row_id: int) -> date:
    return desk.office.records.read(DRILLS, row_id)["held_on"]


def older(desk: Desk, *ids: int) -> None:
    """As if planned last week: moving it wants a reason."""
    with desk.office.database.action("test.older") as action:
        action.update_many("drill", {row_id: {"created_at": "2026-09-01T08:00:00+08:00"} for row_id in ids})


def place_of(calendar: CalendarDialog, day: date) -> QPoint:
    return calendar.view.grid.day_rect(day).center().toPoint()


def told(dialog: object) -> str:
    return "\n".join(label.text() for label in every(dialog, QLabel))  # type: ignore[arg-type]


def button(where: object, desk: Desk, id: str) -> QPushButton:
    return next(item for item in every(where, QPushButton) if item.text() == desk.words.text(id))  # type: ignore[arg-type]


def test_the_year_is_planned_from_the_dialog_less_what_was_unticked(desk: Desk, qtbot: QtBot) -> None:
    dialog = PlanYearDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.commander.setText("丙0")
    dialog.table.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    dialog.table.item(2, 0).setText("2026-11-18")
    dialog.write_down()
    days = [row[0] for row in desk.office.database.query("SELECT held_on FROM drill ORDER BY held_on")]
    assert len(days) == 8 and "2026-11-18" in days and not any(day.startswith("2026-10") for day in days)
    assert PlanYearDialog(desk).table.rowCount() == 1


def test_a_day_that_cannot_be_read_or_nobody_to_command_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    dialog = PlanYearDialog(desk)
    qtbot.addWidget(dialog)
    dialog.write_down()
    dialog.commander.setText("丙0")
    dialog.table.item(0, 0).setText("下周")
    dialog.write_down()
    assert [error.what.id for error in notices(desk).refused] == ["drill_year.no_commander", "core.bad_date"]
    assert desk.office.database.query("SELECT count(*) FROM drill") == [(0,)]


def test_a_drill_is_dragged_to_another_day(desk: Desk, calendar: CalendarDialog, qtbot: QtBot) -> None:
    first = plan(desk.office)[0]
    start, end = held_on(desk, first), held_on(desk, first) + timedelta(days=3)
    QTest.mousePress(calendar.view, Qt.MouseButton.LeftButton, pos=place_of(calendar, start))
    QTest.mouseMove(calendar.view, place_of(calendar, end))
    QTest.mouseRelease(calendar.view, Qt.MouseButton.LeftButton, pos=place_of(calendar, end))
    qtbot.waitUntil(lambda: held_on(desk, first) == end)
    assert end.isoformat() in calendar.told.text()


def test_an_older_plan_is_moved_with_its_reason_or_not_at_all(desk: Desk, calendar: CalendarDialog) -> None:
    first = plan(desk.office)[0]
    older(desk, first)
    day = held_on(desk, first)
    calendar.view.choose(day)
    notices(desk).line = None
    QTest.keyClick(calendar.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert held_on(desk, first) == day
    notices(desk).line = "暴雨"
    QTest.keyClick(calendar.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert held_on(desk, first) == day + timedelta(days=1)
    assert desk.words.text("drill_calendar.moved") in calendar.view.say(day + timedelta(days=1))


def test_keys_find_the_next_drill_and_open_it(desk: Desk, calendar: CalendarDialog) -> None:
    ids = plan(desk.office)
    days = sorted(held_on(desk, row_id) for row_id in ids)
    QTest.keyClick(calendar.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert calendar.view.day == days[0]
    QTest.keyClick(calendar.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert calendar.view.day == days[1]
    QTest.keyClick(calendar.view, Qt.Key.Key_Return)
    assert calendar.form is not None and calendar.form.row_id in ids
    calendar.form.forget()
    calendar.form.done(0)


def test_a_free_day_offers_a_new_drill_and_a_past_one_says_where(desk: Desk, calendar: CalendarDialog) -> None:
    calendar.view.choose(date(2026, 10, 20))
    QTest.keyClick(calendar.view, Qt.Key.Key_Return)
    assert calendar.form is not None and calendar.form.editors["held_on"].read() == "2026-10-20"
    calendar.form.forget()
    calendar.form.done(0)
    calendar.view.choose(date(2026, 9, 1))
    QTest.keyClick(calendar.view, Qt.Key.Key_Return)
    assert notices(desk).told == [desk.words.text("drill_calendar.record_past")]


def test_cancelling_asks_why_and_a_cancelled_one_can_be_held_after_all(desk: Desk, calendar: CalendarDialog) -> None:
    first = plan(desk.office)[0]
    calendar.view.choose(held_on(desk, first))
    notices(desk).line = "台风"
    button(calendar, desk, "drill_calendar.cancel").click()
    assert "台风" in calendar.told.text() and "cancelled 1" in told(calendar)
    button(calendar, desk, "drill_calendar.cancel").click()
    assert "cancelled 0" in told(calendar)


def test_what_was_held_stays_where_it_was(desk: Desk, calendar: CalendarDialog) -> None:
    assert record(desk.office, place="教学楼") == {}
    calendar.view.choose(date(2026, 9, 4))
    notices(desk).line = "x"
    button(calendar, desk, "drill_calendar.cancel").click()
    calendar.move_drill(1, date(2026, 9, 20))
    assert [error.what.id for error in notices(desk).refused] == ["drill_year.not_planned"] * 2
    assert held_on(desk, 1) == date(2026, 9, 4)


def test_the_calendar_says_how_things_stand(desk: Desk, calendar: CalendarDialog) -> None:
    assert record(desk.office, place="教学楼", staff_present="0") == {}
    assert "without staff 1" in told(calendar) and "Required 9: held 0" in told(calendar)
    assert desk.words.text("drill_calendar.unstaffed") in calendar.view.say(date(2026, 9, 4))


@pytest.fixture
def watch(desk: Desk, qtbot: QtBot) -> Callable[[int], StopwatchDialog]:
    """The stopwatch of today's drill at some second."""
    texts = {"name": "今天", "held_on": "2026-09-07", "type": "火灾", "form": "疏散", "announced": "预定式(有预警)"}
    stored = desk.office.records.save_texts(DRILLS, [(None, {**texts, "place": "教学楼", "commander": "丙0"})])
    assert not stored.refused

    def at(second: int) -> StopwatchDialog:
        dialog = StopwatchDialog(desk, stored.ids[0], ticker=Ticks(second * 1_000_000_000, "x"))
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return at


def test_the_stopwatch_goes_on_where_it_was_and_fills_the_record(
    desk: Desk, watch: Callable[[int], StopwatchDialog]
) -> None:
    first = watch(100)
    QTest.keyClick(first, Qt.Key.Key_F5)
    first.done(0)
    second = watch(165)
    assert second.clock.text() == "01:05"
    QTest.keyClicks(second.entry, "301 2")
    QTest.keyClick(second.entry, Qt.Key.Key_Return)
    second.classes.buttons["三年级2班"].click()
    QTest.keyClick(second, Qt.Key.Key_F6)
    QTest.keyClick(second, Qt.Key.Key_F7)
    assert desk.words.text("stopwatch.reported", n=2, all=2) in told(second)
    found = marks(presses(desk.office.database, second.drill_id))
    assert [(mark.press.label, mark.press.present, mark.seconds) for mark in found[1:3]] == [
        ("三年级1班", 2, 65),
        ("三年级2班", None, 65),
    ]
    form = DrillForm(desk, DRILLS, second.drill_id)
    form.show()
    button(form, desk, "drills_page.from_stopwatch").click()
    assert [form.editors[name].read() for name in ("signal_at", "assembled_at")] == ["09:00:00", "09:01:05"]
    lines = form.counts.rows()
    assert [(line["expected"], line["present"], line["done_at"]) for line in lines] == [
        ("3", "2", "09:01:05"),
        ("2", "", "09:01:05"),
    ]
    assert form.editors["pupils_expected"].read() == "5" and form.editors["pupils_present"].read() == ""
    form.forget()
    form.done(0)


def test_a_class_that_is_none_is_said_and_a_slip_taken_back(
    desk: Desk, watch: Callable[[int], StopwatchDialog]
) -> None:
    dialog = watch(10)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    dialog.entry.setText("九年级9班")
    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert "九年级9班" in dialog.saved.text() and len(dialog.found) == 1
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.found == [] and dialog.clock.text() == "00:00"


def test_typing_never_presses_a_button_wherever_the_hand_was_last(
    desk: Desk, watch: Callable[[int], StopwatchDialog]
) -> None:
    dialog = watch(10)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    for pressed in every(dialog, QPushButton):
        if pressed.isEnabled() and pressed is not dialog.into_record:
            QTest.mousePress(pressed, Qt.MouseButton.LeftButton)
            QTest.mouseRelease(pressed, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
            QTest.keyClicks(dialog.focusWidget() or dialog, "301 ")
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Backspace)
            assert dialog.entry.text() == "301" and len(dialog.found) == 1, pressed.text()
            dialog.entry.clear()
    dialog.setFocus()
    QTest.keyClicks(dialog, "3")
    assert dialog.entry.text() == "3"


def test_taking_back_says_what_is_gone(desk: Desk, watch: Callable[[int], StopwatchDialog]) -> None:
    dialog = watch(10)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    QTest.keyClicks(dialog.entry, "301 2")
    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    for what in ("三年级1班 2", desk.words.text("stopwatch.alarm")):
        QTest.keyClick(dialog, Qt.Key.Key_F8)
        assert what in dialog.saved.text() and "09:00:00" in dialog.saved.text()
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.saved.text() == desk.words.text("stopwatch.nothing_back")


def test_a_report_before_the_alarm_is_refused_and_said(desk: Desk, watch: Callable[[int], StopwatchDialog]) -> None:
    dialog = watch(10)
    QTest.keyClicks(dialog.entry, "301")
    QTest.keyClick(dialog.entry, Qt.Key.Key_Return)
    assert "no_alarm" in notices(desk).refused[0].what.id and dialog.found == []


def test_the_stopwatch_opens_on_todays_drill_or_asks_which(
    desk: Desk, qtbot: QtBot, watch: Callable[[int], StopwatchDialog]
) -> None:
    assert record(desk.office, place="教学楼") == {}
    page = DrillsPage(desk, DRILLS)
    qtbot.addWidget(page)
    page.show()
    today = watch(0).drill_id
    past = next(row for (row,) in desk.office.database.query("SELECT id FROM drill") if row != today)
    assert page.drill_to_time() == today and notices(desk).offered == []
    page.grid.choose_ids({past})
    assert page.drill_to_time() == past
    assert [line[:10] for line in notices(desk).offered[0]] == ["2026-09-04", "2026-09-07"]
    notices(desk).place = 1
    assert page.drill_to_time() == today
    second = {"name": "第二次", "held_on": "2026-09-07", "type": "火灾", "form": "疏散", "announced": "预定式(有预警)"}
    assert not desk.office.records.save_texts(
        DRILLS, [(None, {**second, "place": "教学楼", "commander": "丙0"})]
    ).refused
    page.grid.choose_ids(set())
    notices(desk).place = None
    assert page.drill_to_time() is None and len(notices(desk).offered[-1]) == 2
    page.grid.choose_ids({today})
    asked = len(notices(desk).asked)
    assert page.drill_to_time() == today and len(notices(desk).asked) == asked


def test_starting_anew_wants_a_reason(desk: Desk, watch: Callable[[int], StopwatchDialog]) -> None:
    dialog = watch(10)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    notices(desk).line = " "
    dialog.anew()
    assert len(dialog.found) == 1
    notices(desk).line = "误响"
    dialog.anew()
    assert dialog.found == []


def test_departments_fill_in_and_add_up(desk: Desk, qtbot: QtBot) -> None:
    form = DrillForm(desk, DRILLS)
    qtbot.addWidget(form)
    form.show()
    button(form, desk, "drills_page.fill_departments").click()
    rows = form.staff.rows()
    assert [(row["dept"], row["expected"]) for row in rows] == [("教务处", "2"), ("保安", "1")]
    form.staff.show_rows([{**row, "present": row["expected"]} for row in rows])
    form.add_up_staff()
    assert form.editors["staff_present"].read() == "3"
    form.forget()


def test_the_page_leads_to_calendar_stopwatch_and_a_task_of_the_very_drill(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(2):
        assert record(desk.office, place="教学楼", plan_revised="是") == {}
    page = DrillsPage(desk, DRILLS)
    qtbot.addWidget(page)
    page.show()
    page.time_chosen()
    assert notices(desk).told == [desk.words.text("drills_page.no_drill_today", day="2026-09-07")]
    page.grid.choose_ids({1})
    page.make_task()
    assert page.task is not None and page.task.editors["kind"].read() == "修订预案"
    assert page.task.save()
    assert desk.office.database.query("SELECT drill_id, due_on FROM drill_task") == [(1, "2026-10-07")]
    page.show_calendar()
    assert page.calendar is not None and page.calendar.isVisible()
    page.calendar.done(0)
    notices(desk).place = None
    page.time_chosen()
    assert page.stopwatch is None, "the chosen drill is not today's: asked, and thought better of"
    notices(desk).place = 0
    page.time_chosen()
    assert page.stopwatch is not None
    page.stopwatch.press("alarm")
    page.stopwatch.accept()
    assert isinstance(page.form, DrillForm) and page.form.editors["signal_at"].read() == "09:00:00"
    page.form.forget()
    page.form.done(0)


def test_the_rhythm_is_changed_in_the_settings_and_bad_figures_are_put_back(desk: Desk, qtbot: QtBot) -> None:
    page = RhythmSettings(desk)
    qtbot.addWidget(page)
    page.show()
    page.spans["every"].setCurrentIndex(page.spans["every"].findData("term"))
    page.spans["every"].activated.emit(0)
    page.figures["least"].setValue(2)
    page.targets["小学"].setValue(150)
    stored = desk.office.settings.get("drill_rhythm")
    assert (stored["every"], stored["least"], stored["targets"]["小学"]) == ("term", 2, 150)
    button(page, desk, "checks.reset").click()
    assert desk.office.settings.get("drill_rhythm") == {} and page.figures["least"].value() == 1
