"""A share in percent: said alike in the window, on paper, in workbooks and at the prompt."""

from __future__ import annotations


def percent(share: float) -> str:
    """With one decimal where there is one, always rounded down: 99.97 % is 99.9 %, for it is not everybody."""
    tenths = int(share * 1000 + 1e-9)
    return f"{tenths / 10:g}%"
