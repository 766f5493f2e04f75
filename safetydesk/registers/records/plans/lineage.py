"""Which drills belong to a plan: those that name a version of it, and those of its kind that name no plan at all.

A drill keeps the version that was current when it was held; what it found is asked of the version that is current now.
SQL only, so that the grid can sort by it; `{row}` stands for the plan's alias.
"""

from __future__ import annotations

CURRENT = (
    "plan.deleted_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM plan later WHERE later.previous_id = plan.id AND later.deleted_at IS NULL)"
)
LINE = (
    "line(root, id) AS (SELECT id, id FROM plan WHERE previous_id IS NULL"
    " UNION ALL SELECT line.root, plan.id FROM plan JOIN line ON plan.previous_id = line.id)"
)
"""Every version beside the first one of its plan; to be put after WITH RECURSIVE."""
KIN = (
    "WITH RECURSIVE kin(id, previous) AS (SELECT {row}.id, {row}.previous_id UNION"
    " SELECT plan.id, plan.previous_id FROM plan JOIN kin ON plan.id = kin.previous OR plan.previous_id = kin.id)"
    " SELECT id FROM kin"
)
"""All versions of one plan, from any of them."""
ON_PLAN = f"CASE WHEN held.plan_id IS NULL THEN held.type = {{row}}.type ELSE held.plan_id IN ({KIN}) END"
LAST_DRILL = (
    "SELECT max(held.held_on) FROM drill held"
    f" WHERE held.deleted_at IS NULL AND held.pupils_present IS NOT NULL AND {ON_PLAN}"
)
"""The last day the plan was practised: what was only planned, or called off, does not count (S08, S58)."""
