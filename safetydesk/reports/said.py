"""Figures of checks in words: alike in the window, on paper and at the prompt."""

from __future__ import annotations

from fractions import Fraction

from safetydesk.core.share import WHOLE, as_typed, percent, tenths
from safetydesk.reports.checks.check import Outcome
from safetydesk.words import Words


def value_said(outcome: Outcome, words: Words) -> str:
    """The value: a share in percent, or how many offend.

    A share that only looks like the threshold because it was rounded says that it falls short.
    """
    value = outcome.finding.value
    if value is None:
        return words.text("checks.not_applicable")
    if outcome.check.measure != "share":
        return words.text("checks.places", n=int(value))
    share, wanted = Fraction(value), as_typed(outcome.threshold)
    said = percent(share)
    return words.text("checks.just_below", value=said) if share < wanted <= Fraction(tenths(share), WHOLE) else said


def threshold_said(outcome: Outcome, words: Words) -> str:
    """What is wanted, as it was typed."""
    unit = outcome.check.threshold.unit
    if unit == "share":
        return words.text("checks.at_least", value=f"{float(100 * as_typed(outcome.threshold)):g}%")
    key = "checks.within" if unit == "days" else "checks.at_most"
    return words.text(key, value=f"{outcome.threshold:g}")
