"""A share in percent: as a calculator rounds it, but never everybody unless it is everybody, never nobody unless it is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.core.share import as_typed, percent, rounded, shown_number


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 7, "0%"),
        (1, 2000, "0.1%"),
        (1, 100_000, "0.1%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (9, 10, "90%"),
        (29, 200, "14.5%"),
        (1469, 1500, "97.9%"),
        (1959, 2000, "98%"),
        (9845, 10_000, "98.5%"),
        (1998, 2000, "99.9%"),
        (1999, 2000, "99.9%"),
        (99_999, 100_000, "99.9%"),
        (2000, 2000, "100%"),
        (21, 20, "105%"),
    ],
)
def test_a_share_is_shown_by_one_rule(part: int, whole: int, shown: str) -> None:
    assert percent(Fraction(part, whole)) == shown


@given(st.integers(1, 100_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_text_and_number_agree_with_a_calculator(counted: tuple[int, int]) -> None:
    part, whole = counted
    share = Fraction(part, whole)
    exact = (Decimal(1000 * part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP) / 10
    wanted = exact if part in (0, whole) else min(max(exact, Decimal("0.1")), Decimal("99.9"))
    assert Decimal(percent(share).removesuffix("%")) == wanted
    assert Decimal(str(shown_number(share))) * 100 == wanted
    assert (percent(share) == "100%") == (part == whole) and (percent(share) == "0%") == (part == 0)


@pytest.mark.parametrize(("figure", "whole"), [("1/2", 1), ("3/2", 2), ("5/2", 3), ("2/5", 0), ("7", 7)])
def test_a_half_goes_upwards(figure: str, whole: int) -> None:
    assert rounded(Fraction(figure)) == whole


def test_a_threshold_is_the_figure_that_was_typed() -> None:
    assert Fraction(7, 100) >= as_typed(0.07) and not Fraction(6999, 100_000) >= as_typed(0.07)
