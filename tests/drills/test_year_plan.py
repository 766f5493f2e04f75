"""The year's drills: planned in one step against the school's rhythm, moved and cancelled with the reason."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from safetydesk.core.listing import Query
from safetydesk.errors import UserError
from safetydesk.operations.drill_year import (
    cancel,
    keep_requirements,
    move,
    plan_year,
    proposed,
    take_place_after_all,
    usual_place,
)
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.drills.calendar import drills_of, longest_pause
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.requirements import read_requirements, target_of
from safetydesk.registers.records.drills.rhythm import months
from tests.drills.conftest import record
from tests.drills.test_rhythm import TERMS, set_terms, stages

TODAY = date(2026, 9, 7)


@pytest.fixture
def placed(office: Office) -> Office:
    """A primary school with terms and a building."""
    set_terms(office, **TERMS)
    stages(office, "小学")
    office.records.save_texts(office.register("places"), [(None, {"name": "教学楼", "floors": "4"})])
    return office


def plan(office: Office) -> list[int]:
    stored = plan_year(office, proposed(office, 2026), "王强", usual_place(office))
    assert not stored.refused
    return list(stored.ids.values())


def row(office: Office, row_id: int) -> dict[str, object]:
    listing = office.listing(DRILLS)
    return dict(zip(DRILLS.by_name, listing.values([row_id])[0], strict=True))


def test_the_year_gets_a_drill_for_every_month_that_owes_one(placed: Office) -> None:
    found = proposed(placed, 2026)
    assert [slot.day.month for slot in found] == [9, 10, 11, 12, 1, 3, 4, 5, 6]
    assert all(slot.day >= TODAY and slot.day.weekday() < 5 for slot in found)
    assert {slot.day.month: slot.type for slot in found}[11] == "火灾"
    assert {slot.target for slot in found} == {180}
    sudden = Counter(slot.day >= date(2027, 2, 1) for slot in found if slot.announced.startswith("突发"))
    assert sudden == {False: 1, True: 1}


def test_a_planned_year_owes_nothing_more_and_is_taken_back_as_one(placed: Office) -> None:
    stored = plan_year(placed, proposed(placed, 2026), "王强", usual_place(placed))
    assert len(stored.ids) == 9 and proposed(placed, 2026) == []
    assert {row(placed, row_id)["state"] for row_id in stored.ids.values()} == {"计划"}
    take_back(placed.database, stored.batch)
    assert placed.listing(DRILLS).count(Query()) == 0


def test_what_was_held_is_not_planned_again_and_the_past_is_not_planned_at_all(placed: Office) -> None:
    assert record(placed, type="火灾") == {}
    assert next(slot.day.month for slot in proposed(placed, 2026)) == 10
    assert proposed(placed, 2025) == []


def test_kinds_are_those_of_the_schools_plans_larger_risks_first(placed: Office) -> None:
    plans = [{"name": kind, "type": kind, "edition": "1", "author": "王", "issued_on": "2026-03-01"} for kind in ("综合", "溺水", "欺凌")]  # fmt: skip
    placed.records.save_texts(placed.register("plans"), [(None, texts) for texts in plans])
    risk = {"name": "河边", "place": "教学楼", "category": "水", "degree": "重大", "measures": "巡查", "owner": "赵", "check_every": "每日", "plan_type": "欺凌"}  # fmt: skip
    assert not placed.records.save_texts(placed.register("risk-points"), [(None, risk)]).refused
    found = proposed(placed, 2026)
    assert [slot.type for slot in found[:3]] == ["欺凌", "溺水", "欺凌"] and {slot.form for slot in found} == {"实战"}


def test_boarders_get_a_night_drill_in_each_term(placed: Office) -> None:
    with placed.database.action("test.boarding") as action:
        action.update("school", 1, {"boarding": True})
    nights = [slot for slot in proposed(placed, 2026) if slot.period == "夜间宿舍"]
    assert [slot.day < date(2027, 2, 1) for slot in nights] == [True, False]


def test_a_kindergarten_is_planned_by_the_quarter_unless_it_chooses_the_month(placed: Office) -> None:
    stages(placed, "幼儿园")
    assert [slot.day.month for slot in proposed(placed, 2026)] == [9, 12, 3, 6]
    keep_requirements(placed, kindergarten_every="month")
    assert len(proposed(placed, 2026)) == 9


@pytest.mark.parametrize(
    ("every", "least", "owed"), [("term", 1, 2), ("term", 2, 4), ("month", 2, 18), ("quarter", 1, 4)]
)
def test_the_rhythm_is_the_schools_own(placed: Office, every: str, least: int, owed: int) -> None:
    keep_requirements(placed, every=every, least=least)
    assert sum(month.required for month in months(placed.database, 2026, TODAY)) == owed
    assert len(proposed(placed, 2026)) == owed


@pytest.mark.parametrize(
    ("name", "value"), [("least", 0), ("every", "jährlich"), ("targets", {"小学": 10}), ("pause", True)]
)
def test_a_rhythm_that_makes_no_sense_is_refused(placed: Office, name: str, value: object) -> None:
    before = read_requirements(placed.database)
    with pytest.raises(UserError, match="bad_figure"):
        keep_requirements(placed, **{name: value})
    assert read_requirements(placed.database) == before


def test_targets_are_those_of_the_slowest_stage_and_of_low_buildings(office: Office) -> None:
    wanted = read_requirements(office.database)
    assert target_of(wanted, ["初中"], 4) == 120 and target_of(wanted, ["初中", "小学"], None) == 180
    assert target_of(wanted, ["初中"], 5) is None


def test_nobody_to_command_and_no_place_are_said(office: Office) -> None:
    found = proposed(office, 2026)
    for commander, place in (("", 1), ("王强", None)):
        with pytest.raises(UserError):
            plan_year(office, found, commander, place)
    assert office.listing(DRILLS).count(Query()) == 0


def test_a_plan_made_today_is_shifted_freely_an_older_one_says_why(placed: Office) -> None:
    first, second, *_ = plan(placed)
    move(placed, first, date(2026, 9, 15), "")
    values = placed.records.read(DRILLS, first)
    assert (values["held_on"], values["moves"]) == (date(2026, 9, 15), ())
    with placed.database.action("test.older") as action:
        action.update("drill", second, {"created_at": "2026-09-01T08:00:00+08:00"})
    with pytest.raises(UserError, match="reason_needed"):
        move(placed, second, date(2026, 10, 20), " ")
    move(placed, second, date(2026, 10, 20), "下雨")
    moves = placed.records.read(DRILLS, second)["moves"]
    assert [(line["moved_to"], line["reason"]) for line in moves] == [(date(2026, 10, 20), "下雨")]


def test_a_drill_is_not_moved_into_the_past_nor_once_it_was_held(placed: Office) -> None:
    planned = plan(placed)[0]
    with pytest.raises(UserError, match="past_day"):
        move(placed, planned, date(2026, 9, 1), "忘了")
    assert record(placed) == {}
    held = placed.database.query("SELECT max(id) FROM drill")[0][0]
    for step in (lambda: move(placed, held, date(2026, 9, 20), "雨"), lambda: cancel(placed, held, "雨")):
        with pytest.raises(UserError, match="not_planned"):
            step()


def test_a_cancelled_drill_stays_with_its_reason_and_the_month_owes_again(placed: Office) -> None:
    planned = plan(placed)[0]
    with pytest.raises(UserError, match="reason_needed"):
        cancel(placed, planned, "")
    cancel(placed, planned, "暴雨")
    assert (row(placed, planned)["state"], row(placed, planned)["cancelled_reason"]) == ("已取消", "暴雨")
    refused = placed.records.save_texts(DRILLS, [(planned, {"summary": "很好"})]).refused
    assert [issue.field for issue in refused[0] if issue.blocking] == ["summary"]
    assert [slot.day.month for slot in proposed(placed, 2026)] == [9]
    take_place_after_all(placed, planned)
    assert row(placed, planned)["state"] == "计划" and proposed(placed, 2026) == []


def test_a_planned_drill_whose_day_has_come_can_still_be_changed(placed: Office) -> None:
    """Its counts come later in the day; what is new and lies behind us is told whole."""
    texts = {"name": "今天", "held_on": "2026-09-07", "type": "火灾", "form": "疏散", "announced": "预定式(有预警)"}
    stored = placed.records.save_texts(DRILLS, [(None, {**texts, "place": "教学楼", "commander": "王"})])
    assert not stored.refused
    assert not placed.records.save_texts(DRILLS, [(stored.ids[0], {"route": "东楼梯"})]).refused
    late = {**texts, "held_on": "2026-09-04", "place": "教学楼", "commander": "王"}
    assert placed.records.save_texts(DRILLS, [(None, late)]).refused


def test_only_pupils_is_no_drill_for_the_rhythm_and_says_so_in_the_list(placed: Office) -> None:
    assert record(placed, staff_present="0") == {}
    september = months(placed.database, 2026, TODAY)[0]
    assert (september.held, september.unstaffed, september.state) == (0, 1, "coming")
    found = row(placed, 1)
    assert (found["staff_share"], found["flaws"]) == (0, "无教职工参加")
    assert [drill.mark for drill in drills_of(placed.database, 2026, TODAY)] == ["unstaffed"]


def test_the_longest_pause_of_a_term_is_counted_in_days(placed: Office) -> None:
    assert record(placed, held_on="2026-09-03") == {}
    pause = longest_pause(placed.database, 2026, TODAY)
    assert pause is not None and (pause.first, pause.days) == (date(2026, 9, 3), 4)
    later = longest_pause(placed.database, 2026, date(2026, 11, 1))
    assert later is not None and (later.first, later.last, later.days) == (date(2026, 9, 3), date(2026, 11, 2), 59)
    assert longest_pause(placed.database, 2026, date(2026, 8, 1)) is None
