"""How a drill went, judged by what was written down of it and by nothing else (S09, S53, S63, S64, S69).

A drill in which no member of staff took part is never good, however fast the pupils were. One that lacks the figures
on which a judgement would stand is not good either: it is unproven.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Literal

from safetydesk.core.class_name import read_class_name
from safetydesk.errors import Message, message
from safetydesk.registers.records.drills.kinds import SUMMARY_DAYS
from safetydesk.reports.held_drills import Drilled

BEFORE = 2
"""Comparable drills that a time is held against."""
Verdict = Literal["good", "flawed", "unproven", "no_staff", "open"]
About = Literal["staff", "pace"]
ABOUT: dict[About, tuple[str, ...]] = {
    "staff": ("no_staff", "staff_unexplained", "staff_not_counted"),
    "pace": ("no_staff", "too_slow", "slower", "not_timed", "no_target"),
}
"""Which faults and gaps speak of the staff, and which of the time: one without staff is no time, however short (S63)."""


@dataclass(frozen=True)
class Turnout:
    """The staff of a drill. Those away with a stated reason were not on duty; the others should have been there."""

    expected: int | None
    present: int | None
    excused: int = 0

    @property
    def counted(self) -> bool:
        """Whether there is anything to judge."""
        return bool(self.expected) and self.present is not None

    @property
    def missing(self) -> int:
        """Expected and not there, with or without a reason."""
        return (self.expected or 0) - (self.present or 0) if self.counted else 0

    @property
    def unexplained(self) -> int:
        """Missing without a stated reason."""
        return max(self.missing - self.excused, 0)

    @property
    def on_duty(self) -> int:
        """Expected, less those away with a reason."""
        return (self.present or 0) + self.unexplained

    @property
    def share(self) -> Fraction | None:
        """Of those on duty, how many took part; nobody on duty is nobody, not everybody."""
        if not self.counted:
            return None
        return Fraction(self.present or 0, self.on_duty) if self.on_duty else Fraction(0)


@dataclass(frozen=True)
class Pace:
    """How fast it was, against its own target and the comparable drills before it, the newest first."""

    seconds: int | None
    target: int | None
    before: tuple[Drilled, ...]

    @property
    def over(self) -> int:
        """Seconds beyond the target; 0 where it was kept or cannot be said."""
        return max(self.seconds - self.target, 0) if self.seconds is not None and self.target else 0

    @property
    def change(self) -> int | None:
        """Seconds more (or less, below 0) than the last comparable drill."""
        last = self.before[0].seconds if self.before else None
        return None if self.seconds is None or last is None else self.seconds - last

    @property
    def slower_than_both(self) -> bool:
        """Slower than each of the two before it: a chance of the day it is not."""
        earlier = [drill.seconds or 0 for drill in self.before]
        return self.seconds is not None and len(earlier) == BEFORE and self.seconds > max(earlier)


@dataclass(frozen=True)
class Judged:
    """A drill with what is to be said of it."""

    drill: Drilled
    staff: Turnout
    pace: Pace
    faults: tuple[Message, ...]
    """What was not as it should be."""
    unknown: tuple[Message, ...]
    """What was not written down, so that it cannot be judged."""

    @property
    def verdict(self) -> Verdict:
        """In one word."""
        if not self.drill.held:
            return "open"
        if self.drill.no_staff:
            return "no_staff"
        return "flawed" if self.faults else "unproven" if self.unknown else "good"

    def wanting(self, about: About) -> tuple[Message, ...]:
        """Faults and gaps of one side of the drill, the worst first; the checks name a drill by these (C17, C19)."""
        ids = {f"drill_judged.{name}" for name in ABOUT[about]}
        return tuple(part for part in (*self.faults, *self.unknown) if part.id in ids)


def judge(drill: Drilled, earlier: Sequence[Drilled] = ()) -> Judged:
    """Judge a drill; `earlier` are drills in the order of their days, of which those before it and like it count."""
    staff, pace = turnout(drill), pace_of(drill, earlier)
    if not drill.held:
        return Judged(drill, staff, pace, (), ())
    return Judged(drill, staff, pace, tuple(faults(drill, staff, pace)), tuple(unknown(drill, staff)))


def judge_all(drills: Sequence[Drilled]) -> list[Judged]:
    """Each against those before it, in their order."""
    return [judge(drill, drills[:place]) for place, drill in enumerate(drills)]


def turnout(drill: Drilled) -> Turnout:
    """The staff of a drill, with those whose absence has its reason."""
    return Turnout(drill.values["staff_expected"], drill.values["staff_present"], len(excused_staff(drill)))


def excused_staff(drill: Drilled) -> list[str]:
    """Names of the absent who are staff, with a stated reason: a line that names a class is of a pupil."""
    classes = {line["class_name"] for line in drill.values["counts"] or ()}
    return [
        str(line["person"])
        for line in drill.values["absent"] or ()
        if not of_a_class(line["class_name"] or "", classes) and (line["reason"] or "").strip()
    ]


def of_a_class(name: str, counted: Collection[str]) -> bool:
    """Whether a text names a class."""
    return name in counted or read_class_name(name) is not None


def pace_of(drill: Drilled, earlier: Sequence[Drilled]) -> Pace:
    """Its time and the last comparable ones; a drill in which nobody moved has none."""
    if not drill.moving:
        return Pace(None, None, ())
    mine = when(drill)
    timed = (other for other in reversed(earlier) if other.seconds is not None and drill.comparable(other))
    before = (other for other in timed if other.id != drill.id and when(other) < mine)
    return Pace(drill.seconds, drill.target, tuple(islice(before, BEFORE)))


def when(drill: Drilled) -> tuple[str, str, int]:
    """What orders drills."""
    return drill.day.isoformat(), str(drill.values["signal_at"] or ""), drill.id


def faults(drill: Drilled, staff: Turnout, pace: Pace) -> Iterator[Message]:
    """What the figures show to be wrong, the worst first."""
    values = drill.values
    if drill.no_staff:
        yield message("drill_judged.no_staff")
    elif staff.unexplained:
        yield message("drill_judged.staff_unexplained", n=staff.unexplained, expected=staff.expected)
    if values["injured"]:
        yield message("drill_judged.injured", n=values["injured"])
    if pace.over:
        yield message("drill_judged.too_slow", seconds=pace.seconds, target=pace.target, over=pace.over)
    if pace.slower_than_both:
        yield message("drill_judged.slower", before=max(other.seconds or 0 for other in pace.before))
    if days := late_days(drill):
        yield message("drill_judged.summary_late", n=days)


def unknown(drill: Drilled, staff: Turnout) -> Iterator[Message]:
    """Figures that a judgement needs and the record does not have."""
    if not drill.no_staff and not staff.counted:
        yield message("drill_judged.staff_not_counted")
    if drill.moving and drill.seconds is None:
        yield message("drill_judged.not_timed")
    elif drill.moving and not drill.target:
        yield message("drill_judged.no_target")
    if not (drill.values["summary"] or "").strip():
        yield message("drill_judged.no_summary")


def signed(change: int | None) -> str:
    """Seconds more or less with their sign; no difference is 0, an unknown one nothing."""
    return "" if change is None else f"{change:+d}" if change else "0"


def late_days(drill: Drilled, most: int = SUMMARY_DAYS) -> int:
    """Days from the drill to its summary where they were more than it may take; else 0."""
    written = drill.values["summary_on"]
    days = (written - drill.day).days if written else 0
    return days if days > most else 0
