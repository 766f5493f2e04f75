"""A share of a whole: exact wherever something is judged by it, and in percent by one rule wherever it is shown.

The rule of rounding is that of a calculator, half up to one decimal, with two exceptions: what is not everybody never
shows as 100 % (it shows 99.9 %), and what is not nobody never shows as 0 % (it shows 0.1 %). Shares are fractions of
whole numbers, never floats, so that a half is a half.
"""

from __future__ import annotations

from fractions import Fraction

WHOLE = 1000
"""A share is shown in tenths of a percent; so many are the whole."""


def rounded(figure: Fraction) -> int:
    """The nearest whole number, a half upwards."""
    return (2 * figure.numerator + figure.denominator) // (2 * figure.denominator)


def tenths(share: Fraction) -> int:
    """The share in tenths of a percent, as it is shown: 979 for 1,469 of 1,500."""
    nearest = rounded(share * WHOLE)
    if share < 1:
        nearest = min(nearest, WHOLE - 1)
    return max(nearest, 1) if share > 0 else nearest


def percent(share: Fraction) -> str:
    """As text: with one decimal where it is not nought, as in 97.9% or 98%."""
    whole, decimal = divmod(tenths(share), 10)
    return f"{whole}.{decimal}%" if decimal else f"{whole}%"


def shown_number(share: Fraction) -> float:
    """As the number that a cell or JSON holds, from 0 to 1, rounded by the same rule: 0.979."""
    return tenths(share) / WHOLE


def as_typed(figure: float) -> Fraction:
    """A threshold exactly as it was typed: 0.07 is seven hundredths, which its float is only nearly."""
    return Fraction(str(figure))
