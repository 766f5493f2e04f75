"""Headings and clauses numbered as the letter is composed, so that a block that prints nothing leaves no gap.

Chinese: 一、 then （一） then 1.; English: 1, 1.1, 1.1.1. A number that was typed before a heading is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from safetydesk.export.letter.document import Heading, Paragraph

DIGITS = "〇一二三四五六七八九"
TYPED = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十百]+[、．.章节]|[（(][一二三四五六七八九十百]+[）)]、?|[（(]\d{1,2}[）)]"
    r"|\d{1,2}(?:\.\d{1,2})*(?:[、．.)]\s*(?!\d)|\s+(?=[A-Z]))|[IVX]{1,5}[.)、]\s*)\s*"
)
"""A number as people type it before a heading."""


class Numbering:
    """Counts the headings and clauses of one letter."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.chinese = language == "zh_CN"
        self.main = self.part = 0
        self.clause = 0
        """The number of the last clause."""

    def heading(self, text: str, level: int = 1) -> Heading:
        """The next heading of a level, with its number."""
        if level == 1:
            self.main, self.part = self.main + 1, 0
        else:
            self.part += 1
        return Heading(TYPED.sub("", text), level, self.mark(level))

    def mark(self, level: int) -> str:
        """The number that the last heading of a level bears."""
        if not self.chinese:
            return f"{self.prefix}  "
        return f"{counted(self.main)}、" if level == 1 else f"（{counted(self.part)}）"

    @property
    def prefix(self) -> str:
        """English numbers of the headings that are open: 4 or 4.1; nothing before the first heading."""
        return ".".join(str(number) for number in (self.main, self.part) if number)

    def clauses(self, texts: Iterable[str], continued: bool = False) -> Iterator[Paragraph]:
        """Clauses counted from 1, or on from the clause before where they are `continued`; empty ones are left out."""
        first = self.clause + 1 if continued else 1
        for number, text in enumerate((text for text in texts if text.strip()), first):
            self.clause = number
            yield Paragraph(text, number=self.clause_mark(number))

    def clause_mark(self, number: int) -> str:
        """The number of a clause under the heading that is open."""
        if self.chinese:
            return f"{number}."
        return f"{self.prefix}.{number} " if self.prefix else f"{number}. "


def counted(number: int) -> str:
    """一, 十, 十一, 二十 … up to 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
