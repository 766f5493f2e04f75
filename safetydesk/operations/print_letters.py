"""Letters on paper: read what is to be printed, write the file (in a worker); what became of it is told by `paper`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.export.letter.document import LetterDocument
from safetydesk.export.system_faces import SystemFaces, find_faces, font_folders
from safetydesk.operations.letter_findings import Concern, let_through
from safetydesk.operations.office import Office
from safetydesk.operations.paper import LETTERS, Paper, Span, record_printed, record_saved
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import documents
from safetydesk.registers.records.letters.kinds import EXEMPT, NOT_PRINTED, VOID, WAITING, LetterKind

SELECTIONS = ("all", "missing", "unsigned")
"""all: every letter that counts; missing: not yet printed; unsigned: printed or not, still to be signed."""


@dataclass(frozen=True)
class PrintJob:
    """Letters ready to be written."""

    ids: tuple[int, ...]
    letters: tuple[LetterDocument, ...]
    title: str
    author: str
    day: str
    """The latest day of issue among them: the file's own date, so that a reprint is the same file."""
    duplex: bool
    faces: SystemFaces
    """The standard's own faces, as far as this PC has them and the clerk wants them."""
    copies: int = 1
    """Of each letter, one after another: the clerk sorts nothing."""
    noted: tuple[Concern, ...] = ()
    """Clauses that are printed although something in them is amiss: accepted, or in letters printed before."""


@dataclass(frozen=True)
class Printed:
    """What was written."""

    path: Path
    letters: int
    pages: int
    replaced: str
    noted: tuple[Concern, ...] = ()
    lengths: tuple[int, ...] = ()
    """Pages of each letter, empty backs not counted."""


def select(office: Office, kind: LetterKind, year: int, only: str = "all") -> list[int]:
    """Ids of the letters of a kind and year, in roster order: staff as listed, all others by class and number."""
    states = {"all": "", "missing": f"AND l.state = '{NOT_PRINTED}'", "unsigned": f"AND l.state IN {WAITING}"}[only]
    sql = (
        "SELECT l.id FROM letter l LEFT JOIN person p ON p.id = l.person_id "
        "LEFT JOIN school_class c ON c.id = COALESCE(l.class_id, p.class_id) "
        f"WHERE l.kind = ? AND l.year = ? AND l.deleted_at IS NULL AND l.ended_on IS NULL AND l.state NOT IN ('{VOID}', '{EXEMPT}') {states} "
        "ORDER BY c.grade, c.number, p.student_no, p.id, l.id"
    )
    return [row[0] for row in office.database.query(sql, [kind.key, year])]


def prepare(office: Office, ids: Sequence[int], copies: int = 1) -> PrintJob:
    """Read letters for printing, on the thread of the database. Raises UserError where there is none."""
    if not ids:
        raise UserError(message("letters.nothing_to_print"), message("letters.nothing_to_print_hint"))
    letters = documents(office.database, ids)
    sql = "SELECT max(issued_on) FROM letter WHERE id IN (SELECT value FROM json_each(?))"
    day = office.database.query(sql, [json.dumps(list(ids))])[0][0]
    title, school = file_facts(office)
    duplex = bool(office.settings.get("duplex"))
    return PrintJob(tuple(ids), tuple(letters), title, school, day, duplex, letter_faces(office), copies)


def file_facts(office: Office) -> tuple[str, str]:
    """Title and author that a file of letters carries."""
    school = str(office.database.query("SELECT name FROM school")[0][0])
    return f"{school} {office.paper.text('register.letters')}", school


def prepare_new(office: Office, ids: Sequence[int], copies: int = 1) -> PrintJob:
    """As `prepare`, for paper that is given out: raises Unfinished, a UserError, where a letter is not fit for it."""
    job = prepare(office, ids, copies)
    return replace(job, noted=let_through(office, ids))


def letter_faces(office: Office) -> SystemFaces:
    """仿宋 and 小标宋 of this PC; none where the clerk chose the program's own faces."""
    return find_faces(font_folders()) if office.settings.get("faces") == "system" else SystemFaces()


def write(
    job: PrintJob,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Printed:
    """Write the file; touches neither database nor window. Raises UserError and Cancelled as `write_letters` does."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.letter.writer import write_letters

    written = write_letters(
        job.letters,
        path,
        Fonts(resources() / "fonts", job.faces),
        title=job.title,
        author=job.author,
        day=job.day,
        duplex=job.duplex,
        copies=job.copies,
        progress=progress,
        cancelled=cancelled,
    )
    return Printed(path, written.letters, written.pages, written.replaced, job.noted, written.lengths)


def letter_paper(job: PrintJob, printed: Printed) -> Paper:
    """The file as a paper: each copy of each letter is pages of its own, empty backs belong to none."""
    spans, first = [], 0
    for row_id, length in zip(job.ids, printed.lengths, strict=False):
        for _ in range(job.copies):
            spans.append(Span(row_id, range(first, first + length)))
            first += length + (length % 2 if job.duplex else 0)
    return Paper(printed.path, LETTERS, "letter", job.ids, tuple(spans), printed.replaced)


def record_print(office: Office, job: PrintJob, printed: Printed) -> None:
    """One action: all letters of the file are printed now, and the history says so."""
    record_printed(office, letter_paper(job, printed))


def print_letters(
    office: Office,
    ids: Sequence[int],
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    copies: int = 1,
) -> Printed:
    """Letters into a file that the history knows of, for the command line; they are not printed by that."""
    job = prepare_new(office, ids, copies)
    printed = write(job, path, progress)
    record_saved(office, letter_paper(job, printed))
    return printed
