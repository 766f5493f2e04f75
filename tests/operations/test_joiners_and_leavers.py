"""A new roster says who has come and who is no longer listed; nobody is sent away by it."""

from __future__ import annotations

from datetime import date

from safetydesk.core.records import Entry
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import PARENT
from safetydesk.registers.records.letters.signatories import missing
from safetydesk.registers.reference.people import PEOPLE, head_counts
from tests.operations.rosters import PUPILS, STAFF, Desk, counts

LI = "三(1)班 20240101 李明 男 李强 父亲 13800000001"
WANG = "三(1)班 20240102 王芳 女 王军 父亲 13800000002"
SUN = "三(2)班 20240201 孙权 男 孙坚 父亲 13800000003"
TEACHERS = ("0001 周瑜 教务处 任课教师 13700000001", "0002 鲁肃 教务处 任课教师 13700000002")


def leave(desk: Desk, name: str) -> None:
    row_id = desk.office.database.query("SELECT id FROM person WHERE name = ?", [name])[0][0]
    desk.office.records.save(PEOPLE, Entry({"state": "离职", "left": date(2026, 9, 6)}, row_id))


def test_who_is_no_longer_listed_is_named_and_left_alone(desk: Desk) -> None:
    desk.take(PUPILS, LI, WANG)
    plan = desk.take(PUPILS, LI, "三(1)班 20240104 曹操 男 - - -")
    assert counts(plan) == (1, 0, 1, 1)
    assert [(known.name, known.class_name) for known in plan.left] == [("王芳", "三年级1班")]
    assert [row[0] for row in desk.people("state")] == ["在岗"] * 3


def test_a_roster_of_one_class_says_nothing_of_another(desk: Desk) -> None:
    desk.take(PUPILS, LI, SUN)
    desk.take(STAFF, *TEACHERS)
    assert desk.plan(PUPILS, LI).left == ()


def test_a_roster_of_staff_covers_all_staff_and_no_pupil(desk: Desk) -> None:
    desk.take(PUPILS, LI)
    desk.take(STAFF, *TEACHERS)
    assert [known.name for known in desk.plan(STAFF, TEACHERS[1]).left] == ["周瑜"]


def test_somebody_who_moved_class_is_not_missing_from_the_old_one(desk: Desk) -> None:
    desk.take(PUPILS, LI, WANG)
    plan = desk.plan(PUPILS, LI, WANG.replace("三(1)", "三(2)"))
    assert counts(plan) == (0, 1, 1, 0)


def test_leavers_are_counted_no_more_and_asked_for_no_letter(desk: Desk) -> None:
    desk.take(PUPILS, LI, WANG)
    desk.take(STAFF, *TEACHERS)
    database = desk.office.database
    assert head_counts(database) == (2, 2)
    leave(desk, "李明")
    leave(desk, "周瑜")
    assert head_counts(database) == (1, 1)
    assert [item.name for item in missing(database, PARENT, 2026)] == ["王芳"]


def test_a_leaver_is_not_reported_again_and_not_matched(desk: Desk) -> None:
    desk.take(PUPILS, LI, WANG)
    leave(desk, "李明")
    assert counts(desk.plan(PUPILS, WANG)) == (0, 0, 1, 0)
    namesake = "三(1)班 20240109 李明 男 李进 父亲 13800000009"
    assert counts(desk.take(PUPILS, namesake, WANG)) == (1, 0, 1, 0)
    assert desk.people("name", "student_no", "state")[-1] == ("李明", "20240109", "在岗")


def test_a_joiner_needs_a_letter_and_the_others_keep_theirs(desk: Desk) -> None:
    desk.take(PUPILS, LI, WANG)
    school = desk.office.register("school")
    row_id = desk.office.database.query("SELECT id FROM school")[0][0]
    desk.office.records.save(school, Entry({"name": "青山小学", "stages": ("小学",)}, row_id))
    issue(desk.office.database, desk.office.clock, PARENT, 2026, "zh_CN")
    desk.take(PUPILS, LI, WANG, "三(1)班 20240104 曹操 男 曹嵩 父亲 13800000004")
    assert [item.name for item in missing(desk.office.database, PARENT, 2026)] == ["曹操"]
    made = issue(desk.office.database, desk.office.clock, PARENT, 2026, "zh_CN")
    assert made.numbers == ("ZR-2026-JZ-0003",)
