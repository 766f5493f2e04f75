"""Figures of checks in words: alike in the window, on paper and at the prompt."""

from __future__ import annotations

from fractions import Fraction

from safetydesk.core.share import WHOLE, as_typed, percent, tenths
from safetydesk.errors import Message, message
from safetydesk.reports.checks.check import Outcome
from safetydesk.words import Words

YEAR_DAYS = (365, 366)
"""Days that are said as a year."""


def value_said(outcome: Outcome, words: Words) -> str:
    """The value in the check's own words: a share in percent, or how many offend.

    A share that only looks like the threshold because it was rounded says that it falls short.
    """
    value = outcome.finding.value
    if value is None:
        return words.text("checks.not_applicable")
    key = f"checks.{outcome.check.id}_value"
    if outcome.check.measure != "share":
        return words.text(key, n=int(value), span=span(outcome.threshold))
    share, wanted = Fraction(value), as_typed(outcome.threshold)
    said = percent(share)
    if share < wanted <= Fraction(tenths(share), WHOLE):
        said = words.text("checks.just_below", value=said)
    return words.text(key, value=said)


def threshold_said(outcome: Outcome, words: Words) -> str:
    """What is required: a least share as it was typed, no offender (or as many as allowed), or a number of days."""
    unit, threshold = outcome.check.threshold.unit, outcome.threshold
    if unit == "share":
        typed = f"{float(100 * as_typed(threshold)):g}%"
        return words.text("checks.whole" if threshold >= 1 else "checks.at_least", value=typed)
    if unit == "count" and threshold > 0:
        return words.text("checks.at_most", value=f"{threshold:g}")
    return words.text(f"checks.{outcome.check.id}_wanted", n=int(threshold), span=span(threshold))


def span(days: float) -> Message:
    """A number of days, or a year, as part of a sentence."""
    return message("checks.span_year") if days in YEAR_DAYS else message("checks.span_days", n=int(days))
