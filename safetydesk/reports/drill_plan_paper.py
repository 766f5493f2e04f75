"""应急演练方案: a drill before it is held, on the form that is handed round: why, how, who stands where, which way out.

What nobody has written yet is left blank, with room for a hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from safetydesk.core.dates import school_year
from safetydesk.export.record_form.form import Block, Column, Long, Pair, Pairs, RecordForm, Signatures, Table
from safetydesk.registers.records.drills.paper import Paper, Roll
from safetydesk.reports.held_drills import Drilled, Room
from safetydesk.words import Words

FACTS = ("held_on", "period", "type", "form", "announced", "place", "commander", "assembly")
TEXTS = {"purpose": 3, "preparation": 5, "procedure": 7, "guard": 4}
"""What is told at length, with the lines that are left for a hand."""
BLANK_POSTS = 6
"""Rows of the table of posts that are left open where nobody is named."""
SIGNERS = ("author", "checker", "approver")


def plan_form(
    drill: Drilled, classes: Sequence[Roll], rooms: Mapping[str, Room], words: Words, school: str
) -> RecordForm:
    """The plan of one drill."""
    first = school_year(drill.day)
    return RecordForm(
        title=words.text("drill_plan.title", school=school).strip(),
        number_line=words.text("core.year", first=first, last=first + 1),
        blocks=tuple(plan_blocks(drill, classes, rooms, words)),
        language=words.language,
        day=drill.day.isoformat(),
    )


def plan_blocks(drill: Drilled, classes: Sequence[Roll], rooms: Mapping[str, Room], words: Words) -> Iterator[Block]:
    """From the facts to the signatures."""
    paper = Paper(drill.values, words)
    wide = paper.given("based_on", "plan", "route", wide=True)
    yield Pairs((paper.pair("name", wide=True), *map(paper.pair, FACTS), paper.pair("target"), *wide))
    yield from changes(drill, words)
    yield expected(drill, paper)
    yield from (Long(paper.label(name), paper.text(name), lines) for name, lines in TEXTS.items())
    yield posts(drill, paper)
    yield from routes(drill, classes, rooms, words)
    roles = tuple(words.text(f"drill_plan.sign_{role}") for role in SIGNERS)
    yield Signatures(roles, words.text("drill_paper.sign_date"))


def changes(drill: Drilled, words: Words) -> Iterator[Block]:
    """That the drill was put on another day or cancelled, and why: an old plan must not be taken for a valid one."""
    pairs = [
        Pair(
            words.text("drill_plan.moved"),
            words.text(
                "drill_planned.moved", first=line["moved_from"], last=line["moved_to"], reason=line["reason"] or ""
            ),
            wide=True,
        )
        for line in drill.values["moves"] or ()
    ]
    if drill.values["cancelled_on"]:
        told = f"{drill.values['cancelled_on']}　{drill.values['cancelled_reason'] or ''}"
        pairs.append(Pair(words.text("drill_planned.state_cancelled"), told.strip(), wide=True, strong=True))
    if pairs:
        yield Pairs(tuple(pairs))


def expected(drill: Drilled, paper: Paper) -> Block:
    """How many pupils, staff and others are to take part."""
    pairs = (
        Pair(paper.words.text(f"drill_paper.{group}"), paper.text(f"{group}_expected"))
        for group in ("pupils", "staff", "others")
    )
    return Pairs(tuple(pairs), per_row=3)


def posts(drill: Drilled, paper: Paper) -> Block:
    """Who stands where (S66)."""
    rows = [(line["point"] or "", line["person"] or "") for line in drill.values["roles"] or ()]
    columns = (Column(paper.label("point"), 1.6), Column(paper.label("person"), 1.2))
    return Table(paper.label("roles"), columns, tuple(rows or [("", "")] * BLANK_POSTS), across=2)


def routes(drill: Drilled, classes: Sequence[Roll], rooms: Mapping[str, Room], words: Words) -> Iterator[Block]:
    """Each class's way out: room, stairs, the spot where it gathers; classes written down with the drill, else all."""
    pupils = {roll.name: len(roll.pupils) for roll in classes}
    chosen = [line["class_name"] for line in drill.values["counts"] or ()] or list(pupils)
    names = ("building", "floor", "stairs", "spot")
    heads = (words.text("field.drills.class_name"), words.text("drill_paper.pupils"))
    titles = (*heads, *(words.text(f"field.classes.{name}") for name in names))
    columns = tuple(Column(title, share) for title, share in zip(titles, (1.2, 0.7, 1.1, 0.6, 1.4, 1.4), strict=True))
    rows = tuple(route(name, pupils.get(name), rooms.get(name)) for name in chosen)
    if rows:
        yield Table(words.text("drill_plan.routes"), columns, rows)


def route(name: str, pupils: int | None, room: Room | None) -> tuple[str, ...]:
    """One class; what nobody noted is blank."""
    counted = "" if pupils is None else str(pupils)
    if room is None:
        return (name, counted, "", "", "", "")
    return (name, counted, room.building, "" if room.floor is None else str(room.floor), room.stairs, room.spot)
