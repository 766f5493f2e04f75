"""What stands in a cell of the bureau's form: the papers one by one while they are few, else how many and which codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from safetydesk.words import Words

FEW = 3
"""Papers that a line names one by one."""
MOST_RANGES = 5
"""Ranges of codes that a line names; the rest is counted."""
MOST_LINES = 10
"""Lines of a cell that several lines of the form share; where they come to more, they are told of together."""


@dataclass(frozen=True)
class Paper:
    """A filed paper by its code and title."""

    code: str
    title: str

    @property
    def series(self) -> str:
        """Fonds, year, retention and class: what its number counts within."""
        return self.code.rpartition("-")[0]

    @property
    def number(self) -> int:
        """Its number in the series; 0 without a code."""
        last = self.code.rpartition("-")[2]
        return int(last) if last.isascii() and last.isdigit() else 0


def cell_said(answers: Sequence[Sequence[int]], papers: Mapping[int, Paper], words: Words) -> str:
    """The text of a cell that answers these lines of the form, each by the ids of its papers."""
    each = [answer_said([papers[item] for item in answer], words) for answer in answers]
    whole = "\n".join(each)
    if len(answers) == 1 or whole.count("\n") < MOST_LINES:
        return whole
    every = dict.fromkeys(item for answer in answers for item in answer)
    together = [answer_said([papers[item] for item in every], words)] if every else []
    empty = sum(not answer for answer in answers)
    return "\n".join([*together, *([words.text("bureau.missing_lines", n=empty)] if empty else [])])


def answer_said(papers: Sequence[Paper], words: Words) -> str:
    """One line's answer: at most `MOST_RANGES` + 3 lines of text, however many papers there are."""
    if not papers:
        return words.text("bureau.missing")
    if len(papers) <= FEW:
        return "\n".join(f"{paper.code} {paper.title}".strip() for paper in papers)
    coded = sorted((paper for paper in papers if paper.code), key=lambda paper: (paper.series, paper.number))
    series = [list(group) for _, group in groupby(coded, key=lambda paper: paper.series)]
    if len(series) == 1 and len(coded) == len(papers):
        first, last = coded[0], coded[-1]
        gapless = last.number - first.number + 1 == len(coded)
        key = "bureau.from_to" if gapless else "bureau.between"
        return words.text(key, n=len(coded), first=first.code, last=last.code)
    lines = [words.text("bureau.in_all", n=len(papers))]
    lines += [range_said(group, words) for group in series[:MOST_RANGES]]
    if rest := series[MOST_RANGES:]:
        lines.append(words.text("bureau.other_ranges", n=sum(map(len, rest)), ranges=len(rest)))
    if uncoded := len(papers) - len(coded):
        lines.append(words.text("bureau.uncoded", n=uncoded))
    return "\n".join(lines)


def range_said(group: Sequence[Paper], words: Words) -> str:
    """First and last code of a series, and how many papers it has here."""
    if len(group) == 1:
        return words.text("bureau.one_code", code=group[0].code)
    return words.text("bureau.range", first=group[0].code, last=group[-1].code, n=len(group))
