"""One clause of a composed letter, told apart into the wording and what the letter itself puts into it.

Values are marked while a letter is composed, so that one clause of a wording is one clause for the 900 letters that
have it, and a rule left for a hand ({guardian} of a pupil without one) is no blank of the wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from safetydesk.export.letter.document import Closing, Heading, LetterDocument, Receipt, Roster, Signatures, Title
from safetydesk.registers.records.letters.compose import BY_HAND
from safetydesk.registers.records.letters.plain_text import narrow

FILLED, EMPTY = "\ue010", "\ue011"
"""What a value is looked at as: there is one, or there is none and no rule to write on either."""
MARKED = re.compile("\ue000(\\w+)\ue001([^\ue002]*)\ue002")
NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}[.、．](?!\d)|\d{1,2}(?:\.\d{1,2})?\s{2,}|[一二三四五六七八九十]{1,3}、|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])\s*"
)
"""A number that the letter's own count, or a typist, puts before a clause."""
OPEN_VALUE = re.compile(r"(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|[○〇◯□]{2,}|【|某{2,}|\*{2,}")
BY_SIGNERS = (Signatures, Closing, Receipt, Roster)
"""Blocks whose blanks are meant for a hand."""


def marked(name: str, value: str) -> str:
    """A value inside marks; a rule to write on counts as filled."""
    by_hand = name in BY_HAND and value == "_" * BY_HAND[name]
    return f"\ue000{name}\ue001{FILLED if by_hand else value}\ue002"


@dataclass(frozen=True)
class Shape:
    """What is looked at in a clause: alike in all letters that have values in the same places."""

    wording: str
    """With its fields in braces: what letters of one wording have in common."""
    text: str
    """With FILLED or EMPTY for the values."""
    signed: bool
    """Whether its blanks are for a hand."""
    title: bool


@dataclass(frozen=True)
class Clause:
    """A clause as one letter has it."""

    text: str
    """With the letter's values, without its number."""
    under: str
    """The heading it stands under; empty before the first."""
    shape: Shape

    @property
    def wording(self) -> str:
        """With its fields in braces."""
        return self.shape.wording


def clauses(letter: LetterDocument) -> Iterator[Clause]:
    """The clauses of a letter that was composed with `marked` values, in their order."""
    under = ""
    for block, text in letter.placed_texts():
        bare = NUMBERED.sub("", text)
        signed, title = isinstance(block, BY_SIGNERS), isinstance(block, Title)
        if "\ue000" in bare:
            wording = MARKED.sub(lambda found: found[2] if unfinished_value(found[2]) else f"{{{found[1]}}}", bare)
            shape = Shape(wording, MARKED.sub(lambda found: shape_of(found[2]), bare), signed, title)
        else:
            shape = Shape(bare, bare, signed, title)
        yield Clause(as_printed(bare), under, shape)
        if isinstance(block, Heading):
            under = as_printed(text)


def as_printed(text: str) -> str:
    """A marked text as it stands on paper."""
    return MARKED.sub(lambda found: found[2].replace(FILLED, "____"), text)


def shape_of(value: str) -> str:
    """A value that is unfinished itself stays to be looked at."""
    return value if unfinished_value(value) else FILLED if value.strip() else EMPTY


@lru_cache(maxsize=4096)
def unfinished_value(value: str) -> bool:
    """Whether the school, the signatory or whatever the record holds was never named."""
    return bool(OPEN_VALUE.search(narrow(value).text))


def same(clause: str) -> str:
    """What two spellings of one clause have in common: neither number, width nor blanks make another clause of it."""
    return "".join(narrow(NUMBERED.sub("", clause)).text.split())
