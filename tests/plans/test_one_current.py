"""Exactly one version of a plan is current, whichever are thrown away, brought back or taken back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.plans.queries import current_plans, open_requests, successor, versions
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from tests.plans.test_versions import FIRE, drill, shown


def lineage(office: Office, count: int = 3) -> list[int]:
    made = [office.records.save(PLANS, Entry(dict(FIRE)))]
    while len(made) < count:
        made.append(revise(office, made[-1]))
    return made


def states(office: Office, ids: list[int]) -> list[object]:
    return [shown(office, row_id, "state") for row_id in ids]


def test_a_middle_version_in_the_trash_leaves_one_current(office: Office) -> None:
    first, middle, last = lineage(office)
    batch = office.records.trash(PLANS, [middle], "重复")
    assert current_plans(office.database) == [last] and versions(office.database, first) == [first, last]
    assert states(office, [first, last]) == ["已被替代", "现行"] and successor(office.database, first) == 3
    for attempt in (lambda: revise(office, first), lambda: office.records.save(PLANS, Entry({"guiding": "改"}, first))):
        with pytest.raises((UserError, Refused)):
            attempt()
    take_back(office.database, batch)
    assert current_plans(office.database) == [last] and successor(office.database, first) == 2


def test_a_version_brought_back_does_not_stand_beside_a_newer_one(office: Office) -> None:
    first, second, third = lineage(office)
    back = office.records.trash(PLANS, [third], "误修订")
    office.records.trash(PLANS, [second], "误修订")
    newer = revise(office, first)
    take_back(office.database, back)
    assert current_plans(office.database) == [newer]
    assert states(office, [first, third, newer]) == ["已被替代", "已被替代", "现行"]


def test_drills_and_risk_points_ask_the_one_that_is_current(office: Office) -> None:
    _, middle, last = lineage(office)
    office.records.save(PLANS, Entry({"name": "消防应急预案", "issued_on": date(2026, 4, 1)}, last))
    office.records.trash(PLANS, [middle], "重复")
    drill(office, "2026-05-01")
    assert [item.plan_id for item in open_requests(office.database)] == [last]
    texts = {"name": "食堂燃气", "place": "食堂", "category": "燃气", "degree": "重大", "measures": "每日检漏"}
    texts |= {"owner": "赵刚", "check_every": "每日", "plan_type": "火灾"}
    row_id = office.records.save_texts(RISK_POINTS, [(None, texts)]).ids[0]
    place = [item.name for item in RISK_POINTS.columns].index("plan")
    assert office.listing(RISK_POINTS).rows([row_id])[0][place] == "消防应急预案"


def step(office: Office, what: str, which: int, batches: list[str]) -> None:
    """One thing a clerk does; what is refused changes nothing."""
    ids = [row[0] for row in office.database.query("SELECT id FROM plan WHERE deleted_at IS NULL ORDER BY id")]
    if what == "undo" and batches:
        batches.append(take_back(office.database, batches[which % len(batches)]))
    elif what == "new" or not ids:
        office.records.save(PLANS, Entry(dict(FIRE)))
    elif what == "revise":
        made = revise(office, ids[which % len(ids)])
        batches.append(office.database.query("SELECT batch FROM plan WHERE id = ?", [made])[0][0])
    elif what == "trash":
        batches.append(office.records.trash(PLANS, [ids[which % len(ids)]], "测试"))


STEPS = st.lists(
    st.tuples(st.sampled_from(("revise", "revise", "trash", "trash", "undo", "undo", "new")), st.integers(0, 9)),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_a_clerk_does_each_plan_has_one_current_version(office: Office, steps: list[tuple[str, int]]) -> None:
    left = [row[0] for row in office.database.query("SELECT id FROM plan WHERE deleted_at IS NULL")]
    if left:
        office.records.trash(PLANS, left, "测试")
    batches: list[str] = []
    for what, which in steps:
        with suppress(UserError, Refused):
            step(office, what, which, batches)
        kept = [row[0] for row in office.database.query("SELECT id FROM plan WHERE deleted_at IS NULL")]
        plans = {tuple(versions(office.database, row_id)) for row_id in kept}
        assert sorted(current_plans(office.database)) == sorted(line[-1] for line in plans)
        assert {row for row in kept if shown(office, row, "state") == "现行"} == set(current_plans(office.database))
        assert {row for row in kept if successor(office.database, row) is None} == set(current_plans(office.database))
