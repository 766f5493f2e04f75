"""A plain record for any register, from its declaration, for a school that has people, a class and a place."""

from __future__ import annotations

from typing import Any

from safetydesk.core.field import Choice, Date, Field, Flag, Several, Text, Whole
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.core.register import Register
from safetydesk.registers import REGISTERS

OWN: dict[str, dict[str, Any]] = {
    "classes": {"name": "四年级1班", "grade": 4, "number": 1},
    "school-years": {"year": 2030, "autumn_start": "2030-09-01", "spring_start": "2031-02-20"},
    "file-classes": {"code": "Z9"},
    "drills": {"held_on": "2026-10-12"},  # A drill that has been held wants its head counts.
}
"""What a register's rules want beyond the kinds of its fields; a new register needs a line only if it has such rules."""
LABELS = {
    "drills": "全校疏散",
    "bureau-lists": "考核目录",
    "people": "王芳",
    "classes": "三年级2班",
    "places": "操场",
    "posts": "校长",
    "file-classes": "综合管理",
}
GROWING = [register for register in REGISTERS if register.grows]


def example(register: Register, labels: dict[str, str] = LABELS) -> dict[str, Any]:
    """All that a record must have."""
    needed = {item.name: plain_value(item, labels) for item in register.fields if item.required}
    return {**needed, **OWN.get(register.key, {})}


def plain_value(item: Field, labels: dict[str, str]) -> Any:
    """A value that the field takes."""
    if isinstance(item, Choice):
        return item.choices.values[0]
    if isinstance(item, Several):
        return [item.choices.values[0]]
    if isinstance(item, Date):
        return "2026-09-01"
    if isinstance(item, Whole):
        return max(item.minimum, 1)
    return labels.get(item.to, "示例") if isinstance(item, Link | Many) else "示例"


def picky(register: Register) -> list[str]:
    """Fields that the clerk may write and that do not take just any text."""
    asked = [item for item in register.fields if item.editable and not isinstance(item, Derived | Flag)]
    return [item.name for item in asked if not isinstance(item, Text | Link | Many)]
