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
from safetydesk.reports.checks.check import (
    FAIL,
    NOT_APPLICABLE,
    PASS,
    WARN,
    Check,
    Finding,
    Outcome,
    Scope,
    Threshold,
)
from safetydesk.reports.readiness import AREAS, CHECKS
from safetydesk.reports.said import threshold_said, value_said
from safetydesk.words import LANGUAGES, Words

PARTS = ("title", "value", "about", "remedy", "source")


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


def outcome(id: str, value: float | None, threshold: float | None = None) -> Outcome:
    """What a declared check found."""
    check = next(check for check in CHECKS if check.id == id)
    return Outcome(check, check.threshold.default if threshold is None else threshold, Finding(value), FAIL)


@pytest.mark.parametrize(
    ("id", "value", "threshold", "chinese", "english"),
    [
        ("C15", 2, None, "缺 2 个月（应无缺月）", "2 months without a drill (must be none)"),
        ("C15", 1, 1, "缺 1 个月（最多 1 处）", "1 month without a drill (at most 1)"),
        ("C13", 14, None, "14 种预案缺少或超过一年未复审（应齐全并按期复审）",
         "14 plans missing or not reviewed in the past year (must be none)"),
        ("C13", 1, 367, "1 种预案缺少或超过367天未复审（应齐全并按期复审）",
         "1 plan missing or not reviewed in the past 367 days (must be none)"),
        ("C13", 1, 364, "1 种预案缺少或超过364天未复审（应齐全并按期复审）",
         "1 plan missing or not reviewed in the past 364 days (must be none)"),
        ("C16", 3, None, "3 次演练总结缺少或迟写（演练后 3 天内写出）", "3 summaries missing or late (within 3 days)"),
        ("C40", 24, None, "24 处缺项（应无缺项）", "24 gaps (must be none)"),
        ("C01", 0.5, None, "已签 50%（要求 100%）", "50% signed (100% required)"),
        ("C04", 0.9789, None, "已收回 97.9%（要求 98% 以上）", "97.9% returned (at least 98% required)"),
    ],
)  # fmt: skip
def test_a_check_says_its_value_and_what_is_required(
    id: str, value: float, threshold: float | None, chinese: str, english: str
) -> None:
    found = outcome(id, value, threshold)
    for language, told in (("zh_CN", chinese), ("en", english)):
        words = Words(language)
        values = {"value": value_said(found, words), "threshold": threshold_said(found, words)}
        assert words.text("checks.value_line", **values) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_says_its_figure(language: str) -> None:
    """Each check has a value sentence with its figure; one that counts says what is required in its own words, too."""
    words = Words(language)
    for check in CHECKS:
        found = outcome(check.id, 0.5 if check.measure == "share" else 7)
        assert ("50%" if check.measure == "share" else "7") in value_said(found, words)
        assert not any(sign in threshold_said(found, words) for sign in "≤≥{}")


@pytest.mark.parametrize(
    ("signed", "threshold", "said", "wanted"),
    [
        (1958, 0.98, "已收回 97.9%", "要求 98% 以上"),
        (1959, 0.98, "已收回 98%（舍入后，实际略低）", "要求 98% 以上"),
        (1960, 0.98, "已收回 98%", "要求 98% 以上"),
        (1966, 0.9825, "已收回 98.3%", "要求 98.25% 以上"),
        (1964, 0.9825, "已收回 98.2%", "要求 98.25% 以上"),
    ],
)
def test_a_share_that_only_rounds_up_to_its_threshold_says_so(
    signed: int, threshold: float, said: str, wanted: str
) -> None:
    check = Check("C04", "A", ("letters",), Threshold(1, "share"), lambda scope, limit: Finding(Fraction(signed, 2000)))
    outcome = check.run(Scope(None, 2026, date(2026, 9, 1), {"C04": threshold}))  # type: ignore[arg-type]
    words = Words("zh_CN")
    assert (value_said(outcome, words), threshold_said(outcome, words)) == (said, wanted)
    assert as_json(outcome)["value"] == shown_number(Fraction(signed, 2000))
