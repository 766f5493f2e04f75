"""A drill on paper: the record with its photos.

What was not written down is left blank where a hand can still fill it in: a planned drill prints as the form that
is taken along. Facts that few drills have are printed only where there are any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from safetydesk.core.dates import school_year
from safetydesk.core.field import Choice
from safetydesk.core.linked_field import Rows
from safetydesk.core.share import percent
from safetydesk.export.record_form.form import (
    Block,
    Column,
    Long,
    Pair,
    Pairs,
    Photo,
    Photos,
    RecordForm,
    Signatures,
    Table,
)
from safetydesk.registers.records.drills.kinds import SUMMARY_DAYS
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.rules import GROUPS
from safetydesk.words import Words

RATINGS = ("presence_rating", "supplies_rating", "teamwork_rating")
BLANK_ROWS = 4
"""For names that a hand will write."""
HAND_LINES, SUMMARY_LINES = 3, 6
"""Room for a hand in a text that is not written yet."""
TICK = "□"
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Roll:
    """A class that is called over: its pupils in the order of the roster."""

    name: str
    head_teacher: str
    pupils: tuple[str, ...]


def record_form(
    values: Values,
    words: Words,
    school: str,
    entered: str,
    classes: Sequence[Roll] = (),
    photos: Sequence[Photo] = (),
    judged: Sequence[Block] = (),
    per_page: int = 0,
) -> RecordForm:
    """The record of a drill. `values` are those that are shown (links by label), `entered` the day of entry.

    `judged` is what the figures come to, `per_page` how many photos share a page.
    """
    first = school_year(values["held_on"])
    late = words.text("drill_paper.late") if values["late"] else ""
    year = words.text("core.year", first=first, last=first + 1)
    return RecordForm(
        title=words.text("drill_paper.title", school=school).strip(),
        number_line=words.text("drill_paper.number_line", year=year, entered=entered, late=late).strip(),
        blocks=tuple(Paper(values, words).blocks(classes, photos, judged, per_page)),
        language=words.language,
        day=values["held_on"].isoformat(),
    )


class Paper:
    """One drill in the language of the paper."""

    def __init__(self, values: Values, words: Words) -> None:
        self.values = values
        self.words = words
        self.held = values["pupils_present"] is not None

    def blocks(
        self, classes: Sequence[Roll], photos: Sequence[Photo], judged: Sequence[Block], per_page: int
    ) -> Iterator[Block]:
        """From the facts to the photos."""
        yield self.facts()
        yield from self.roles()
        yield self.head_counts()
        yield from self.no_staff()
        yield from self.class_counts(classes)
        yield from self.departments()
        yield self.absent()
        yield self.times()
        yield from judged
        yield from self.learnt()
        yield Signatures(
            tuple(self.words.text(f"drill_paper.sign_{role}") for role in ("commander", "summary", "recorder")),
            self.words.text("drill_paper.sign_date"),
        )
        yield from self.photo_pages(photos, per_page)

    def photo_pages(self, photos: Sequence[Photo], per_page: int) -> Iterator[Block]:
        """The photos on pages of their own."""
        if photos:
            yield Photos(self.words.text("drill_paper.photos"), tuple(self.numbered(photos)), per_page)

    def no_staff(self) -> Iterator[Block]:
        """A drill that only pupils went through says so in bold (S63)."""
        if self.held and not self.values["staff_present"]:
            text = self.words.text("drill_paper.no_staff")
            yield Pairs((Pair(self.words.text("drill_paper.staff"), text, wide=True, strong=True),))

    def label(self, name: str) -> str:
        """What a field is called."""
        return self.words.text(f"field.drills.{name}")

    def text(self, name: str) -> str:
        """What a field holds, as a person reads it."""
        return DRILLS.field(name).text(self.values[name], self.words)

    def pair(self, name: str, wide: bool = False) -> Pair:
        """A field with its label."""
        return Pair(self.label(name), self.text(name), wide)

    def given(self, *names: str, wide: bool = False) -> list[Pair]:
        """Those of some fields that hold anything."""
        return [self.pair(name, wide) for name in names if self.text(name)]

    def ticked(self, name: str) -> Pair:
        """A choice; one that was not made is offered with boxes to tick."""
        field = DRILLS.field(name)
        assert isinstance(field, Choice)
        boxes = (TICK + self.words.term(field.choices.family, value) for value in field.choices.values)
        return self.pair(name) if self.text(name) else Pair(self.label(name), "  ".join(boxes), wide=True)

    def facts(self) -> Block:
        """What was practised, when, where, and under whom."""
        names = ("held_on", "period", "type", "form", "announced", "commander", "place", "assembly")
        return Pairs(
            (self.pair("name", wide=True), *map(self.pair, names), *self.given("route", "based_on", "plan", wide=True)),
        )

    def roles(self) -> Iterator[Block]:
        """Who stood where."""
        if self.values["roles"]:
            yield self.table("roles", shares=(1.6, 1.2, 0.8), left_out=() if self.held else ("arrived",))

    def table(self, name: str, shares: Sequence[float], blanks: int = 0, left_out: Sequence[str] = ()) -> Table:
        """A field that is a small table, two rows beside each other; `left_out` cells are for the hand."""
        field = DRILLS.field(name)
        assert isinstance(field, Rows)
        rows = [
            tuple("" if part.name in left_out else part.text(row[part.name], self.words) for part in field.fields)
            for row in self.values[name]
        ]
        rows += [("",) * len(field.fields)] * blanks
        columns = tuple(Column(self.label(part.name), share) for part, share in zip(field.fields, shares, strict=True))
        return Table(self.label(name), columns, tuple(rows), across=2)

    def head_counts(self) -> Block:
        """Expected and present of each group of people, and of all together."""
        groups = [group for group in GROUPS if group != "others" or not self.held or self.values["others_expected"]]
        counts = [(self.values[f"{group}_expected"], self.values[f"{group}_present"]) for group in groups]
        rows = [
            (self.words.text(f"drill_paper.{group}"), *figures(*count))
            for group, count in zip(groups, counts, strict=True)
        ]
        sums = [
            None if all(part is None for part in parts) else sum(part or 0 for part in parts)
            for parts in zip(*counts, strict=True)
        ]
        rows.append((self.words.text("drill_paper.all"), *figures(*sums)))
        heads = [self.label("expected"), self.label("present")]
        heads += [self.words.text("drill_paper.missing"), self.words.text("drill_paper.rate")]
        columns = (Column(self.words.text("drill_paper.group"), 1.2), *(Column(head) for head in heads))
        return Table(self.words.text("drill_paper.head_counts"), columns, tuple(rows))

    def class_counts(self, classes: Sequence[Roll]) -> Iterator[Block]:
        """The head count class by class; for a drill to come, the classes to be counted."""
        shares = (1.5, 0.8, 0.8, 1.1)
        table = self.table("counts", shares)
        if not table.rows and not self.held:
            table = replace(table, rows=tuple((roll.name, str(len(roll.pupils)), "", "") for roll in classes))
        if table.rows:
            yield table

    def departments(self) -> Iterator[Block]:
        """The staff by department (S63)."""
        if self.values["staff_counts"]:
            yield self.table("staff_counts", shares=(1.6, 0.8, 0.8))

    def absent(self) -> Block:
        """Who was missing and why; room for their names as long as that is not known."""
        if self.values["absent"]:
            return self.table("absent", shares=(1.1, 1.1, 1.2))
        counts = [(self.values[f"{group}_expected"] or 0, self.values[f"{group}_present"] or 0) for group in GROUPS]
        if self.held and all(expected == present for expected, present in counts):
            return Pairs((Pair(self.label("absent"), self.words.text("drill_paper.nobody"), wide=True),))
        return self.table("absent", shares=(1.1, 1.1, 1.2), blanks=BLANK_ROWS)

    def times(self) -> Block:
        """How long it took against what was aimed at, and whether anybody was hurt."""
        seconds, target = self.values["seconds"], self.values["target"]
        if seconds is None or target is None:
            met = "  ".join(TICK + self.words.text(f"core.{answer}") for answer in ("yes", "no"))
        else:
            met = self.words.text("core.yes" if seconds <= target else "core.no")
        names = ("signal_at", "assembled_at", "counted_at", "seconds", "target")
        pairs = (*map(self.pair, names), Pair(self.words.text("drill_paper.target_met"), met))
        return Pairs((*pairs, self.pair("injured"), *self.given("cost")), per_row=3)

    def learnt(self) -> Iterator[Block]:
        """How it went, what was found, what follows from it."""
        yield Pairs(tuple(map(self.ticked, RATINGS)), per_row=3)
        yield Pairs((self.ticked("suitable"), self.ticked("sufficient")))
        yield from (Long(self.label("supplies"), text, 1) for text in [self.text("supplies")] if text)
        yield Long(self.label("findings"), self.text("findings"), HAND_LINES)
        yield Long(self.label("measures"), self.text("measures"), HAND_LINES)
        yield Pairs((self.ticked("plan_revised"), *self.given("closed_on")))
        yield Long(self.label("summary"), self.text("summary"), SUMMARY_LINES)
        yield Pairs((self.pair("summary_by"), self.summary_day()))
        yield from (Long(self.label("note"), text, 1) for text in [self.text("note")] if text)

    def summary_day(self) -> Pair:
        """When the summary was written; a late one says so in bold (S69)."""
        written, label = self.values["summary_on"], self.label("summary_on")
        days = (written - self.values["held_on"]).days if written else 0
        if days <= SUMMARY_DAYS:
            return Pair(label, self.text("summary_on"))
        text = self.words.text("drill_summary.summary_late", day=self.text("summary_on"), n=days)
        return Pair(label, text, strong=True)

    def numbered(self, photos: Sequence[Photo]) -> Iterator[Photo]:
        """Photos whose captions bear their number."""
        for n, photo in enumerate(photos, 1):
            yield replace(photo, caption=self.words.text("drill_paper.photo", number=n, caption=photo.caption).strip())


def figures(expected: int | None, present: int | None) -> tuple[str, str, str, str]:
    """Expected, present, missing, and the share of those present."""
    shown = tuple("" if count is None else str(count) for count in (expected, present))
    if expected is None or present is None:
        return (*shown, "", "")  # type: ignore[return-value]
    return (*shown, str(expected - present), rate(expected, present))  # type: ignore[return-value]


def rate(expected: int, present: int) -> str:
    """The share of those present, or nothing where nobody was expected."""
    return percent(Fraction(present, expected)) if expected else ""
