"""The numbers of a letter's headings and clauses as Word sets them by itself, so that it goes on numbering when somebody
adds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from safetydesk.export.letter.document import Heading, Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DIGITS = "一二三四五六七八九"
NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")
FIGURES = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
HEADINGS = 1
"""The list of the headings; each row of clauses is a list of its own."""
FIRST, SECOND, BELOW_SECOND, BELOW_FIRST = range(4)
"""Levels of the list of headings: both headings, and clauses that repeat the number of the heading above (1.1.1, 1.1)."""


@dataclass(frozen=True)
class Shape:
    """How the numbers of a level look."""

    format: str
    text: str
    """With %1 for the count of the first level."""
    blank: bool
    """Whether a blank of Word's own stands between number and text."""


@dataclass(frozen=True)
class Place:
    """Where a paragraph is counted."""

    list: int
    level: int


class WordNumbers:
    """Counts one letter's headings and clauses as Word will, and defines the lists that set the same numbers.

    A number that Word would set otherwise has no place: it stays typed.
    """

    def __init__(self) -> None:
        self.counts = [0, 0, 0, 0]
        self.headings: dict[int, Shape] = {}
        self.clauses: Shape | None = None
        self.starts: list[int] = []
        """The first number of each list of clauses."""
        self.last = 0
        """The last clause in a list of its own."""

    def place(self, block: Heading | Paragraph) -> Place | None:
        """Where a block is counted; None where it has no number, or one that stays typed."""
        found = NUMERAL.search(block.number) or FIGURES.search(block.number)
        if found is None:
            return None
        values = values_of(found[0])
        if isinstance(block, Heading):
            return self.counted((FIRST, SECOND)[block.level - 1], values, found)
        if len(values) > 1:
            return self.counted(BELOW_FIRST if len(values) == 2 else BELOW_SECOND, values, found)
        return self.clause(values[0], found)

    def counted(self, level: int, values: tuple[int, ...], found: re.Match[str]) -> Place | None:
        """The place of a heading, or of a clause that repeats its heading's number."""
        above = {FIRST: (), SECOND: (FIRST,), BELOW_SECOND: (FIRST, SECOND), BELOW_FIRST: (FIRST,)}[level]
        expected = (*(self.counts[one] for one in above), self.counts[level] + 1)
        shape = shape_of(found, (*above, level) if len(values) > 1 else (level,))
        if values != expected[-len(values) :] or self.headings.setdefault(level, shape) != shape:
            return None
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (len(self.counts) - level - 1)
        return Place(HEADINGS, level)

    def clause(self, value: int, found: re.Match[str]) -> Place | None:
        """The place of a clause with a number of its own; 1. begins another list."""
        shape = shape_of(found, (FIRST,))
        if self.clauses not in (None, shape):
            return None
        self.clauses = shape
        if value == 1 or value != self.last + 1:
            self.starts.append(value)
        self.last = value
        return Place(HEADINGS + len(self.starts), FIRST)

    def xml(self, properties: tuple[str, str, str]) -> Any:
        """The whole of numbering.xml; `properties` are those of first and second headings and of clauses."""
        first, second, clause = properties
        looks = {FIRST: first, SECOND: second, BELOW_SECOND: clause, BELOW_FIRST: clause}
        headings = "".join(level_xml(level, shape, looks[level]) for level, shape in sorted(self.headings.items()))
        clauses = level_xml(FIRST, self.clauses, clause) if self.clauses else ""
        lists = "".join(list_xml(number, value) for number, value in enumerate(self.starts, HEADINGS + 1))
        return parse_xml(
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{headings}</w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>{clauses}</w:abstractNum>'
            f'<w:num w:numId="{HEADINGS}"><w:abstractNumId w:val="1"/></w:num>{lists}</w:numbering>'
        )


def shape_of(found: re.Match[str], levels: tuple[int, ...]) -> Shape:
    """How a number looks; of the blanks behind it Word sets the last one."""
    text = found.string
    shown = ".".join(f"%{level + 1}" for level in levels)
    shown = text[: found.start()] + shown + text[found.end() :]
    chinese = found.re is NUMERAL
    return Shape("chineseCounting" if chinese else "decimal", shown.removesuffix(" "), shown.endswith(" "))


def values_of(text: str) -> tuple[int, ...]:
    """十二 → 12; 1.2 → 1, 2."""
    if text[0].isdecimal():
        return tuple(map(int, text.split(".")))
    tens, ten, ones = text.rpartition("十")
    units = DIGITS.find(ones) + 1 if ones else 0
    return ((DIGITS.find(tens) + 1 if tens else 1) * 10 + units if ten else units,)


def level_xml(level: int, shape: Shape, properties: str) -> str:
    """One level; its numbers look as the text behind them."""
    blank = "space" if shape.blank else "nothing"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape.format}"/><w:suff w:val="{blank}"/>'
        f'<w:lvlText w:val={quoteattr(shape.text)}/><w:lvlJc w:val="left"/>{properties}</w:lvl>'
    )


def list_xml(number: int, start: int) -> str:
    """One list of clauses, with the number it begins at."""
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="2"/>{override}</w:num>'
