"""C15 to C20 and C46: drills keep the rhythm, staff take part, figures add up, each ends in a summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from safetydesk.errors import Message, message
from safetydesk.registers.records.drills.kinds import NIGHT, SUDDEN
from safetydesk.registers.records.drills.requirements import read_requirements
from safetydesk.registers.records.drills.rhythm import MOVING, months, terms
from safetydesk.reports.checks.check import NOTHING, Finding, Scope, records_of
from safetydesk.reports.checks.signing import MOST_LINES

BEFORE = 2
"""Drills that a time is compared with."""
COLUMNS = (
    "id", "name", "held_on", "form", "announced", "period", "pupils_expected", "pupils_present", "staff_expected",
    "staff_present", "counts", "absent", "roles", "signal_at", "assembled_at", "target", "summary", "summary_on",
)  # fmt: skip


@dataclass(frozen=True)
class HeldDrill:
    """A drill that was held, as checks look at it."""

    values: dict[str, Any]

    @property
    def id(self) -> int:
        """Its row."""
        return int(self.values["id"])

    @property
    def day(self) -> date:
        """When it was held."""
        return date.fromisoformat(self.values["held_on"])

    @property
    def title(self) -> Message:
        """Day and name, for a line."""
        return message("checks.drill", day=self.values["held_on"], name=self.values["name"])

    def rows(self, name: str) -> list[dict[str, Any]]:
        """One of its small tables."""
        return list(json.loads(self.values[name] or "[]"))

    @property
    def seconds(self) -> int | None:
        """From the alarm until all were there."""
        first, last = self.values["signal_at"], self.values["assembled_at"]
        if not first or not last:
            return None
        begin, end = (sum(int(part) * size for part, size in zip(time.split(":"), (3600, 60, 1), strict=True)) for time in (first, last))  # fmt: skip
        return (end - begin) % 86_400


def held(scope: Scope) -> list[HeldDrill]:
    """The year's drills that were held, the earliest first."""

    def read() -> list[HeldDrill]:
        sql = (
            f"SELECT {', '.join(COLUMNS)} FROM drill WHERE deleted_at IS NULL AND pupils_present IS NOT NULL "
            "AND held_on BETWEEN ? AND ? ORDER BY held_on, id"
        )
        rows = scope.database.query(sql, [f"{scope.year}-09-01", f"{scope.year + 1}-08-31"])
        return [HeldDrill(dict(zip(COLUMNS, row, strict=True))) for row in rows]

    return scope.once("drills", read)


def share_of(scope: Scope, wrong: Callable[[HeldDrill], Message | None], drills: Sequence[HeldDrill] | None = None) -> Finding:  # fmt: skip
    """Drills with which nothing is wrong, of all that were held."""
    looked = held(scope) if drills is None else list(drills)
    if not looked:
        return NOTHING
    bad = [(drill, why) for drill in looked if (why := wrong(drill)) is not None]
    lines = tuple(message("checks.drill_line", drill=drill.title, why=why) for drill, why in bad[:MOST_LINES])
    return Finding(1 - len(bad) / len(looked), records_of(drills=[drill.id for drill, _ in bad]), lines)


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

    def wrong(drill: HeldDrill) -> Message | None:
        due = drill.day + timedelta(days=days)
        if not (drill.values["summary"] or "").strip():
            return message("checks.no_summary") if scope.today > due else None
        written = drill.values["summary_on"]
        return message("checks.late_summary", day=written) if written and date.fromisoformat(written) > due else None

    return counted(share_of(scope, wrong))


def staff_took_part(scope: Scope, threshold: float) -> Finding:
    """C17: all staff on duty took part, and every absence has its reason (S63). Nobody counted is nobody there."""
    return share_of(scope, staff_missing)


def staff_missing(drill: HeldDrill) -> Message | None:
    """What is wrong with a drill's staff."""
    expected, present = drill.values["staff_expected"], drill.values["staff_present"]
    if not expected or present is None:
        return message("checks.staff_not_counted")
    if not present:
        return message("checks.no_staff")
    # A row of the list of absences that names no class that was counted is a member of staff.
    classes = {row["class_name"] for row in drill.rows("counts")}
    explained = sum(row.get("class_name") not in classes and bool(row.get("reason")) for row in drill.rows("absent"))
    missing = expected - present - explained
    return message("checks.staff_missing", n=missing, expected=expected) if missing > 0 else None


def counts_add_up(scope: Scope, threshold: float) -> Finding:
    """C18: every class is counted, and the classes add up to the totals (S64)."""
    return share_of(scope, counts_wrong)


def counts_wrong(drill: HeldDrill) -> Message | None:
    """What is wrong with a drill's class counts."""
    rows = drill.rows("counts")
    if not rows:
        return message("checks.no_counts")
    if any(row.get("present") is None for row in rows):
        return message("checks.class_not_counted")
    for name in ("expected", "present"):
        if sum(row.get(name) or 0 for row in rows) != (drill.values[f"pupils_{name}"] or 0):
            return message("checks.counts_differ")
    return None


def quick_enough(scope: Scope, threshold: float) -> Finding:
    """C19: within the drill's own target, and not slower than both drills before it (S64).

    A time without staff is no time: such a drill fails, however quick.
    """
    timed = [drill for drill in held(scope) if drill.values["form"] in MOVING and drill.seconds is not None]
    before: dict[int, list[int]] = {
        drill.id: [other.seconds or 0 for other in timed[max(0, place - BEFORE) : place]]
        for place, drill in enumerate(timed)
    }

    def wrong(drill: HeldDrill) -> Message | None:
        seconds, target = drill.seconds or 0, drill.values["target"]
        if not drill.values["staff_present"]:
            return message("checks.no_staff")
        if target and seconds > target:
            return message("checks.too_slow", seconds=seconds, target=target)
        earlier = before[drill.id]
        if len(earlier) == BEFORE and seconds > max(earlier):
            return message("checks.slower", seconds=seconds, before=max(earlier))
        return None

    return share_of(scope, wrong, timed)


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
    drills: Sequence[HeldDrill], over: Sequence[tuple[date, date]], sudden: int, night: int
) -> Iterator[Message]:
    """What each term lacks. A drill without staff was none (S63)."""
    for first, last in over:
        inside = [drill for drill in drills if first <= drill.day <= last and drill.values["staff_present"]]
        days = {"first": first.isoformat(), "last": last.isoformat()}
        if sum(drill.values["announced"] == SUDDEN for drill in inside) < sudden:
            yield message("checks.no_sudden", **days)
        if sum(drill.values["period"] == NIGHT for drill in inside) < night:
            yield message("checks.no_night", **days)


def roles_filled(scope: Scope, threshold: float) -> Finding:
    """C46: every drill says who stood where (S66)."""

    def wrong(drill: HeldDrill) -> Message | None:
        rows = drill.rows("roles")
        if not rows:
            return message("checks.no_roles")
        empty = sum(not row.get("person") for row in rows)
        return message("checks.empty_roles", n=empty) if empty else None

    return share_of(scope, wrong)


def counted(finding: Finding) -> Finding:
    """A share's finding as the number of its offenders."""
    if finding.value is None:
        return finding
    return Finding(sum(len(found.ids) for found in finding.records), finding.records, finding.lines)
