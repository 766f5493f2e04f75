"""Drills of a made-up school: one a month in term, told as a clerk would write them down."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from safetydesk.clock import StoryClock
from safetydesk.core.records import Entry
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.closing import close
from safetydesk.operations.demo.pictures import draw_photo
from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import PUPIL

KINDS = {
    9: ("地震", "开学安全疏散演练"), 10: ("火灾", "消防疏散演练"), 11: ("火灾", "消防宣传月疏散演练"), 12: ("暴力/防恐", "校园防暴演练"),
    1: ("踩踏", "楼道防踩踏演练"), 3: ("地震", "春季开学疏散演练"), 4: ("校舍坍塌", "校舍险情疏散演练"), 5: ("地震", "防灾减灾日疏散演练"),
    6: ("防汛/极端天气", "防汛避险演练"),
}  # fmt: skip
"""By month: the emergency and the name of the drill."""
FINDINGS = (
    "个别班级下楼时前后间距过大，二楼东侧楼梯口有短暂拥挤。",
    "少数学生有说笑现象，未做到弯腰捂口鼻。",
    "广播在操场西侧听不清，三年级集合稍慢。",
    "两个班级清点人数后未及时报告总指挥。",
)
MEASURES = (
    "重新划分楼梯使用班级，楼梯口增设引导教师一名。",
    "各班利用班会课讲评，班主任示范正确的疏散姿势。",
    "总务处一周内检修操场西侧音箱。",
    "完善清点报告流程，由年级组长统一向总指挥报告。",
)
ROUTE = "各班按疏散示意图从就近楼梯下楼，沿教学楼南侧道路到操场集合。"
PURPOSE = "检验预案，让每位师生熟悉路线、集合位置和自己的岗位。"
GUARD = "楼梯口和转角由教职工值守，校医携急救箱在操场待命；遇有跌倒立即停止后续班级下楼。"
PHOTOS = 3
HEAD_COUNT = 20
"""Seconds that a class needs to count heads and report, once it is there."""
LATE_MONTH, LATE_SUMMARY = 12, 5
"""The drill whose summary waited, and for how many days."""


def hold_drill(office: Office, random: Random, day: date) -> int:
    """One drill held on a day: recorded when its summary was written, with photos, closed; returns its row id."""
    kind, name = KINDS[day.month]
    register = office.register("drills")
    written = day + timedelta(days=LATE_SUMMARY if day.month == LATE_MONTH else random.choice((0, 1, 1, 2)))
    if isinstance(office.clock, StoryClock):
        office.clock.go_to(min(written, office.clock.until.date()))
    values = drill(office, random, day, kind, name)
    row_id = office.records.save(register, Entry({**values, "summary_on": min(written, office.clock.today())}))
    office.folder.work.mkdir(parents=True, exist_ok=True)
    paths = [office.folder.work / f"{day.isoformat()}-{number}.jpg" for number in range(1, PHOTOS + 1)]
    for path in paths:
        draw_photo(path, random, f"{day.year}年{day.month}月{name}")
    attach(office, register, row_id, store_all(office.folder, paths))
    delete(paths)
    follow_up(office, row_id)
    close(office, register, [row_id])
    return row_id


def drill(office: Office, random: Random, day: date, kind: str, name: str) -> dict[str, Any]:
    """What is written down of it."""
    counts, absent = count_classes(office, random)
    staff, staff_counts, away = count_staff(office, random)
    signal = datetime.combine(day, datetime.min.time()).replace(hour=10, minute=random.randrange(60))
    seconds = random.randrange(96, 176)
    found = random.randrange(len(FINDINGS))
    commander = office.database.query("SELECT p.name FROM person p JOIN school s ON s.principal_id = p.id")[0][0]
    return {
        "name": f"{day.year}年{day.month}月{name}", "held_on": day, "type": kind,
        "form": "实战" if kind == "暴力/防恐" else "疏散",
        "announced": random.choice(("预定式(有预警)", "预定式(有预警)", "突发式(无预警)")), "period": "上课",
        "place": place(office), "route": ROUTE, "assembly": "操场", "commander": commander, "plan": f"{name}方案",
        "based_on": plan_of(office, kind), "purpose": PURPOSE, "procedure": ROUTE, "guard": GUARD,
        "roles": roles(office),
        "pupils_expected": sum(line["expected"] for line in counts),
        "pupils_present": sum(line["present"] for line in counts),
        "staff_expected": staff, "staff_present": staff - len(away), "counts": reported(office, random, counts, signal, seconds), "staff_counts": staff_counts,
        "absent": [*absent, *({"person": name, "class_name": dept, "reason": "公出"} for name, dept in away)],
        "signal_at": signal.time(), "assembled_at": (signal + timedelta(seconds=seconds)).time(),
        "counted_at": (signal + timedelta(seconds=seconds + random.randrange(HEAD_COUNT + 10, 120))).time(),
        "target": 180, "injured": 0, "supplies": "扩音器、急救箱、哨子到位；演练前班主任已在班会上讲解。",
        "presence_rating": "好", "supplies_rating": "好", "teamwork_rating": random.choice(("好", "好", "一般")),
        "suitable": "全部能够执行", "sufficient": random.choice(("完全满足", "基本满足")),
        "findings": FINDINGS[found], "measures": MEASURES[found], "plan_revised": "否",
        "summary": f"本次演练用时{seconds}秒，组织有序，达到预期目的。{FINDINGS[found]}{MEASURES[found]}",
        "summary_by": commander, "cost": random.choice((None, 120, 300)),
    }  # fmt: skip


def count_classes(office: Office, random: Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Each class with its pupils and those present, and the absent by name."""
    rows = office.database.query(
        "SELECT c.name, json_group_array(p.name) FROM school_class c JOIN person p ON p.class_id = c.id "
        "WHERE p.kind = ? AND p.state <> '离职' AND p.deleted_at IS NULL GROUP BY c.id ORDER BY c.grade, c.number",
        [PUPIL],
    )
    counts, absent = [], []
    for name, pupils in rows:
        names = json.loads(pupils)
        away = random.sample(names, random.choice((0, 0, 0, 0, 0, 1, 1, 2)))
        absent += [{"person": one, "class_name": name, "reason": random.choice(("病假", "事假"))} for one in away]
        counts.append({"class_name": name, "expected": len(names), "present": len(names) - len(away), "done_at": None})
    return counts, absent


