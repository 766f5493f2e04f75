"""C15 to C20 and C46: drills are judged by what was written down, and a school that held none has nothing to show."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from safetydesk.core.records import Records
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN
from tests.checks.test_letters import on, outcome, told
from tests.drills.conftest import HELD

Drill = Callable[..., int]
IN_NOVEMBER = date(2026, 11, 25)
FULL = {"summary_on": "2026-09-05", "target": "120", "roles": json.dumps([{"post": "总指挥", "person": "万俟舟"}])}


@pytest.fixture
def drill(school: Office) -> Drill:
    """Writes down a drill and returns its row."""

    def made(**changes: str) -> int:
        later = Records(school.database, school.registers, on(school, date(2027, 3, 1)).clock)
        stored = later.save_texts(DRILLS, [(None, {**HELD, **FULL, **changes})])
        assert not stored.refused
        return int(school.database.query("SELECT max(id) FROM drill")[0][0])

    return made


def result(office: Office, name: str) -> tuple[str, float | None, tuple[int, ...]]:
    """What a check says in November, and of which drills."""
    found, value, records = told(on(office, IN_NOVEMBER), name)
    return found, value, records.get("drills", ())


def test_nothing_held_is_nothing_to_judge_but_the_rhythm(school: Office) -> None:
    for name in ("C16", "C17", "C18", "C19", "C46"):
        assert result(school, name)[0] == NOT_APPLICABLE
    assert result(school, "C15")[:2] == (FAIL, 2)


def test_a_drill_done_and_written_down_well_passes(school: Office, drill: Drill) -> None:
    drill()
    for name in ("C16", "C17", "C18", "C19", "C46"):
        assert result(school, name)[0] == PASS, name


def test_c15_names_the_months_without_a_drill(school: Office, drill: Drill) -> None:
    drill()
    lines = outcome(on(school, IN_NOVEMBER), "C15").finding.lines
    assert result(school, "C15")[:2] == (FAIL, 1) and [line.values["month"] for line in lines] == [10]
    drill(held_on="2026-10-12", name="十月疏散演练", summary_on="2026-10-12")
    assert result(school, "C15")[:2] == (PASS, 0)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"summary": "", "summary_by": "", "summary_on": ""}, "checks.no_summary"),
        ({"summary_on": "2026-09-08"}, "checks.late_summary"),
    ],
)
def test_c16_wants_a_summary_and_calls_a_late_one_late(
    school: Office, drill: Drill, changes: dict[str, str], says: str
) -> None:
    row = drill(**changes)
    assert result(school, "C16") == (FAIL, 1, (row,))
    assert says in repr(outcome(on(school, IN_NOVEMBER), "C16").finding.lines)


def test_c17_wants_every_absence_explained(school: Office, drill: Drill) -> None:
    row = drill(staff_expected="10", staff_present="9")
    assert result(school, "C17") == (FAIL, 0.0, (row,))
    drill(name="另一次", staff_present="9", absent=json.dumps([{"person": "丙", "class_name": "", "reason": "公出"}]))
    assert result(school, "C17") == (FAIL, 0.5, (row,)), "the explained absence is none of those"


def test_c17_takes_a_drill_without_staff_for_what_it_is(school: Office, drill: Drill) -> None:
    row = drill(staff_present="0")
    assert result(school, "C17") == (FAIL, 0.0, (row,))


def test_c18_wants_every_class_counted(school: Office, drill: Drill) -> None:
    row = drill(counts="[]")
    assert result(school, "C18") == (WARN, 0.0, (row,))


def test_c19_wants_it_within_the_target_and_not_slower_than_twice_before(school: Office, drill: Drill) -> None:
    slow = drill(target="100")
    assert result(school, "C19") == (WARN, 0.0, (slow,))
    drill(name="二", held_on="2026-09-11", target="300")
    assert result(school, "C19")[1] == 0.5
    slower = drill(name="三", held_on="2026-09-18", assembled_at="10:07:00", target="300")
    assert result(school, "C19")[2] == (slow, slower)


def test_c19_holds_a_time_only_against_drills_like_it(school: Office, drill: Drill) -> None:
    drill(held_on="2026-09-01", name="实战一", form="实战", assembled_at="10:05:20", summary_on="2026-09-01")
    drill(held_on="2026-09-02", name="实战二", form="实战", assembled_at="10:05:21", summary_on="2026-09-02")
    drill(held_on="2026-09-04")
    assert result(school, "C19") == (PASS, 1.0, ())


@pytest.mark.parametrize("lacking", [{"target": ""}, {"signal_at": "", "assembled_at": "", "counted_at": ""}])
def test_c19_believes_no_time_that_was_not_taken(school: Office, drill: Drill, lacking: dict[str, str]) -> None:
    row = drill(**lacking)
    assert result(school, "C19") == (WARN, 0.0, (row,))


def test_c20_waits_for_the_end_of_the_term(school: Office, drill: Drill) -> None:
    assert result(school, "C20")[0] == NOT_APPLICABLE
    drill()
    in_march = on(school, date(2027, 3, 1))
    assert told(in_march, "C20")[:2] == (WARN, 1)
    drill(name="突发", held_on="2026-09-18", announced="突发式(无预警)", summary_on="2026-09-18")
    assert told(in_march, "C20")[:2] == (PASS, 0)
    with school.database.action("test.boarding") as action:
        action.update("school", 1, {"boarding": True})
    assert told(in_march, "C20")[:2] == (WARN, 1), "boarders are drilled at night, too"


def test_c46_wants_a_person_at_every_post(school: Office, drill: Drill) -> None:
    none, empty = drill(roles="[]"), drill(name="二", roles=json.dumps([{"post": "总指挥", "person": ""}]))
    assert result(school, "C46") == (WARN, 0.0, (none, empty))
