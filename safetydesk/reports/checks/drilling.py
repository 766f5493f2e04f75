"""C15 to C20 and C46: drills keep the rhythm, staff take part, figures add up, each ends in a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from safetydesk.errors import Message, message
from safetydesk.registers.records.drills.kinds import NIGHT
from safetydesk.registers.records.drills.requirements import read_requirements
from safetydesk.registers.records.drills.rhythm import months, terms
from safetydesk.reports.checks.check import NOTHING, Finding, Scope, records_of
from safetydesk.reports.checks.signing import MOST_LINES
from safetydesk.reports.drill_judgement import About, Judged, late_days
from safetydesk.reports.drill_year import drill_year
from safetydesk.reports.held_drills import Drilled


def held(scope: Scope) -> list[Judged]:
    """The year's drills that were held, the earliest first, each judged as its printed summary judges it."""
    return scope.once("drills", lambda: list(drill_year(scope.database, scope.year).judged))


def title(drill: Drilled) -> Message:
    """Day and name, for a line."""
    return message("checks.drill", day=drill.day.isoformat(), name=drill.name)


def share_of(scope: Scope, wrong: Callable[[Judged], Message | None], looked: Sequence[Judged] | None = None) -> Finding:  # fmt: skip
    """Drills with which nothing is wrong, of all that were held."""
    looked = held(scope) if looked is None else looked
    if not looked:
        return NOTHING
    bad = [(item.drill, why) for item in looked if (why := wrong(item)) is not None]
    lines = tuple(message("checks.drill_line", drill=title(drill), why=why) for drill, why in bad[:MOST_LINES])
    return Finding(
        Fraction(len(looked) - len(bad), len(looked)), records_of(drills=[drill.id for drill, _ in bad]), lines
    )


def wanting(scope: Scope, about: About, looked: Sequence[Judged] | None = None) -> Finding:
    """Drills that the judgement blames for nothing on one side, of all that were looked at."""
    return share_of(scope, lambda item: next(iter(item.wanting(about)), None), looked)


def rhythm_kept(scope: Scope, threshold: float) -> Finding:
    """C15: each school month (kindergartens: quarter) that is over has its drill (S08, S26)."""
    found = months(scope.database, scope.year, scope.today)
    missing = [month for month in found if month.state == "missing"]
    if not missing and not any(month.state == "met" and month.required for month in found):
        return NOTHING
    lines = tuple(message("checks.month_without", year=month.year, month=month.month) for month in missing)
    return Finding(len(missing), (), lines)


def summed_up(scope: Scope, threshold: float) -> Finding:
    """C16: a summary within so many days of the drill (S69); a later one is late, however good."""
    days = int(threshold)

    def wrong(item: Judged) -> Message | None:
        drill = item.drill
        if not (drill.values["summary"] or "").strip():
            over = scope.today > drill.day + timedelta(days=days)
            return message("checks.no_summary") if over else None
        return message("checks.late_summary", day=drill.values["summary_on"].isoformat()) if late_days(drill, days) else None  # fmt: skip

    return counted(share_of(scope, wrong))


def staff_took_part(scope: Scope, threshold: float) -> Finding:
    """C17: all staff on duty took part, and every absence has its reason (S63). Nobody counted is nobody there."""
    return wanting(scope, "staff")


def counts_add_up(scope: Scope, threshold: float) -> Finding:
    """C18: every class is counted, and the classes add up to the totals (S64)."""
    return share_of(scope, counts_wrong)


def counts_wrong(item: Judged) -> Message | None:
    """What is wrong with a drill's class counts."""
    rows = item.drill.values["counts"]
    if not rows:
        return message("checks.no_counts")
    if any(row["present"] is None for row in rows):
        return message("checks.class_not_counted")
    for name in ("expected", "present"):
        if sum(row[name] or 0 for row in rows) != (item.drill.values[f"pupils_{name}"] or 0):
            return message("checks.counts_differ")
    return None


def quick_enough(scope: Scope, threshold: float) -> Finding:
    """C19: within the drill's own target, and not slower than both drills like it before (S64).

    A time without staff is no time, and what was not timed, or had no target, was not shown to be quick.
    """
    return wanting(scope, "pace", [item for item in held(scope) if item.drill.moving])


def unannounced(scope: Scope, threshold: float) -> Finding:
    """C20: an unannounced drill in each term that is over, and for boarders one at night, as often as set (S53)."""
    over = [(first, last) for first, last in terms(scope.database, scope.year) if last < scope.today and first >= date(scope.year, 8, 1)]  # fmt: skip
    if not over:
        return NOTHING
    boarding = bool(scope.database.query("SELECT 1 FROM school WHERE boarding = 1 AND deleted_at IS NULL"))
    wanted = read_requirements(scope.database)
    lines = tuple(missing_in_terms(held(scope), over, wanted.sudden, wanted.night if boarding else 0))
    return Finding(len(lines), (), lines)


def missing_in_terms(
    drills: Sequence[Judged], over: Sequence[tuple[date, date]], sudden: int, night: int
) -> Iterator[Message]:
    """What each term lacks. A drill without staff was none (S63)."""
    for first, last in over:
        inside = [item.drill for item in drills if first <= item.drill.day <= last and not item.drill.no_staff]
        days = {"first": first.isoformat(), "last": last.isoformat()}
        if sum(drill.sudden for drill in inside) < sudden:
            yield message("checks.no_sudden", **days)
        if sum(drill.values["period"] == NIGHT for drill in inside) < night:
            yield message("checks.no_night", **days)


def roles_filled(scope: Scope, threshold: float) -> Finding:
    """C46: every drill says who stood where (S66)."""

    def wrong(item: Judged) -> Message | None:
        rows = item.drill.values["roles"]
        if not rows:
            return message("checks.no_roles")
        empty = sum(not row["person"] for row in rows)
        return message("checks.empty_roles", n=empty) if empty else None

    return share_of(scope, wrong)


def counted(finding: Finding) -> Finding:
    """A share's finding as the number of its offenders."""
    if finding.value is None:
        return finding
    return Finding(sum(len(found.ids) for found in finding.records), finding.records, finding.lines)
