"""What a drill's figures come to, as rows of a printed form: staff on duty, time against the drills before, judgement."""

from __future__ import annotations

from safetydesk.core.share import percent
from safetydesk.export.record_form.form import Block, Pair, Pairs
from safetydesk.reports.drill_judgement import Judged
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
        share=percent(staff.share or 0.0),
    )
    return Pair(label, told, wide=True)


def before_pair(judged: Judged, words: Words) -> Pair:
    """The comparable drills before it, and by how much it was slower or quicker than each."""
    pace = judged.pace
    if pace.seconds is None:
        return Pair("")
    comma = "；" if words.language == "zh_CN" else "; "
    told = comma.join(
        words.text(
            "drill_judged.before_said",
            day=other.day.isoformat(),
            seconds=other.seconds,
            change=f"{pace.seconds - (other.seconds or 0):+d}",
        )
        for other in pace.before
    )
    return Pair(words.text("drill_judged.before"), told, wide=True)


def faults_pair(judged: Judged, words: Words) -> Pair:
    """What was not as it should be, and what is not known."""
    return Pair(words.text("drill_judged.faults"), faults_said(judged, words), wide=True)


def faults_said(judged: Judged, words: Words) -> str:
    """Faults and gaps of a drill in one line."""
    comma = "；" if words.language == "zh_CN" else "; "
    return comma.join(words.say(part) for part in (*judged.faults, *judged.unknown))
