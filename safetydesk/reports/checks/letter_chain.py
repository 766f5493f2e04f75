"""C05: the chain of letters is unbroken from the bureau to the person."""

from __future__ import annotations

from safetydesk.errors import message
from safetydesk.registers.records.letters.chain import NO_DEPARTMENT, NO_HEAD_TEACHER, NO_LEADER, Chain, Link, chain
from safetydesk.registers.records.letters.kinds import BUREAU, DEPARTMENT
from safetydesk.reports.checks.check import NOTHING, Finding, Records, Scope, records_of
from safetydesk.reports.checks.signing import joined


def chain_unbroken(scope: Scope, threshold: float) -> Finding:
    """C05: places at which the chain is broken (S77); what is cut off below one of them is not counted again."""
    found = chain(scope.database, scope.year)
    if not found.below:
        return NOTHING
    broken = sorted(found.broken(), key=lambda link: -found.hanging(link))
    lines = tuple(
        message(
            "chain.break_line",
            level=message(f"term.letter_level.{link.kind.level}"),
            label=link.label or link.signer,
            why=message(f"chain.{link.flaws[0]}"),
            below=found.hanging(link) or link.due,
        )
        for link in broken
    )
    return Finding(len(broken), joined(records for link in broken for records in offenders(found, link)), lines)


def offenders(found: Chain, link: Link) -> tuple[Records, ...]:
    """Where a break is mended: the letter, the people of a department without a leader, the row that lacks something."""
    if NO_LEADER in link.flaws and link.kind is DEPARTMENT:
        below = [item for under in found.below.get(id(link), ()) for item in under.standings]
        return records_of(people=[item.signatory.person_id for item in below if item.signatory.person_id])
    people = [item.signatory.person_id for item in link.standings if item.signatory.person_id]
    if NO_DEPARTMENT in link.flaws:
        return records_of(people=people)
    if NO_HEAD_TEACHER in link.flaws:
        return records_of(classes=[link.class_id] if link.class_id else [])
    if link.letter_ids:
        return records_of(letters=link.letter_ids)
    return records_of(school=[1]) if link.kind is BUREAU else records_of(people=people)
