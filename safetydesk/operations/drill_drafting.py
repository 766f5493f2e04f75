"""The draft of a drill's summary, from what is stored or from what stands in the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safetydesk.core.linked_field import Derived, Link
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.reports.drill_judgement import judge
from safetydesk.reports.drill_summary_draft import draft
from safetydesk.reports.held_drills import Drilled, all_drills, of_ids
from safetydesk.words import Words


def summary_draft(office: Office, drill_id: int | None, words: Words, typed: Mapping[str, str] | None = None) -> str:
    """The draft for a drill, of recorded figures only; texts that are `typed` but not saved yet stand for the stored."""
    stored = dict(of_ids(office.database, [drill_id])[0].values) if drill_id else dict.fromkeys(DRILLS.by_name)
    values: dict[str, Any] = {**stored, **read_typed(typed or {})}
    drill = Drilled(drill_id or 0, values)
    if typed:
        values["seconds"] = None if values["signal_at"] is None else drill.after_signal(values["assembled_at"])
    earlier = [other for other in all_drills(office.database) if other.held]
    return draft(judge(drill, earlier if values["held_on"] else ()), words)


def read_typed(typed: Mapping[str, str]) -> dict[str, Any]:
    """Typed texts as values; one that cannot be read is as good as none."""
    values: dict[str, Any] = {}
    for name, text in typed.items():
        field = DRILLS.field(name)
        if isinstance(field, Derived):
            continue
        try:
            values[name] = text.strip() if isinstance(field, Link) else field.read(text)
        except UserError:
            values[name] = None
    return values
