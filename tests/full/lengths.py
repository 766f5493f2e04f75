"""How long the long tests are: short in the ordinary run, whole where the full run asks for it."""

from __future__ import annotations

import os

FULL = "SAFETYDESK_FULL"
KILLS = "SAFETYDESK_KILLS"


def length(ordinary: int, full: int) -> int:
    """One number or the other."""
    return full if os.environ.get(FULL) else ordinary
