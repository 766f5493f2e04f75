"""Kinds and levels of responsibility letters (R02)."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.core.choices import Choices

TYPES = Choices(
    "letter_type",
    (
        "教职工责任书",
        "班主任责任书",
        "部门责任书",
        "目标责任书",
        "学生安全公约",
        "家长责任书",
        "外单位责任书",
        "专项责任书",
    ),
)
LEVELS = Choices(
    "letter_level",
    (
        "教育局-学校",
        "学校-部门",
        "部门-教职工",
        "学校-班主任",
        "班主任-学生",
        "班主任/学校-家长",
        "学校-外单位",
    ),
)
NOT_PRINTED, PRINTED, HANDED_OUT, SIGNED, FILED, EXEMPT, VOID = (
    "未生成", "已打印", "已发放", "已签回", "已归档", "免签", "作废"
)  # fmt: skip
STATES = Choices("letter_state", (NOT_PRINTED, PRINTED, HANDED_OUT, SIGNED, FILED, EXEMPT, VOID))
DONE = (SIGNED, FILED)
WAITING = (NOT_PRINTED, PRINTED, HANDED_OUT)


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter that the program issues."""

    key: str
    """Name on the command line."""
    type: str
    level: str
    code: str
    """Stands for 层级 in the printed number."""


STAFF = LetterKind("staff", "教职工责任书", "部门-教职工", "JG")
HEAD_TEACHER = LetterKind("head-teacher", "班主任责任书", "学校-班主任", "BZ")
CONVENTION = LetterKind("convention", "学生安全公约", "班主任-学生", "GY")
PARENT = LetterKind("parent", "家长责任书", "班主任/学校-家长", "JZ")
LETTER_KINDS = (STAFF, HEAD_TEACHER, CONVENTION, PARENT)


def kind_of(key: str) -> LetterKind:
    """The kind with that command-line name; raises KeyError."""
    return {kind.key: kind for kind in LETTER_KINDS}[key]
