"""年度演练计划表: every drill of a school year, planned, held, moved or cancelled, and the pauses between those held (S26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from safetydesk.core.sheet import Sheet
from safetydesk.registers.records.drills.calendar import Pause, longest_pause
from safetydesk.registers.reference.school import STAGES
from safetydesk.reports.held_drills import Drilled, Room, all_drills, stage_of_name
from safetydesk.reports.sheet_columns import Spec, columns
from safetydesk.storage.database import Database
from safetydesk.words import Words

COLUMNS: tuple[Spec, ...] = (
    ("month", "text", 7, 8),
    ("held_on", "date", 11, 16),
    ("name", "text", 26, 26),
    ("type", "text", 12, 18),
    ("form", "text", 8, 17),
    ("announced", "text", 6, 12),
    ("sections", "text", 12, 16),
    ("commander", "text", 10, 15),
    ("state", "text", 9, 14),
    ("interval", "number", 10, 9),
    ("remarks", "text", 36, 36),
)
STATES = ("held", "planned", "moved", "overdue", "cancelled")
LEFT = ("name", "type", "sections", "remarks")


@dataclass(frozen=True)
class YearPlan:
    """A year's drills as they stand on a day."""

    year: int
    as_of: date
    drills: tuple[Drilled, ...]
    before: Drilled | None
    """The last drill held in the year before, from which the first interval is counted."""
    pause: Pause | None
    """The longest pause, as the calendar counts it."""


def year_plan(database: Database, year: int, today: date) -> YearPlan:
    """Read a year. A year that is over is told as of its last day, so that it reads the same ever after."""
    as_of = min(today, date(year + 1, 8, 31))
    before = [drill for drill in all_drills(database, year - 1) if drill.held]
    drills = tuple(all_drills(database, year))
    return YearPlan(year, as_of, drills, before[-1] if before else None, longest_pause(database, year, as_of))


def plan_table(plan: YearPlan, rooms: Mapping[str, Room], words: Words, school: str) -> Sheet:
    """The table."""
    gaps, year = intervals(plan), plan.year
    rows = tuple(plan_row(drill, plan.as_of, gaps.get(drill.id), rooms, words) for drill in plan.drills)
    title = words.text("drill_planned.title", school=school, first=year, last=year + 1).strip()
    headed = columns(COLUMNS, lambda key: words.text(f"drill_planned.{key}"), LEFT, words)
    return Sheet(title, headed, rows, told(plan, words), footer=school)


def plan_row(
    drill: Drilled, as_of: date, interval: int | None, rooms: Mapping[str, Room], words: Words
) -> tuple[Any, ...]:
    """One drill."""
    values = drill.values
    return (
        words.text(f"overview.month_{drill.day.month}"),
        drill.day,
        drill.name,
        words.term("emergency", values["type"]),
        words.term("drill_form", values["form"]),
        words.text(f"drill_paper.year_is_{'sudden' if drill.sudden else 'announced'}"),
        sections(drill, rooms, words),
        values["commander"],
        words.text(f"drill_planned.state_{state(drill, as_of)}"),
        interval,
        remarks(drill, words),
    )


def state(drill: Drilled, as_of: date) -> str:
    """Where a drill stands in the year's plan; one whose day is over and of which nothing is told is overdue."""
    if drill.values["cancelled_on"]:
        return "cancelled"
    if drill.held:
        return "held"
    if drill.day < as_of:
        return "overdue"
    return "moved" if drill.values["moves"] else "planned"


def sections(drill: Drilled, rooms: Mapping[str, Room], words: Words) -> str:
    """The sections whose classes are written down with the drill; nothing where none are."""
    names = [line["class_name"] for line in drill.values["counts"] or ()]
    found = {stage_of_name(name) or (rooms[name].stage if name in rooms else "") for name in names}
    return words.listed(words.term("stage", stage) for stage in STAGES.values if stage in found)


def remarks(drill: Drilled, words: Words) -> str:
    """Why it was cancelled, from when to when it was moved and why, and that nobody of the staff took part."""
    values = drill.values
    parts = [
        words.text("drill_planned.moved", first=line["moved_from"], last=line["moved_to"], reason=line["reason"] or "")
        for line in values["moves"] or ()
    ]
    if values["cancelled_on"]:
        parts.append(words.text("drill_planned.cancelled", reason=values["cancelled_reason"] or ""))
    if drill.no_staff:
        parts.append(words.text("drill_judged.no_staff"))
    return words.clauses(part.strip(" ：:") for part in parts)


def intervals(plan: YearPlan) -> dict[int, int]:
    """Days from each drill that was held back to the one held before it."""
    held = [*([plan.before] if plan.before else []), *(drill for drill in plan.drills if drill.held)]
    return {later.id: (later.day - earlier.day).days for earlier, later in pairwise(held)}


def told(plan: YearPlan, words: Words) -> str:
    """How many there are of each state, and the longest pause."""
    states = [state(drill, plan.as_of) for drill in plan.drills]
    parts = [
        words.text("drill_planned.counted", n=states.count(name), state=words.text(f"drill_planned.state_{name}"))
        for name in STATES
        if name in states
    ]
    if plan.pause:
        first, last = plan.pause.first.isoformat(), min(plan.pause.last, plan.as_of).isoformat()
        parts.append(words.text("drill_planned.longest", n=plan.pause.days, first=first, last=last))
    parts.append(words.text("drill_planned.as_of", day=plan.as_of.isoformat()))
    return ("　" if words.language == "zh_CN" else "   ").join(parts)
