"""A letter before it has a page: its blocks in order, all texts final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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
    """一、 or （一） or 1 with the blanks behind it; empty for a heading without one."""

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
    """1. or 1.1 with the blank behind it, for a numbered clause."""

    @property
    def printed(self) -> str:
        """Number and text."""
        return self.number + self.text


@dataclass(frozen=True)
class Party:
    """One side of the signatures, by name."""

    label: str
    """甲方（盖章）： and the like."""
    name: str
    """The school, unit, department or person; empty where it is written by hand or stands in the label."""
    lines: tuple[str, ...]
    """Labels of the lines to sign on: 负责人（签字）：."""
    sealed: bool
    """A unit, whose seal needs a square of its own."""


@dataclass(frozen=True)
class Signatures:
    """Both parties side by side on the same rows, a free square for each seal, dates left open."""

    left: Party
    right: Party
    date: str
    """年　月　日, to be filled in by hand."""


@dataclass(frozen=True)
class Closing:
    """A letter's end (落款): at the right the sender over the date with room for the seal on both."""

    sender: str
    date: str
    """A run of underscores stands for a rule to write on."""
    lines: tuple[str, ...]
    """What else is signed, at the left: 班主任：________."""


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

    def texts(self) -> list[str]:
        """All texts that will be printed."""
        return [self.heading_number, *(text for block in self.blocks for text in texts_of(block))]


def texts_of(block: Block | Party) -> Iterator[str]:
    """Every text of a block, in the order of its members; a number belongs to its text."""
    if isinstance(block, Heading | Paragraph):
        yield block.printed
        return
    for value in vars(block).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value
        elif isinstance(value, Party):
            yield from texts_of(value)
