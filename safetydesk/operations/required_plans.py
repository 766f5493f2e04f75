"""The kinds of plan that the school itself holds to be required."""

from __future__ import annotations

from collections.abc import Iterable

from safetydesk.operations.office import Office
from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.reports.required_plans import REQUIRED, SETTING, required_kinds


def required_plans(office: Office) -> tuple[str, ...]:
    """The kinds that check C13 looks for."""
    return required_kinds(office.database)


def set_required_plans(office: Office, kinds: Iterable[str]) -> None:
    """Keep the school's choice; the default is kept by naming none, so that it follows a later version of it."""
    chosen = set(kinds)
    own = None if chosen == set(REQUIRED) else [kind for kind in TYPES.values if kind in chosen]
    office.settings.put(SETTING, own)
