"""The list of checks, its words and thresholds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from safetydesk.core.share import shown_number
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.readiness import SETTING, as_json, judged, set_threshold, threshold_of, thresholds
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN, Check, Finding, Scope, Threshold
from safetydesk.reports.readiness import AREAS, CHECKS
from safetydesk.reports.said import threshold_said, value_said
from safetydesk.words import LANGUAGES, Words

PARTS = ("title", "about", "remedy", "source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_told_in_both_languages(language: str) -> None:
    words = Words(language)
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(words.text(f"checks.{check.id}_{part}") for check in CHECKS for part in PARTS)
    assert all(words.text(f"checks.area_{area}") for area in AREAS)


@pytest.mark.parametrize(
    ("level", "unit", "measure", "value", "threshold", "result"),
    [
        ("A", "share", "share", Fraction(98, 100), 0.98, PASS),
        ("A", "share", "share", Fraction(1959, 2000), 0.98, FAIL),
        ("A", "share", "share", Fraction(7, 100), 0.07, PASS),
        ("A", "share", "share", Fraction(1999, 2000), 1.0, FAIL),
        ("B", "share", "share", Fraction(1, 2), 0.98, WARN),
        ("A", "count", "count", 2, 2, PASS),
        ("A", "count", "count", 3, 2, FAIL),
        ("B", "days", "count", 1, 30, WARN),
        ("B", "days", "count", 0, 30, PASS),
        ("A", "share", "share", None, 0.0, NOT_APPLICABLE),
    ],
)
def test_a_value_is_judged_by_its_threshold(
    level: Any, unit: Any, measure: Any, value: Fraction | int | None, threshold: float, result: str
) -> None:
    check = Check("X", level, ("letters",), Threshold(1, unit), lambda scope, limit: Finding(value), measure)
    assert check.judge(value, threshold) == result


def test_a_threshold_is_kept_only_where_it_differs(office: Office) -> None:
    check = CHECKS[0]
    set_threshold(office, check, 0.9)
    assert threshold_of(office, check) == 0.9 and judged(office, 2026)[0].threshold == 0.9
    set_threshold(office, check, check.threshold.default)
    assert thresholds(office) == {} == office.settings.get(SETTING)


@pytest.mark.parametrize("value", [-0.01, 1.01])
def test_a_threshold_out_of_bounds_is_refused(office: Office, value: float) -> None:
    with pytest.raises(UserError):
        set_threshold(office, CHECKS[0], value)
    assert thresholds(office) == {}


@pytest.mark.parametrize(
    ("signed", "threshold", "said", "wanted"),
    [
        (1958, 0.98, "97.9%", "≥ 98%"),
        (1959, 0.98, "98%（舍入后，实际略低）", "≥ 98%"),
        (1960, 0.98, "98%", "≥ 98%"),
        (1966, 0.9825, "98.3%", "≥ 98.25%"),
        (1964, 0.9825, "98.2%", "≥ 98.25%"),
    ],
)
def test_a_share_that_only_rounds_up_to_its_threshold_says_so(
    signed: int, threshold: float, said: str, wanted: str
) -> None:
    check = Check("X", "A", ("letters",), Threshold(1, "share"), lambda scope, limit: Finding(Fraction(signed, 2000)))
    outcome = check.run(Scope(None, 2026, date(2026, 9, 1), {"X": threshold}))  # type: ignore[arg-type]
    words = Words("zh_CN")
    assert (value_said(outcome, words), threshold_said(outcome, words)) == (said, wanted)
    assert as_json(outcome)["value"] == shown_number(Fraction(signed, 2000))
