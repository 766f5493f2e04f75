"""Real rosters come out as the people who are in them, once, and go away again as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.people_import import without
from safetydesk.operations.undoing import take_back
from safetydesk.storage.verify import verify
from tests.conftest import ROSTERS
from tests.intake.conftest import Importer, Reader
from tests.intake.making import HEADINGS, PUPILS, workbook

TRUTHS = sorted(ROSTERS.glob("*.truth.json"))
Shown = Callable[[], list[dict[str, object]]]


def truth_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def in_order(people: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(person, ensure_ascii=False, sort_keys=True, default=str) for person in people)


def test_all_the_rosters_are_here() -> None:
    assert len(TRUTHS) == 7
    assert sum(len(truth_of(path)["refuse"]) for path in TRUTHS) == 2


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_a_roster_comes_out_exactly(truth_file: Path, office: Office, carry: Importer, shown: Shown) -> None:
    roster = truth_file.with_name(truth_file.name.removesuffix(".truth.json"))
    truth = truth_of(truth_file)
    plan, batch = carry(roster)
    keys = truth["people"][0].keys()
    assert in_order([{key: person[key] for key in keys} for person in shown()]) == in_order(truth["people"])
    assert sorted((item.name, item.field) for item in plan.refused) == sorted(
        (item["name"], item["field"]) for item in truth["refuse"]
    )
    again, nothing = carry(roster)
    assert (again.added, again.changed, again.left, nothing) == ((), (), (), "")
    assert len(again.same) == len(truth["people"])
    take_back(office.database, batch)
    assert shown() == []
    assert verify(office.database, office.folder).ok


def test_an_import_taken_back_can_be_made_again(office: Office, carry: Importer, shown: Shown, tmp_path: Path) -> None:
    roster = workbook(tmp_path / "名单.xlsx")
    _, batch = carry(roster)
    first = shown()
    take_back(office.database, batch)
    assert office.database.query("SELECT count(*) FROM school_class WHERE deleted_at IS NULL") == [(0,)]
    plan, _ = carry(roster)
    assert len(plan.added) == 3
    assert shown() == first


def test_what_changed_is_changed_and_who_left_is_only_named(
    office: Office, carry: Importer, shown: Shown, tmp_path: Path
) -> None:
    carry(workbook(tmp_path / "九月.xlsx"))
    before = shown()
    newer = [HEADINGS, ("张三", "三年级2班", "13900139000"), PUPILS[3], ("赵六", "三年级2班", "")]
    plan, batch = carry(workbook(tmp_path / "十月.xlsx", newer))
    assert [(item.person.name, dict(item.before), dict(item.after)) for item in plan.changed] == [
        ("张三", {"phone": "13800138001"}, {"phone": "13900139000"})
    ]
    assert [person.name for person, _ in plan.added] == ["赵六"]
    assert [known.name for known in plan.left] == ["李四"]
    assert {person["name"] for person in shown()} == {"张三", "李四", "王五", "赵六"}
    take_back(office.database, batch)
    assert shown() == before


def test_an_empty_cell_leaves_what_is_known(carry: Importer, shown: Shown, tmp_path: Path) -> None:
    carry(workbook(tmp_path / "a.xlsx"))
    plan, _ = carry(workbook(tmp_path / "b.xlsx", [HEADINGS, ("张三", "三年级2班", "")]))
    assert [person.name for person in plan.same] == ["张三"]
    assert {person["phone"] for person in shown() if person["name"] == "张三"} == {"13800138001"}


def test_a_person_unticked_in_the_preview_stays_as_before(office: Office, read: Reader, tmp_path: Path) -> None:
    from safetydesk.operations.people_import import apply_import, plan_import

    roster = read(workbook(tmp_path / "a.xlsx"))
    apply_import(office, without(plan_import(office, [roster]), [roster.people[0]]))
    assert office.database.query("SELECT name FROM person ORDER BY id") == [("李四",), ("王五",)]


def test_the_same_file_given_twice_adds_everybody_once(carry: Importer, shown: Shown, tmp_path: Path) -> None:
    roster = workbook(tmp_path / "名单.xlsx")
    carry(roster, roster)
    assert sorted(str(person["name"]) for person in shown()) == ["张三", "李四", "王五"]


def test_one_bad_file_among_good_ones_changes_nothing(carry: Importer, shown: Shown, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UserError, match="damaged"):
        carry(workbook(tmp_path / "名单.xlsx"), bad)
    assert shown() == []


def test_posts_and_classes_are_made_as_spelled(office: Office, carry: Importer, shown: Shown, tmp_path: Path) -> None:
    rows = [("姓名", "岗位", "电话"), ("张三", "校长、护校队长", "13800138001")]
    carry(workbook(tmp_path / "教师.xlsx", rows))
    assert [person["post"] for person in shown()] == ["校长、护校队长"]
    made = office.database.query("SELECT name, duties FROM post WHERE name IN ('校长', '护校队长') ORDER BY id")
    assert len(made) == 2 and made[1] == ("护校队长", "")


def test_the_head_teacher_above_a_class_list_gets_the_class(office: Office, carry: Importer, tmp_path: Path) -> None:
    carry(workbook(tmp_path / "教师.xlsx", [("姓名", "岗位", "电话"), ("侯晨梓", "班主任", "13800138009")]))
    rows = [("三年级2班学生名册",), ("班主任：侯晨梓",), ("姓名", "家长"), ("张三", "张父"), ("李四", "李父")]
    plan, batch = carry(workbook(tmp_path / "三2.xlsx", rows))
    head = "SELECT p.name FROM school_class c LEFT JOIN person p ON p.id = c.head_teacher_id WHERE c.name = '三年级2班'"
    assert dict(plan.class_heads) == {"三年级2班": "侯晨梓"}
    assert office.database.query(head) == [("侯晨梓",)]
    take_back(office.database, batch)
    assert office.database.query("SELECT name FROM person WHERE deleted_at IS NULL") == [("侯晨梓",)]
