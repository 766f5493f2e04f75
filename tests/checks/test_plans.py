"""C13, C14, C21 and C22: the plans that must be there, whole, practised, and answered when a drill asks."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.required_plans import set_required_plans
from safetydesk.registers.records.drill_tasks import DRILL_TASKS
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN
from safetydesk.reports.required_plans import REQUIRED
from tests.checks.test_letters import on, outcome, told
from tests.plans.test_lineage import named, task
from tests.plans.test_papers import RISK
from tests.plans.test_versions import FIRE, drill

WHOLE = dict.fromkeys(SECTIONS, "写明")


def plan(office: Office, **changes: object) -> int:
    """A plan with its eight parts, and its row."""
    return office.records.save(PLANS, Entry({**FIRE, **WHOLE, **changes}))


def test_c13_wants_each_kind_there_and_looked_at_within_a_year(school: Office) -> None:
    old = plan(school, issued_on=date(2025, 9, 1))
    for kind in REQUIRED[2:]:
        plan(school, name=kind, type=kind, issued_on=date(2026, 9, 1))
    result, value, records = told(school, "C13")
    assert (result, value, records) == (FAIL, 2, {"plans": (old,)})
    assert "综合" in repr(outcome(school, "C13").finding.lines)
    plan(school, name="综合", type="综合")
    revise(school, old)
    assert told(school, "C13")[:2] == (PASS, 0)


def test_c14_wants_eight_parts_and_an_owner_for_every_step(school: Office) -> None:
    assert told(school, "C14")[0] == NOT_APPLICABLE
    plan(school)
    assert told(school, "C14")[:2] == (PASS, 1.0)
    without_part = plan(school, name="二", control="")
    without_owner = plan(school, name="三", steps=({"action": "报警", "owner": " ", "limit": ""},))
    on_page = plan(school, name="四", control="", control_page=7)
    result, value, records = told(school, "C14")
    assert (result, value, records) == (WARN, 0.5, {"plans": (without_part, without_owner)}) and on_page


def test_c21_wants_larger_risks_drilled_this_year_and_no_plan_never(school: Office) -> None:
    assert told(school, "C21")[0] == NOT_APPLICABLE
    plan(school)
    plan(school, name="综合", type="综合")
    assert told(school, "C21")[:2] == (WARN, 1), "nobody drills the general plan"
    drill(school, "2026-05-04")
    assert told(school, "C21")[:2] == (PASS, 0), "once is enough for a plan without a larger risk"
    risk = {
        "name": "食堂燃气",
        "place": "食堂",
        "category": "燃气",
        "degree": "重大",
        "measures": "检漏",
        "owner": "赵刚",
    }
    school.records.save_texts(RISK_POINTS, [(None, {**risk, "check_every": "每日", "plan_type": "火灾"})])
    assert told(school, "C21")[:2] == (WARN, 1), "that was last school year"
    drill(school, "2026-09-04")
    assert told(school, "C21")[:2] == (PASS, 0)


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 9, 30), PASS), (date(2026, 10, 8), WARN)])
def test_c22_waits_thirty_days_for_the_new_version(school: Office, day: date, expected: str) -> None:
    row = plan(school)
    drill(school, "2026-09-04")
    assert told(on(school, day), "C22")[0] == expected
    newer = revise(school, row)
    assert told(on(school, day), "C22")[:2] == (PASS, 0) and newer


def test_c13_goes_by_the_kinds_that_the_school_requires(school: Office) -> None:
    plan(school, issued_on=date(2026, 9, 1))
    assert told(school, "C13")[:2] == (FAIL, 13)
    set_required_plans(school, ("火灾", "危化品"))
    assert told(school, "C13")[:2] == (FAIL, 1)
    set_required_plans(school, ())
    assert told(school, "C13")[:2] == (PASS, 0)


def test_c21_names_a_larger_risk_that_no_plan_answers(school: Office) -> None:
    rows = [RISK, {**RISK, "name": "楼梯", "degree": "一般"}, {**RISK, "name": "配电房", "plan_type": "火灾"}]
    ids = school.records.save_texts(RISK_POINTS, [(None, row) for row in rows]).ids
    assert told(school, "C21") == (WARN, 2, {"risk-points": (ids[0], ids[2])})
    plan(school)
    drill(school, "2026-09-04")
    assert told(school, "C21") == (WARN, 1, {"risk-points": (ids[0],)})


def test_c21_counts_a_drill_for_the_plan_it_names(school: Office) -> None:
    row = plan(school)
    held = drill(school, "2026-09-04", type="地震")
    assert told(school, "C21")[:2] == (WARN, 1)
    school.records.save(DRILLS, Entry({"based_on": row}, held))
    assert told(school, "C21")[:2] == (PASS, 0)


def test_c22_counts_a_drill_once_however_many_findings_it_has(school: Office) -> None:
    row = plan(school)
    held = named(school, "2026-09-04", row)
    first, second = task(school, held), task(school, held, what="补写路线图")
    later = on(school, date(2026, 10, 8))
    assert told(later, "C22") == (WARN, 1, {"plans": (row,)})
    for done in (first, second):
        assert told(later, "C22")[:2] == (WARN, 1)
        school.records.save(DRILL_TASKS, Entry({"done_on": date(2026, 9, 7), "result": "已并入"}, done))
    assert told(later, "C22")[:2] == (PASS, 0)
