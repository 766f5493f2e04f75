"""How long the long tests are: short in the ordinary run, whole where the full run asks for it."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")
FULL = "SAFETYDESK_FULL"
KILLS = "SAFETYDESK_KILLS"


def length(ordinary: T, full: T) -> T:
    """One number, or list of them, or the other."""
    return full if os.environ.get(FULL) else ordinary
