"""Who in a roster is who in the register: by number, else by phone, else by being the only one of the name."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.operations.people_import import apply_import
from tests.operations.rosters import PUPILS, STAFF, Desk, counts

LI = "三(1)班 20240101 李明 男 李强 父亲 13800000001"
TWIN_BY_NUMBER = "三(1)班 20240102 李明 男 李刚 父亲 13800000001"
LI_WITHOUT_NUMBER = "三(1)班 - 李明 男 李强 父亲 13800000001"
TWIN_BY_PHONE = "三(1)班 - 李明 男 李刚 父亲 13800000002"


def test_the_same_roster_twice_changes_nothing(desk: Desk) -> None:
    assert counts(desk.take(PUPILS, LI, TWIN_BY_NUMBER)) == (2, 0, 0, 0)
    head = desk.office.database.chain_head()
    assert counts(desk.take(PUPILS, LI, TWIN_BY_NUMBER)) == (0, 0, 2, 0)
    assert desk.office.database.chain_head() == head


@pytest.mark.parametrize(("one", "two"), [(LI, TWIN_BY_NUMBER), (LI_WITHOUT_NUMBER, TWIN_BY_PHONE)])
def test_one_name_in_one_class_with_another_number_or_phone_is_two_people(desk: Desk, one: str, two: str) -> None:
    desk.take(PUPILS, one, two)
    assert len(desk.people("id")) == 2
    assert counts(desk.plan(PUPILS, two, one)) == (0, 0, 2, 0)


def test_lines_alike_in_all_are_one_person_and_reported(desk: Desk) -> None:
    path = desk.write(PUPILS, LI, LI)
    plan = desk.plan_files(path)
    apply_import(desk.office, plan)
    assert desk.people("name") == [("李明",)]
    assert counts(desk.plan_files(path)) == (0, 0, 1, 0)


def test_people_of_one_name_are_added_one_after_the_other(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    plan = desk.take(PUPILS, TWIN_BY_NUMBER, LI)
    assert counts(plan) == (1, 0, 1, 0)
    assert desk.people("student_no", "guardian") == [("20240101", "李强"), ("20240102", "李刚")]


def test_a_new_phone_is_a_change_where_the_number_is_the_same(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    plan = desk.take(PUPILS, "三(1)班 20240101 李明 男 李强 父亲 13900000009")
    assert [(change.before, change.after) for change in plan.changed] == [
        ({"phone": "13800000001"}, {"phone": "13900000009"})
    ]
    assert desk.people("phone") == [("13900000009",)]


def test_a_new_phone_is_a_change_where_there_is_just_one_of_the_name(desk: Desk) -> None:
    desk.take(PUPILS, LI_WITHOUT_NUMBER)
    assert counts(desk.take(PUPILS, TWIN_BY_PHONE)) == (0, 1, 0, 0)
    assert desk.people("guardian", "phone") == [("李刚", "13800000002")]


def test_a_number_that_the_register_lacks_is_filled_in(desk: Desk) -> None:
    desk.take(PUPILS, LI_WITHOUT_NUMBER)
    assert counts(desk.take(PUPILS, LI)) == (0, 1, 0, 0)
    assert desk.people("student_no") == [("20240101",)]


def test_a_pupil_is_followed_into_another_class_by_number_only(desk: Desk) -> None:
    desk.take(PUPILS, LI, "三(1)班 - 王芳 女 王军 父亲 13800000003")
    plan = desk.take(PUPILS, LI.replace("三(1)", "三(2)"), "三(2)班 - 王芳 女 王军 父亲 13800000003")
    assert counts(plan) == (1, 1, 0, 0)
    assert desk.people("name", "class") == [("李明", "三年级2班"), ("王芳", "三年级1班"), ("王芳", "三年级2班")]


def test_a_class_written_another_way_is_the_same_class(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    for spelled in ("301", "三年级一班", "3.1", "三年级（1）班"):
        assert counts(desk.plan(PUPILS, LI.replace("三(1)班", spelled))) == (0, 0, 1, 0), spelled


def test_an_empty_cell_does_not_empty_the_register(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    assert counts(desk.take(PUPILS, "三(1)班 20240101 李明 - - - -")) == (0, 0, 1, 0)
    assert desk.people("guardian", "phone") == [("李强", "13800000001")]


def test_a_pupil_and_a_teacher_of_one_name_are_two_people(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    assert counts(desk.take(STAFF, "0001 李明 教务处 任课教师 13800000001")) == (1, 0, 0, 0)
    assert [row[0] for row in desk.people("kind")] == ["学生", "教职工"]


def test_an_unknown_post_is_made_as_spelled_and_several_are_kept_in_order(desk: Desk) -> None:
    desk.take(STAFF, "0001 赵云 总务处 锅炉房值守、门卫 13800000001", "0002 张飞 总务处 锅炉房值守 13800000002")
    made = desk.office.database.query("SELECT id, duties FROM post WHERE name = '锅炉房值守'")
    assert [duties for _, duties in made] == [""]
    guard = desk.office.database.query("SELECT id FROM post WHERE name = '门卫'")[0][0]
    assert [row[0] for row in desk.people("post_ids")] == [f"[{made[0][0]},{guard}]", f"[{made[0][0]}]"]


numbers = st.sampled_from(["-", "20240101", "20240102", "20240103"])
phones = st.sampled_from(["-", "13800000001", "13800000002", "13800000003"])
lines = st.lists(st.tuples(numbers, st.sampled_from(["李明", "王芳"]), phones), min_size=1, max_size=6, unique=True)


@given(lines, st.randoms(use_true_random=False))
def test_whoever_went_in_is_found_again_in_any_order(
    desk: Desk, people: list[tuple[str, str, str]], random: Random
) -> None:
    clear(desk)
    texts = [f"三(1)班 {number} {name} 男 - - {phone}" for number, name, phone in people]
    first = desk.plan(PUPILS, *texts)
    assert first.changed == () and len(first.added) + len(first.refused) == len(texts)
    apply_import(desk.office, first)
    taken = [texts[person.row - 2] for person, _ in first.added]
    random.shuffle(taken)
    assert counts(desk.plan(PUPILS, *taken)) == (0, 0, len(taken), 0)


def clear(desk: Desk) -> None:
    with desk.office.database.action("test.clear") as action:
        for row in desk.people("id"):
            action.trash("person", row[0], "test")
