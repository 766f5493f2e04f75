"""C13, C14, C21 and C22: the plans that must be there, whole, drilled, and revised when a drill says so."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

from safetydesk.errors import message
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.queries import missing_types, open_requests
from safetydesk.registers.records.risk_points import HIGH
from safetydesk.registers.reference.plan_lines import CURRENT
from safetydesk.reports.checks.check import NOTHING, Finding, Scope, records_of
from safetydesk.reports.checks.signing import MOST_LINES
from safetydesk.reports.required_plans import required_kinds
from safetydesk.reports.risk_list import unplanned

DRILLED = (
    "SELECT DISTINCT coalesce(plan.type, held.type) FROM drill held LEFT JOIN plan ON plan.id = held.plan_id"
    " WHERE held.deleted_at IS NULL AND held.pupils_present IS NOT NULL"
)
"""Kinds of plan that were practised: that of the plan a drill names, else that of the drill."""
GENERAL = ("综合", "其他")
"""Kinds that no drill is of."""


def plans_there(scope: Scope, threshold: float) -> Finding:
    """C13: every required kind of plan is there and was issued or reviewed within so many days (S06, S07)."""
    if not scope.database.query("SELECT 1 FROM person WHERE deleted_at IS NULL LIMIT 1"):
        return NOTHING
    oldest = (scope.today - timedelta(days=int(threshold))).isoformat()
    missing = missing_types(scope.database, required_kinds(scope.database))
    rows = scope.database.query(
        f"SELECT id, name, issued_on FROM plan WHERE {CURRENT} AND issued_on < ? ORDER BY issued_on", [oldest]
    )
    lines = (
        *(message("checks.plan_missing", kind=message(f"term.emergency.{kind}")) for kind in missing),
        *(message("checks.plan_old", name=name, day=day) for _, name, day in rows),
    )
    return Finding(len(missing) + len(rows), records_of(plans=[row[0] for row in rows]), lines[:MOST_LINES])


def plans_whole(scope: Scope, threshold: float) -> Finding:
    """C14: eight parts of eight, and every step with its owner (S55, S56)."""
    names = list(SECTIONS)
    columns = ", ".join(f"{name}, {name}_page" for name in names)
    rows = scope.database.query(f"SELECT id, name, steps, {columns} FROM plan WHERE {CURRENT}")
    if not rows:
        return NOTHING
    bad = []
    for row_id, name, steps, *parts in rows:
        there = sum(bool(parts[2 * place]) or parts[2 * place + 1] is not None for place in range(len(names)))
        unowned = sum(not (step.get("owner") or "").strip() for step in json.loads(steps))
        if there < len(names) or unowned:
            bad.append((row_id, message("checks.plan_parts", name=name, there=there, all=len(names), unowned=unowned)))
    return Finding(Fraction(len(rows) - len(bad), len(rows)), records_of(plans=[row[0] for row in bad]), tuple(line for _, line in bad[:MOST_LINES]))  # fmt: skip


def plans_drilled(scope: Scope, threshold: float) -> Finding:
    """C21: larger risks have a plan that is drilled every year, and no kind of plan is never drilled (S08, S54, S58)."""
    risky = kinds(scope, f"SELECT DISTINCT plan_type FROM risk_point WHERE deleted_at IS NULL AND degree IN {HIGH}")
    planned = kinds(scope, f"SELECT DISTINCT type FROM plan WHERE {CURRENT}")
    lacking = unplanned(scope.database)
    if not (risky | planned or lacking):
        return NOTHING
    ever = kinds(scope, DRILLED)
    this_year = kinds(scope, f"{DRILLED} AND held.held_on BETWEEN '{scope.year}-09-01' AND '{scope.year + 1}-08-31'")
    undrilled = sorted((risky & planned) - this_year)
    never = sorted(planned - ever - set(GENERAL) - set(undrilled))
    names = dict(scope.database.query("SELECT id, name FROM risk_point"))
    lines = (
        *(message("checks.risk_unplanned", name=names[row_id]) for row_id in lacking),
        *(message("checks.risk_undrilled", kind=message(f"term.emergency.{kind}")) for kind in undrilled),
        *(message("checks.never_drilled", kind=message(f"term.emergency.{kind}")) for kind in never),
    )
    return Finding(len(lines), records_of(risk_points=lacking), lines[:MOST_LINES])


def kinds(scope: Scope, sql: str) -> set[str]:
    """Kinds of emergency that a query names."""
    return {str(row[0]) for row in scope.database.query(sql) if row[0]}


def revised_in_time(scope: Scope, threshold: float) -> Finding:
    """C22: what a drill found wrong with a plan is answered by a new version within so many days (S57)."""
    if not scope.database.query(f"SELECT 1 FROM plan WHERE {CURRENT} LIMIT 1"):
        return NOTHING
    # A drill with several findings on one plan asks it once.
    asked = {(item.drill_id, item.plan_id): item for item in open_requests(scope.database)}
    late = [item for item in asked.values() if scope.today > item.held_on + timedelta(days=int(threshold))]
    lines = tuple(message("checks.request", drill=item.drill, day=item.held_on.isoformat()) for item in late[:MOST_LINES])  # fmt: skip
    return Finding(len(late), records_of(plans=list(dict.fromkeys(item.plan_id for item in late))), lines)
