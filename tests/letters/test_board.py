"""The signing board counts what a person counting the letters by hand would count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.board import Tally, board, by_group
from safetydesk.registers.records.letters.kinds import (
    CONVENTION,
    HEAD_TEACHER,
    LETTER_KINDS,
    PARENT,
    STAFF,
)
from safetydesk.registers.records.letters.signing import exempt, make_void, sign
from tests.letters.small_school import FIRST_CLASS, SECOND_CLASS, issue_now, join, leave, note_print, sign_today


def counts(line: Tally) -> tuple[int, int, int, int]:
    return line.due, line.made, line.printed, line.signed


def names(line: Tally) -> list[str]:
    return [item.signatory.name for item in line.missing]


def test_before_any_issue_everyone_is_due_and_missing(school: Office) -> None:
    lines = board(school.database, 2026)
    assert {key: counts(line) for key, line in lines.items()} == {
        "bureau": (1, 0, 0, 0),
        "department": (3, 0, 0, 0),
        "staff": (6, 0, 0, 0),
        "head-teacher": (2, 0, 0, 0),
        "convention": (2, 0, 0, 0),
        "parent": (5, 0, 0, 0),
        "outside-unit": (1, 0, 0, 0),
    }
    assert names(lines["convention"]) == [FIRST_CLASS, SECOND_CLASS]
    assert lines["staff"].rate == 0


def test_an_empty_school_has_no_rate(office: Office) -> None:
    assert {line.rate for line in board(office.database, 2026).values()} == {None}


def test_every_step_shows_on_the_board(school: Office) -> None:
    ids = issue_now(school, STAFF).ids
    assert counts(board(school.database, 2026)["staff"]) == (6, 6, 0, 0)
    note_print(school, ids[:4])
    sign_today(school, *ids[:3])
    line = board(school.database, 2026)["staff"]
    assert (counts(line), line.rate) == ((6, 6, 4, 3), 0.5)
    assert names(line) == ["孙大伟", "周玉兰", "吴亮"]


def test_void_exempt_joiners_and_leavers_are_counted_rightly(school: Office) -> None:
    ids = issue_now(school, STAFF).ids
    sign_today(school, *ids[:3])
    make_void(school.database, ids[:1], "有误")
    exempt(school.database, ids[3:4], "外派")
    leave(school, "吴亮")
    join(school, name="新来", kind="教职工")
    line = board(school.database, 2026)["staff"]
    # 王建国 (void: due again), 李㛃 and 赵𬭚 (signed), 周玉兰 (made), 新来 (nothing); 孙大伟 exempt, 吴亮 gone.
    assert counts(line) == (5, 3, 2, 2)
    assert names(line) == ["王建国", "周玉兰", "新来"]


def test_staff_are_grouped_by_department_and_all_others_by_class(school: Office) -> None:
    for kind in LETTER_KINDS:
        issue_now(school, kind)
    staff = {line.label: line.due for line in by_group(school.database, STAFF, 2026)}
    assert staff == {"校长室": 1, "教务处": 3, "保卫处": 1, "食堂人员": 1}
    for kind, due in ((HEAD_TEACHER, (1, 1)), (CONVENTION, (1, 1)), (PARENT, (3, 2))):
        groups = by_group(school.database, kind, 2026)
        assert [(line.label, line.due) for line in groups] == [(FIRST_CLASS, due[0]), (SECOND_CLASS, due[1])]


def test_another_year_does_not_count(school: Office) -> None:
    ids = issue_now(school, STAFF, 2025).ids
    sign(school.database, school.clock, ids, date(2026, 9, 7))
    assert counts(board(school.database, 2026)["staff"]) == (6, 0, 0, 0)
    assert counts(board(school.database, 2025)["staff"])[3] == 6


@pytest.fixture
def running(school: Office) -> Office:
    """A school where parents' letters can be issued for year after year."""
    return school


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["wait", "print", "sign", "void", "exempt"]), min_size=5, max_size=5))
def test_the_board_agrees_with_a_count_by_hand(running: Office, fates: Sequence[str]) -> None:
    year = 1 + max([2026, *(row[0] for row in running.database.query("SELECT year FROM letter"))])
    ids = issue_now(running, PARENT, year).ids
    pick = {fate: [row_id for row_id, own in zip(ids, fates, strict=True) if own == fate] for fate in set(fates)}
    signed, void, spared = (pick.get(fate, []) for fate in ("sign", "void", "exempt"))
    sign(running.database, running.clock, signed, running.clock.today())
    make_void(running.database, void, "有误")
    exempt(running.database, spared, "外派")
    line = board(running.database, year)["parent"]
    assert (line.due, line.made, line.signed) == (5 - len(spared), 5 - len(spared) - len(void), len(signed))
    assert len(line.missing) == line.due - len(signed)
    groups = by_group(running.database, PARENT, year)
    assert (sum(group.due for group in groups), sum(group.signed for group in groups)) == (line.due, line.signed)
