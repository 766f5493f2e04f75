"""What must hold of a drill (registers.md R07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.errors import message
from safetydesk.registers.records.drills.kinds import NIGHT

NIGHT_LASTS = 6 * 3_600
"""Seconds after which a time that lies before the last one is a slip even at night."""
GROUPS = ("pupils", "staff", "others")
NEEDED_ONCE_HELD = ("pupils_expected", "pupils_present", "staff_expected", "staff_present", "injured")
TOLD_BY = (*(f"{group}_present" for group in GROUPS), "signal_at", "assembled_at", "counted_at", "summary")
"""Facts that only a drill that was held has."""
NEEDED_TO_CLOSE = (*NEEDED_ONCE_HELD, "findings", "measures", "plan_revised", "summary", "summary_by")


def counted_once_held(row: Values, checking: Checking) -> Iterator[Issue]:
    """What is told of a drill tells who took part; one that lies ahead cannot have taken place.

    A planned drill whose day has passed may stay as it is until it is told, moved or cancelled; nobody plans a day
    that is over, so a new record of such a day is one of a drill that was held.
    """
    held_on = row.get("held_on")
    if held_on is None or row.get("cancelled_on"):
        return
    told = any(row.get(name) not in (None, "") for name in TOLD_BY)
    if held_on <= checking.today:
        if not told and (held_on == checking.today or checking.row_id is not None):
            return
        yield from (Issue(name, message("rule.drill_count")) for name in NEEDED_ONCE_HELD if row.get(name) is None)
    else:
        present = [f"{group}_present" for group in GROUPS]
        yield from (Issue(name, message("rule.drill_future")) for name in present if row.get(name) is not None)


def no_more_than_expected(row: Values, checking: Checking) -> Iterator[Issue]:
    """Nobody takes part who was not counted on."""
    for group in GROUPS:
        expected, present = row.get(f"{group}_expected"), row.get(f"{group}_present")
        if present is not None and present > (expected or 0):
            yield Issue(f"{group}_present", message("rule.drill_present", present=present, expected=expected or 0))


def classes_add_up(row: Values, checking: Checking) -> Iterator[Issue]:
    """The head counts class by class are the head count of the whole school."""
    yield from parts_add_up(row, "counts", "class_name", "pupils")


def staff_add_up(row: Values, checking: Checking) -> Iterator[Issue]:
    """The staff of the departments are the staff of the school (S63)."""
    yield from parts_add_up(row, "staff_counts", "dept", "staff")


def parts_add_up(row: Values, table: str, named_by: str, group: str) -> Iterator[Issue]:
    """The lines of a small table add up to the group's head count, and none has more present than expected."""
    counts = row.get(table) or ()
    for part in ("expected", "present"):
        total, name = sum(line[part] or 0 for line in counts), f"{group}_{part}"
        if counts and row.get(name) is not None and row[name] != total:
            yield Issue(name, message("rule.drill_sums", total=total, given=row[name]))
    for line in counts:
        if (line["present"] or 0) > (line["expected"] or 0):
            yield Issue(table, message("rule.drill_class_present", name=line[named_by]))


def times_in_order(row: Values, checking: Checking) -> Iterator[Issue]:
    """Signal, everybody out, everybody counted; a night drill may pass midnight, within a few hours."""
    names = [name for name in ("signal_at", "assembled_at", "counted_at") if row.get(name)]
    most = NIGHT_LASTS if row.get("period") == NIGHT else None
    for earlier, later in pairwise(names):
        backwards = row[later] < row[earlier]
        if backwards and (most is None or between(row[earlier], row[later]) > most):
            yield Issue(later, message("rule.drill_times"))


def between(earlier: time, later: time) -> int:
    """Seconds from one time of day to the next moment that is another."""
    first, second = ((one.hour * 60 + one.minute) * 60 + one.second for one in (earlier, later))
    return (second - first) % 86_400


def cancelled_was_not_held(row: Values, checking: Checking) -> Iterator[Issue]:
    """A cancelled drill has no head counts."""
    if row.get("cancelled_on"):
        for name in TOLD_BY:
            if row.get(name) not in (None, ""):
                yield Issue(name, message("rule.drill_cancelled"))


def staff_took_part(row: Values, checking: Checking) -> Iterator[Issue]:
    """A drill that only pupils went through is written down as it was, and said (S63)."""
    if row.get("pupils_present") and row.get("staff_present") == 0:
        yield Issue("staff_present", message("rule.drill_no_staff"), blocking=False)


def closed_when_told(row: Values, checking: Checking) -> Iterator[Issue]:
    """A drill is closed with its findings, measures and summary, or it stays open."""
    if row.get("closed_on"):
        for name in NEEDED_TO_CLOSE:
            if row.get(name) in (None, ""):
                yield Issue(name, message("rule.drill_close"))


def absent_are_named(row: Values, checking: Checking) -> Iterator[Issue]:
    """Who was missing is listed with the reason; a list of another length is a hint, since lists grow slowly."""
    named = len(row.get("absent") or ())
    missing = sum(
        (row.get(f"{group}_expected") or 0) - row[f"{group}_present"]
        for group in GROUPS
        if row.get(f"{group}_present") is not None
    )
    if missing > 0 and named != missing:
        yield Issue("absent", message("rule.drill_absent", missing=missing, named=named), blocking=False)


def known_commander(row: Values, checking: Checking) -> Iterator[Issue]:
    """A name that is not in the register of people is allowed, and said."""
    name = row.get("commander")
    sql = "SELECT 1 FROM person WHERE name = ? AND deleted_at IS NULL LIMIT 1"
    if name and not checking.database.query(sql, [name]):
        yield Issue("commander", message("rule.unknown_person", name=name), blocking=False)


RULES = (
    counted_once_held,
    no_more_than_expected,
    classes_add_up,
    staff_add_up,
    staff_took_part,
    times_in_order,
    cancelled_was_not_held,
    closed_when_told,
    absent_are_named,
    known_commander,
)
