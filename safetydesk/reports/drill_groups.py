"""Sections, buildings and floors held against each other: whose classes report first, and where pupils are missing (S65).

A class's stage is told by its name; its room is the one that its name has in the register of classes now. A class
whose room nobody noted is in no building, and is left out there rather than put somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from safetydesk.core.share import rounded
from safetydesk.reports.held_drills import Drilled, Room, stage_of_name
from safetydesk.words import Words

By = Literal["stage", "building", "floor"]
KINDS: tuple[By, ...] = ("stage", "building", "floor")
Name = tuple[str, int | None]
"""Of a group: its stage or building, and the floor."""


@dataclass(frozen=True)
class Report:
    """A class in a drill: its head count, and how long after the signal it reported."""

    drill: Drilled
    class_name: str
    expected: int
    present: int | None
    seconds: int | None


@dataclass(frozen=True)
class Group:
    """All reports of the classes of one section, building or floor."""

    by: By
    name: Name
    reports: tuple[Report, ...]

    @property
    def classes(self) -> int:
        """How many classes it has."""
        return len({report.class_name for report in self.reports})

    @property
    def drills(self) -> int:
        """In how many drills they were counted."""
        return len({report.drill.id for report in self.reports})

    @property
    def timed(self) -> tuple[Report, ...]:
        """Those whose time is known, the slowest first."""
        known = [report for report in self.reports if report.seconds is not None]
        return tuple(sorted(known, key=lambda report: -(report.seconds or 0)))

    @property
    def mean(self) -> int | None:
        """Seconds until a class reported, on an average."""
        seconds = [report.seconds or 0 for report in self.timed]
        return rounded(Fraction(sum(seconds), len(seconds))) if seconds else None

    @property
    def share(self) -> Fraction | None:
        """Pupils present of those expected, in classes that were counted."""
        counted = [report for report in self.reports if report.present is not None]
        expected = sum(report.expected for report in counted)
        return Fraction(sum(report.present or 0 for report in counted), expected) if expected else None


def reports_of(drill: Drilled) -> list[Report]:
    """The classes of a drill that was held, in the order in which they were written down."""
    if not drill.held:
        return []
    return [
        Report(drill, line["class_name"], line["expected"] or 0, line["present"], drill.after_signal(line["done_at"]))
        for line in drill.values["counts"] or ()
    ]


def groups(drills: Sequence[Drilled], rooms: Mapping[str, Room], by: By) -> list[Group]:
    """The groups of one kind, the slowest first; those without a time after them."""
    found: dict[Name, list[Report]] = {}
    for drill in drills:
        for report in reports_of(drill):
            for name in name_of(report.class_name, rooms, by):
                found.setdefault(name, []).append(report)
    made = [Group(by, name, tuple(reports)) for name, reports in found.items()]
    return sorted(made, key=lambda group: (group.mean is None, -(group.mean or 0)))


def name_of(class_name: str, rooms: Mapping[str, Room], by: By) -> Iterator[Name]:
    """The group that a class belongs to, if that is known."""
    room = rooms.get(class_name)
    if by == "stage":
        stage = stage_of_name(class_name) or (room.stage if room else "")
        if stage:
            yield stage, None
    elif room and room.building:
        if by == "building":
            yield room.building, None
        elif room.floor is not None:
            yield room.building, room.floor


def behind(group: Group, all_groups: Sequence[Group]) -> int | None:
    """Seconds that a group's average lies behind the quickest of its kind; nothing where there is none beside it."""
    means = [other.mean for other in all_groups if other.mean is not None]
    return group.mean - min(means) if group.mean is not None and len(means) > 1 else None


def group_name(group: Group, words: Words) -> str:
    """What a section, building or floor is called."""
    name, floor = group.name
    if group.by == "stage":
        return words.term("stage", name)
    return name if floor is None else words.text("drill_compared.floor", building=name, floor=floor)
