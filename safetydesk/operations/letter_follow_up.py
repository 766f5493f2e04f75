"""Carrying out what was confirmed about letters after September: ended and issued in one action, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.follow_up import DUTIES_CHANGED, LEFT, POSTS_CHANGED, Proposal, proposals
from safetydesk.registers.records.letters.issue import add_letters, school_facts
from safetydesk.registers.records.letters.kinds import OWN_KINDS
from safetydesk.registers.records.letters.without_duties import WithoutDuties, before_issue
from safetydesk.words import Words


@dataclass(frozen=True)
class FollowedUp:
    """What was done."""

    batch: str
    ended: tuple[str, ...]
    """Numbers of the letters that ended."""
    issued: tuple[str, ...]
    """Numbers of the new letters."""


def to_follow_up(office: Office, year: int) -> list[Proposal]:
    """Everything that there is to do. A year that is over is left as it was: today's people are not those of then."""
    return proposals(office.database, year) if year >= office.year else []


def follow_up(office: Office, year: int, chosen: Sequence[Proposal]) -> FollowedUp:
    """End and issue letters as proposed, all in one action. Raises UserError while the school has no name."""
    if not chosen:
        return FollowedUp("", (), ())
    database, language = office.database, office.settings.paper_language
    school = school_facts(database, year)
    paper = office.paper
    ending = {item.letter.id: (item.ends_on, end_reason(paper, item)) for item in chosen if item.letter}
    today = office.clock.today().isoformat()
    issued: list[str] = []
    with database.action("letters.follow_up") as action:
        changes = {row_id: {"ended_on": day or today, "ended_reason": why} for row_id, (day, why) in ending.items()}
        action.update_many("letter", changes)
        for kind in OWN_KINDS:
            people = [item.signatory for item in chosen if item.kind is kind and item.signatory]
            if people:
                issued.extend(add_letters(action, office.clock, school, kind, year, language, people)[1])
    ended = tuple(item.letter.number for item in chosen if item.letter)
    return FollowedUp(action.batch, ended, tuple(issued))


def new_without_duties(office: Office, year: int, chosen: Sequence[Proposal]) -> list[WithoutDuties]:
    """Whose new letter, of those chosen, would lack the duties of a post."""
    database, language = office.database, office.settings.paper_language
    people = {kind: [item.signatory for item in chosen if item.kind is kind and item.signatory] for kind in OWN_KINDS}
    return [item for kind, asked in people.items() for item in before_issue(database, kind, year, language, asked)]


def end_reason(words: Words, item: Proposal) -> str:
    """Why a letter ends, as it is kept with it and read on paper."""
    if item.reason == POSTS_CHANGED and item.letter and item.signatory:
        none = words.text("grid.nothing")
        return words.text(
            "status.end_posts_changed", before=item.letter.post or none, after=item.signatory.post or none
        )
    if item.reason == LEFT and item.letter and item.letter.left:
        return words.text("status.end_left", day=item.letter.left)
    return words.text("status.end_duties_changed" if item.reason == DUTIES_CHANGED else "status.end_not_needed")
