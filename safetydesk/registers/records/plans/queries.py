"""Questions about plans that checks and pages ask; they only read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safetydesk.registers.records.plans.lineage import ON_PLAN
from safetydesk.registers.reference.plan_lines import CURRENT, LINE, NEXT
from safetydesk.storage.database import Database

REVISE = "修订预案"
"""The kind of a drill's task that a new version answers."""
TASKS = f"FROM drill_task task WHERE task.kind = '{REVISE}' AND task.deleted_at IS NULL"
ASKED = (
    "asked(drill_id, named, task_id, what, owner, due_on) AS ("
    " SELECT drill.id, drill.plan_id, NULL, '', '', NULL FROM drill"
    " WHERE drill.deleted_at IS NULL AND drill.plan_revised = '是'"
    f" AND NOT EXISTS (SELECT 1 {TASKS} AND task.drill_id = drill.id)"
    " AND NOT EXISTS (SELECT 1 FROM plan answer WHERE answer.cause_id = drill.id AND answer.deleted_at IS NULL)"
    " UNION ALL SELECT task.drill_id, coalesce(task.plan_id, drill.plan_id), task.id, task.what, task.owner, task.due_on"
    f" {TASKS.replace('drill_task task', 'drill_task task JOIN drill ON drill.id = task.drill_id')}"
    " AND task.done_on IS NULL AND drill.deleted_at IS NULL)"
)
"""What asks: a drill's own answer, or its tasks where it has some; a task asks until it is done."""
REQUESTS = (
    f"WITH RECURSIVE {LINE}, {ASKED}"
    " SELECT plan.id, plan.name, drill.id, drill.name, drill.held_on, asked.task_id, asked.what, asked.owner, asked.due_on"
    " FROM asked JOIN drill ON drill.id = asked.drill_id JOIN plan ON CASE WHEN asked.named IS NULL"
    " THEN plan.type = drill.type AND (asked.task_id IS NOT NULL OR drill.held_on >= plan.issued_on)"
    " ELSE (SELECT root FROM line WHERE line.id = plan.id) = (SELECT root FROM line WHERE line.id = asked.named) END"
    f" WHERE {CURRENT} AND (? IS NULL OR plan.id = ?) ORDER BY drill.held_on, drill.id, asked.task_id, plan.id"
)


@dataclass(frozen=True)
class Request:
    """A drill that found that the plan should be revised, and that no version has answered yet."""

    plan_id: int
    plan: str
    drill_id: int
    drill: str
    held_on: date
    task_id: int | None = None
    """The drill's task that says so, with what it wants, of whom and by when; None where the drill alone says it."""
    what: str = ""
    owner: str = ""
    due_on: date | None = None


def successor(database: Database, plan_id: int) -> int | None:
    """Edition of the version that replaced this one, or None while it is current."""
    found = database.query(NEXT, [plan_id])
    return int(found[0][0]) if found else None


def current_plans(database: Database) -> list[int]:
    """Every plan's current version, oldest entry first."""
    return [int(row[0]) for row in database.query(f"SELECT id FROM plan WHERE {CURRENT} ORDER BY id")]


def missing_types(database: Database, required: Sequence[str]) -> tuple[str, ...]:
    """Kinds of plan that are required and not there (C13)."""
    there = {row[0] for row in database.query(f"SELECT DISTINCT type FROM plan WHERE {CURRENT}", [])}
    return tuple(kind for kind in required if kind not in there)


def open_requests(database: Database, plan_id: int | None = None) -> list[Request]:
    """What drills still ask of current plans, the oldest drill first (S57, C22).

    A drill asks the plan it names, in whatever version that is now. One that names none asks each plan of its kind
    issued before it was held.
    """
    return [
        Request(plan, name, drill, title, date.fromisoformat(held), task, what, owner, due and date.fromisoformat(due))
        for plan, name, drill, title, held, task, what, owner, due in database.query(REQUESTS, [plan_id, plan_id])
    ]


def drills_on(database: Database, plan_id: int) -> list[int]:
    """Drills on any version of a plan, held, planned or called off, the newest first (S58)."""
    mine = f"SELECT id FROM ({ON_PLAN.format(row='mine')}) ORDER BY held_on DESC, id DESC"
    found = database.query(f"SELECT (SELECT json_group_array(id) FROM ({mine})) FROM plan mine WHERE id = ?", [plan_id])
    return [int(row_id) for row_id in json.loads(found[0][0])]


def versions(database: Database, plan_id: int) -> list[int]:
    """All versions of a plan that are kept, from any of them, the first one first."""
    sql = (
        f"WITH RECURSIVE {LINE} SELECT plan.id FROM plan JOIN line ON line.id = plan.id WHERE plan.deleted_at IS NULL"
        " AND line.root = (SELECT root FROM line WHERE id = ?) ORDER BY plan.id"
    )
    return [int(row[0]) for row in database.query(sql, [plan_id])]
