"""A drill belongs to the plan it names, whichever version; what it asks is answered by the version made for it."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records import drill_tasks
from safetydesk.registers.records.drill_tasks import DRILL_TASKS
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.plans import queries
from safetydesk.registers.records.plans.queries import drills_on, open_requests, versions
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.reports.plan_standing import plan_standing
from tests.plans.test_versions import FIRE, STEPS, drill


def named(office: Office, day: str, plan: int, revised: str = "是", type: str = "地震") -> int:
    """A drill that names its plan; by its kind it would belong to another."""
    row_id = drill(office, day, revised, type)
    office.records.save(DRILLS, Entry({"based_on": plan}, row_id))
    return row_id


def task(office: Office, drill_id: int, **changes: object) -> int:
    values = {"what": "补写疏散路线", "kind": drill_tasks.REVISE, "drill": drill_id, "owner": "王强"}
    return office.records.save(DRILL_TASKS, Entry({**values, "due_on": date(2026, 9, 20), **changes}))


@pytest.fixture
def fire(office: Office) -> int:
    return office.records.save(PLANS, Entry({**FIRE, "steps": STEPS, "guiding": "生命第一"}))


@pytest.fixture
def quake(office: Office) -> int:
    return office.records.save(PLANS, Entry({**FIRE, "name": "地震应急预案", "type": "地震"}))


def test_a_drill_asks_the_plan_it_names_in_whatever_version(office: Office, fire: int, quake: int) -> None:
    older = named(office, "2026-05-01", fire)
    newer = revise(office, fire, drill(office, "2026-06-01"))
    assert [(item.plan_id, item.drill_id) for item in open_requests(office.database)] == [(newer, older)]
    assert open_requests(office.database, quake) == []
    last = revise(office, newer)
    assert office.records.read(PLANS, last)["cause"] == older and open_requests(office.database) == []


def test_a_drill_that_names_no_plan_asks_those_of_its_kind(office: Office, fire: int, quake: int) -> None:
    asking = drill(office, "2026-05-01", type="地震")
    named(office, "2026-05-02", fire, revised="否")
    assert [(item.plan_id, item.drill_id) for item in open_requests(office.database)] == [(quake, asking)]


def test_a_task_asks_until_a_version_answers_it(office: Office, fire: int) -> None:
    held = named(office, "2026-05-01", fire, revised="否")
    assert open_requests(office.database) == []
    asked = task(office, held)
    other = task(office, held, kind="培训演示", what="讲疏散")
    request = open_requests(office.database, fire)[0]
    assert (request.task_id, request.what, request.owner, request.due_on) == (asked, "补写疏散路线", "王强", date(2026, 9, 20))  # fmt: skip
    made = revise(office, fire, held)
    answered = office.records.read(DRILL_TASKS, asked)
    assert (answered["plan"], answered["done_on"], answered["result"]) == (made, date(2026, 9, 7), "已修订为第 2 版")
    assert office.records.read(DRILL_TASKS, other)["done_on"] is None
    assert open_requests(office.database) == []


def test_taking_the_version_back_asks_again(office: Office, fire: int) -> None:
    asked = task(office, named(office, "2026-05-01", fire))
    made = revise(office, fire)
    batch = office.database.query("SELECT batch FROM plan WHERE id = ?", [made])[0][0]
    take_back(office.database, batch)
    assert office.records.read(DRILL_TASKS, asked)["done_on"] is None
    assert [item.task_id for item in open_requests(office.database)] == [asked]


def test_a_task_done_otherwise_answers_the_drill(office: Office, fire: int) -> None:
    held = named(office, "2026-05-01", fire)
    asked = task(office, held)
    office.records.save(DRILL_TASKS, Entry({"done_on": date(2026, 9, 1), "result": "并入综合预案"}, asked))
    assert open_requests(office.database) == []


def test_only_tasks_of_the_drill_that_is_answered_are_done(office: Office, fire: int) -> None:
    first, second = named(office, "2026-05-01", fire), named(office, "2026-06-01", fire)
    tasks = [task(office, first), task(office, second)]
    revise(office, fire, second)
    assert [office.records.read(DRILL_TASKS, row)["done_on"] for row in tasks] == [None, date(2026, 9, 7)]


def test_drills_are_told_by_lineage_and_only_held_ones_count(office: Office, fire: int, quake: int) -> None:
    by_kind = drill(office, "2026-03-01", revised="否", type="火灾")
    on_first = named(office, "2026-05-01", fire, revised="否")
    newer = revise(office, fire)
    on_second = named(office, "2026-09-01", newer, revised="否")
    texts = {"name": "待演练", "held_on": "2026-09-21", "type": "火灾", "form": "疏散", "announced": "预定式(有预警)"}
    planned = office.records.save_texts(DRILLS, [(None, {**texts, "place": "操场", "commander": "王强"})]).ids[0]
    assert drills_on(office.database, newer) == drills_on(office.database, fire) == [planned, on_second, on_first, by_kind]  # fmt: skip
    assert drills_on(office.database, quake) == []
    standing = plan_standing(office.database, newer)
    assert [item.state for item in standing.drills] == ["计划", "待总结", "待总结", "待总结"]
    assert standing.last_drill == date(2026, 9, 1)
    place = [item.name for item in PLANS.columns].index("last_drill")
    listing = office.listing(PLANS)
    assert [row[place] for row in listing.rows([newer, quake])] == [date(2026, 9, 1), None]
    assert listing.ids(Query(order=("-last_drill",)))[0] in (fire, newer)


def test_a_plans_standing_names_what_it_lacks(office: Office, fire: int) -> None:
    standing = plan_standing(office.database, fire)
    assert (standing.there, len(standing.missing), standing.missing[0]) == (1, 7, "工作原则")
    assert standing.unowned == ((2, "清点"),)
    assert standing.replaced_by is None
    newer = revise(office, fire)
    assert plan_standing(office.database, fire).replaced_by == 2
    assert versions(office.database, fire) == versions(office.database, newer) == [fire, newer]


def test_plans_and_drills_that_are_not_there_are_refused(office: Office, fire: int) -> None:
    for plan, held in ((fire + 99, None), (fire, 99)):
        with pytest.raises(UserError):
            revise(office, plan, held)
    assert versions(office.database, fire) == [fire]


def test_both_registers_mean_the_same_task() -> None:
    assert queries.REVISE == drill_tasks.REVISE
