"""预案汇编: all current plans as one book, with cover, contents and bookmarks; what a plan keeps in a file behind it.

The file is PDF/A-2u as long as nothing but our own pages is in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.core.picture_file import Unread
from safetydesk.errors import Cancelled, UserError, message
from safetydesk.export.unprintable import places
from safetydesk.operations.attaching import Attached
from safetydesk.operations.form_papers import PapersJob, write
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper
from safetydesk.operations.plan_documents import documents
from safetydesk.operations.plan_papers import book_order, prepare_plans, shown
from safetydesk.operations.unread import unread_parts
from safetydesk.paths import resources
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.volume.plan import Part, Volume

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BookPlan:
    """One plan of the book."""

    id: int
    kind: str
    title: str
    author: str
    day: str
    files: tuple[Attached, ...]
    """Bound behind it: the documents that its parts are in, where it names their pages."""


@dataclass(frozen=True)
class BookJob:
    """Everything the book is made from; afterwards neither database nor window is touched."""

    plans: tuple[BookPlan, ...]
    papers: PapersJob
    school: str
    words: Words
    scratch: Path

    @property
    def day(self) -> str:
        """The newest plan's day, which dates the book."""
        return max(plan.day for plan in self.plans)


@dataclass(frozen=True)
class BookWritten:
    """What was written."""

    plans: int
    pages: int
    archival: bool
    """Whether it is PDF/A-2u: not where foreign PDFs are bound in."""
    unread: tuple[Unread, ...] = ()
    """Documents behind the plans that could not be read, each with the plan's name."""


def prepare_book(office: Office) -> BookJob:
    """Read all current plans. Raises UserError where there is none."""
    ids = book_order(office)
    papers = prepare_plans(office, ids)
    words = office.paper
    files = documents(office, ids)
    plans = tuple(
        BookPlan(
            row_id,
            words.term("emergency", values["type"]),
            words.text("plan_book.entry", name=values["name"], edition=values["edition"]),
            values["author"],
            values["issued_on"].isoformat(),
            files.get(row_id, ()),
        )
        for row_id, values in zip(ids, shown(office, ids), strict=True)
    )
    school = papers.author if office.database.query("SELECT 1 FROM school WHERE name <> ''") else ""
    return BookJob(plans, papers, school, words, office.folder.work / "plan-book")


def write_book(
    job: BookJob,
    path: Path,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BookWritten:
    """Write the book. Raises UserError for what no face can print or a disk that refuses, and Cancelled."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.volume.binding import bind

    shutil.rmtree(job.scratch, ignore_errors=True)
    job.scratch.mkdir(parents=True)
    fonts = Fonts(resources() / "fonts")
    refuse_unprintable(job, fonts)
    try:
        printed = printed_parts(job, progress, cancelled)
        parts: dict[int, tuple[Part, ...]] = {}
        for plan in job.plans:
            if cancelled():
                raise Cancelled
            parts[plan.id] = (printed[plan.id], *file_parts(job, plan))
        bound = bind(book_of(job, parts), path, job.words, fonts, job.scratch, day=job.day, cancelled=cancelled)
    finally:
        shutil.rmtree(job.scratch, ignore_errors=True)
    unread = tuple(found for plan in job.plans for found in unread_parts(parts[plan.id], plan.title))
    return BookWritten(len(job.plans), bound.pages, bound.archival, unread)


def refuse_unprintable(job: BookJob, fonts: Fonts) -> None:
    """Cover and contents show what the plans' own pages may not: raise UserError for a character no face has."""
    found = [(plan.title, missing) for plan in job.plans if (missing := fonts.missing(plan.title + plan.author))]
    if found:
        what = message("page.unprintable_rows", n=len(found), people=places(found))
        raise UserError(what, message("page.unprintable_rows_hint"))


def printed_parts(job: BookJob, progress: Progress, cancelled: Callable[[], bool]) -> dict[int, Part]:
    """The plans as they are printed, all in one file: they share their faces."""
    from safetydesk.export.volume.plan import Part
    from safetydesk.export.volume.sources import WHOLE, Ready

    target = job.scratch / "printed.pdf"
    written = write(job.papers, target, progress, cancelled, numbered=False)
    parts, first = {}, 1
    for plan, pages in zip(job.plans, written.lengths, strict=True):
        title = job.words.text("plan_book.text")
        parts[plan.id] = Part(title, Ready(WHOLE, target, pages, ours=True, first=first))
        first += pages
    return parts


def file_parts(job: BookJob, plan: BookPlan) -> list[Part]:
    """The documents behind a plan; one that has no pages (Word, a locked PDF) is named in the contents as outside."""
    from safetydesk.export.volume.plan import Part
    from safetydesk.export.volume.sources import make_ready

    return [
        Part(
            file.caption or file.name,
            make_ready(file.path, file.media_type, file.turn, job.scratch / f"file-{file.id}.pdf"),
        )
        for file in plan.files
    ]


def book_of(job: BookJob, parts: Mapping[int, tuple[Part, ...]]) -> Volume:
    """The book with its cover."""
    from safetydesk.export.volume.plan import COLUMNS, Filed, Labels, Volume

    say = job.words.text
    columns = tuple(say(f"plan_book.column_{key}") for key in COLUMNS)
    labels = Labels(say("plan_book.cover"), say("plan_book.contents"), columns)
    filed = tuple(
        Filed(place, plan.kind, plan.title, plan.author, plan.day, parts[plan.id])
        for place, plan in enumerate(job.plans, 1)
    )
    lines = {"school": job.school, "plans": str(len(filed)), "day": job.day}
    facts = tuple((say(f"plan_book.cover_{key}"), text) for key, text in lines.items() if text)
    name = say("plan_book.name")
    month = say("plan_book.month", year=int(job.day[:4]), month=int(job.day[5:7]))
    return Volume(f"{job.school} {name}".strip(), job.school, month, name, facts, filed, labels)


def book_paper(job: BookJob, path: Path) -> Paper:
    """The book as a paper."""
    return Paper(path, "plans.book", PLANS.table, tuple(plan.id for plan in job.plans))
