"""疏散用时图: the seconds of a year's evacuations, drill by drill, against their targets."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.export.time_chart import Bar, Bars
from safetydesk.reports.drill_judgement import Judged
from safetydesk.words import Words


def timed(judged: Sequence[Judged]) -> list[Judged]:
    """Those in which people moved, the earliest first; one without a time is among them, so that it is missed."""
    return [item for item in judged if item.drill.held and item.drill.moving]


def evacuation_chart(judged: Sequence[Judged], words: Words, school: str, year: int) -> Bars:
    """The chart of a school year."""
    chosen = timed(judged)
    return Bars(
        title=words.text("drill_times.title", school=school, first=year, last=year + 1).strip(),
        subtitle=words.text("drill_times.subtitle", n=sum(item.pace.seconds is not None for item in chosen)),
        key=words.text("drill_times.key"),
        unit=words.text("drill_times.unit"),
        footer=school,
        bars=tuple(bar(item, words) for item in chosen),
    )


def bar(item: Judged, words: Words) -> Bar:
    """One drill."""
    drill = item.drill
    return Bar(
        label=drill.day.isoformat(),
        below=drill.name,
        value=item.pace.seconds,
        target=item.pace.target,
        words=tuple(words.text(f"drill_times.{name}") for name in signs(item)),
        over=bool(item.pace.over),
        hatched=drill.no_staff,
    )


def signs(item: Judged) -> list[str]:
    """What is said of a drill in a word each: beyond its target, no time, unannounced, without staff."""
    told = {
        "over": bool(item.pace.over),
        "no_time": item.pace.seconds is None,
        "sudden": item.drill.sudden,
        "no_staff": item.drill.no_staff,
    }
    return [name for name, so in told.items() if so]
