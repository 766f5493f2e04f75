"""The numbers of a letter's headings and clauses as Word sets them by itself, so that it goes on numbering when somebody
adds one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from safetydesk.export.letter.document import Block, Heading, Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHINESE = "一二三四五六七八九十"
NUMERAL = f"[{CHINESE}]{{1,3}}"
FIRST = re.compile(rf"(?P<value>{NUMERAL})(?P<after>、)|(?P<figure>\d{{1,2}})(?P<gap>[.．]?[ \u3000]{{1,2}})")
SECOND = re.compile(rf"(?P<open>（)(?P<value>{NUMERAL})(?P<after>）)|(?P<bracket>\()(?P<figure>\d{{1,2}})(?P<gap>\) ?)")
CLAUSE = re.compile(r"(?P<figure>\d{1,2})(?P<gap>\.(?!\d) ?)")
CLAUSES = 2
"""Behind the two levels of headings."""
HEADINGS = 1
"""The list of the headings; each row of clauses is a list of its own."""


@dataclass(frozen=True)
class Numbered:
    """A paragraph with its number apart."""

    list: int
    level: int
    """Of the list: 0 for the first and for clauses, 1 for the second."""
    text: str


@dataclass(frozen=True)
class Shape:
    """How the numbers of a level look."""

    format: str
    before: str
    after: str
    blank: bool
    """Whether a blank of Word's own stands between number and text."""


class WordNumbers:
    """Reads the numbers of one letter's blocks in their order, and defines the lists that set them."""

    def __init__(self) -> None:
        self.shapes: dict[int, Shape] = {}
        """Level to shape: 0 and 1 headings, 2 clauses."""
        self.starts: list[tuple[int, int, int]] = []
        """Lists that begin at a number of their own: list, level, number."""
        self.lists = HEADINGS
        self.heading = HEADINGS
        """The list that headings go on in."""
        self.clauses = 0
        """The list of the last clauses; 0 before the first."""
        self.last = [0, 0, 0]

    def number(self, block: Block) -> Numbered | None:
        """A heading or clause with its number apart; None where it has none, or one of another look."""
        if isinstance(block, Heading):
            level = block.level - 1
            found = (FIRST, SECOND)[level].match(block.text)
        elif isinstance(block, Paragraph):
            level = CLAUSES
            found = CLAUSE.match(block.text)
        else:
            return None
        if found is None:
            return None
        shape, value = shape_of(found), value_of(found)
        if self.shapes.setdefault(level, shape) != shape:
            return None
        list = self.clause_list(value) if level == CLAUSES else self.heading_list(level, value)
        return Numbered(list, 0 if level == CLAUSES else level, block.text[found.end() :])

    def heading_list(self, level: int, value: int) -> int:
        """The list of a heading; one that does not go on with the number before begins a list at its own."""
        if value != self.last[level] + 1:
            self.lists += 1
            self.heading = self.lists
            self.starts.append((self.heading, level, value))
        self.last[level] = value
        if level == 0:
            self.last[1] = 0
        return self.heading

    def clause_list(self, value: int) -> int:
        """The list of a clause; 1. begins a new one."""
        if value != self.last[CLAUSES] + 1 or value == 1:
            self.lists += 1
            self.clauses = self.lists
            self.starts.append((self.clauses, CLAUSES, value))
        self.last[CLAUSES] = value
        return self.clauses

    def xml(self, properties: Sequence[str]) -> Any:
        """The whole of numbering.xml; `properties` are the paragraph and run properties of the three levels."""
        levels = [
            level_xml(0 if level == CLAUSES else level, shape, properties[level])
            for level, shape in sorted(self.shapes.items())
        ]
        headings = "".join(text for level, text in zip(sorted(self.shapes), levels, strict=True) if level != CLAUSES)
        clauses = "".join(text for level, text in zip(sorted(self.shapes), levels, strict=True) if level == CLAUSES)
        starts = {list: (level, value) for list, level, value in self.starts}
        lists = "".join(list_xml(number, starts.get(number)) for number in range(1, self.lists + 1))
        return parse_xml(
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{headings}</w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>{clauses}</w:abstractNum>{lists}</w:numbering>'
        )


def shape_of(found: re.Match[str]) -> Shape:
    """How a number looks; a blank behind it is set by Word."""
    facts = {name: text or "" for name, text in found.groupdict().items()}
    if facts["figure"]:
        gap = facts["gap"]
        return Shape("decimal", facts.get("bracket", ""), gap.removesuffix(" "), gap.endswith(" "))
    return Shape("chineseCounting", facts.get("open", ""), facts["after"], False)


def value_of(found: re.Match[str]) -> int:
    """The number itself."""
    facts = found.groupdict()
    if facts["figure"]:
        return int(facts["figure"])
    tens, ten, ones = facts["value"].rpartition("十")
    units = CHINESE.find(ones) + 1 if ones else 0
    return (CHINESE.find(tens) + 1 if tens else 1) * 10 + units if ten else units


def level_xml(level: int, shape: Shape, properties: str) -> str:
    """One level; its numbers look as the text behind them."""
    text = f"{shape.before}%{level + 1}{shape.after}"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape.format}"/>'
        f'<w:suff w:val="{"space" if shape.blank else "nothing"}"/><w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>{properties}</w:lvl>'
    )


def list_xml(number: int, start: tuple[int, int] | None) -> str:
    """One list, with the number it begins at: headings follow the first definition, clauses the second."""
    clauses = start is not None and start[0] == CLAUSES
    override = ""
    if start is not None:
        level = 0 if clauses else start[0]
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start[1]}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{2 if clauses else 1}"/>{override}</w:num>'
