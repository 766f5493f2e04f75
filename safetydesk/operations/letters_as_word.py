"""Letters as Word files: one where the clerk says, or one each in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.export.letter.document import LetterDocument
from safetydesk.export.system_faces import SystemFaces
from safetydesk.operations.archive.naming import Names
from safetydesk.operations.letter_findings import Concern, let_through
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import letter_faces
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import documents
from safetydesk.registers.records.letters.signing import all_numbers, find


@dataclass(frozen=True)
class WordJob:
    """Letters ready to be written."""

    ids: tuple[int, ...]
    letters: tuple[LetterDocument, ...]
    day: str
    faces: SystemFaces
    """The faces they are printed in."""
    noted: tuple[Concern, ...]
    """Clauses that are given out although something in them is amiss."""


def prepare_word(office: Office, ids: Sequence[int]) -> WordJob:
    """Read letters, on the thread of the database. Raises UserError where there is none, or one is unfinished."""
    if not ids:
        raise UserError(message("letters.nothing_to_print"), message("letters.nothing_to_print_hint"))
    day = max(found.issued_on for found in find(office.database, ids))
    return WordJob(
        tuple(ids), tuple(documents(office.database, ids)), day, letter_faces(office), let_through(office, ids)
    )


def ids_of_numbers(office: Office, numbers: Sequence[str]) -> list[int]:
    """Row ids of printed numbers. Raises UserError for one that nobody has."""
    known = {number.upper(): row_id for row_id, number in all_numbers(office.database)}
    unknown = [number for number in numbers if number.upper() not in known]
    if unknown:
        raise UserError(message("word.unknown", numbers=tuple(unknown[:10])), message("word.unknown_hint"))
    return [known[number.upper()] for number in numbers]


def write_word(
    job: WordJob,
    out: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """One letter into the file `out`, several into the folder `out`. Raises UserError and Cancelled.

    Files that were written before Cancel stay; each is whole.
    """
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.letter.docx_writer import write_docx

    fonts = Fonts(resources() / "fonts", job.faces)
    if len(job.letters) == 1 and out.suffix.lower() == ".docx":
        write_docx(job.letters[0], out, job.day, fonts)
        return [out]
    out.mkdir(parents=True, exist_ok=True)
    names, written = Names(), []
    for done, letter in enumerate(job.letters, 1):
        if cancelled():
            raise Cancelled
        path = out / names.give(f"{letter.number} {letter.party}.docx")
        write_docx(letter, path, job.day, fonts)
        written.append(path)
        progress(done, len(job.letters))
    return written


def record_word(office: Office, job: WordJob, out: Path) -> None:
    """Note in the history that these letters left the program as Word files."""
    with office.database.action("letters.word") as action:
        action.record("export", "letter", job.ids, out.name)
