"""Versions of a plan, what it lacks, and the drills that ask for its revision."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.core.issue import Refused
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.plan_versions import revise, year_later
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.plans.queries import missing_types, open_requests
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from safetydesk.words import Words

FIRE = {"name": "火灾应急预案", "type": "火灾", "edition": 1, "author": "王强", "issued_on": date(2026, 3, 1)}
STEPS = ({"action": "报警", "owner": "门卫", "limit": "1分钟"}, {"action": "清点", "owner": " ", "limit": ""})


@pytest.fixture
def plan(office: Office) -> int:
    parts = {"guiding": "生命第一", "evacuation_page": 4, "steps": STEPS, "approved_by": "李梅"}
    return office.records.save(PLANS, Entry({**FIRE, **parts}))


def drill(office: Office, day: str, revised: str = "是", type: str = "火灾") -> int:
    counts = dict.fromkeys(("pupils_expected", "pupils_present", "staff_expected", "staff_present", "injured"), "0")
    texts = {"name": f"{day}演练", "held_on": day, "type": type, "form": "疏散", "announced": "预定式(有预警)"}
    stored = office.records.save_texts(
        DRILLS, [(None, {**texts, **counts, "place": "操场", "commander": "王强", "plan_revised": revised})]
    )
    assert not stored.refused
    return stored.ids[0]


def shown(office: Office, row_id: int, name: str) -> object:
    place = [item.name for item in PLANS.columns].index(name)
    return office.listing(PLANS).rows([row_id])[0][place]


def test_what_a_plan_lacks_is_counted_and_named(office: Office, plan: int, words: Words, english: Words) -> None:
    assert shown(office, plan, "complete") == 2
    missing = shown(office, plan, "missing")
    assert PLANS.field("missing").text(missing, words) == "工作原则、指挥调度、伤员救治、事态控制、善后处理、信息报送"
    assert PLANS.field("missing").text(missing, english).startswith("Principles, Command, Treatment of the injured")
    assert shown(office, plan, "unowned") == 1


def test_a_new_version_leaves_the_old_one_as_it_was(office: Office, plan: int) -> None:
    before = office.records.read(PLANS, plan)
    newer = revise(office, plan)
    values = office.records.read(PLANS, newer)
    assert (values["edition"], values["previous"], values["approved_by"]) == (2, plan, "")
    assert (values["guiding"], values["issued_on"]) == ("生命第一", date(2026, 9, 7))
    assert values["review_on"] == date(2027, 9, 7)
    assert office.records.read(PLANS, plan) == before
    assert (shown(office, plan, "state"), shown(office, newer, "state")) == ("已被替代", "现行")


def test_a_replaced_version_is_neither_written_nor_revised_again(office: Office, plan: int) -> None:
    revise(office, plan)
    with pytest.raises(Refused):
        office.records.save(PLANS, Entry({"guiding": "改写"}, plan))
    with pytest.raises(UserError):
        revise(office, plan)
    assert office.records.read(PLANS, plan)["guiding"] == "生命第一"
    assert office.listing(PLANS).count(Query()) == 2


def test_a_drill_asks_until_a_version_answers_it(office: Office, plan: int) -> None:
    drill(office, "2026-02-01")
    drill(office, "2026-04-01", revised="否")
    drill(office, "2026-04-02", type="地震")
    asking = drill(office, "2026-05-01")
    assert [item.drill_id for item in open_requests(office.database)] == [asking]
    newer = revise(office, plan)
    assert office.records.read(PLANS, newer)["cause"] == asking
    assert open_requests(office.database) == []


def test_each_drill_needs_its_own_answer(office: Office, plan: int) -> None:
    first, second = drill(office, "2026-05-01"), drill(office, "2026-09-07")
    assert [item.drill_id for item in open_requests(office.database, plan)] == [first, second]
    newer = revise(office, plan)
    assert [item.drill_id for item in open_requests(office.database, newer)] == [second]


def test_taking_a_version_back_makes_the_old_one_current(office: Office, plan: int) -> None:
    newer = revise(office, plan)
    batch = office.database.query("SELECT batch FROM plan WHERE id = ?", [newer])[0][0]
    take_back(office.database, batch)
    assert shown(office, plan, "state") == "现行"
    office.records.save(PLANS, Entry({"guiding": "改写"}, plan))


def test_kinds_that_are_required_and_missing(office: Office, plan: int) -> None:
    assert missing_types(office.database, ("地震", "火灾", "溺水")) == ("地震", "溺水")


def test_review_comes_after_issue(office: Office) -> None:
    with pytest.raises(Refused):
        office.records.save(PLANS, Entry({**FIRE, "review_on": date(2026, 3, 1)}))
    assert year_later(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_risk_point_names_the_current_plan_of_its_kind(office: Office, plan: int) -> None:
    texts = {"name": "食堂燃气", "place": "食堂", "category": "燃气", "degree": "重大", "measures": "每日检漏"}
    texts |= {"owner": "赵刚", "check_every": "每日", "plan_type": "火灾"}
    row_id = office.records.save_texts(RISK_POINTS, [(None, texts)]).ids[0]
    newer = revise(office, plan)
    office.records.save(PLANS, Entry({"name": "消防应急预案"}, newer))
    place = [item.name for item in RISK_POINTS.columns].index("plan")
    assert office.listing(RISK_POINTS).rows([row_id])[0][place] == "消防应急预案"
