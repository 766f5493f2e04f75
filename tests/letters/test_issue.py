"""Everyone who needs a letter gets exactly one a year, numbered without gaps."""

from __future__ import annotations

import json

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    LETTER_KINDS,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.signing import make_void
from tests.letters.small_school import (
    CONTRACTOR,
    DEPARTMENTS,
    FIRST_CLASS,
    HEADS,
    NAME,
    PUPILS,
    SECOND_CLASS,
    correct,
    issue_now,
    join,
    leave,
    of_letter,
    row_of,
)
from tests.letters.small_school import STAFF as STAFF_ENTERED

PARTIES = {
    BUREAU: [NAME],
    DEPARTMENT: list(DEPARTMENTS),
    OUTSIDE_UNIT: [CONTRACTOR],
    STAFF: [values["name"] for values in STAFF_ENTERED],
    HEAD_TEACHER: [HEADS[FIRST_CLASS], HEADS[SECOND_CLASS]],
    CONVENTION: [FIRST_CLASS, SECOND_CLASS],
    PARENT: [values["name"] for values in PUPILS],
}
CODES = {
    BUREAU: "MB",
    DEPARTMENT: "BM",
    STAFF: "JG",
    HEAD_TEACHER: "BZ",
    CONVENTION: "GY",
    PARENT: "JZ",
    OUTSIDE_UNIT: "WD",
}


def parties(office: Office, ids: tuple[int, ...]) -> list[str]:
    return [office.database.query("SELECT party_b FROM letter WHERE id = ?", [row_id])[0][0] for row_id in ids]


@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_all_who_need_a_letter_get_one_in_roster_order(school: Office, kind: LetterKind) -> None:
    made = issue_now(school, kind)
    assert parties(school, made.ids) == PARTIES[kind]
    assert made.numbers == tuple(f"ZR-2026-{CODES[kind]}-{serial:04d}" for serial in range(1, len(made.ids) + 1))


@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_a_second_issue_gives_nothing_twice(school: Office, kind: LetterKind) -> None:
    issue_now(school, kind)
    head = school.database.chain_head()
    assert issue_now(school, kind).ids == ()
    assert school.database.chain_head() == head


def test_who_joins_later_gets_only_what_is_missing(school: Office) -> None:
    issue_now(school, STAFF)
    issue_now(school, PARENT)
    join(school, name="新来", kind="教职工", dept="教务处", post="任课教师")
    made = issue_now(school, STAFF)
    assert (parties(school, made.ids), made.numbers) == (["新来"], ("ZR-2026-JG-0007",))
    assert issue_now(school, PARENT).ids == ()


def test_who_has_left_gets_none_and_keeps_the_one_there_is(school: Office) -> None:
    issue_now(school, STAFF)
    leave(school, "吴亮")
    leave(school, "何欣")
    assert "何欣" not in parties(school, issue_now(school, PARENT).ids)
    assert of_letter(school, "ZR-2026-JG-0006", "party_b") == "吴亮"


def test_a_post_that_needs_no_letter_excuses_who_holds_no_other(school: Office) -> None:
    correct(school, "posts", {"name": "门卫"}, {"needs_letter": "否"})
    correct(school, "posts", {"name": "班主任"}, {"needs_letter": "否"})
    found = parties(school, issue_now(school, STAFF).ids)
    assert "孙大伟" not in found
    assert "李㛃" not in found
    assert "赵𬭚" in found


def test_a_pupil_who_changes_class_keeps_the_parents_letter(school: Office) -> None:
    issue_now(school, PARENT)
    correct(school, "people", {"name": "何欣"}, {"class_name": FIRST_CLASS})
    assert issue_now(school, PARENT).ids == ()


def test_after_a_void_letter_the_person_gets_the_next_number(school: Office) -> None:
    first = issue_now(school, STAFF)
    make_void(school.database, first.ids[:1], "岗位有误")
    again = issue_now(school, STAFF)
    assert (parties(school, again.ids), again.numbers) == (["王建国"], ("ZR-2026-JG-0007",))
    assert of_letter(school, "ZR-2026-JG-0001", "state") == "作废"


def test_letters_of_last_year_stay_as_they_are(school: Office) -> None:
    old = issue_now(school, STAFF, 2025)
    everything = "SELECT * FROM letter WHERE year = 2025 ORDER BY id"
    before = school.database.query(everything)
    new = issue_now(school, STAFF)
    make_void(school.database, new.ids[:1], "岗位有误")
    issue_now(school, STAFF)
    assert (old.numbers[0], new.numbers[0]) == ("ZR-2025-JG-0001", "ZR-2026-JG-0001")
    assert school.database.query(everything) == before


def test_a_letter_keeps_what_was_true_on_the_day_of_issue(school: Office) -> None:
    issue_now(school, STAFF)
    issue_now(school, CONVENTION)
    correct(school, "people", {"name": "孙大伟"}, {"name": "孙小伟", "dept": "总务处", "post": "校医"})
    correct(school, "school", {"code": "QS01"}, {"name": "绿水学校"})
    join(school, name="后来", kind="学生", class_name=FIRST_CLASS)
    number = "ZR-2026-JG-0004"
    kept = [of_letter(school, number, column) for column in ("party_a", "party_b", "dept", "post")]
    assert kept == ["青山实验学校", "孙大伟", "保卫处", "门卫"]
    assert "后来" not in str(of_letter(school, "ZR-2026-GY-0001", "pupils"))


def test_the_term_runs_from_the_first_day_of_school_to_the_last_of_august(school: Office) -> None:
    correct(school, "school-years", {"year": 2026}, {"autumn_start": "2026-08-31"})
    issue_now(school, STAFF)
    number = "ZR-2026-JG-0001"
    assert of_letter(school, number, "term_from") == "2026-08-31"
    assert of_letter(school, number, "term_to") == "2027-08-31"
    assert of_letter(school, number, "issued_on") == "2026-09-07"


def test_the_duties_of_every_post_held_go_into_the_letter(school: Office) -> None:
    issue_now(school, STAFF)
    groups = json.loads(str(of_letter(school, "ZR-2026-JG-0003", "duties")))
    assert [group["post"] for group in groups] == ["班主任", "任课教师"]
    for group in groups:
        row_id = row_of(school, "posts", {"name": group["post"]})
        duties = school.database.query("SELECT duties FROM post WHERE id = ?", [row_id])[0][0]
        assert group["duties"] == duties.splitlines()


def test_without_a_name_of_the_school_no_letter_is_made(office: Office) -> None:
    join(office, name="王建国", kind="教职工")
    with pytest.raises(UserError, match="no_school"):
        issue_now(office, STAFF)
    assert office.database.query("SELECT count(*) FROM letter") == [(0,)]


def test_the_first_responsible_person_signs_for_the_school(school: Office) -> None:
    issue_now(school, STAFF, 2025)
    correct(school, "school", {"code": "QS01"}, {"principal": "吴亮"})
    issue_now(school, STAFF)
    assert of_letter(school, "ZR-2025-JG-0001", "principal") == "王建国"
    assert of_letter(school, "ZR-2026-JG-0001", "principal") == "吴亮"
