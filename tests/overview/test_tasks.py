"""What is late, what is due, and since when: the fourteen days are counted exactly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safetydesk.operations.office import Office
from safetydesk.paths import DataFolder
from safetydesk.registers.records.drills.rhythm import MonthOfDrills
from safetydesk.storage import backup
from safetydesk.ui.overview.tasks import Task, tasks
from safetydesk.words import Words
from tests.overview.school import ISSUED, LETTERS, begin, hold, ids, on

WORDS = Words("en")
HELD = date(2026, 9, 4)


def found(office: Office, year: int = 2026, months: tuple[MonthOfDrills, ...] = ()) -> dict[tuple[str, str], Task]:
    """Tasks by when and where they lead."""
    made = tasks(office, WORDS, year, months)
    assert [task.when for task in made] == sorted(
        (task.when for task in made), key=("late", "this_week", "this_month").index
    )
    return {(task.when, task.page): task for task in made}


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2026, 9, 11), None),
        (date(2026, 9, 13), None),
        (date(2026, 9, 14), "this_week"),
        (date(2026, 9, 15), "this_week"),
        (date(2026, 9, 16), "late"),
    ],
)
def test_letters_are_late_after_fourteen_days(folder: DataFolder, day: date, when: str | None) -> None:
    with on(folder, ISSUED) as office:
        begin(office)
    with on(folder, day) as office:
        made = found(office)
        assert set(made) - {("this_month", "files")} == ({(when, "letters")} if when else set())
        if when:
            unsigned = ids(office, "letter", "state <> '已签回'")
            assert made[when, "letters"].ids == unsigned
            assert str(LETTERS - 1) in made[when, "letters"].text


def test_signed_exempt_and_void_letters_and_those_of_another_year_are_not_late(folder: DataFolder) -> None:
    with on(folder, ISSUED) as office:
        begin(office)
        all_ids = ids(office, "letter")
        with office.database.action("test.states") as action:
            for row_id, state in zip(all_ids[1:], ("已归档", "免签", "作废"), strict=False):
                action.update("letter", row_id, {"state": state})
    with on(folder, ISSUED + timedelta(days=40)) as office:
        assert found(office)["late", "letters"].ids == all_ids[4:]
        assert ("late", "letters") not in found(office, 2025)


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (HELD + timedelta(days=9), None),
        (HELD + timedelta(days=10), "this_week"),
        (HELD + timedelta(days=13), "this_week"),
        (HELD + timedelta(days=14), "late"),
    ],
)
def test_drills_are_late_fourteen_days_after_they_were_held(folder: DataFolder, day: date, when: str | None) -> None:
    with on(folder, HELD) as office:
        open_one = hold(office, HELD)
        hold(office, HELD, closed=True)
    with on(folder, day) as office:
        made = found(office)
        assert set(made) == ({(when, "drills")} if when else set())
        if when:
            assert made[when, "drills"].ids == (open_one,)


def test_a_drill_planned_for_this_week_is_due(folder: DataFolder) -> None:
    monday = date(2026, 9, 7)
    with on(folder, monday) as office:
        planned = hold(office, date(2026, 9, 13), held=False)
        hold(office, date(2026, 9, 14), held=False)
        assert found(office)["this_week", "drills"].ids == (planned,)


def test_a_planned_drill_whose_day_went_by_is_late_until_it_is_told_moved_or_cancelled(folder: DataFolder) -> None:
    with on(folder, date(2026, 9, 7)) as office:
        planned = hold(office, date(2026, 9, 8), held=False)
    with on(folder, date(2026, 9, 9)) as office:
        assert found(office)["late", "drills"].ids == (planned,)
        with office.database.action("test.cancel") as action:
            action.update("drill", planned, {"cancelled_on": "2026-09-09"})
        assert ("late", "drills") not in found(office)


def test_a_drill_without_staff_and_a_finding_that_is_overdue_are_late(folder: DataFolder) -> None:
    with on(folder, HELD) as office:
        row_id = hold(office, HELD)
        with office.database.action("test.staff") as action:
            action.update("drill", row_id, {"staff_present": 0})
            action.insert("drill_task", {"drill_id": row_id, "kind": "其他", "what": "修广播", "due_on": HELD})
        assert found(office)["late", "drills"].text == WORDS.text("overview.drills_unstaffed", n=1)
        assert ("this_week", "drill-tasks") in found(office)
    with on(folder, HELD + timedelta(days=1)) as office:
        assert ("late", "drill-tasks") in found(office)


def test_months_without_a_drill_are_late_and_this_month_is_wanted(office: Office) -> None:
    months = (
        MonthOfDrills(2026, 9, 0, 1, "coming"),
        MonthOfDrills(2026, 10, 0, 1, "coming"),
    )
    made = found(office, months=months)
    assert set(made) == {("this_month", "drills")}
    assert made["this_month", "drills"].text == WORDS.text("overview.drills_wanted", month="Sep", required=1, held=0)
    missing = (MonthOfDrills(2026, 4, 0, 1, "missing"), MonthOfDrills(2026, 5, 1, 2, "missing"))
    task = found(office, months=missing)["late", "drills"]
    assert task.text.endswith("Apr, May") and task.ids == ()


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_a_backup_is_late_after_seven_days(folder: DataFolder, days: int, late: bool) -> None:
    with on(folder, ISSUED) as office:
        assert found(office) == {}, "none at all is told beside the figures, not as late"
        backup.create(office.database)
    with on(folder, ISSUED + timedelta(days=days)) as office:
        assert (("late", "settings") in found(office)) is late
