"""Everything that is waiting to be filed."""

from __future__ import annotations

from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.operations.filing.from_drills import drill_drafts
from safetydesk.operations.filing.from_letters import letter_drafts
from safetydesk.operations.filing.from_plans import plan_drafts
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import settled


def waiting(office: Office, year: int | None = None) -> list[Draft]:
    """Closed drills, signed letters and approved plans that are not filed, by date; of one school year, or of all.

    Pages of what is printed are not counted yet: that takes a worker (`papers`).
    """
    known, classes = settled(office.database), file_classes(office)
    found = [maker(office, known, classes, year) for maker in (drill_drafts, letter_drafts, plan_drafts)]
    drafts = [draft for some in found for draft in some]
    return sorted(drafts, key=lambda draft: (draft.dated is None, draft.dated))
