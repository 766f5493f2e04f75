"""迎检自查: every check over one school year, by area, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from safetydesk.core.share import as_typed
from safetydesk.reports.checks import drilling, filing, letter_care, letter_chain, planning, signing
from safetydesk.reports.checks.check import RESULTS, Check, Outcome, Scope, Threshold
from safetydesk.storage.database import Database

ALL, NONE = Threshold(1.0, "share"), Threshold(0, "count", 9_999)
LETTERS, DRILLS, PLANS, FILES = ("letters",), ("drills",), ("plans",), ("files",)

CHECKS: tuple[Check, ...] = (
    Check("C01", "A", LETTERS, ALL, signing.staff_signed),
    Check("C02", "A", LETTERS, ALL, signing.leaders_signed),
    Check("C03", "A", LETTERS, ALL, signing.pupils_covered),
    Check("C04", "A", LETTERS, Threshold(0.98, "share"), signing.parents_signed),
    Check("C05", "A", LETTERS, NONE, letter_chain.chain_unbroken, "count"),
    Check("C06", "A", LETTERS, ALL, signing.units_signed),
    Check("C07", "B", LETTERS, Threshold(30, "days", 365), letter_care.up_to_date, "count"),
    Check("C08", "B", LETTERS, ALL, letter_care.told_whole),
    Check("C09", "B", LETTERS, NONE, letter_care.lawful, "count"),
    Check("C13", "A", PLANS, Threshold(366, "days", 3_660), planning.plans_there, "count"),
    Check("C14", "B", PLANS, ALL, planning.plans_whole),
    Check("C15", "A", DRILLS, NONE, drilling.rhythm_kept, "count"),
    Check("C16", "A", DRILLS, Threshold(3, "days", 365), drilling.summed_up, "count"),
    Check("C17", "A", DRILLS, ALL, drilling.staff_took_part),
    Check("C18", "B", DRILLS, ALL, drilling.counts_add_up),
    Check("C19", "B", DRILLS, ALL, drilling.quick_enough),
    Check("C20", "B", DRILLS, NONE, drilling.unannounced, "count"),
    Check("C21", "B", PLANS, NONE, planning.plans_drilled, "count"),
    Check("C22", "B", PLANS, Threshold(30, "days", 365), planning.revised_in_time, "count"),
    Check("C40", "A", FILES, NONE, filing.files_whole, "count"),
    Check("C46", "B", DRILLS, ALL, drilling.roles_filled),
)
"""The one list of checks; an area's rules stand in its own file."""
AREAS = tuple(dict.fromkeys(area for check in CHECKS for area in check.areas))


def readiness(
    database: Database, year: int, today: date, thresholds: Mapping[str, float], checks: Iterable[Check] = CHECKS
) -> list[Outcome]:
    """All checks in the order of their numbers."""
    scope = Scope(database, year, today, thresholds)
    return [check.run(scope) for check in checks]


def worst_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What fails, what warns, what passes, what does not apply; in each the one farthest off first."""
    return sorted(outcomes, key=lambda item: (RESULTS.index(item.result), -distance(item), item.check.id))


def distance(item: Outcome) -> Fraction | int:
    """How far a value is from its threshold: points missing of a hundred, or offenders."""
    value = item.finding.value or 0
    return 100 * (as_typed(item.threshold) - value) if item.check.measure == "share" else value
