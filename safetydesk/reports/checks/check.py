"""What a check is: a rule declared once, with the threshold a school may change and the records that offend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeVar, cast

from safetydesk.core.share import as_typed
from safetydesk.errors import Message
from safetydesk.registers.records.letters.board import Standing, standings
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.storage.database import Database

PASS, WARN, FAIL, NOT_APPLICABLE = "pass", "warn", "fail", "not_applicable"
RESULTS = (FAIL, WARN, PASS, NOT_APPLICABLE)
"""Worst first. Nothing to judge is a result of its own and never counts as passed."""
Level = Literal["A", "B"]
Unit = Literal["share", "count", "days"]
T = TypeVar("T")


@dataclass(frozen=True)
class Threshold:
    """The figure a check is judged by; a default that the school may edit, with its source in the catalogue.

    A share is the least that passes, a count the most; days are what the rule itself counts with, and then no
    offender passes.
    """

    default: float
    unit: Unit
    most: float = 1.0
    """The largest that may be set."""


@dataclass(frozen=True)
class Records:
    """Offending records of one register."""

    register: str
    ids: tuple[int, ...]
    part: str = ""
    """Which part of the check they offend against, where it has several: file_checks.part_<part> in the catalogue."""


@dataclass(frozen=True)
class Finding:
    """What a check found: its value, the offenders, and lines that break the value down, the worst first."""

    value: Fraction | int | None
    """A share, exact, or a number of offenders; None where there is nothing to judge."""
    records: tuple[Records, ...] = ()
    lines: tuple[Message, ...] = ()


NOTHING = Finding(None)


@dataclass(frozen=True)
class Scope:
    """What checks look at: one school year as of one day, with the school's own thresholds."""

    database: Database
    year: int
    today: date
    thresholds: Mapping[str, float] = field(default_factory=dict)
    memory: dict[str, object] = field(default_factory=dict)

    def standings(self, kind: LetterKind) -> list[Standing]:
        """Everyone who is to sign a kind of letter; asked of the database once, however many checks look."""
        return self.once(f"standings/{kind.key}", lambda: standings(self.database, kind, self.year))

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What several checks need, read once."""
        if name not in self.memory:
            self.memory[name] = read()
        return cast(T, self.memory[name])


Examine = Callable[[Scope, float], Finding]


@dataclass(frozen=True)
class Check:
    """A rule of readiness. Title, explanation, remedy and source stand in the catalogue under its id."""

    id: str
    level: Level
    """A fails and stands in the way of "ready"; B warns."""
    areas: tuple[str, ...]
    threshold: Threshold
    examine: Examine
    measure: Literal["share", "count"] = "share"
    """Whether the value is a share of a whole, or a number of offenders."""

    def run(self, scope: Scope) -> Outcome:
        """Judge one school year."""
        threshold = scope.thresholds.get(self.id, self.threshold.default)
        finding = self.examine(scope, threshold)
        return Outcome(self, threshold, finding, self.judge(finding.value, threshold))

    def judge(self, value: Fraction | int | None, threshold: float) -> str:
        """One of `RESULTS`, by exact figures and never by rounded ones."""
        if value is None:
            return NOT_APPLICABLE
        allowed = threshold if self.threshold.unit == "count" else 0
        good = value >= as_typed(threshold) if self.measure == "share" else value <= allowed
        return PASS if good else FAIL if self.level == "A" else WARN


@dataclass(frozen=True)
class Outcome:
    """A check with what came of it."""

    check: Check
    threshold: float
    finding: Finding
    result: str

    @property
    def bad(self) -> bool:
        """Fails or warns."""
        return self.result in (FAIL, WARN)


def records_of(**found: tuple[int, ...] | list[int]) -> tuple[Records, ...]:
    """Offenders by register; registers without any are left out. An underscore stands for the key's hyphen."""
    return tuple(Records(key.replace("_", "-"), tuple(ids)) for key, ids in found.items() if ids)
