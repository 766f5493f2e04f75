"""The signs of drills and of months, the same on calendar and chart: colour is never the only one."""

from __future__ import annotations

from safetydesk.registers.records.drills.calendar import Mark
from safetydesk.registers.records.drills.rhythm import State

SIGNS: dict[Mark, str] = {"held": "✓", "planned": "○", "overdue": "!", "cancelled": "✕", "unstaffed": "▲"}
MONTH_SIGNS: dict[State, str] = {"met": "✓", "missing": "✕", "coming": "○", "holiday": "—"}
