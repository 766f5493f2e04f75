"""A letter before it has a page: its blocks in order, all texts final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass


@dataclass(frozen=True)
class Title:
    """The title, centred."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 一、 in the sans face, level 2 （一） in the Kai face."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; `indent` in characters."""

    text: str
    indent: int = 2


@dataclass(frozen=True)
class Signatures:
    """Two columns to sign in: the left one with room for the school's seal, dates left open."""

    left: tuple[str, ...]
    """Labels: the sealed party first, then lines to sign on."""
    right: tuple[str, ...]
    date: str
    """年　月　日, to be filled in by hand."""


@dataclass(frozen=True)
class Closing:
    """A letter's end above a receipt: the sender with room for a seal, and a line to sign on."""

    lines: tuple[str, ...]


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


def texts_of(value: object) -> Iterator[str]:
    """The texts of a block, of its parts, and of theirs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for part in vars(value).values():
            yield from texts_of(part)
