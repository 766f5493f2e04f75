"""Which kinds of plan a school must have: fourteen unless it said otherwise."""

from __future__ import annotations

import json

from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.storage.database import Database

SETTING = "required_plans"
REQUIRED = (
    "综合", "火灾", "地震", "踩踏", "食物中毒", "传染病", "溺水", "交通/校车", "暴力/防恐", "欺凌", "校舍坍塌", "防汛/极端天气",
    "大型活动", "停水停电燃气",
)  # fmt: skip
"""Fourteen kinds (registers.md R06, readiness.md C13): a common list, not one that the law gives."""


def required_kinds(database: Database) -> tuple[str, ...]:
    """What the school ticked, in the order of the kinds; the default while it ticked nothing of its own."""
    found = database.query("SELECT value FROM setting WHERE key = ?", [SETTING])
    chosen = json.loads(found[0][0]) if found else None
    return REQUIRED if chosen is None else tuple(kind for kind in TYPES.values if kind in chosen)
