"""修订: a plan's next version, copied from the current one and tied to the drill that asked for it (S57)."""

from __future__ import annotations

from datetime import date

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.errors import UserError, message
from safetydesk.operations.attaching import Attached
from safetydesk.operations.office import Office
from safetydesk.operations.plan_documents import documents
from safetydesk.registers.records.drill_tasks import DRILL_TASKS
from safetydesk.registers.records.plans.queries import open_requests, successor
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.action import Action
from safetydesk.storage.attachments import StoredFile

NOT_CARRIED = ("version", "approved_by", "briefings")
"""A new version has been approved by nobody and told to nobody yet."""


def year_later(day: date) -> date:
    """The usual day of the next review: twelve months on (registers.md R06)."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def revise(office: Office, plan_id: int, drill_id: int | None = None) -> int:
    """Make the next version of a plan, in one action; returns its id.

    Without a drill named, the oldest drill that still asks for the revision is taken as the cause. What that drill's
    tasks ask of the plan is answered by the version: they are done today, and name it. The documents in which parts of
    the plan stand go with it, since it names their pages.
    Raises UserError for a plan or drill that is not there, and for a version that already has a newer one.
    """
    there(office, "plan", plan_id)
    if newer := successor(office.database, plan_id):
        raise UserError(message("rule.plan_replaced", edition=newer))
    asked = open_requests(office.database, plan_id)
    if drill_id is None:
        drill_id = asked[0].drill_id if asked else None
    else:
        there(office, "drill", drill_id)
    tasks = [item.task_id for item in asked if item.drill_id == drill_id and item.task_id is not None]
    entry = next_edition(office, plan_id, drill_id)
    files = documents(office, [plan_id]).get(plan_id, ())
    result = office.paper.text("plans.task_result", edition=entry.values["edition"])
    done = {"done_on": office.clock.today().isoformat(), "result": result}

    def follow(action: Action, made: int) -> None:
        for file in files:
            attach_again(action, file, made)
        for task in tasks:
            action.update(DRILL_TASKS.table, task, {"plan_id": made, **done})

    stored = office.records.save_all(PLANS, [entry], "plans.revise", follow)
    if stored.refused:
        raise Refused(stored.refused[0])
    return stored.ids[0]


def next_edition(office: Office, plan_id: int, drill_id: int | None) -> Entry:
    """The values of the version that follows a plan."""
    values, today = office.records.read(PLANS, plan_id), office.clock.today()
    kept = {name: value for name, value in values.items() if name not in NOT_CARRIED and name in PLANS.by_name}
    fresh = {"edition": values["edition"] + 1, "previous": plan_id, "cause": drill_id}
    return Entry({**kept, **fresh, "issued_on": today, "review_on": year_later(today)})


def attach_again(action: Action, file: Attached, plan_id: int) -> None:
    """Bind a file that another version has; the content lies in the store once."""
    stored = StoredFile(file.sha256, file.size, file.name, file.media_type)
    action.update("attachment", action.attach(stored, PLANS.key, plan_id, file.caption), {"position": file.position})


def there(office: Office, table: str, row_id: int) -> None:
    """Raise UserError for a plan or drill that does not exist, or lies in the trash."""
    if not office.database.query(f'SELECT 1 FROM "{table}" WHERE id = ? AND deleted_at IS NULL', [row_id]):
        raise UserError(message(f"plans.no_{table}", id=row_id))
