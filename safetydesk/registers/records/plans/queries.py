"""Questions about plans that checks and pages ask; they only read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safetydesk.storage.database import Database

CURRENT = (
    "plan.deleted_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM plan later WHERE later.previous_id = plan.id AND later.deleted_at IS NULL)"
)


@dataclass(frozen=True)
class Request:
    """A drill that found that the plan should be revised, and that no version has answered yet."""

    plan_id: int
    drill_id: int
    drill: str
    held_on: date


def successor(database: Database, plan_id: int) -> int | None:
    """Edition of the version that replaced this one, or None while it is current."""
    found = database.query("SELECT edition FROM plan WHERE previous_id = ? AND deleted_at IS NULL", [plan_id])
    return int(found[0][0]) if found else None


def missing_types(database: Database, required: Sequence[str]) -> tuple[str, ...]:
    """Kinds of plan that are required and not there (C13)."""
    there = {row[0] for row in database.query(f"SELECT DISTINCT type FROM plan WHERE {CURRENT}", [])}
    return tuple(kind for kind in required if kind not in there)


def open_requests(database: Database, plan_id: int | None = None) -> list[Request]:
    """Drills of a current plan's kind that ask for its revision, held since it was issued, oldest first (S57, C22)."""
    rows = database.query(
        "SELECT plan.id, drill.id, drill.name, drill.held_on FROM plan JOIN drill ON drill.type = plan.type"
        f" WHERE {CURRENT} AND drill.deleted_at IS NULL AND drill.plan_revised = '是' AND (? IS NULL OR plan.id = ?)"
        " AND drill.held_on >= plan.issued_on"
        " AND NOT EXISTS (SELECT 1 FROM plan answer WHERE answer.cause_id = drill.id AND answer.deleted_at IS NULL)"
        " ORDER BY drill.held_on, drill.id",
        [plan_id, plan_id],
    )
    return [Request(int(plan), int(drill), str(name), date.fromisoformat(day)) for plan, drill, name, day in rows]
