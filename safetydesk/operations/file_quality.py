"""The four scores of the school's files as they stand today."""

from __future__ import annotations

from typing import Any

from safetydesk.core.share import shown_number
from safetydesk.operations.office import Office
from safetydesk.reports.file_quality import Quality, quality


def measured(office: Office, year: int) -> Quality:
    """The scores of a school year."""
    return quality(office.database, year, office.clock.today())


def as_json(found: Quality, office: Office) -> dict[str, Any]:
    """The scores for other programs."""
    return {
        "year": found.year,
        "items": found.items,
        "scores": {
            score.name: {
                "value": None if score.value is None else shown_number(score.value), "have": score.have,
                "of": score.wanted, "items": list(score.ids),
            }
            for score in found.scores
        },
        "late": [
            {
                "id": item.id, "code": item.code, "title": item.title, "dated": item.dated.isoformat(),
                "entered": item.entered.isoformat(), "days": item.days_late,
            }
            for item in found.late
        ],
        "weakest": [office.paper.say(line) for line in found.weakest],
    }  # fmt: skip
