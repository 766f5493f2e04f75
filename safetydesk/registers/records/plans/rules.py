"""What must hold of a plan (registers.md R06)."""

from __future__ import annotations

from collections.abc import Iterator

from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.errors import message
from safetydesk.registers.records.plans.queries import successor


def replaced_stays_as_it_is(row: Values, checking: Checking) -> Iterator[Issue]:
    """A version that a newer one has replaced is read, never written (S57)."""
    if checking.row_id is not None and (newer := successor(checking.database, checking.row_id)):
        yield Issue("edition", message("rule.plan_replaced", edition=newer))


def reviewed_after_issue(row: Values, checking: Checking) -> Iterator[Issue]:
    """A plan is looked at again after it was issued."""
    issued, review = row.get("issued_on"), row.get("review_on")
    if issued and review and review <= issued:
        yield Issue("review_on", message("rule.plan_review", issued=issued.isoformat()))


def steps_have_owners(row: Values, checking: Checking) -> Iterator[Issue]:
    """A step that nobody owns is not stopped, but said (S56, C14)."""
    unowned = sum(not (step.get("owner") or "").strip() for step in row.get("steps") or ())
    if unowned:
        yield Issue("steps", message("rule.plan_steps", n=unowned), blocking=False)


RULES = (replaced_stays_as_it_is, reviewed_after_issue, steps_have_owners)
