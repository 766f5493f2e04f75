"""What a drill's figures come to, as rows of a printed form: staff on duty, time against the drills before, judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from safetydesk.core.share import percent
from safetydesk.export.record_form.form import Block, Column, Pair, Pairs, Table
from safetydesk.reports.drill_groups import KINDS, Group, group_name, groups
from safetydesk.reports.drill_judgement import Judged, signed
from safetydesk.reports.held_drills import Drilled, Room
from safetydesk.words import Words


def judged_blocks(judged: Judged, words: Words) -> tuple[Block, ...]:
    """The rows; a drill that lies ahead has none."""
    if not judged.drill.held:
        return ()
    text = words.text(f"drill_judged.verdict_{judged.verdict}")
    verdict = Pair(words.text("drill_judged.title"), text, wide=True, strong=judged.verdict == "no_staff")
    pairs = [staff_pair(judged, words), before_pair(judged, words), verdict, faults_pair(judged, words)]
    return (Pairs(tuple(pair for pair in pairs if pair.value)),)


def staff_pair(judged: Judged, words: Words) -> Pair:
    """Expected, excused, on duty, took part."""
    staff, label = judged.staff, words.text("drill_judged.staff")
    if not staff.counted:
        return Pair(label, words.text("drill_judged.staff_not_counted"), wide=True)
    told = words.text(
        "drill_judged.staff_said",
        expected=staff.expected,
        excused=min(staff.excused, staff.missing),
        duty=staff.on_duty,
        present=staff.present,
        unexplained=staff.unexplained,
        share=percent(staff.share or Fraction(0)),
    )
    return Pair(label, told, wide=True)


def before_pair(judged: Judged, words: Words) -> Pair:
    """The comparable drills before it, and by how much it was slower or quicker than each."""
    pace = judged.pace
    if pace.seconds is None:
        return Pair("")
    told = words.clauses(
        words.text(
            "drill_judged.before_said",
            day=other.day.isoformat(),
            seconds=other.seconds,
            change=signed(pace.seconds - (other.seconds or 0)),
        )
        for other in pace.before
    )
    return Pair(words.text("drill_judged.before"), told, wide=True)


def faults_pair(judged: Judged, words: Words) -> Pair:
    """What was not as it should be, and what is not known."""
    return Pair(words.text("drill_judged.faults"), faults_said(judged, words), wide=True)


def faults_said(judged: Judged, words: Words) -> str:
    """Faults and gaps of a drill in one line."""
    return words.clauses(words.say(part) for part in (*judged.faults, *judged.unknown))


def compared(drill: Drilled, rooms: Mapping[str, Room], words: Words) -> Iterator[Table]:
    """Sections, buildings, floors in one drill, where more than one of a kind is known."""
    kinds = (groups([drill], rooms, by) for by in KINDS)
    rows = tuple(group_row(group, words) for some in kinds if len(some) > 1 for group in some)
    if rows:
        titles = ("drill_compared.group", "drill_summary.pupils_there", "drill_summary.seconds_after", "drill_summary.slowest")  # fmt: skip
        columns = tuple(Column(words.text(id), share) for id, share in zip(titles, (1.3, 1, 1, 1.4), strict=True))
        yield Table(words.text("drill_summary.compared"), columns, rows)


def group_row(group: Group, words: Words) -> tuple[str, ...]:
    """One group of classes."""
    counted = [report for report in group.reports if report.present is not None]
    there = f"{sum(report.present or 0 for report in counted)}/{sum(report.expected for report in counted)}"
    slowest = f"{group.timed[0].class_name}　{group.timed[0].seconds}" if group.timed else ""
    return group_name(group, words), there, "" if group.mean is None else str(group.mean), slowest
