"""A class's list: the convention's rows pupil by pupil, and pasted names that are compared exactly."""

from __future__ import annotations

import json
from datetime import date

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.class_list import (
    Sheet,
    classes_of,
    match_names,
    parents_of,
    save_sheet,
    sheet_of,
)
from safetydesk.registers.records.letters.kinds import CONVENTION, PARENT
from safetydesk.registers.records.letters.signing import sign
from tests.letters.small_school import FIRST_CLASS, correct, issue_now, join, of_letter

TODAY, NUMBER = date(2026, 9, 7), "ZR-2026-GY-0001"


def first(office: Office) -> int:
    return next(row_id for row_id, name in classes_of(office.database) if name == FIRST_CLASS)


def sheet(office: Office) -> Sheet:
    found = sheet_of(office.database, 2026, first(office))
    assert found
    return found


@pytest.fixture
def agreed(school: Office) -> Office:
    """Two of one name in the class, the conventions issued."""
    join(school, name="何欣", kind="学生", class_name=FIRST_CLASS, student_no="2026104")
    join(school, name="何欣", kind="学生", class_name=FIRST_CLASS, student_no="2026105")
    issue_now(school, CONVENTION)
    return school


def test_a_sheet_has_a_row_for_each_pupil_and_tells_those_of_one_name_apart(agreed: Office) -> None:
    assert [line.label for line in sheet(agreed).lines] == ["钱䶮", "𠮷雨", "古丽娜尔·买买提", "何欣", "何欣（2）"]


def test_ticked_pupils_are_kept_in_one_action_and_the_letter_waits_on(agreed: Office) -> None:
    batch = save_sheet(agreed.database, agreed.clock, sheet(agreed), ["何欣（2）", "钱䶮"], None)
    assert json.loads(str(of_letter(agreed, NUMBER, "signed_pupils"))) == ["钱䶮", "何欣（2）"]
    assert [line.label for line in sheet(agreed).lines if line.missed] == ["𠮷雨", "古丽娜尔·买买提", "何欣"]
    assert of_letter(agreed, NUMBER, "state") == "未生成"
    take_back(agreed.database, batch)
    assert not any(line.signed for line in sheet(agreed).lines)


def test_with_its_day_the_sheet_has_come_back_signed_and_the_absent_stay_named(agreed: Office) -> None:
    save_sheet(agreed.database, agreed.clock, sheet(agreed), ["钱䶮"], TODAY)
    assert [of_letter(agreed, NUMBER, name) for name in ("state", "signed_on")] == ["已签回", "2026-09-07"]
    assert len([line for line in sheet(agreed).lines if line.missed]) == 4
    for day in (date(2026, 9, 8), date(2026, 9, 1)):
        other = sheet_of(agreed.database, 2026, classes_of(agreed.database)[1][0])
        assert other
        with pytest.raises(UserError):
            save_sheet(agreed.database, agreed.clock, other, [], day)


def test_who_left_is_not_missed_and_who_came_later_signs_at_the_foot(agreed: Office) -> None:
    correct(agreed, "people", {"name": "𠮷雨"}, {"state": "离职", "left": "2026-09-06"})
    join(agreed, name="后来", kind="学生", class_name=FIRST_CLASS, student_no="2026109")
    notes = {line.label: line.note for line in sheet(agreed).lines}
    assert (notes["𠮷雨"], notes["后来"], notes["钱䶮"]) == ("gone", "late", "")
    assert "𠮷雨" not in [line.label for line in sheet(agreed).lines if line.missed]
    save_sheet(agreed.database, agreed.clock, sheet(agreed), ["后来"], None)
    assert [line.label for line in sheet(agreed).lines if line.signed] == ["后来"]


def test_parents_of_a_class_with_their_letters(school: Office) -> None:
    made = issue_now(school, PARENT)
    sign(school.database, school.clock, made.ids[:1], TODAY)
    join(school, name="后来", kind="学生", class_name=FIRST_CLASS, student_no="2026109")
    found = parents_of(school.database, 2026, first(school))
    assert [(line.name, line.signed, line.letter_id is None) for line in found] == [
        ("钱䶮", True, False), ("𠮷雨", False, False), ("古丽娜尔·买买提", False, False), ("后来", False, True),
    ]  # fmt: skip


def test_pasted_names_are_compared_character_for_character(agreed: Office) -> None:
    found = match_names([" 钱䶮 ", "吉雨", "姓名", "何欣", "古丽娜尔•买买提"], sheet(agreed).lines)
    assert found.labels == ("钱䶮",)
    assert found.unknown == ("吉雨", "姓名", "古丽娜尔•买买提")
    assert found.ambiguous == ("何欣",)
    assert match_names(["何欣", "何欣"], sheet(agreed).lines).labels == ("何欣", "何欣（2）")
