"""Nothing unfinished is printed: what stops letters, who accepted what, and the door that new prints pass.

A letter is stopped while it has not been printed and holds a clause that is amiss and that nobody accepted. What was
printed, signed or filed before is printed again, and it is said what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from safetydesk.errors import Message, UserError, message
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.accepted import Acceptance, accept, accepted_clauses
from safetydesk.registers.records.letters.clause import Clause, marked, same
from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.compose import LetterFacts, compose, documents
from safetydesk.registers.records.letters.kinds import NOT_PRINTED, LetterKind
from safetydesk.registers.records.letters.school_year_in_text import Own
from safetydesk.registers.records.letters.template import Template, read_template
from safetydesk.registers.records.letters.unfinished import Finding, findings, sentence
from safetydesk.storage.action import Action

BLOCK = 400


@dataclass(frozen=True)
class Concern:
    """One clause of a wording in which something is amiss, and the letters that have it."""

    kind: str
    """Key of the kind of letter."""
    type: str
    """The kind as it is stored: a term."""
    language: str
    clause: Clause
    """As the first of the letters has it."""
    found: tuple[Finding, ...]
    stopped: tuple[str, ...]
    """Numbers of letters that were not printed yet."""
    printed: tuple[str, ...]
    """Numbers of letters that were."""
    accepted: Acceptance | None

    @property
    def open(self) -> bool:
        """Whether letters are stopped by it."""
        return self.accepted is None and bool(self.stopped)

    @property
    def why(self) -> tuple[Message, ...]:
        """What is wrong with it, one sentence for each kind of finding."""
        kinds = dict.fromkeys(finding.kind for finding in self.found)
        phrases = {kind: tuple(one.phrase for one in self.found if one.kind == kind) for kind in kinds}
        return tuple(sentence(kind, *phrases[kind]) for kind in kinds)


class Unfinished(UserError):
    """Letters were stopped; `concerns` are the clauses that stop them."""

    def __init__(self, concerns: Sequence[Concern]) -> None:
        letters = {number for concern in concerns for number in concern.stopped}
        super().__init__(
            message("unfinished.stopped", n=len(letters), clauses=len(concerns)), message("unfinished.stopped_hint")
        )
        self.concerns = tuple(concerns)


@dataclass
class Gathered:
    """A clause with the letters found so far."""

    concern: Concern
    stopped: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


def look_over(office: Office, ids: Iterable[int]) -> list[Concern]:
    """Every clause of these letters in which something is amiss, accepted or not, in the order of the letters."""
    wanted = list(ids)
    known = accepted_clauses(office.database)
    found: dict[tuple[str, str, str], Gathered] = {}
    for start in range(0, len(wanted), BLOCK):
        block = wanted[start : start + BLOCK]
        facts = facts_of(office, block)
        for row_id, letter in zip(block, documents(office.database, block, marked), strict=True):
            kind, type_, state, own = facts[row_id]
            for finding in findings(letter, own):
                key = (kind, letter.language, same(finding.clause.wording))
                gathered = found.setdefault(
                    key, Gathered(Concern(kind, type_, letter.language, finding.clause, (), (), (), known.get(key)))
                )
                told = {(one.kind, one.phrase) for one in gathered.concern.found}
                if (finding.kind, finding.phrase) not in told:
                    gathered.concern = replace(gathered.concern, found=(*gathered.concern.found, finding))
                numbers = gathered.stopped if state == NOT_PRINTED else gathered.printed
                if letter.number not in numbers[-1:]:
                    numbers.append(letter.number)
    return [replace(one.concern, stopped=tuple(one.stopped), printed=tuple(one.printed)) for one in found.values()]


def facts_of(office: Office, ids: Sequence[int]) -> Mapping[int, tuple[str, str, str, Own]]:
    """Kind, its stored name, state and own school year of letters."""
    sql = f"SELECT id, kind, type, state, year, term_from FROM letter WHERE id IN ({','.join('?' * len(ids))})"
    return {
        row_id: (kind, type_, state, Own(year, date.fromisoformat(day)))
        for row_id, kind, type_, state, year, day in office.database.query(sql, list(ids))
    }


def let_through(office: Office, ids: Iterable[int]) -> tuple[Concern, ...]:
    """The door of everything that gives out new prints: what is to be said of them. Raises Unfinished."""
    concerns = look_over(office, ids)
    if stopping := [concern for concern in concerns if concern.open]:
        raise Unfinished(stopping)
    return tuple(concerns)


def unaccepted(office: Office, ids: Iterable[int]) -> tuple[Concern, ...]:
    """What letters hold that nobody accepted: for volumes and packages, which stop nothing."""
    return tuple(concern for concern in look_over(office, ids) if concern.accepted is None)


def notes(concerns: Iterable[Concern]) -> list[Message]:
    """What is said each time such letters are printed: each accepted clause with its reason, each that nobody accepted."""
    said = []
    for one in concerns:
        values = {"clause": one.clause.wording, "n": len(one.stopped) + len(one.printed)}
        if one.accepted is None:
            said.append(message("unfinished.note_open", why=one.why[0], **values))
        else:
            said.append(message("unfinished.note_accepted", day=one.accepted.day, reason=one.accepted.reason, **values))
    return said


def accept_concerns(office: Office, concerns: Sequence[Concern], reason: str) -> str:
    """Accept clauses as they stand, as one action; returns its batch. Raises UserError without a reason."""
    with office.database.action("letters.accept_clause", reason=reason.strip()) as action:
        accept(action, [(one.kind, one.language, one.clause.wording) for one in concerns], reason)
    return action.batch


def accept_texts(office: Office, ids: Iterable[int], clauses: Sequence[str], reason: str) -> tuple[list[Concern], str]:
    """Accept clauses by their texts, as the wording or any letter has them; returns them and the action's batch.

    Raises UserError without a reason, and for a clause that stops none of these letters or was accepted before.
    """
    concerns = look_over(office, ids)
    chosen: dict[str, Concern] = {}
    for text in clauses:
        hits = [one for one in concerns if same(text) in (same(one.clause.wording), same(one.clause.text))]
        if not hits:
            raise UserError(message("unfinished.no_clause", clause=text), message("unfinished.no_clause_hint"))
        for one in hits:
            if one.accepted is not None:
                raise UserError(
                    message("unfinished.twice", clause=text, day=one.accepted.day, reason=one.accepted.reason)
                )
            chosen[one.language + same(one.clause.wording)] = one
    return list(chosen.values()), accept_concerns(office, list(chosen.values()), reason)


def in_a_wording(office: Office, concern: Concern) -> bool:
    """Whether any version of the wording holds a clause; others come from duties, the school or the signatory."""
    sql = "SELECT wording FROM letter_text WHERE kind = ? AND language = ?"
    stored = office.database.query(sql, [concern.kind, concern.language])
    texts = (text for (wording,) in stored for block in read_template(wording).blocks for text in block.texts())
    return same(concern.clause.wording) in {same(untagged(text)) for text in texts}


def stopped_letters(office: Office, kind: LetterKind, language: str) -> list[int]:
    """Letters never printed that an unaccepted clause holds back: a mended wording is for them too."""
    sql = (
        "SELECT l.id, l.number FROM letter l JOIN letter_text t ON t.id = l.text_id WHERE l.kind = ? AND t.language = ? "
        "AND l.state = ? AND l.ended_on IS NULL AND l.deleted_at IS NULL ORDER BY l.id"
    )
    rows = office.database.query(sql, [kind.key, language, NOT_PRINTED])
    concerns = look_over(office, [row_id for row_id, _ in rows])
    numbers = {number for concern in concerns if concern.open for number in concern.stopped}
    return [row_id for row_id, number in rows if number in numbers]


def hand_over(action: Action, ids: Sequence[int], text_id: int) -> None:
    """Give stopped letters the wording that was mended for them, inside the action that stores it."""
    action.update_many("letter", {row_id: {"text_id": text_id} for row_id in ids})


def wording_findings(template: Template, facts: LetterFacts, year: int) -> list[Finding]:
    """What is amiss in a wording being written: a letter is made of it as it would be issued in a school year."""
    values = {**facts.values, "year": year, "term_from": f"{year}-09-01", "term_to": f"{year + 1}-08-31"}
    letter = compose(template, replace(facts, values=values), "", marked)
    return findings(letter, Own(year, date(year, 9, 1)))
