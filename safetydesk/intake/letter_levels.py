"""Numbered lines of a letter as the levels a wording has: headings 一、 and （一）, clauses 1., and text.

A wording numbers its clauses itself, so a number is taken off where the same one is set again, and stays in the text
where it is not: none stands twice, none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safetydesk.intake.docx_counting import chinese
from safetydesk.intake.docx_text import LeftOut
from safetydesk.intake.letter_labels import Item, Label

SHORT_HEADING = 30
"""Characters of a heading at most; a longer text that begins like one is a sentence."""
RUN_IN = 22
"""Characters of a heading at most that text follows on the same line."""
ENDS = ("。", "；", ";", "！", "？", "，", ".", "!", "?")
HAN = re.compile(r"[\u4e00-\u9fff]")
STYLED = "styled"
"""The family of headings that a style makes, by its depth."""
TOP = ("part", "chapter", "section", "ideo")
"""Families that are headings where one of them is short or has text below."""


@dataclass(frozen=True)
class Placed:
    """A line with what it is: heading, clause or paragraph."""

    kind: str
    text: str
    level: int = 1
    first: bool = False
    """A clause with which the numbers begin again."""


class Levels:
    """Sorts the lines of one letter."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.chinese = any(HAN.search(item.text) for item in items)
        self.levels = self.heading_levels()
        self.renumbered: list[LeftOut] = []
        self.section: Label | None = None
        """The first clause since the last heading."""
        self.deeper: Label | None = None
        """The last number below a clause."""
        self.last = 0
        """The last clause's number in the file; 0 before the first."""
        self.count = 0
        """The last clause's number as it will be printed."""

    def placed(self) -> Iterator[Placed]:
        """Every line, in order."""
        for item in self.items:
            level = self.levels.get(family_of(item))
            if level is not None:
                self.section = self.deeper = None
                yield from self.heading(item, level)
            elif item.label is None:
                yield Placed("paragraph", item.text)
            elif self.is_clause(item.label):
                yield self.clause(item, item.label)
            else:
                self.deeper = item.label if self.section is not None else None
                yield Placed("paragraph", joined(item.label.text, item.text))

    def heading_levels(self) -> dict[tuple[str, int], int]:
        """The families that are headings, and the level of each: two at most, what is below stays text."""
        styled = sorted({item.line.heading for item in self.items if item.line.heading})
        found = [(STYLED, depth) for depth in styled]
        found += [(family, 0) for family in TOP if self.is_heading(family)]
        found += [("article", 0)] if self.all_short("article") else []
        if not found and not self.members("ideo_round"):
            found = self.plain_headings()
        levels = {family: min(place, 2) for place, family in enumerate(found, 1) if place <= 2 or family[0] == STYLED}
        if self.is_heading("ideo_round") and len(found) <= 1:
            levels[("ideo_round", 0)] = 2
        return levels

    def plain_headings(self) -> list[tuple[str, int]]:
        """1. and 1.1 are headings in a letter without 一、 where all are short and most have text below."""
        found: list[tuple[str, int]] = []
        for family, size in (("decimal", 0), ("multi", 2)):
            places = self.members(family, size)
            below = sum(self.has_text_below(place) for place in places)
            if not self.all_short(family, size) or below * 2 <= len(places):
                break
            found.append((family, size))
        return found

    def members(self, family: str, size: int = 0) -> list[int]:
        """Where lines of a family stand."""
        return [place for place, item in enumerate(self.items) if family_of(item) == (family, size)]

    def is_heading(self, family: str) -> bool:
        """Whether a family's lines are headings: one of them is short and no sentence, or has numbers below."""
        return any(is_short(self.items[place]) or self.has_numbers_below(place) for place in self.members(family))

    def all_short(self, family: str, size: int = 0) -> bool:
        """Whether a family's lines are short, and there are some."""
        places = self.members(family, size)
        return bool(places) and all(is_short(self.items[place]) for place in places)

    def has_numbers_below(self, place: int) -> bool:
        """Whether a lower number follows."""
        label = self.items[place].label
        following = self.items[place + 1].label if place + 1 < len(self.items) else None
        return label is not None and following is not None and following.rank > label.rank

    def has_text_below(self, place: int) -> bool:
        """Whether a lower number or plain text follows."""
        plain = place + 1 < len(self.items) and self.items[place + 1].label is None
        return plain or self.has_numbers_below(place)

    def heading(self, item: Item, level: int) -> Iterator[Placed]:
        """A heading with its number as the standard writes it; text that runs on behind it is a paragraph."""
        head, text = item.text, ""
        if len(item.text) > SHORT_HEADING:
            stop = item.text.find("。") + 1
            if 0 < stop <= RUN_IN and stop < len(item.text):
                head, text = item.text[: stop - 1], item.text[stop:].strip()
        yield Placed("heading", joined(self.number(item.label, level), head), level)
        if text:
            yield Placed("paragraph", text)

    def number(self, label: Label | None, level: int) -> str:
        """A heading's number: 一、 and （一） in a Chinese letter, otherwise as it is.

        A letter numbers its headings itself in the place of a typed number; 第一条 and 第一部分 it does not know as one.
        """
        if label is None or label.family in ("part", "article"):
            return ""
        if label.family in ("chapter", "section") or not self.chinese:
            return label.text
        return f"{chinese(label.value)}、" if level == 1 else f"（{chinese(label.value)}）"

    def is_clause(self, label: Label) -> bool:
        """Whether a number is one of the clauses under the last heading, or stands below one of them."""
        if label.family == "article" or (label.family == "multi" and self.section and self.section.family != "multi"):
            return False
        if self.section is None or label.rank < self.section.rank or label.family == self.section.family:
            return True
        return self.deeper is None and label.value > 1 and label.value == self.last + 1

    def clause(self, item: Item, label: Label) -> Placed:
        """A clause; numbers that leave one out, or begin in the middle, are listed."""
        first = label.value == 1 or (self.section is None and label.value != self.last + 1)
        self.count = 1 if first else self.count + 1
        if self.count != label.value and (first or label.value != self.last + 1):
            self.renumbered.append(
                LeftOut("wording_docx.lost_numbers", f"{label.text} → {self.count}. {item.text[:20]}")
            )
        if self.section is None or label.rank < self.section.rank:
            self.section = label
        self.deeper, self.last = None, label.value
        return Placed("clause", item.text, first=first)


def family_of(item: Item) -> tuple[str, int]:
    """The family that a line is sorted by: its heading style before its number."""
    if item.line.heading:
        return STYLED, item.line.heading
    if item.label is None:
        return "", 0
    return item.label.family, len(item.label.values) if item.label.family == "multi" else 0


def is_short(item: Item) -> bool:
    """Whether a text could be a heading by its length and end."""
    return len(item.text) <= SHORT_HEADING and not item.text.endswith(ENDS)


def joined(number: str, text: str) -> str:
    """A number before its text; a blank parts them where the number has no mark of its own at its end."""
    if not number or not text:
        return number or text
    latin = number[-1] in ".)" and not HAN.match(text)
    wide = number.startswith("第") and not number.endswith("、")
    return f"{number}{'　' if wide else ' ' if latin or number[-1].isalnum() else ''}{text}"
