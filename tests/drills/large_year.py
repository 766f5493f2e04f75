"""A year of drills in a school of 48 classes: its people, and what was seen on each drill day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from safetydesk.clock import StoryClock
from safetydesk.operations.demo.plans import plans
from safetydesk.operations.demo.population import WHOLE_SCHOOL, name_school, people
from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import PUPIL
from tests.conftest import CHINA

FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2027, 8, 20)
CLASSES = 48
DUTY = ("教务处", "总务处")
"""Departments of which somebody is away, with a reason or without one."""


def year_clock() -> StoryClock:
    """It begins with the school year and ends after the last drill of it."""
    return StoryClock(*(datetime.combine(day, time(9), CHINA) for day in (FIRST_DAY, LAST_DAY)))


def fill_large_school(office: Office) -> None:
    """2,000 pupils in 48 classes, 150 staff, a plan of each kind and its building."""
    people(office, WHOLE_SCHOOL, Random(48))
    name_school(office, WHOLE_SCHOOL)
    plans(office)


def lists(office: Office) -> tuple[dict[str, list[str]], Counter[str]]:
    """Pupils by class, and how many staff each department has."""
    classes: dict[str, list[str]] = {}
    for group, name in office.database.query(
        "SELECT c.name, p.name FROM person p JOIN school_class c ON c.id = p.class_id WHERE p.kind = ? "
        "ORDER BY c.grade, c.number, p.id",
        [PUPIL],
    ):
        classes.setdefault(group, []).append(name)
    staff = office.database.query("SELECT coalesce(nullif(dept, ''), kind) FROM person WHERE kind <> ?", [PUPIL])
    return classes, Counter(dept for (dept,) in staff)


def seen(office: Office, day: date, number: int) -> dict[str, Any]:
    """What was counted on the day of the year's drill `number`: another class is away each time, another time taken."""
    classes, staff = lists(office)
    away = {name: pupils[: number + 1] for place, (name, pupils) in enumerate(classes.items()) if place % 12 == number}
    alarm = datetime.combine(day, time(10, 5, number))
    counts = [
        {
            "class_name": name, "expected": len(pupils), "present": len(pupils) - len(away.get(name, ())),
            "done_at": str((alarm + timedelta(seconds=60 + 2 * place)).time()),
        }
        for place, (name, pupils) in enumerate(classes.items())
    ]  # fmt: skip
    missing = Counter({DUTY[0]: number % 3})
    departments = [{"dept": name, "expected": n, "present": n - missing[name]} for name, n in staff.items()]
    return {
        "counts": counts, "staff_counts": departments,
        "absent": [{"person": p, "class_name": name, "reason": "病假"} for name, some in away.items() for p in some],
        "pupils_expected": sum(line["expected"] for line in counts),
        "pupils_present": sum(line["present"] for line in counts),
        "staff_expected": staff.total(), "staff_present": staff.total() - missing.total(), "injured": 0,
        "signal_at": str(alarm.time()), "assembled_at": str((alarm + timedelta(seconds=170 - number)).time()),
        "counted_at": str((alarm + timedelta(seconds=231 + number)).time()),
        "findings": "二楼东侧楼梯口短暂拥挤。", "measures": "楼梯口增设引导教师。", "plan_revised": "否",
        "summary": "各班按路线撤离，达到预期目的。", "summary_by": "王老师", "summary_on": day.isoformat(),
    }  # fmt: skip
