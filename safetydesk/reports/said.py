"""Figures of checks in words: alike in the window, on paper and at the prompt."""

from __future__ import annotations

from safetydesk.core.share import percent
from safetydesk.reports.checks.check import Outcome
from safetydesk.words import Words


def value_said(outcome: Outcome, words: Words) -> str:
    """The value: a share in percent, never rounded up to the whole, or how many offend."""
    value = outcome.finding.value
    if value is None:
        return words.text("checks.not_applicable")
    return percent(value) if outcome.check.measure == "share" else words.text("checks.places", n=int(value))


def threshold_said(outcome: Outcome, words: Words) -> str:
    """What is wanted."""
    unit = outcome.check.threshold.unit
    if unit == "share":
        return words.text("checks.at_least", value=percent(outcome.threshold))
    key = "checks.within" if unit == "days" else "checks.at_most"
    return words.text(key, value=f"{outcome.threshold:g}")
