"""A plan on paper: what it answers, its eight parts in their order, the steps with their owners, and its approval.

What a plan lacks is said where it would stand (S55, S56): a gap in a plan must not look like an end of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from safetydesk.core.linked_field import Rows
from safetydesk.export.record_form.form import Block, Column, Long, Pair, Pairs, RecordForm, Signatures, Table
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.words import Words

FACTS = ("type", "author", "approved_by", "issued_on", "review_on", "last_drill")
BLANK_ROWS = 2
"""Of a plan told to nobody yet, for a hand."""
Values = Mapping[str, Any]


def plan_form(values: Values, words: Words, school: str, replaced_by: int | None) -> RecordForm:
    """One version of a plan. `values` are those that are shown: links by label, small tables as rows."""
    name = values["name"]
    state = "replaced" if replaced_by else "current"
    title = name if school in name else words.text("plan_paper.title", school=school, name=name)
    return RecordForm(
        title=title.strip(),
        number_line=words.text(f"plan_paper.{state}", edition=values["edition"], later=replaced_by),
        blocks=tuple(Paper(values, words).blocks()),
        language=words.language,
        day=values["issued_on"].isoformat(),
    )


class Paper:
    """One plan in the language of the paper."""

    def __init__(self, values: Values, words: Words) -> None:
        self.values = values
        self.words = words

    def blocks(self) -> Iterator[Block]:
        """From the facts to the signatures."""
        yield Pairs(tuple(self.facts()))
        yield Long(self.label("crises"), self.text("crises"), 1)
        yield Long(self.label("legal_basis"), self.text("legal_basis"), 1)
        for place, (name, part) in enumerate(SECTIONS.items()):
            number = self.words.text("plan_paper.numerals")[place]
            title = self.words.term("plan_part", part)
            label, text = self.words.text("plan_paper.part", number=number, title=title), self.part(name)
            yield Long(label, text or self.words.text("plan_paper.missing"), 1, bold=not text)
        yield self.steps()
        yield self.briefings()
        if self.text("note"):
            yield Long(self.label("note"), self.text("note"), 1)
        roles = tuple(self.words.text(f"plan_paper.sign_{role}") for role in ("author", "approver"))
        yield Signatures(roles, self.words.text("plan_paper.sign_date"))

    def facts(self) -> Iterator[Pair]:
        """Who wrote it, when it holds, why it was revised, and how much of it is there."""
        yield from (Pair(self.label(name), self.text(name)) for name in FACTS)
        if self.text("cause"):
            yield Pair(self.label("cause"), self.text("cause"), wide=True)
        if self.values["missing"]:
            lack = self.words.text("plan_paper.lacks", there=self.values["complete"], missing=self.text("missing"))
            yield Pair(self.label("missing"), lack, wide=True)

    def label(self, name: str) -> str:
        """What a field is called."""
        return self.words.text(f"field.plans.{name}")

    def text(self, name: str) -> str:
        """What a field holds, as a person reads it."""
        return PLANS.field(name).text(self.values[name], self.words)

    def part(self, name: str) -> str:
        """One of the eight parts: its text, the page of the attached document where it stands, or nothing."""
        page = self.values[f"{name}_page"]
        found = [self.values[name].strip(), "" if page is None else self.words.text("plan_paper.on_page", page=page)]
        return "\n".join(filter(None, found))

    def steps(self) -> Block:
        """Who does what within which time; a step of nobody is marked."""
        rows = tuple(
            (str(number), step["action"], (step["owner"] or "").strip() or self.words.text("plan_paper.unowned"), step["limit"])
            for number, step in enumerate(self.values["steps"], 1)
        )  # fmt: skip
        columns = (
            Column(self.words.text("plan_paper.number"), 0.6),
            Column(self.label("action"), 4.0, "left"),
            Column(self.label("owner"), 1.6),
            Column(self.label("limit"), 1.2),
        )
        if not rows:
            rows = (("", self.words.text("plan_paper.no_steps"), "", ""),)
        return Table(self.label("steps"), columns, rows)

    def briefings(self) -> Block:
        """Who was told of the plan, when and by whom (S58)."""
        field = PLANS.field("briefings")
        assert isinstance(field, Rows)
        rows = [
            tuple(part.text(row[part.name], self.words) for part in field.fields) for row in self.values[field.name]
        ]
        columns = tuple(
            Column(self.label(part.name), share) for part, share in zip(field.fields, (1.2, 3.0, 1.2), strict=True)
        )
        return Table(self.label(field.name), columns, tuple(rows) or (("",) * len(columns),) * BLANK_ROWS)
