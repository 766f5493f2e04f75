"""Schools of any size to measure on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from safetydesk.clock import SystemClock
from safetydesk.core.class_name import ClassKey
from safetydesk.operations.demo.names import guardian_name, mobile, person_name
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.classes import stage_of

CLASS_SIZE = 40
AT_ONCE = 20_000


class Schools:
    """A school for each number of pupils, made when it is first asked for and closed at the end."""

    def __init__(self, below: Path, stack: ExitStack) -> None:
        self.below = below
        self.stack = stack
        self.open: dict[int, Office] = {}

    def of(self, pupils: int) -> Office:
        """A school with so many pupils and nothing else."""
        if pupils not in self.open:
            folder = DataFolder(self.below / f"school-{pupils}")
            office = self.open[pupils] = self.stack.enter_context(open_office(folder, SystemClock()))
            fill(office, pupils)
        return self.open[pupils]


def fill(office: Office, pupils: int) -> None:
    """Classes and pupils."""
    keys = [ClassKey(1 + place // 99 % 12, 1 + place % 99) for place in range(min(-(-pupils // CLASS_SIZE), 12 * 99))]
    rows = [{"name": k.name, "grade": k.grade, "number": k.number, "stage": stage_of(k.grade)} for k in keys]
    with office.database.action("bench.classes") as action:
        classes = action.insert_many("school_class", rows)
    people = list(pupil_rows(pupils, classes))
    for start in range(0, pupils, AT_ONCE):
        with office.database.action("bench.people") as action:
            action.insert_many("person", people[start : start + AT_ONCE])


def pupil_rows(count: int, classes: list[int] | None = None) -> Iterator[dict[str, Any]]:
    """Made-up pupils, the same ones in every run."""
    random = Random(1)
    for number in range(count):
        name = person_name(random)
        yield {
            "name": name,
            "kind": "学生",
            "sex": random.choice("男女"),
            "class_id": classes[number % len(classes)] if classes else None,
            "student_no": f"2024{number:06d}",
            "guardian": guardian_name(random, name, "父亲"),
            "relation": "父亲",
            "phone": mobile(random),
            "joined": "2024-09-01",
        }
