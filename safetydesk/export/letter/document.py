"""A letter before it has a page: its blocks in order, all texts final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Title:
    """The title, centred."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 in the sans face, level 2 in the Kai face."""

    text: str
    level: int = 1
    number: str = ""
    """一、 or （一） or 1 with the blanks after it, as it is printed before the text; empty for one without a number."""

    @property
    def printed(self) -> str:
        """Number and text."""
        return self.number + self.text


@dataclass(frozen=True)
class Paragraph:
    """Running text; `indent` in characters."""

    text: str
    indent: int = 2
    number: str = ""
    """1. or 1.1 with the blank after it, for a numbered clause."""

    @property
    def printed(self) -> str:
        """Number and text."""
        return self.number + self.text


@dataclass(frozen=True)
class Party:
    """One who signs."""

    label: str
    """甲方（盖章）："""
    name: str
    """Who it is; empty where the record does not know, or where the label says it already."""
    lines: tuple[str, ...]
    """What stands before each line to sign on: 负责人（签字）："""
    sealed: bool
    """It is a unit and puts its seal there: a square of 45 mm is kept free of text."""


@dataclass(frozen=True)
class Signatures:
    """Two columns to sign in, whose rows stand side by side: label, name, lines to sign on, date."""

    left: Party
    right: Party
    date: str
    """年　月　日, to be filled in by hand, in both columns."""


@dataclass(frozen=True)
class Closing:
    """A letter's end: at the right the sender's name centred over the date, at the left lines to sign on."""

    sender: tuple[str, ...]
    """Usually the school's name alone; empty where nobody is named."""
    lines: tuple[str, ...]
    """班主任：________; a run of underscores stands for a rule to write on."""
    date: str
    sealed: bool = True
    """A square of 45 mm over name and date holds nothing but these two."""


@dataclass(frozen=True)
class Receipt:
    """What is torn off and comes back: a cut line, a title, short lines with rules to write on."""

    cut: str
    title: str
    lines: tuple[str, ...]
    """A run of underscores stands for a rule to write on."""


@dataclass(frozen=True)
class Roster:
    """The signature grid of a class, two columns, on pages of its own."""

    title: str
    headings: tuple[str, str, str]
    names: tuple[str, ...]


Block = Title | Heading | Paragraph | Signatures | Closing | Receipt | Roster


@dataclass(frozen=True)
class LetterDocument:
    """One letter, ready to be laid out."""

    number: str
    """The printed number, for people."""
    key: str
    """The short key, for machines."""
    school: str
    """The school's code, for machines."""
    party: str
    """Whose letter it is: named where a character cannot be printed."""
    language: str
    heading_number: str
    """编号：… as it stands above the title."""
    blocks: tuple[Block, ...]

    def placed_texts(self) -> list[tuple[Block | None, str]]:
        """All texts that will be printed, each with its block; the number above the title stands in none."""
        placed = ((block, text) for block in self.blocks for text in texts_of(block))
        return [(None, self.heading_number), *placed]

    def texts(self) -> list[str]:
        """All texts that will be printed."""
        return [text for _, text in self.placed_texts()]


def texts_of(block: Block | Party) -> Iterator[str]:
    """The texts of a block; a number belongs to its text."""
    if isinstance(block, Heading | Paragraph):
        yield block.printed
        return
    for member in fields(block):
        value = getattr(block, member.name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value
        elif isinstance(value, Party):
            yield from texts_of(value)
