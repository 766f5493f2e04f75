"""演练对比表: the drills of a year beside each other, then sections, buildings, floors, and notice given or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.reports.drill_groups import KINDS, Group, behind, group_name, groups
from safetydesk.reports.drill_judged_paper import faults_said
from safetydesk.reports.drill_judgement import Judged
from safetydesk.reports.drill_year import DrillYear, Figures, figures
from safetydesk.reports.held_drills import Room
from safetydesk.reports.sheet_columns import Spec, columns
from safetydesk.words import Words

DRILLS: tuple[Spec, ...] = (
    ("number", "number", 5, 5),
    ("held_on", "date", 11, 15),
    ("name", "text", 24, 22),
    ("form", "text", 8, 16),
    ("announced", "text", 6, 12),
    ("seconds", "number", 8, 7),
    ("target", "number", 8, 12),
    ("change", "change", 9, 12),
    ("staff", "share", 9, 10),
    ("verdict", "text", 18, 20),
    ("faults", "text", 40, 44),
)
GROUPS: tuple[Spec, ...] = (
    ("group", "text", 20, 24),
    ("classes", "number", 8, 8),
    ("drills", "number", 8, 8),
    ("pupils", "share", 12, 12),
    ("mean", "number", 14, 14),
    ("behind", "change", 14, 14),
    ("slowest", "text", 30, 30),
)
BLOCK: tuple[Spec, ...] = (
    ("kind", "text", 20, 22),
    ("drills", "number", 8, 8),
    ("mean", "number", 12, 12),
    ("longest", "number", 12, 12),
    ("kept", "text", 12, 12),
    ("staff", "share", 12, 12),
    ("no_staff", "number", 12, 12),
    ("injured", "number", 8, 8),
    ("good", "number", 12, 12),
)
LEFT = ("name", "faults", "group", "kind", "slowest", "verdict")
"""Columns whose texts begin at the left."""


def comparison(found: DrillYear, rooms: Mapping[str, Room], words: Words, school: str) -> tuple[Sheet, ...]:
    """All tables of the sheet, one below another; groups that nothing is known of have none."""
    return (
        drills_table(found, words, school),
        *(group_table(some, words) for by in KINDS if (some := groups(found.drills, rooms, by))),
        notice_table(found, words),
        *([years_table(found, words)] if found.before else []),
    )


def drills_table(found: DrillYear, words: Words, school: str) -> Sheet:
    """The drills, one to a row."""
    title = words.text("drill_compared.title", school=school, first=found.year, last=found.year + 1).strip()
    rows = tuple(drill_row(number, item, words) for number, item in enumerate(found.judged, 1))
    subtitle = words.text("drill_compared.subtitle")
    return Sheet(title, headed(DRILLS, words), rows, subtitle, footer=school)


def drill_row(number: int, item: Judged, words: Words) -> tuple[Any, ...]:
    """One drill."""
    drill = item.drill
    return (
        number,
        drill.day,
        drill.name,
        words.term("drill_form", drill.values["form"]),
        words.text(f"drill_paper.year_is_{'sudden' if drill.sudden else 'announced'}"),
        item.pace.seconds,
        item.pace.target,
        item.pace.change,
        item.staff.share,
        words.text(f"drill_judged.verdict_{item.verdict}"),
        faults_said(item, words),
    )


def group_table(some: Sequence[Group], words: Words) -> Sheet:
    """Groups of one kind, the slowest first."""
    title = words.text(f"drill_compared.by_{some[0].by}")
    rows = tuple(group_row(group, some, words) for group in some)
    return Sheet(title, headed(GROUPS, words), rows, words.text("drill_compared.by_hint"))


def group_row(group: Group, some: Sequence[Group], words: Words) -> tuple[Any, ...]:
    """One group."""
    late, slowest = behind(group, some), ""
    if group.timed:
        worst = group.timed[0]
        slowest = words.text(
            "drill_compared.slowest_said", name=worst.class_name, seconds=worst.seconds, day=worst.drill.day.isoformat()
        )
    return group_name(group, words), group.classes, group.drills, group.share, group.mean, late, slowest


def notice_table(found: DrillYear, words: Words) -> Sheet:
    """Drills that were announced beside those that were not (S53)."""
    rows = tuple(
        block_row(words.text(f"drill_compared.{key}"), some, words)
        for key, some in (("announced_drills", found.announced), ("sudden_drills", found.sudden))
    )
    return Sheet(words.text("drill_compared.notice"), headed(BLOCK, words), rows)


def years_table(found: DrillYear, words: Words) -> Sheet:
    """This year beside the last."""
    rows = tuple(
        block_row(words.text("core.year", first=year, last=year + 1), figures(judged), words)
        for year, judged in ((found.year, found.judged), (found.year - 1, found.before))
    )
    return Sheet(words.text("drill_compared.years"), headed(BLOCK, words), rows)


def block_row(name: str, some: Figures, words: Words) -> tuple[Any, ...]:
    """What some drills come to."""
    kept = f"{some.kept}/{some.aimed}" if some.aimed else ""
    return name, some.drills, some.mean, some.slowest, kept, some.staff, some.no_staff, some.injured, some.good


def headed(specs: Sequence[Spec], words: Words) -> tuple[SheetColumn, ...]:
    """Columns under their headings."""
    return columns(specs, lambda key: words.text(f"drill_compared.{key}"), LEFT, words)
