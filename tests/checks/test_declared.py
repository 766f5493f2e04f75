"""The list of checks, its words and thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from safetydesk.core.share import percent
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.readiness import SETTING, judged, set_threshold, threshold_of, thresholds
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN, Check, Finding, Threshold
from safetydesk.reports.readiness import AREAS, CHECKS
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
        ("A", "share", "share", 0.98, 0.98, PASS),
        ("A", "share", "share", 0.9799, 0.98, FAIL),
        ("B", "share", "share", 0.5, 0.98, WARN),
        ("A", "count", "count", 2, 2, PASS),
        ("A", "count", "count", 3, 2, FAIL),
        ("B", "days", "count", 1, 30, WARN),
        ("B", "days", "count", 0, 30, PASS),
        ("A", "share", "share", None, 0.0, NOT_APPLICABLE),
    ],
)
def test_a_value_is_judged_by_its_threshold(
    level: Any, unit: Any, measure: Any, value: float | None, threshold: float, result: str
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


@pytest.mark.parametrize(("share", "shown"), [(1.0, "100%"), (0.99999, "99.9%"), (0.9, "90%"), (0.0, "0%")])
def test_a_share_is_never_rounded_up_to_the_whole(share: float, shown: str) -> None:
    assert percent(share) == shown
