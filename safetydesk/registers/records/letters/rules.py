"""What must hold for a letter (R02)."""

from __future__ import annotations

from collections.abc import Iterator

from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.errors import message
from safetydesk.registers.records.letters.kinds import BUREAU, DONE, EXEMPT, HANDED_OUT, VOID, WAITING

LONGEST_TERM_DAYS = 3 * 366


def days_in_order(letter: Values, checking: Checking) -> Iterator[Issue]:
    """Printed, handed out, signed, filed: never an earlier day than the step before, never after today."""
    latest = None
    for name in ("printed_on", "handed_on", "signed_on", "filed_on"):
        day = letter.get(name)
        if day is None:
            continue
        if latest and day < latest:
            yield Issue(name, message("rule.letter_days_in_order", earlier=latest.isoformat()))
        if day > checking.today:
            yield Issue(name, message("rule.not_in_future"))
        latest = day


def closed_takes_no_day(letter: Values, checking: Checking) -> Iterator[Issue]:
    """A day typed into the list moves a letter on, so it must be a letter that can move, and not before its issue."""
    handed, signed, issued = letter.get("handed_on"), letter.get("signed_on"), letter.get("issued_on")
    if letter.get("state") in WAITING:
        if signed and issued and signed < issued and letter.get("type") != BUREAU.type:
            yield Issue("signed_on", message("letters.before_print", day=issued.isoformat()))
        if handed and not letter.get("printed_on") and not signed:
            yield Issue("handed_on", message("letters.not_printed"))
        if signed and letter.get("ended_on") and signed > letter["ended_on"]:
            yield Issue("signed_on", message("letters.ended", day=letter["ended_on"].isoformat()))
    elif letter.get("state") == EXEMPT and signed:
        yield Issue("signed_on", message("letters.closed"))


def proxy_is_named(letter: Values, checking: Checking) -> Iterator[Issue]:
    """A proxy signature says who signed for whom."""
    if letter.get("proxy") and not letter.get("signer"):
        yield Issue("signer", message("rule.proxy_signer"))


def state_has_its_day(letter: Values, checking: Checking) -> Iterator[Issue]:
    """A signed letter says when it was signed; a handed-out one when it was handed out."""
    state = letter.get("state")
    if state in DONE and letter.get("signed_on") is None:
        yield Issue("signed_on", message("rule.signed_has_day"))
    if state == HANDED_OUT and letter.get("handed_on") is None:
        yield Issue("handed_on", message("rule.handed_has_day"))


def reasons_given(letter: Values, checking: Checking) -> Iterator[Issue]:
    """Exempt, void and proxy signatures each carry a reason."""
    needed = (("exempt_reason", letter.get("state") == EXEMPT), ("void_reason", letter.get("state") == VOID))
    for name, wanted in (*needed, ("proxy_reason", bool(letter.get("proxy")))):
        if wanted and not letter.get(name):
            yield Issue(name, message("rule.reason_needed"))


def term_of_sensible_length(letter: Values, checking: Checking) -> Iterator[Issue]:
    """The term ends after it begins and lasts three years at most."""
    first, last = letter.get("term_from"), letter.get("term_to")
    if first and last and not 0 < (last - first).days <= LONGEST_TERM_DAYS:
        yield Issue("term_to", message("rule.letter_term"))
