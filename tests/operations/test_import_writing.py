"""An import is one action: the good rows go in together, the bad ones stay out whole, and all of it can be taken back."""

from __future__ import annotations

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.people_import import apply_import, without
from safetydesk.operations.undoing import take_back
from safetydesk.registers.reference.people import PEOPLE
from safetydesk.storage.history import of_batch
from safetydesk.storage.verify import verify
from safetydesk.words import Words
from tests.operations.rosters import PUPILS, STAFF, Desk, counts

LI = "三(1)班 20240101 李明 男 李强 父亲 13800000001"
WANG = "三(1)班 20240102 王芳 女 王军 父亲 13800000002"
BAD = "三楼 20240103 赵云 男 赵刚 父亲 13800000003"


def test_a_bad_row_stays_out_whole_and_the_good_ones_go_in(desk: Desk) -> None:
    plan = desk.plan(PUPILS, LI, BAD, WANG)
    apply_import(desk.office, plan)
    assert [row[0] for row in desk.people("name")] == ["李明", "王芳"]
    assert [(item.row, item.name, item.field) for item in plan.refused] == [(3, "赵云", "class_name")]
    assert all(Words(language).say(plan.refused[0].why) for language in ("zh_CN", "en"))
    assert desk.office.database.query("SELECT count(*) FROM school_class") == [(1,)]


def test_a_plan_alone_writes_nothing(desk: Desk) -> None:
    head = desk.office.database.chain_head()
    assert counts(desk.plan(PUPILS, LI, WANG)) == (2, 0, 0, 0)
    assert desk.office.database.chain_head() == head


def test_nothing_to_write_is_no_action(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    assert apply_import(desk.office, desk.plan(PUPILS, LI)) == ""


def test_an_import_is_taken_back_whole_and_brought_back_whole(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    before = desk.people("name", "phone", "class_id", "guardian")
    batch = apply_import(
        desk.office, desk.plan(PUPILS, LI.replace("0001", "0009"), WANG, "四(1)班 20230101 孙权 男 - - -")
    )
    after = desk.people("name", "phone", "class_id", "guardian")
    assert len({entry.batch for entry in of_batch(desk.office.database, batch)}) == 1 and len(after) == 3
    undone = take_back(desk.office.database, batch)
    assert desk.people("name", "phone", "class_id", "guardian") == before
    assert desk.office.database.query("SELECT name FROM school_class WHERE deleted_at IS NULL") == [("三年级1班",)]
    take_back(desk.office.database, undone)
    assert desk.people("name", "phone", "class_id", "guardian") == after
    assert verify(desk.office.database, desk.office.folder).ok


def test_an_import_is_not_taken_back_once_one_of_its_people_was_changed(desk: Desk) -> None:
    batch = apply_import(desk.office, desk.plan(PUPILS, LI, WANG))
    row_id = desk.people("id")[0][0]
    desk.office.records.save_texts(PEOPLE, [(row_id, {"phone": "13900000000"})])
    with pytest.raises(UserError, match="changed_since"):
        take_back(desk.office.database, batch)
    assert len(desk.people("id")) == 2


def test_those_unticked_in_the_preview_stay_out(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    plan = desk.plan(PUPILS, LI.replace("0001", "0009"), WANG)
    apply_import(desk.office, without(plan, [plan.added[0][0]]))
    assert desk.people("name", "phone") == [("李明", "13800000009")]
    plan = desk.plan(PUPILS, LI, WANG)
    apply_import(desk.office, without(plan, [plan.changed[0].person]))
    assert desk.people("name", "phone") == [("李明", "13800000009"), ("王芳", "13800000002")]


def test_new_people_are_at_the_school_and_found_by_pinyin(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    assert desk.people("state") == [("在岗",)]
    assert [hit.label for hit in desk.office.search.everywhere("liming")] == ["李明"]


def test_two_rosters_of_one_import_are_one_action(desk: Desk) -> None:
    paths = desk.write(PUPILS, LI), desk.write(STAFF, "0001 周瑜 教务处 任课教师 13700000001")
    batch = apply_import(desk.office, desk.plan_files(*paths))
    assert len(desk.people("id")) == 2
    take_back(desk.office.database, batch)
    assert desk.people("id") == []


def test_a_head_teacher_above_the_list_gets_the_class(desk: Desk, office: Office) -> None:
    desk.take(STAFF, "0001 周瑜 教务处 班主任 13700000001")
    desk.take(PUPILS[1:], LI.partition(" ")[2], WANG.partition(" ")[2], title="三(1)班 班主任：周瑜")
    heads = "SELECT p.name FROM school_class c JOIN person p ON p.id = c.head_teacher_id"
    assert office.database.query(heads) == [("周瑜",)]


@pytest.mark.parametrize("others", [("0002 周瑜 总务处 门卫 13700000002",), ()])
def test_a_head_teacher_whom_two_could_be_or_nobody_is_not_guessed(
    desk: Desk, office: Office, others: tuple[str, ...]
) -> None:
    desk.take(
        STAFF, *(("0001 周瑜 教务处 班主任 13700000001", *others) if others else ("0001 鲁肃 教务处 - 13700000001",))
    )
    desk.take(PUPILS[1:], LI.partition(" ")[2], title="三(1)班 班主任：周瑜")
    assert office.database.query("SELECT head_teacher_id FROM school_class") == [(None,)]
