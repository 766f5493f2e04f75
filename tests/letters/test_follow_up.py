"""People come, leave and change posts after September: proposed with names, carried out and undone at once."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.letter_follow_up import follow_up
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import select
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.board import board
from safetydesk.registers.records.letters.follow_up import Proposal, proposals
from safetydesk.registers.records.letters.kinds import CONVENTION, HEAD_TEACHER, OUTSIDE_UNIT, PARENT, STAFF
from safetydesk.registers.records.letters.signing import sign
from safetydesk.registers.records.letters.steps_back import step_back
from tests.letters.small_school import CONTRACTOR, FIRST_CLASS, correct, issue_now, join, leave, of_letter

YEAR = 2026


@pytest.fixture
def issued(school: Office) -> Office:
    """Letters of four kinds are issued."""
    for kind in (STAFF, HEAD_TEACHER, CONVENTION, PARENT, OUTSIDE_UNIT):
        issue_now(school, kind)
    return school


def found(office: Office) -> list[tuple[str, str, str]]:
    return [(item.reason, item.kind.key, item.name) for item in proposals(office.database, YEAR)]


def test_right_after_issuing_there_is_nothing_to_do(issued: Office) -> None:
    assert found(issued) == []


def test_kinds_that_were_not_issued_are_not_followed_up(school: Office) -> None:
    issue_now(school, STAFF)
    join(school, name="新来", kind="教职工")
    assert found(school) == [("joined", "staff", "新来")]


def test_a_joiner_gets_one_a_leaver_s_letter_ends_and_both_are_undone_at_once(issued: Office) -> None:
    join(issued, name="新来", kind="教职工", post="任课教师")
    correct(issued, "people", {"name": "周玉兰"}, {"state": "离职", "left": "2026-09-07"})
    assert found(issued) == [("joined", "staff", "新来"), ("left", "staff", "周玉兰")]
    before = board(issued.database, YEAR)["staff"]
    done = follow_up(issued, YEAR, proposals(issued.database, YEAR))
    assert (done.ended, done.issued) == (("ZR-2026-JG-0005",), ("ZR-2026-JG-0007",))
    assert found(issued) == []
    assert of_letter(issued, "ZR-2026-JG-0005", "ended_on") == "2026-09-07"
    assert "2026-09-07" in str(of_letter(issued, "ZR-2026-JG-0005", "ended_reason"))
    after = board(issued.database, YEAR)["staff"]
    assert (before.due, before.made, after.due, after.made) == (6, 5, 6, 6)
    take_back(issued.database, done.batch)
    assert len(found(issued)) == 2
    assert of_letter(issued, "ZR-2026-JG-0005", "ended_on") is None


def test_an_ended_letter_is_not_printed_with_the_others_and_takes_no_later_signature(issued: Office) -> None:
    leave(issued, "周玉兰")
    follow_up(issued, YEAR, proposals(issued.database, YEAR))
    letter = issued.database.query("SELECT id, ended_on FROM letter WHERE number = 'ZR-2026-JG-0005'")[0]
    assert letter[1] == "2026-09-07"  # Left the day before the letter was issued: it ends on the day it is noticed.
    assert letter[0] not in select(issued, STAFF, YEAR)
    marked = sign(issued.database, issued.clock, [letter[0]], date(2026, 9, 7))
    assert marked.numbers == ("ZR-2026-JG-0005",)
    step_back(issued.database, [letter[0]], "又回来了")
    assert of_letter(issued, "ZR-2026-JG-0005", "ended_on") is None


def test_other_posts_end_the_letter_and_issue_a_new_one_with_the_new_duties(issued: Office) -> None:
    correct(issued, "people", {"name": "孙大伟"}, {"post": "门卫、保安"})
    assert found(issued) == [("posts_changed", "staff", "孙大伟")]
    done = follow_up(issued, YEAR, proposals(issued.database, YEAR))
    assert (done.ended, done.issued) == (("ZR-2026-JG-0004",), ("ZR-2026-JG-0007",))
    assert of_letter(issued, "ZR-2026-JG-0007", "post") == "门卫、保安"
    assert "门卫、保安" in str(of_letter(issued, "ZR-2026-JG-0004", "ended_reason"))
    assert found(issued) == []


def test_the_same_posts_in_another_order_are_no_change(issued: Office) -> None:
    correct(issued, "people", {"name": "赵𬭚"}, {"post": "任课教师、班主任"})
    assert found(issued) == []


def test_a_tag_is_no_change_of_duties_but_another_clause_is(issued: Office) -> None:
    duties = str(issued.database.query("SELECT duties FROM post WHERE name = '食堂厨师'")[0][0])
    correct(issued, "posts", {"name": "食堂厨师"}, {"duties": duties.replace(" #防火", "")})
    assert found(issued) == []
    correct(issued, "posts", {"name": "食堂厨师"}, {"duties": f"{duties}\n下班关闭燃气总阀。"})
    assert found(issued) == [("duties_changed", "staff", "周玉兰")]


def test_another_head_teacher_takes_over_the_class(issued: Office) -> None:
    correct(issued, "people", {"name": "吴亮"}, {"post": "班主任"})
    correct(issued, "classes", {"name": FIRST_CLASS}, {"head_teacher": "吴亮"})
    mine = [item for item in found(issued) if item[1] == "head-teacher"]
    assert ("joined", "head-teacher", "吴亮") in mine and ("left", "head-teacher", "李㛃") in mine


def test_a_contract_that_ran_out_ends_the_unit_s_letter(issued: Office) -> None:
    correct(issued, "outside-units", {"name": CONTRACTOR}, {"contract_from": "2025-09-01", "contract_to": "2026-08-01"})
    only: list[Proposal] = proposals(issued.database, YEAR)
    assert [(item.reason, item.name, item.ends_on) for item in only] == [("left", CONTRACTOR, None)]


def test_nothing_chosen_changes_nothing(issued: Office) -> None:
    head = issued.database.chain_head()
    assert follow_up(issued, YEAR, []).batch == ""
    assert issued.database.chain_head() == head


def test_taking_back_is_refused_while_later_numbers_of_any_kind_are_in_use(issued: Office) -> None:
    join(issued, name="新来", kind="教职工")
    join(issued, name="新生", kind="学生", class_name=FIRST_CLASS)
    done = follow_up(issued, YEAR, proposals(issued.database, YEAR))
    assert len(done.issued) == 2
    join(issued, name="再来", kind="教职工")
    issue_now(issued, STAFF)
    with pytest.raises(UserError, match="numbers_after"):
        take_back(issued.database, done.batch)
