"""How a plan stands: what it lacks, what it was practised with, and what is asked of it; drawn from plans and drills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safetydesk.core.listing import Listing
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.queries import Request, drills_on, open_requests, successor
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class DrillOnPlan:
    """A drill on some version of the plan."""

    id: int
    name: str
    held_on: date
    state: str


@dataclass(frozen=True)
class PlanStanding:
    """Everything that is worked out about one version of a plan."""

    there: int
    """Parts that it has, of eight (S55)."""
    missing: tuple[str, ...]
    unowned: tuple[tuple[int, str], ...]
    """Number and action of each step that nobody owns (S56)."""
    drills: tuple[DrillOnPlan, ...]
    """The newest first (S58)."""
    last_drill: date | None
    requests: tuple[Request, ...]
    """What drills still ask of it (S57)."""
    replaced_by: int | None
    """The edition that came after it."""


def plan_standing(database: Database, plan_id: int) -> PlanStanding:
    """Work out how a plan stands."""
    row = dict(zip(PLANS.by_name, Listing(database, PLANS).values([plan_id])[0], strict=True))
    missing = tuple(title for name, title in SECTIONS.items() if not row[name].strip() and row[f"{name}_page"] is None)
    steps = PLANS.field("steps").from_store(row["steps"])
    unowned = tuple(
        (number, step["action"]) for number, step in enumerate(steps, 1) if not (step["owner"] or "").strip()
    )
    return PlanStanding(
        len(SECTIONS) - len(missing),
        missing,
        unowned,
        tuple(drills(database, plan_id)),
        row["last_drill"],
        tuple(open_requests(database, plan_id)),
        successor(database, plan_id),
    )


def drills(database: Database, plan_id: int) -> list[DrillOnPlan]:
    """The drills on a plan with their states."""
    ids = drills_on(database, plan_id)
    names = list(DRILLS.by_name)
    place = {name: names.index(name) for name in ("name", "held_on", "state")}
    return [
        DrillOnPlan(row_id, *(row[place[name]] for name in ("name", "held_on", "state")))
        for row_id, row in zip(ids, Listing(database, DRILLS).values(ids), strict=True)
    ]
