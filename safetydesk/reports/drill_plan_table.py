"""年度演练计划表: every drill of a school year, planned, held, moved or cancelled, and the pauses between those held (S26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from safetydesk.core.sheet import Sheet
from safetydesk.registers.reference.school import STAGES
from safetydesk.reports.held_drills import Drilled, Room, stage_of_name
from safetydesk.reports.sheet_columns import Spec, columns
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
    ("pause", "number", 9, 9),
    ("remarks", "text", 36, 36),
)
LEFT = ("name", "type", "sections", "remarks")


def plan_table(
    drills: Sequence[Drilled], before: Drilled | None, rooms: Mapping[str, Room], words: Words, school: str, year: int
) -> Sheet:
    """The table; `before` is the last drill held in the year before, from which the first pause is counted."""
    gaps = pauses(drills, before)
    rows = tuple(plan_row(drill, gaps.get(drill.id), rooms, words) for drill in drills)
    title = words.text("drill_planned.title", school=school, first=year, last=year + 1).strip()
    headed = columns(COLUMNS, lambda key: words.text(f"drill_planned.{key}"), LEFT, words)
    return Sheet(title, headed, rows, told(drills, before, words), footer=school)


def plan_row(drill: Drilled, pause: int | None, rooms: Mapping[str, Room], words: Words) -> tuple[Any, ...]:
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
        words.text(f"drill_planned.state_{state(drill)}"),
        pause,
        remarks(drill, words),
    )


def state(drill: Drilled) -> str:
    """Where a drill stands in the year's plan."""
    if drill.values["cancelled_on"]:
        return "cancelled"
    if drill.held:
        return "held"
    return "moved" if drill.values["moves"] else "planned"


def sections(drill: Drilled, rooms: Mapping[str, Room], words: Words) -> str:
    """The sections whose classes are written down with the drill; nothing where none are."""
    names = [line["class_name"] for line in drill.values["counts"] or ()]
    found = {stage_of_name(name) or (rooms[name].stage if name in rooms else "") for name in names}
    return ("、" if words.language == "zh_CN" else ", ").join(
        words.term("stage", stage) for stage in STAGES.values if stage in found
    )


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
    return ("；" if words.language == "zh_CN" else "; ").join(part.strip(" ：:") for part in parts)


def pauses(drills: Sequence[Drilled], before: Drilled | None) -> dict[int, int]:
    """Days from each drill that was held back to the one held before it."""
    held = [*([before] if before else []), *(drill for drill in drills if drill.held)]
    return {later.id: (later.day - earlier.day).days for earlier, later in pairwise(held)}


def longest(drills: Sequence[Drilled], before: Drilled | None) -> tuple[int, date, date] | None:
    """The longest pause between two drills held: its days, and when it began and ended."""
    held = [*([before] if before else []), *(drill for drill in drills if drill.held)]
    found = [((later.day - earlier.day).days, earlier.day, later.day) for earlier, later in pairwise(held)]
    return max(found, default=None)


def told(drills: Sequence[Drilled], before: Drilled | None, words: Words) -> str:
    """How many there are of each state, and the longest pause."""
    states = [state(drill) for drill in drills]
    parts = [
        words.text("drill_planned.counted", n=states.count(name), state=words.text(f"drill_planned.state_{name}"))
        for name in ("held", "planned", "moved", "cancelled")
        if name in states
    ]
    if pause := longest(drills, before):
        days, first, last = pause
        parts.append(words.text("drill_planned.longest", n=days, first=first.isoformat(), last=last.isoformat()))
    return ("　" if words.language == "zh_CN" else "   ").join(parts)
