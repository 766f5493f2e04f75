"""A drill is judged by its figures: staff, time against target and the drills before it; what is unknown is not good."""

from __future__ import annotations

import json

import pytest

from safetydesk.operations.office import Office
from safetydesk.reports.drill_groups import Group, behind, groups
from safetydesk.reports.drill_judgement import Judged, judge_all
from safetydesk.reports.drill_year import drill_year
from safetydesk.reports.held_drills import all_drills, rooms
from tests.drills.conftest import record

AWAY = '[{"person": "丙三", "class_name": "教务处", "reason": "%s"}]'
WHOLE = {
    "pupils_expected": "84", "pupils_present": "84", "absent": "", "counts": "", "target": "120", "findings": "无",
    "summary_on": "2026-09-05",
}  # fmt: skip


def judged(office: Office) -> list[Judged]:
    """All drills that there are, in their order."""
    return judge_all(all_drills(office.database))


def only(office: Office, **changes: str) -> Judged:
    """The judgement of one drill that is the only one."""
    assert record(office, **{**WHOLE, **changes}) == {}
    (found,) = judged(office)
    return found


def ids(found: Judged) -> list[str]:
    return [part.id.removeprefix("drill_judged.") for part in (*found.faults, *found.unknown)]


def test_a_drill_with_all_its_figures_in_order_is_good(office: Office) -> None:
    found = only(office)
    assert (found.verdict, ids(found), found.staff.share) == ("good", [], 1.0)


@pytest.mark.parametrize(
    ("changes", "verdict", "wrong"),
    [
        ({"staff_present": "0"}, "no_staff", ["no_staff"]),
        ({"staff_expected": "0", "staff_present": "0"}, "no_staff", ["no_staff"]),
        ({"staff_present": "9"}, "flawed", ["staff_unexplained"]),
        ({"staff_present": "9", "absent": AWAY % "公出"}, "good", []),
        ({"staff_present": "9", "absent": AWAY % ""}, "flawed", ["staff_unexplained"]),
        ({"assembled_at": "10:07:01"}, "flawed", ["too_slow"]),
        ({"assembled_at": "10:07:00"}, "good", []),
        ({"target": ""}, "unproven", ["no_target"]),
        ({"signal_at": "", "assembled_at": "", "counted_at": ""}, "unproven", ["not_timed"]),
        ({"form": "桌面", "signal_at": "", "assembled_at": "", "counted_at": ""}, "good", []),
        ({"injured": "1"}, "flawed", ["injured"]),
        ({"summary_on": "2026-09-08"}, "flawed", ["summary_late"]),
        ({"summary_on": "2026-09-07"}, "good", []),
        ({"summary": "", "summary_by": "", "summary_on": ""}, "unproven", ["no_summary"]),
    ],
)
def test_each_figure_counts(office: Office, changes: dict[str, str], verdict: str, wrong: list[str]) -> None:
    found = only(office, **changes)
    assert (found.verdict, ids(found)) == (verdict, wrong)


def test_without_staff_nothing_makes_it_good(office: Office) -> None:
    found = only(office, staff_present="0", assembled_at="10:05:30", presence_rating="好", teamwork_rating="好")
    assert found.verdict == "no_staff" and found.pace.over == 0 and found.staff.share == 0.0


def test_an_absent_pupil_excuses_no_staff(office: Office) -> None:
    away = '[{"person": "甲一", "class_name": "三(1)班", "reason": "病假"}]'
    found = only(office, staff_present="9", absent=away)
    assert found.staff.excused == 0 and ids(found) == ["staff_unexplained"]


def test_those_on_duty_are_told_from_those_excused(office: Office) -> None:
    found = only(office, staff_present="7", absent=AWAY % "公出")
    assert (found.staff.missing, found.staff.unexplained, found.staff.on_duty) == (3, 2, 9)
    assert found.staff.share == pytest.approx(7 / 9)


def time_of(office: Office, day: str, seconds: int, **changes: str) -> None:
    at = f"10:{5 + seconds // 60:02d}:{seconds % 60:02d}"
    given = {**WHOLE, "name": day, "held_on": day, "assembled_at": at, "counted_at": "", "summary_on": day, **changes}
    assert record(office, **given) == {}


def test_a_time_is_held_against_the_two_drills_like_it_before(office: Office) -> None:
    time_of(office, "2026-03-02", 100)
    time_of(office, "2026-04-02", 90)
    time_of(office, "2026-05-06", 10, form="桌面")
    time_of(office, "2026-05-07", 30, form="实战")
    time_of(office, "2026-05-08", 31, period="夜间宿舍")
    time_of(office, "2026-09-03", 101)
    time_of(office, "2026-09-04", 95)
    last, now = judged(office)[-2:]
    assert [drill.seconds for drill in last.pace.before] == [90, 100]
    assert last.pace.change == 11 and "slower" in ids(last)
    assert now.pace.change == -6 and "slower" not in ids(now)


def test_drills_are_told_apart_by_notice_and_by_year(office: Office) -> None:
    time_of(office, "2026-05-06", 80)
    time_of(office, "2026-09-03", 100)
    time_of(office, "2026-09-04", 130, announced="突发式(无预警)", staff_present="0")
    found = drill_year(office.database, 2026)
    assert (found.announced.mean, found.announced.kept, found.announced.staff) == (100, 1, 1.0)
    assert (found.sudden.mean, found.sudden.kept, found.sudden.staff, found.sudden.no_staff) == (130, 0, 0.0, 1)
    assert [item.pace.seconds for item in found.before] == [80]
    assert found.judged[0].pace.change == 20, "held against the drill of the year before"


def place_classes(office: Office) -> None:
    """Three classes with their rooms; a fourth whose room nobody noted."""
    rows = [("三(1)班", "南楼", "1"), ("三(2)班", "南楼", "2"), ("七(1)班", "北楼", "1"), ("七(2)班", "", "")]
    given = [(None, {"name": name, "building": building, "floor": floor}) for name, building, floor in rows]
    for _, values in given:
        values.update({"grade": "3" if values["name"][0] == "三" else "7", "number": values["name"][2]})
        values["name"] = {"三": "三年级", "七": "七年级"}[values["name"][0]] + f"{values['number']}班"
    assert not office.records.save_texts(office.register("classes"), given).refused


def by(office: Office, kind: str) -> list[Group]:
    return groups(all_drills(office.database), rooms(office.database), kind)  # type: ignore[arg-type]


def test_sections_buildings_and_floors_are_compared(office: Office) -> None:
    place_classes(office)
    times = {"三年级1班": "10:06:00", "三年级2班": "10:06:40", "七年级1班": "10:07:00", "七年级2班": ""}
    counts = [{"class_name": name, "expected": "21", "present": "20" if name[0] == "七" else "21", "done_at": at} for name, at in times.items()]  # fmt: skip
    changes = {**WHOLE, "pupils_present": "82", "counts": json.dumps(counts, ensure_ascii=False)}
    assert record(office, **changes) == {}
    stages = {group.name[0]: group for group in by(office, "stage")}
    assert (stages["小学"].mean, stages["初中"].mean, stages["初中"].classes) == (80, 120, 2)
    assert behind(stages["初中"], list(stages.values())) == 40
    assert stages["初中"].share == pytest.approx(40 / 42) and stages["小学"].share == 1.0
    assert [(group.name, group.mean) for group in by(office, "building")] == [
        (("北楼", None), 120),
        (("南楼", None), 80),
    ]
    assert [group.name for group in by(office, "floor")] == [("北楼", 1), ("南楼", 2), ("南楼", 1)]
    assert by(office, "floor")[1].timed[0].class_name == "三年级2班"
