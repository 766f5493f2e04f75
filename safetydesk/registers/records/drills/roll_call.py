"""演练点名表: the sheet on which the teacher of a class calls the pupils over and signs."""

from __future__ import annotations

from collections.abc import Sequence

from safetydesk.core.dates import school_year
from safetydesk.export.record_form.form import Column, Pair, Pairs, RecordForm, Signatures, Table
from safetydesk.registers.records.drills.paper import TICK, Paper, Roll, Values
from safetydesk.words import Words

ROLL_ROW = 17.5
ROLL_PAGE = 46
"""Height of a row of the roll call in points, and how many pupils have room on one page with it."""


def down_first(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows in such an order that, set two beside each other, they read down the left half of a page, then the right."""
    ordered = []
    for start in range(0, len(rows), ROLL_PAGE):
        page = rows[start : start + ROLL_PAGE]
        half = -(-len(page) // 2)
        for place in range(half):
            ordered += [page[place], page[place + half] if place + half < len(page) else ("",) * len(page[0])]
    return tuple(ordered)


def roll_call(values: Values, roll: Roll, words: Words, school: str) -> RecordForm:
    """The sheet of one class: its pupils with boxes to tick, room for the figures, the teacher's signature."""
    label = Paper(values, words).label
    text = Paper(values, words).text
    facts = (
        Pair(label("class_name"), roll.name),
        Pair(words.text("field.classes.head_teacher"), roll.head_teacher),
        Pair(label("held_on"), text("held_on")),
        Pair(label("name"), text("name"), wide=True),
        Pair(label("expected"), str(len(roll.pupils))),
        Pair(label("present")),
        Pair(label("assembly"), text("assembly")),
        Pair(label("signal_at")),
        Pair(label("assembled_at")),
        Pair(label("done_at")),
    )
    columns = (
        Column(words.text("drill_paper.number"), 0.5),
        Column(label("person"), 1.6),
        Column(label("present"), 0.7),
        Column(label("reason"), 1.4),
    )
    rows = [(str(number), name, TICK, "") for number, name in enumerate(roll.pupils, 1)]
    first = school_year(values["held_on"])
    return RecordForm(
        title=words.text("drill_paper.roll_title", school=school).strip(),
        number_line=words.text("core.year", first=first, last=first + 1),
        blocks=(
            Pairs(facts, per_row=3),
            Table(words.text("drill_paper.roll"), columns, down_first(rows), across=2, height=ROLL_ROW),
            Signatures((words.text("drill_paper.sign_teacher"),), words.text("drill_paper.sign_date")),
        ),
        language=words.language,
        day=values["held_on"].isoformat(),
    )
