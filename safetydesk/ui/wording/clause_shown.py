"""Clauses of a wording as the window shows them: fields by their titles, long ones cut, what is amiss in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.errors import Message
from safetydesk.operations.letter_findings import Concern, notes
from safetydesk.registers.records.letters.template import FIELDS, PLACE
from safetydesk.registers.records.letters.unfinished import Finding
from safetydesk.words import Words

SHORT = 36
"""Characters of a clause in a line that says something of it."""
MOST_LINES = 2


def with_titles(words: Words, text: str) -> str:
    """A text with its fields as their titles in corner brackets; one that is none stays as it was written."""
    return PLACE.sub(
        lambda found: f"〔{words.text(f'wording.field_{found[1]}')}〕" if found[1] in FIELDS else found[0], text
    )


def short(words: Words, clause: str) -> str:
    """The beginning of a clause on one line."""
    line = " ".join(with_titles(words, clause).split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def found_lines(words: Words, found: Sequence[Finding]) -> list[str]:
    """What is amiss in a wording, in a few lines."""
    lines = [words.text("unfinished.line", why=one.sentence, clause=short(words, one.clause.wording)) for one in found]
    return cut(words, lines)


def note_lines(words: Words, concerns: Sequence[Concern]) -> list[str]:
    """What printed letters hold all the same, in a few lines."""
    texts = ("clause", "reason")
    said = [
        Message(note.id, {name: short(words, value) if name in texts else value for name, value in note.values.items()})
        for note in notes(concerns)
    ]
    return cut(words, [words.say(note) for note in said])


def cut(words: Words, lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    left = len(lines) - MOST_LINES
    return lines if left <= 1 else [*lines[:MOST_LINES], words.text("unfinished.more", n=left)]
