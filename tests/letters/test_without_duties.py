"""Letters whose post has no duties are named before they are issued and printed."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    CONVENTION,
    DEPARTMENT,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.without_duties import WithoutDuties, among_letters, before_issue, named
from safetydesk.words import Words
from tests.letters.small_school import CONTRACTOR, correct, issue_now, join

MADE_BY_A_ROSTER = "传达室值守"


@pytest.fixture
def roster_school(school: Office) -> Office:
    """A roster brought a post that says nothing; another was emptied, and its holder has one that is not."""
    join(school, name="单小满", kind="保安", post=MADE_BY_A_ROSTER)
    correct(school, "posts", {"name": "任课教师"}, {"duties": " \n", "duties_en": ""})
    return school


def told(found: list[WithoutDuties]) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.name, item.posts) for item in found]


BARE = [("赵𬭚", ("任课教师",)), ("吴亮", ()), ("单小满", (MADE_BY_A_ROSTER,))]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_they_are_named_before_issue_and_among_the_letters(roster_school: Office, language: str) -> None:
    roster_school.settings.put("paper_language", language)
    database = roster_school.database
    assert told(before_issue(database, STAFF, 2026, language)) == BARE
    ids = issue_now(roster_school, STAFF).ids
    assert before_issue(database, STAFF, 2026, language) == []
    assert told(among_letters(database, ids)) == BARE
    assert [item.number for item in among_letters(database, ids[-1:])] == ["ZR-2026-JG-0007"]


def test_a_letter_lacks_what_it_lacked_when_it_was_issued(roster_school: Office) -> None:
    ids = issue_now(roster_school, STAFF).ids
    for post in ("任课教师", MADE_BY_A_ROSTER):
        correct(roster_school, "posts", {"name": post}, {"duties": "守好大门。"})
    assert told(among_letters(roster_school.database, ids)) == BARE
    correct(roster_school, "posts", {"name": "门卫"}, {"duties": " "})
    assert told(among_letters(roster_school.database, ids)) == BARE


def test_a_unit_without_a_service_is_named(school: Office) -> None:
    assert told(before_issue(school.database, OUTSIDE_UNIT, 2026, "zh_CN")) == [(CONTRACTOR, ())]
    assert told(among_letters(school.database, issue_now(school, OUTSIDE_UNIT).ids)) == [(CONTRACTOR, ())]


@pytest.mark.parametrize("kind", [BUREAU, DEPARTMENT, CONVENTION, PARENT], ids=lambda kind: kind.key)
def test_letters_that_list_no_duties_lack_none(school: Office, kind: LetterKind) -> None:
    assert before_issue(school.database, kind, 2026, "zh_CN") == []
    assert among_letters(school.database, issue_now(school, kind).ids) == []


def test_they_are_named_with_what_is_missing(roster_school: Office) -> None:
    found = before_issue(roster_school.database, STAFF, 2026, "zh_CN")
    assert named(found, Words("zh_CN")) == ["赵𬭚（任课教师）", "吴亮（未设岗位）", f"单小满（{MADE_BY_A_ROSTER}）"]
