"""People, classes and letters of a made-up school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from safetydesk.core.class_name import ClassKey
from safetydesk.operations.demo.names import guardian_name, mobile, person_name
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, PARENT, PRINTED
from safetydesk.registers.records.letters.signing import sign
from safetydesk.registers.reference.classes import stage_of

SIGNED_SHARE = {
    "bureau": 1.0, "department": 0.95, "staff": 0.94, "head-teacher": 0.97, "convention": 0.9, "parent": 0.86,
    "outside-unit": 0.8,
}  # fmt: skip
SIDE = 3
"""Classes of a grade that leave by the eastern stairs."""
RELATIONS = ("父亲", "母亲", "母亲", "父亲", "祖父", "祖母", "外祖母")


@dataclass(frozen=True)
class Size:
    """How large a made-up school is."""

    pupils: int
    classes: tuple[tuple[int, int], ...]
    """Grade and number of classes."""
    stages: tuple[str, ...]
    posts: tuple[tuple[str, str, str, int], ...]
    """Post, kind of person, department, how many."""
    units: int
    """How many outside units work in it."""


SMALL_POSTS = (
    ("校长", "教职工", "校长室", 1), ("总务主任", "教职工", "总务处", 1), ("班主任", "教职工", "教务处", 6), ("任课教师", "教职工", "教务处", 5),
    ("体育教师", "教职工", "教务处", 1), ("校医", "教职工", "总务处", 1), ("门卫", "保安", "保卫处", 2), ("食堂厨师", "食堂人员", "食堂", 2),
    ("保洁员", "保洁", "总务处", 1),
)  # fmt: skip
SCHOOL_POSTS = (
    ("校长", "教职工", "校长室", 1), ("书记", "教职工", "校长室", 1), ("分管安全副校长", "教职工", "校长室", 1), ("分管教学副校长", "教职工", "校长室", 1),
    ("办公室主任", "教职工", "办公室", 1), ("教务主任", "教职工", "教务处", 1), ("政教主任", "教职工", "政教处", 1), ("总务主任", "教职工", "总务处", 1),
    ("保卫主任", "教职工", "保卫处", 1), ("年级组长", "教职工", "政教处", 9), ("班主任", "教职工", "政教处", 48), ("任课教师", "教职工", "教务处", 34),
    ("体育教师", "教职工", "教务处", 6), ("实验教师", "教职工", "教务处", 3), ("信息教师", "教职工", "教务处", 2), ("心理教师", "教职工", "政教处", 2),
    ("图书管理员", "教职工", "教务处", 1), ("校医", "教职工", "总务处", 2), ("实验室管理员", "教职工", "教务处", 1), ("档案员", "教职工", "办公室", 1),
    ("会计", "教职工", "办公室", 1), ("食堂管理员", "教职工", "食堂", 1), ("食堂厨师", "食堂人员", "食堂", 10), ("食堂采购员", "食堂人员", "食堂", 1),
    ("门卫", "保安", "保卫处", 3), ("保安", "保安", "保卫处", 6), ("宿舍管理员", "宿管", "总务处", 4), ("保洁员", "保洁", "总务处", 4),
    ("校车驾驶员", "校车司机", "总务处", 2),
)  # fmt: skip
WHOLE_SCHOOL = Size(
    2_000, tuple((grade, 6 if grade <= 6 else 4) for grade in range(1, 10)), ("小学", "初中"), SCHOOL_POSTS, 4
)
SIZES = {
    "small": Size(120, tuple((grade, 1) for grade in range(1, 7)), ("小学",), SMALL_POSTS, 2),
    "school": WHOLE_SCHOOL,
    "decade": WHOLE_SCHOOL,
}


@dataclass(frozen=True)
class Filled:
    """What was made."""

    staff: int
    pupils: int
    letters: int


def people(office: Office, plan: Size, random: Random) -> tuple[int, int]:
    """Classes, staff with their posts, and pupils; returns how many of each."""
    posts = dict(office.database.query("SELECT name, id FROM post"))
    keys = [ClassKey(grade, number) for grade, count in plan.classes for number in range(1, count + 1)]
    with office.database.action("demo.people") as action:
        classes = action.insert_many("school_class", [class_row(key) for key in keys])
        staff = list(staff_rows(plan, random, posts, office.year))
        ids = action.insert_many("person", staff)
        heads = [row_id for row_id, row in zip(ids, staff, strict=True) if posts["班主任"] in row["post_ids"]]
        action.update_many(
            "school_class", {group: {"head_teacher_id": head} for group, head in zip(classes, heads, strict=False)}
        )
        pupils = list(pupil_rows(plan, random, list(zip(classes, keys, strict=True)), office.year))
        action.insert_many("person", pupils)
    return len(staff), len(pupils)


def class_row(key: ClassKey) -> dict[str, Any]:
    """A class and its room: each section has its building, two grades share a floor, the youngest have the lowest.

    Classes go down the stairs that are nearer, and each gathers on its own line of the sports field.
    """
    stage = stage_of(key.grade)
    primary = stage == "小学"
    wing = "东侧" if key.number <= SIDE else "西侧"
    return {
        "name": key.name, "grade": key.grade, "number": key.number, "stage": stage,
        "building": "小学部教学楼" if primary else "初中部教学楼",
        "floor": (key.grade + 1) // 2 if primary else key.grade - 6,
        "stairs": f"{wing}楼梯", "spot": f"操场{wing}第{key.number if key.number <= SIDE else key.number - SIDE}道",
    }  # fmt: skip


def staff_rows(plan: Size, random: Random, posts: dict[str, int], year: int) -> Iterator[dict[str, Any]]:
    """Members of staff, by post; some head teachers hold a second post."""
    number = 0
    for post, kind, dept, count in plan.posts:
        for _ in range(count):
            number += 1
            second = [posts["任课教师"]] if post == "班主任" and random.random() < 0.3 else []
            yield {
                "name": person_name(random),
                "kind": kind,
                "sex": random.choice("男女"),
                "dept": dept,
                "post_ids": [posts[post], *second],
                "staff_no": f"{number:04d}",
                "phone": mobile(random),
                "joined": date(year - random.randrange(30), random.randrange(1, 9), random.randrange(1, 29)),
            }


def pupil_rows(plan: Size, random: Random, classes: list[tuple[int, ClassKey]], year: int) -> Iterator[dict[str, Any]]:
    """Pupils, spread evenly over the classes, numbered by year of entry, class and place in the list."""
    for place, (class_id, key) in enumerate(classes):
        count = plan.pupils // len(classes) + (place < plan.pupils % len(classes))
        entered = year - (key.grade - (1 if key.grade <= 6 else 7))
        for number in range(1, count + 1):
            name, relation = person_name(random), random.choice(RELATIONS)
            yield {
                "name": name,
                "kind": "学生",
                "sex": random.choice("男女"),
                "class_id": class_id,
                "student_no": f"{entered}{'1' if key.grade <= 6 else '2'}{key.number:02d}{number:02d}",
                "guardian": guardian_name(random, name, relation),
                "relation": relation,
                "phone": mobile(random),
                "joined": date(entered, 9, 1),
            }


def name_school(office: Office, plan: Size) -> None:
    """Name, stages and first responsible person."""
    school = office.database.query("SELECT id FROM school")[0][0]
    principal = office.database.query("SELECT id FROM person ORDER BY id LIMIT 1")[0][0]
    with office.database.action("demo.school") as action:
        action.update(
            "school",
            school,
            {
                "name": "青山实验学校",
                "code": "QS01",
                "stages": plan.stages,
                "boarding": len(plan.stages) > 1,
                "bureau": "青山县教育局",
                "principal_id": principal,
                "address": "青山县育才路1号",
                "phone": "0000-0000000",
                "fonds": "Z109",
            },
        )
        keeper = office.database.query("SELECT name FROM person WHERE kind = '教职工' ORDER BY id DESC LIMIT 1")[0][0]
        action.insert("custodian", {"name": keeper, "from_on": date(office.year, 9, 1)})


def letters(office: Office, random: Random) -> int:
    """This year's letters, most of them signed in the first days of September; returns how many."""
    first = date(office.year, 9, 1)
    count = 0
    for kind in LETTER_KINDS:
        made = issue(office.database, office.clock, kind, office.year, office.settings.paper_language)
        count += len(made.ids)
        with office.database.action("letters.print") as action:
            action.update_many("letter", {row_id: {"state": PRINTED, "printed_on": first} for row_id in made.ids})
        days = 4 if kind is PARENT else 3
        by_day: dict[int, list[int]] = {}
        for row_id in made.ids:
            if random.random() < SIGNED_SHARE[kind.key]:
                by_day.setdefault(random.randrange(days), []).append(row_id)
        for day, ids in sorted(by_day.items()):
            sign(office.database, office.clock, ids, min(first + timedelta(days=day + 1), office.clock.today()))
    return count
