"""应急演练总结: the figures of a drill as they were recorded, then what the clerk makes of them, then the photos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safetydesk.core.dates import school_year
from safetydesk.export.record_form.form import (
    Block,
    Column,
    Long,
    Pair,
    Pairs,
    Photo,
    RecordForm,
    Signatures,
    Table,
)
from safetydesk.registers.records.drills.paper import HAND_LINES, Paper
from safetydesk.registers.records.drills.register import LATE_AFTER_DAYS
from safetydesk.reports.drill_judged_paper import compared, judged_blocks
from safetydesk.reports.drill_judgement import Judged
from safetydesk.reports.drill_summary_draft import open_place
from safetydesk.reports.held_drills import Room
from safetydesk.storage.database import Database
from safetydesk.words import Words

FACTS = ("held_on", "period", "type", "form", "announced", "place", "commander", "assembly")
SUMMARY_LINES = 10
"""Room for a hand in a summary that is not written yet."""


@dataclass(frozen=True)
class Task:
    """What follows from a drill."""

    what: str
    owner: str
    due: str
    done: str


def tasks_of(database: Database, drill_id: int) -> list[Task]:
    """The tasks of a drill, the earliest due first."""
    rows = database.query(
        "SELECT what, owner, due_on, done_on FROM drill_task WHERE drill_id = ? AND deleted_at IS NULL "
        "ORDER BY due_on, id",
        [drill_id],
    )
    return [Task(what, owner, due or "", done or "") for what, owner, due, done in rows]


@dataclass(frozen=True)
class Told:
    """A drill with all that its summary tells."""

    judged: Judged
    entered: date
    tasks: Sequence[Task]
    photos: Sequence[Photo]


def summary_form(told: Told, rooms: Mapping[str, Room], words: Words, school: str, per_page: int) -> RecordForm:
    """The summary of one drill, `per_page` photos to a page."""
    drill = told.judged.drill
    first = school_year(drill.day)
    return RecordForm(
        title=words.text("drill_summary.title", school=school).strip(),
        number_line=words.text("core.year", first=first, last=first + 1),
        blocks=tuple(SummaryPaper(told, rooms, words).blocks(per_page)),
        language=words.language,
        day=drill.day.isoformat(),
    )


class SummaryPaper:
    """One summary in the language of the paper."""

    def __init__(self, told: Told, rooms: Mapping[str, Room], words: Words) -> None:
        self.told = told
        self.rooms = rooms
        self.words = words
        self.drill = told.judged.drill
        self.paper = Paper(self.drill.values, words)

    def blocks(self, per_page: int) -> Iterator[Block]:
        """What it was, the figures, the judgement, what follows, signatures, photos."""
        paper = self.paper
        yield Pairs((paper.pair("name", wide=True), *map(paper.pair, FACTS), *self.entered_late()))
        yield from self.figures()
        for name in ("findings", "measures"):
            yield Long(paper.label(name), paper.text(name), HAND_LINES)
        yield from self.tasks()
        yield Long(paper.label("summary"), paper.text("summary"), SUMMARY_LINES)
        yield from self.unfinished()
        yield Pairs((paper.pair("summary_by"), paper.summary_day()))
        roles = tuple(self.words.text(f"drill_summary.sign_{role}") for role in ("writer", "commander"))
        yield Signatures(roles, self.words.text("drill_paper.sign_date"))
        yield from paper.photo_pages(self.told.photos, per_page)

    def entered_late(self) -> Iterator[Pair]:
        """That the record was written long after the drill."""
        days = (self.told.entered - self.drill.day).days
        if self.drill.held and days > LATE_AFTER_DAYS:
            text = self.words.text("drill_summary.entered_late", n=days)
            yield Pair(self.paper.label("late"), text, wide=True, strong=True)

    def figures(self) -> Iterator[Block]:
        """Head counts, times, judgement, and the groups of classes, all worked out from the record."""
        yield self.paper.head_counts()
        yield from self.paper.no_staff()
        yield from self.paper.departments()
        yield self.paper.times()
        yield from judged_blocks(self.told.judged, self.words)
        yield from compared(self.drill, self.rooms, self.words)

    def tasks(self) -> Iterator[Block]:
        """Who settles what by when."""
        rows = tuple((task.what, task.owner, task.due, task.done) for task in self.told.tasks)
        if rows:
            names = ("what", "owner", "due_on", "done_on")
            titles = (self.words.text(f"field.drill-tasks.{name}") for name in names)
            columns = tuple(Column(title, share) for title, share in zip(titles, (3, 1, 1.1, 1.1), strict=True))
            yield Table(self.words.text("drill_summary.tasks"), columns, rows)

    def unfinished(self) -> Iterator[Block]:
        """A summary that still has open places says so, so that nobody takes it for finished."""
        if open_place(self.words) in self.paper.text("summary"):
            text = self.words.text("drill_summary.unfinished")
            yield Pairs((Pair(self.paper.label("note"), text, wide=True, strong=True),))
