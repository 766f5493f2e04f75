"""修订: a plan's next version, copied from the current one and tied to the drill that asked for it (S57)."""

from __future__ import annotations

from datetime import date

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.registers.records.plans.queries import open_requests, successor
from safetydesk.registers.records.plans.register import PLANS

NOT_CARRIED = ("version", "approved_by", "briefings")
"""A new version has been approved by nobody and told to nobody yet."""


def year_later(day: date) -> date:
    """The usual day of the next review: twelve months on (registers.md R06)."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def revise(office: Office, plan_id: int, drill_id: int | None = None) -> int:
    """Make the next version of a plan, in one action; returns its id.

    Without a drill named, the oldest drill that still asks for the revision is taken as the cause.
    Raises UserError for a version that already has a newer one.
    """
    if newer := successor(office.database, plan_id):
        raise UserError(message("rule.plan_replaced", edition=newer))
    values = office.records.read(PLANS, plan_id)
    if drill_id is None:
        asked = open_requests(office.database, plan_id)
        drill_id = asked[0].drill_id if asked else None
    kept = {name: value for name, value in values.items() if name not in NOT_CARRIED and name in PLANS.by_name}
    today = office.clock.today()
    fresh = {"edition": values["edition"] + 1, "previous": plan_id, "cause": drill_id}
    entry = Entry({**kept, **fresh, "issued_on": today, "review_on": year_later(today)})
    stored = office.records.save_all(PLANS, [entry], "plans.revise")
    if stored.refused:
        raise Refused(stored.refused[0])
    return stored.ids[0]
