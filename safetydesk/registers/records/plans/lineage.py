"""Which drills belong to a plan: those that name a version of it, and those of its kind that name no plan at all.

A drill keeps the version that was current when it was held; what it found is asked of the version that is current now.
SQL only, so that the grid can sort by it; `{row}` stands for the plan's alias.
"""

from __future__ import annotations

KIN = (
    "WITH RECURSIVE kin(id, previous) AS (SELECT {row}.id, {row}.previous_id UNION"
    " SELECT plan.id, plan.previous_id FROM plan JOIN kin ON plan.id = kin.previous OR plan.previous_id = kin.id)"
)
"""All versions of one plan, from any of them."""
ON_PLAN = (
    f"{KIN} SELECT held.id, held.held_on, held.pupils_present FROM drill held JOIN kin ON kin.id = held.plan_id"
    " WHERE held.deleted_at IS NULL UNION ALL"
    " SELECT held.id, held.held_on, held.pupils_present FROM drill held"
    " WHERE held.plan_id IS NULL AND held.type = {row}.type AND held.deleted_at IS NULL"
)
"""The drills of a plan. Two questions, for one with OR would look at every version for every drill."""
LAST_DRILL = f"SELECT max(held_on) FROM ({ON_PLAN}) WHERE pupils_present IS NOT NULL"
"""The last day the plan was practised: what was only planned, or called off, does not count (S08, S58)."""
