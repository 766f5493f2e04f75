"""The files in which a plan's parts stand, where it gives their pages instead of their texts (S55)."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.operations.attaching import Attached, attached
from safetydesk.operations.office import Office
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS

PAGED = " OR ".join(f"{name}_page IS NOT NULL" for name in SECTIONS)


def documents(office: Office, ids: Sequence[int]) -> dict[int, tuple[Attached, ...]]:
    """The documents of those plans that give pages, in the clerk's order; photos are no part of a plan's text."""
    paged = {row[0] for row in office.database.query(f"SELECT id FROM plan WHERE {PAGED}")}
    found: dict[int, tuple[Attached, ...]] = {}
    for file in attached(office, PLANS, ids):
        if file.record_id in paged and not file.is_image:
            found[file.record_id] = (*found.get(file.record_id, ()), file)
    return found
