"""A year of drills from the command line: planned, moved, cancelled, told, closed, and what the rhythm says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from safetydesk.words import Words
from tests.cli.conftest import Desk, one_complaint

TOLD = {
    "pupils_expected": 42, "pupils_present": 40, "staff_expected": 3, "staff_present": 3, "injured": 0,
    "signal_at": "10:00:00", "assembled_at": "10:01:40", "counted_at": "10:02:30", "findings": "楼梯口拥挤",
    "measures": "增设引导员", "plan_revised": "否", "summary": "用时100秒", "summary_by": "王芳",
    "counts": [{"class_name": "三年级2班", "expected": 42, "present": 40, "done_at": "10:02:10"}],
}  # fmt: skip


@pytest.fixture
def planned(desk: Desk, add: Callable[..., Any], school: list[int]) -> list[int]:
    """The year's drills, planned."""
    add("places", {"name": "教学楼"})
    answer = desk("drills", "plan-year", "--commander", "王芳", "--place", "教学楼", "--json")
    assert answer.code == 0 and answer.json["refused"] == []
    return answer.json["ids"]


def rhythm(desk: Desk) -> dict[str, Any]:
    return desk("drills", "rhythm", "--json").json


def test_a_dry_run_shows_and_stores_nothing(desk: Desk, school: list[int]) -> None:
    answer = desk("drills", "plan-year", "--dry-run", "--json")
    assert len(answer.json["drills"]) >= 8 and answer.json["ids"] == []
    assert desk("list", "drills", "--json").json == []


def test_a_planned_year_lacks_nothing_and_says_so(desk: Desk, planned: list[int], words: Words) -> None:
    answer = desk("drills", "plan-year", "--commander", "王芳", "--place", "教学楼")
    assert (answer.code, answer.out.strip()) == (0, words.text("drill_calendar.nothing_lacks"))


def test_nobody_to_command_is_refused_with_the_remedy(desk: Desk, school: list[int]) -> None:
    answer = desk("drills", "plan-year")
    assert answer.code == 3 and one_complaint(answer)


def test_a_planned_year_is_moved_cancelled_told_and_closed(desk: Desk, planned: list[int]) -> None:
    first, second, third, *_ = planned
    drills = {item["id"]: item for item in rhythm(desk)["drills"]}
    assert set(drills) == set(planned) and drills[first]["mark"] == "planned"
    assert desk("drills", "cancel", str(second), "--reason", "台风", "--json").code == 0
    assert desk("drills", "move", str(third), "--to", drills[third]["day"], "--json").code == 0
    refused = desk("drills", "move", str(third), "--to", "2020-01-01", "--json")
    assert refused.code == 3
    found = {item["id"]: item for item in rhythm(desk)["drills"]}
    assert (found[second]["mark"], found[second]["reason"]) == ("cancelled", "台风")
    assert desk("drills", "close", str(first), "--json").json["refused"]


def test_a_drill_of_today_is_told_and_closed_and_meets_its_month(
    desk: Desk, add: Callable[..., Any], planned: list[int]
) -> None:
    today = min(planned)
    assert desk("drills", "move", str(today), "--to", "2026-09-07", "--json").code == 0
    wrong = {**TOLD, "pupils_present": 41}
    answer = desk("drills", "tell", str(today), "-", "--json", stdin=json.dumps(wrong).encode())
    assert answer.code == 4 and "pupils_present" in {item["field"] for item in answer.json["refused"]}
    answer = desk("drills", "tell", str(today), "-", "--json", stdin=json.dumps(TOLD).encode())
    assert (answer.code, answer.json["saved"]) == (0, True)
    assert desk("drills", "close", str(today), "--json").json["closed"] is True
    found = {item["id"]: item for item in rhythm(desk)["drills"]}
    assert found[today]["mark"] == "held"
    assert desk("drills", "times", str(today), "--json").json == []


@pytest.mark.parametrize(
    "action", [("move", "--to", "2026-10-01"), ("cancel", "--reason", "x"), ("close",), ("times",)]
)
def test_a_drill_that_is_not_there_is_named(desk: Desk, school: list[int], action: tuple[str, ...]) -> None:
    answer = desk("drills", action[0], "77", *action[1:])
    assert answer.code == 3 and "77" in one_complaint(answer)
