"""The checks name the very drills that their printed judgement calls weak, however they went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.reports.drill_judged_paper import faults_said
from safetydesk.reports.drill_year import drill_year
from safetydesk.words import Words
from tests.checks.test_drills import IN_NOVEMBER
from tests.checks.test_letters import on, outcome
from tests.drills.conftest import HELD

Drawn = Mapping[str, Any]
FIRST = date(2026, 8, 29)
"""Some of the drills belong to the school year before."""
OF = ("教务处", "", "三年级1班", "三(1)班", "七年级9班")
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def away(of: str, why: str) -> str:
    return json.dumps([{"person": "丙", "class_name": of, "reason": why}], ensure_ascii=False)


DRILL = st.fixed_dictionaries(
    {
        "form": st.sampled_from(("疏散", "疏散", "实战", "桌面")),
        "period": st.sampled_from(("上课", "上课", "夜间宿舍")),
        "staff_expected": st.sampled_from((None, 0, 3, 3)),
        "staff_present": st.sampled_from((None, 0, 2, 3, 3)),
        "absent": st.builds(away, st.sampled_from(OF), st.sampled_from(("", "公出", " "))),
        "assembled_at": st.sampled_from((None, "10:01:00", "10:01:30", "10:02:00", "10:02:01")),
        "target": st.sampled_from((None, 90, 120, 120)),
        "injured": st.sampled_from((0, 0, 1)),
        "summary": st.sampled_from(("达到预期", "达到预期", "")),
        "late": st.integers(1, 5),
    }
)


def write_down(office: Office, drills: list[Drawn]) -> None:
    """Drills as an older program, an undo or an import may have left them: no rule is asked."""
    with office.database.action("test.drills") as action:
        for (row_id,) in office.database.query("SELECT id FROM drill WHERE deleted_at IS NULL"):
            action.trash("drill", row_id, "test")
    texts = {name: text for name, text in HELD.items() if name not in ("counted_at", "absent")}
    days = [(FIRST + timedelta(days=place)).isoformat() for place in range(len(drills))]
    stored = office.records.save_texts(DRILLS, [(None, {**texts, "name": day, "held_on": day}) for day in days])
    assert not stored.refused
    with office.database.action("test.drawn") as action:
        for place, drawn in enumerate(drills):
            values = {name: value for name, value in drawn.items() if name != "late"}
            written = FIRST + timedelta(days=place + drawn["late"]) if drawn["summary"] else None
            fixed = {"signal_at": "10:00:00", "summary_on": written and written.isoformat()}
            action.update("drill", stored.ids[place], {**values, **fixed, "absent": json.loads(drawn["absent"])})


def named_by(office: Office, check: str) -> set[int]:
    """The drills that a check names; no year before is looked at."""
    return {row_id for found in outcome(office, check).finding.records for row_id in found.ids}


@FEW
@given(st.lists(DRILL, min_size=1, max_size=9))
def test_weak_on_paper_is_named_by_a_check_and_the_other_way_round(school: Office, words: Words, drills: list[Drawn]) -> None:  # fmt: skip
    write_down(school, drills)
    later = on(school, IN_NOVEMBER)
    named = {check: named_by(later, check) for check in ("C16", "C17", "C19")}
    for item in drill_year(school.database, 2026).judged:
        row, said = item.drill.id, faults_said(item, words)
        staff = any(word in said for word in ("教职工参加", "教职工未清点", "无故未参加"))
        pace = any(word in said for word in ("秒", "用时"))
        assert (row in named["C17"]) == staff, said
        assert (row in named["C19"]) == (pace or (item.drill.moving and item.verdict == "no_staff")), said
        assert (row in named["C16"]) == ("总结" in said), said
        blamed = row in named["C16"] | named["C17"] | named["C19"] or bool(item.drill.values["injured"])
        assert (item.verdict == "good") == (not blamed), said


@FEW
@given(st.lists(DRILL, min_size=1, max_size=9))
def test_a_drill_without_staff_is_never_good_and_always_named(school: Office, drills: list[Drawn]) -> None:
    write_down(school, [{**drill, "staff_present": 0} for drill in drills])
    judged = drill_year(school.database, 2026).judged
    assert {item.verdict for item in judged} <= {"no_staff"}
    assert named_by(on(school, IN_NOVEMBER), "C17") == {item.drill.id for item in judged}
