"""letters accept-clause, and what print and word say of clauses that are unfinished, void or accepted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from safetydesk.cli.console import DONE, REFUSED, Console
from safetydesk.errors import Message
from safetydesk.operations.letter_findings import Concern, Unfinished, accept_texts, notes
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import select
from safetydesk.registers.records.letters.kinds import kind_of

NAMED = 3
"""Numbers in a line for a person; JSON has them all."""


def unless_stopped(command: Callable[[], int], console: Console) -> int:
    """Run a command that gives out letters; one that is stopped lists the clauses that stop it."""
    try:
        return command()
    except Unfinished as stopped:
        content = {"letters": 0, "findings": [item for one in stopped.concerns for item in findings_told(one, console)]}
        console.result(content, *(line for one in stopped.concerns for line in lines_told(one, console)))
        console.refusal(stopped)
        return REFUSED


def findings_told(concern: Concern, console: Console) -> list[dict[str, Any]]:
    """One object for each finding of a clause."""
    return [
        {
            "kind": finding.kind, "phrase": finding.phrase, "clause": concern.clause.wording,
            "text": concern.clause.text, "under": concern.clause.under, "letter_kind": concern.kind,
            "language": concern.language, "letters": list(concern.stopped), "why": console.why(finding.sentence),
        }
        for finding in concern.found
    ]  # fmt: skip


def lines_told(concern: Concern, console: Console) -> list[str]:
    """The clause on a line of its own, to be copied into accept-clause, then what is wrong and where."""
    words = console.words
    numbers = concern.stopped[:NAMED] + (("…",) if len(concern.stopped) > NAMED else ())
    where = words.text("unfinished.where", under=concern.clause.under) if concern.clause.under else ""
    about = words.text("unfinished.letters", n=len(concern.stopped), numbers=numbers)
    whys = words.clauses(tuple(map(words.say, concern.why)))
    return [concern.clause.wording, "\t" + "\t".join(part for part in (whys, where, about) if part)]


def notes_told(concerns: Sequence[Concern], console: Console) -> tuple[dict[str, Any], list[str]]:
    """What printed letters hold all the same: for a program, and as sentences."""
    said: list[Message] = notes(concerns)
    lines = [console.why(note) for note in said]
    objects = [
        {
            "clause": one.clause.wording, "kinds": list(dict.fromkeys(finding.kind for finding in one.found)),
            "letters": [*one.stopped, *one.printed], "accepted": one.accepted is not None,
            "reason": one.accepted.reason if one.accepted else "", "note": line,
        }
        for one, line in zip(concerns, lines, strict=True)
    ]  # fmt: skip
    return {"notes": objects}, lines


def accept_clause(office: Office, options: Namespace, console: Console) -> int:
    """letters accept-clause: print clauses as they stand, for a reason that is kept and shown with every print."""
    ids = select(office, kind_of(options.kind), options.year or office.year)
    accepted, batch = accept_texts(office, ids, options.clause, options.reason)
    clauses = [one.clause.wording for one in accepted]
    console.result(
        {"accepted": clauses, "reason": options.reason.strip(), "batch": batch},
        console.words.text("unfinished.cli_accepted", n=len(clauses)),
    )
    return DONE
