"""Records are judged whole: the good ones of a block are stored together, the bad ones stay out with their reasons."""

from __future__ import annotations

import pytest

from safetydesk.core.issue import Refused
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.words import Words


def test_a_block_keeps_the_good_rows_and_names_the_bad(office: Office) -> None:
    register = office.register("places")
    stored = office.records.save_texts(
        register,
        [(None, {"name": "操场", "floors": "一"}), (None, {"name": "食堂", "floors": "2"}), (None, {"floors": "1"})],
    )
    assert list(stored.ids) == [1]
    assert [stored.refused[place][0].field for place in (0, 2)] == ["floors", "name"]
    assert office.listing(register).count(Query()) == 1


def test_a_refused_record_stores_nothing(office: Office) -> None:
    head = office.database.chain_head()
    with pytest.raises(Refused) as caught:
        office.records.save(office.register("places"), Entry({"name": ""}))
    assert caught.value.issues[0].field == "name"
    assert office.database.chain_head() == head


def test_an_unknown_field_is_named(office: Office) -> None:
    stored = office.records.save_texts(office.register("places"), [(None, {"name": "操场", "colour": "红"})])
    assert stored.refused[0][0].field == "colour"
    assert "colour" in Words("zh_CN").say(stored.refused[0][0].message)


def test_a_class_and_a_post_that_nobody_made_are_made_once(office: Office) -> None:
    register = office.register("people")
    lines = [
        {"name": "甲", "kind": "学生", "class_name": "三(2)班"},
        {"name": "乙", "kind": "学生", "class_name": "302"},
        {"name": "丙", "kind": "教职工", "dept": "总务处", "post": "锅炉工、门卫"},
    ]
    stored = office.records.save_texts(register, [(None, line) for line in lines])
    assert not stored.refused
    assert office.database.query("SELECT name FROM school_class") == [("三年级2班",)]
    assert office.database.query("SELECT count(*) FROM post WHERE name = '锅炉工'") == [(1,)]
    assert office.records.read(register, stored.ids[2])["post"][0] > 0


def test_a_label_that_can_name_nothing_is_refused(office: Office) -> None:
    stored = office.records.save_texts(
        office.register("people"), [(None, {"name": "甲", "kind": "学生", "class_name": "三楼教室"})]
    )
    assert stored.refused[0][0].field == "class_name"
    assert office.database.query("SELECT count(*) FROM person") == [(0,)]


def test_trash_hides_a_row_and_keeps_it(office: Office) -> None:
    register = office.register("places")
    row_id = office.records.save(register, Entry({"name": "操场"}))
    office.records.trash(register, [row_id], "重复登记")
    assert office.listing(register).ids(Query()) == []
    assert office.listing(register).ids(Query(trashed=True)) == [row_id]
    assert office.search.everywhere("操场") == []


def test_numbered_rows_never_go_to_the_trash(office: Office) -> None:
    with pytest.raises(UserError, match="never_deleted"):
        office.records.trash(office.register("letters"), [1], "x")


def test_every_declaration_agrees_with_its_table(office: Office) -> None:
    assert office.registers.check() == ()
    for register in office.registers:
        names = {row[1] for row in office.database.query(f"PRAGMA table_info({register.table})")}
        assert set(register.model._meta.columns) == names, register.key