def reported(
    office: Office, random: Random, counts: list[dict[str, Any]], signal: datetime, seconds: int
) -> list[dict[str, Any]]:
    """When each class reported: the higher its floor the later, the last one as all were there and counted."""
    floors = dict(office.database.query("SELECT name, coalesce(floor, 1) FROM school_class WHERE deleted_at IS NULL"))
    highest = max(floors.values(), default=1)
    took = {line["class_name"]: floors.get(line["class_name"], 1) / highest + random.random() / 3 for line in counts}
    slowest = max(took.values(), default=1.0)
    return [
        {**line, "done_at": (signal + timedelta(seconds=HEAD_COUNT + round(seconds * took[line["class_name"]] / slowest))).time()}
        for line in counts
    ]  # fmt: skip


def count_staff(office: Office, random: Random) -> tuple[int, list[dict[str, Any]], list[tuple[str, str]]]:
    """How many staff there are, each department with those present, and the absent with their departments."""
    rows = office.database.query(
        "SELECT name, coalesce(nullif(dept, ''), kind) FROM person WHERE kind <> ? AND state <> '离职' AND deleted_at IS NULL "
        "ORDER BY id",
        [PUPIL],
    )
    away = random.sample(rows, min(random.randrange(0, 4), len(rows)))
    expected, missing = Counter(dept for _, dept in rows), Counter(dept for _, dept in away)
    counts = [{"dept": dept, "expected": n, "present": n - missing[dept]} for dept, n in expected.items()]
    return len(rows), counts, [(name, dept) for name, dept in away]


def roles(office: Office) -> list[dict[str, Any]]:
    """A member of staff at each landing."""
    names = office.database.query(
        "SELECT name FROM person WHERE kind = '教职工' AND state <> '离职' AND deleted_at IS NULL ORDER BY id LIMIT 5"
    )
    points = ("一楼楼梯口", "二楼楼梯口", "三楼楼梯口", "四楼楼梯口", "操场集合处")
    return [{"point": point, "person": name, "arrived": True} for point, (name,) in zip(points, names, strict=False)]


def plan_of(office: Office, kind: str) -> int | None:
    """The newest plan of a kind."""
    found = office.database.query("SELECT max(id) FROM plan WHERE type = ? AND deleted_at IS NULL", [kind])[0][0]
    return None if found is None else int(found)


def follow_up(office: Office, drill_id: int) -> None:
    """What the drill found, as somebody's task; the office sees to it within the week."""
    drill = office.records.read(office.register("drills"), drill_id)
    done = drill["held_on"] + timedelta(days=6)
    ended = done <= office.clock.today()
    task = {
        "what": drill["findings"], "kind": "其他", "drill": drill_id, "owner": drill["commander"],
        "due_on": drill["held_on"] + timedelta(days=7), "done_on": done if ended else None,
        "result": drill["measures"] if ended else "",
    }  # fmt: skip
    office.records.save(office.register("drill-tasks"), Entry(task))


def place(office: Office) -> int:
    """The building that is evacuated."""
    found = office.database.query("SELECT id FROM place WHERE name = '教学楼' AND deleted_at IS NULL")
    if found:
        return int(found[0][0])
    return office.records.save(office.register("places"), Entry({"name": "教学楼", "building": "教学楼", "floors": 4}))


def delete(paths: list[Path]) -> None:
    """What was drawn lies in the store now."""
    for path in paths:
        path.unlink()


def drill_day(year: int, month: int) -> date:
    """8 September, when the letters are out; else the third Friday of a month of school year `year`."""
    if month == 9:
        return date(year, 9, 8)
    first = date(year if month >= 9 else year + 1, month, 1)
    return first + timedelta(days=(4 - first.weekday()) % 7 + 14)
