"""Which versions of a plan belong together, and which of them is current (S57).

A plan's line is its first version with all that were made from it. Current is the newest that is not in the trash,
so that each plan has exactly one current version, whichever versions are thrown away, brought back or taken back.
SQL only, so that grids can sort by it.
"""

from __future__ import annotations

LINE = (
    "line(root, id) AS (SELECT id, id FROM plan WHERE previous_id IS NULL"
    " UNION ALL SELECT line.root, plan.id FROM plan JOIN line ON plan.previous_id = line.id)"
)
"""Every version beside the first one of its plan; to be put after WITH RECURSIVE."""
REPLACED = (
    f"WITH RECURSIVE {LINE} SELECT line.id FROM line JOIN (SELECT line.root, max(line.id) AS id FROM line"
    " JOIN plan kept ON kept.id = line.id WHERE kept.deleted_at IS NULL GROUP BY line.root) newest"
    " ON newest.root = line.root WHERE line.id < newest.id"
)
"""The versions that have a newer one. It asks about no single row, so it is worked out once for a whole list."""
CURRENT = f"plan.deleted_at IS NULL AND plan.id NOT IN ({REPLACED})"
NEXT = (
    f"WITH RECURSIVE {LINE} SELECT plan.edition FROM plan JOIN line ON line.id = plan.id WHERE plan.deleted_at IS NULL"
    " AND plan.id > ?1 AND line.root = (SELECT root FROM line WHERE id = ?1) ORDER BY plan.id LIMIT 1"
)
"""The edition that came after a version and is kept; one row, or none for the current version."""
