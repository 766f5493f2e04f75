"""Classes, however they are written: 七(3)班, 七年级3班, 703, 7.3, 初一3班, 2025级3班 are all one class."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from safetydesk.core.dates import chinese_number, half_width

NUMERALS = "一二三四五六七八九十"
GRADE_NAMES = {
    **{number: f"{NUMERALS[number - 1]}年级" for number in range(1, 10)},
    10: "高一", 11: "高二", 12: "高三", 0: "大班", -1: "中班", -2: "小班", -3: "托班",
}  # fmt: skip
PREFIXES = {"初": 6, "高": 9, "小": 0}
KINDERGARTEN = {"大": 0, "中": -1, "小": -2, "托": -3}
FIRST_GRADE = {"幼儿园": -2, "小学": 1, "初中": 7, "高中": 10}
LAST_GRADE = {"幼儿园": 0, "小学": 6, "初中": 9, "高中": 12}

NUMBER = rf"[(（\[【]?\s*(\d{{1,2}}|[{NUMERALS}]{{1,3}})\s*[)）\]】]?"
GRADED = re.compile(rf"(初|高|小)?\s*([{NUMERALS}]{{1,2}}|\d{{1,2}})\s*年?级?\s*[-.]?\s*{NUMBER}\s*班?")
HIGH_YEAR = re.compile(rf"高([一二三123])\s*年?级?\s*{NUMBER}\s*班?")
NURSERY = re.compile(rf"(大|中|小|托)班?\s*{NUMBER}\s*班?")
DIGITS = re.compile(r"(\d{1,2})[.\-](\d{1,2})\s*班?")
TOGETHER = re.compile(r"(1[0-2]|[1-9])(0[1-9]|[1-9]\d)\s*班?")
COHORT = re.compile(rf"(?:(小学|初中?|高中?)\s*)?(20\d\d|\d\d)\s*[级届]\s*{NUMBER}\s*班?")


@dataclass(frozen=True, order=True)
class ClassKey:
    """A class of the running year: grade 1 to 12 (kindergarten 0 大班, -1 中班, -2 小班, -3 托班) and number."""

    grade: int
    number: int

    @property
    def name(self) -> str:
        """The one spelling that the program stores and prints: 三年级2班, 高一2班, 大班1班."""
        return f"{GRADE_NAMES[self.grade]}{self.number}班"


def read_class_name(text: str, year: int | None = None, stages: Collection[str] = ()) -> ClassKey | None:
    """The class that a text names, or None.

    A cohort (2025级3班) needs the school year and a school of one stage, or its stage spelled out: the year of
    entry alone does not tell a first form from a seventh.
    """
    plain = re.sub(r"\s+", "", half_width(text)).removesuffix("学生").strip()
    return (
        read_cohort(plain, year, stages)
        or read_nursery(plain)
        or read_high(plain)
        or read_digits(plain)
        or read_graded(plain)
    )


def read_graded(plain: str) -> ClassKey | None:
    """七年级(3)班, 七(3)班, 7年级3班, 初一3班, 小三2班."""
    found = GRADED.fullmatch(plain)
    if found is None:
        return None
    prefix, grade, number = found.groups()
    value = as_number(grade) + (PREFIXES[prefix] if prefix else 0)
    highest = {"初": 9, "高": 12, "小": 6, None: 12}[prefix]
    return key(value, as_number(number)) if 1 <= value <= highest else None


def read_high(plain: str) -> ClassKey | None:
    """高一(2)班, 高三年级1班."""
    found = HIGH_YEAR.fullmatch(plain)
    return key(9 + as_number(found[1]), as_number(found[2])) if found else None


def read_nursery(plain: str) -> ClassKey | None:
    """大一班, 中班2班, 小(3)班; 小 before a numeral and 年级 is a primary grade and is left to the others."""
    found = NURSERY.fullmatch(plain)
    return key(KINDERGARTEN[found[1]], as_number(found[2])) if found and plain.endswith("班") else None


def read_digits(plain: str) -> ClassKey | None:
    """703, 7.3, 7-3, 1012."""
    found = DIGITS.fullmatch(plain) or TOGETHER.fullmatch(plain)
    return key(int(found[1]), int(found[2])) if found and 1 <= int(found[1]) <= 12 else None


def read_cohort(plain: str, year: int | None, stages: Collection[str]) -> ClassKey | None:
    """2025级3班, 初2025级3班: the grade that entered that autumn has reached in the school year `year`."""
    found = COHORT.fullmatch(plain)
    if found is None or year is None:
        return None
    stage = {"小学": "小学", "初": "初中", "初中": "初中", "高": "高中", "高中": "高中"}.get(found[1] or "")
    if stage is None:
        if len(stages) != 1:
            return None
        stage = next(iter(stages))
    entered = int(found[2]) if len(found[2]) == 4 else 2000 + int(found[2])
    grade = FIRST_GRADE[stage] + year - entered
    return key(grade, as_number(found[3])) if FIRST_GRADE[stage] <= grade <= LAST_GRADE[stage] else None


def is_cohort(text: str) -> bool:
    """Whether a text names a class by its year of entry."""
    return COHORT.fullmatch(re.sub(r"\s+", "", half_width(text))) is not None


def as_number(text: str) -> int:
    """Digits or Chinese numerals below 100."""
    return int(text) if text.isdigit() else chinese_number(text)


def key(grade: int, number: int) -> ClassKey | None:
    """The class, if there can be one of that number."""
    return ClassKey(grade, number) if 1 <= number <= 99 else None
