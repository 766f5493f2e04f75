"""Readiness with the school's own thresholds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from safetydesk.core.share import shown_number
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.reports.checks.check import Check, Outcome, Records
from safetydesk.reports.readiness import readiness

SETTING = "check_thresholds"


def judged(office: Office, year: int) -> list[Outcome]:
    """Every check over a year as it stands today."""
    return readiness(office.database, year, office.clock.today(), thresholds(office))


def thresholds(office: Office) -> dict[str, float]:
    """What the school set itself; a check not named keeps its default."""
    return {str(key): float(value) for key, value in office.settings.get(SETTING).items()}


def threshold_of(office: Office, check: Check) -> float:
    """The figure a check is judged by."""
    return thresholds(office).get(check.id, check.threshold.default)


def set_threshold(office: Office, check: Check, value: float) -> None:
    """Keep a threshold; the default is kept by naming none. Raises UserError for a figure out of bounds."""
    if not 0 <= value <= check.threshold.most:
        raise UserError(message("checks.out_of_bounds", id=check.id, most=shown_most(check)))
    kept: dict[str, Any] = thresholds(office)
    kept.pop(check.id, None)
    if value != check.threshold.default:
        kept[check.id] = value
    office.settings.put(SETTING, kept)


def shown_most(check: Check) -> str:
    """The largest figure as it is typed."""
    return "100%" if check.threshold.unit == "share" else f"{check.threshold.most:g}"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """A check's outcome for other programs."""
    check, finding = outcome.check, outcome.finding
    return {
        "id": check.id,
        "level": check.level,
        "areas": list(check.areas),
        "result": outcome.result,
        "value": shown_number(finding.value) if isinstance(finding.value, Fraction) else finding.value,
        "measure": check.measure,
        "threshold": outcome.threshold,
        "unit": check.threshold.unit,
        "records": [told(item) for item in finding.records],
    }


def told(found: Records) -> dict[str, Any]:
    """Offenders of one register; with the part of the check, where it has several."""
    part = {"part": found.part} if found.part else {}
    return {"register": found.register, "ids": list(found.ids), **part}
