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
CLAUSE_GROUPS = Choices("clause_group", ("综治", "安全", "文明"))
"""What a bureau's letter sets goals for: social-security governance, safety, spiritual civilisation (S78)."""
DOMAINS = Choices(
    "safety_domain",
    (
        "学法", "守法", "防火", "防盗", "防病毒", "防破坏", "防自然灾害", "禁毒", "打击犯罪", "保密", "交通", "设施设备", "治安",
    ),
)  # fmt: skip
"""The thirteen duties of big safety (S76); a clause is tagged with one by `#防火` at its end."""
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


BUREAU = LetterKind("bureau", "目标责任书", "教育局-学校", "MB")
DEPARTMENT = LetterKind("department", "部门责任书", "学校-部门", "BM")
STAFF = LetterKind("staff", "教职工责任书", "部门-教职工", "JG")
HEAD_TEACHER = LetterKind("head-teacher", "班主任责任书", "学校-班主任", "BZ")
CONVENTION = LetterKind("convention", "学生安全公约", "班主任-学生", "GY")
PARENT = LetterKind("parent", "家长责任书", "班主任/学校-家长", "JZ")
OUTSIDE_UNIT = LetterKind("outside-unit", "外单位责任书", "学校-外单位", "WD")
LETTER_KINDS = (BUREAU, DEPARTMENT, STAFF, HEAD_TEACHER, CONVENTION, PARENT, OUTSIDE_UNIT)
"""From the top of the chain down (S77)."""
OWN_KINDS = tuple(kind for kind in LETTER_KINDS if kind is not BUREAU)
"""Those that the school draws up; the bureau sends its own, and the school writes it down."""


def kind_of(key: str) -> LetterKind:
    """The kind with that command-line name; raises KeyError."""
    return {kind.key: kind for kind in LETTER_KINDS}[key]
