"""Figures of checks in words: alike in the window, on paper and at the prompt."""

from __future__ import annotations

from safetydesk.core.share import percent
from safetydesk.errors import Message, message
from safetydesk.reports.checks.check import Outcome
from safetydesk.words import Words

YEAR_DAYS = (365, 366)
"""Days that are said as a year."""


def value_said(outcome: Outcome, words: Words) -> str:
    """The value in the check's own words: a share in percent, never rounded up to the whole, or how many offend."""
    value = outcome.finding.value
    if value is None:
        return words.text("checks.not_applicable")
    key = f"checks.{outcome.check.id}_value"
    if outcome.check.measure == "share":
        return words.text(key, value=percent(value))
    return words.text(key, n=int(value), span=span(outcome.threshold))


def threshold_said(outcome: Outcome, words: Words) -> str:
    """What is required: a least share, no offender (or as many as the school allows), or a number of days."""
    unit, threshold = outcome.check.threshold.unit, outcome.threshold
    if unit == "share":
        return words.text("checks.whole" if threshold >= 1 else "checks.at_least", value=percent(threshold))
    if unit == "count" and threshold > 0:
        return words.text("checks.at_most", value=f"{threshold:g}")
    return words.text(f"checks.{outcome.check.id}_wanted", n=int(threshold), span=span(threshold))


def span(days: float) -> Message:
    """A number of days, or a year, as part of a sentence."""
    return message("checks.span_year") if days in YEAR_DAYS else message("checks.span_days", n=int(days))
