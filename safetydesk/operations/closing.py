"""Closing a record, and opening it again with a reason that the history keeps."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.core.issue import Issue, Refused
from safetydesk.core.records import Entry
from safetydesk.core.register import Register
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office


class CannotClose(Refused):
    """A record that lacks something before it can be closed."""

    def __init__(self, row_id: int, issues: Sequence[Issue]) -> None:
        super().__init__(issues)
        self.row_id = row_id


def close(office: Office, register: Register, ids: Sequence[int]) -> str:
    """Close records today, all of them or none; returns the batch.

    Raises CannotClose for the first that lacks something. What is closed already stays as it is.
    """
    day = office.clock.today()
    ids = [row_id for row_id in ids if not office.records.is_frozen(register, row_id)]
    for row_id in ids:
        values = {**office.records.read(register, row_id), register.frozen: day}
        values.pop("version")
        issues = office.records.check(register, values, row_id)
        if any(issue.blocking for issue in issues):
            raise CannotClose(row_id, issues)
    entries = [Entry({register.frozen: day}, row_id) for row_id in ids]
    return office.records.save_all(register, entries, f"{register.key}.close").batch


def reopen(office: Office, register: Register, row_id: int, reason: str) -> str:
    """Open a closed record again; returns the batch. Raises UserError without a reason."""
    if not reason.strip():
        raise UserError(message("office.reason_needed"))
    column = register.field(register.frozen).stored_in
    with office.database.action(f"{register.key}.reopen", reason=reason.strip()) as action:
        action.update(register.table, row_id, {column: None})
    return action.batch
