"""The letters of a year as one volume for the archive: cover, contents in the order of their numbers, every letter.

Where a signed sheet was scanned the scan is bound in, for it is what was signed; else the letter as it was printed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.core.picture_file import Unread
from safetydesk.errors import Cancelled, UserError, message
from safetydesk.export.letter.document import LetterDocument
from safetydesk.export.system_faces import SystemFaces
from safetydesk.operations.attaching import Attached, files_of
from safetydesk.operations.letter_findings import Concern, unaccepted
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper
from safetydesk.operations.print_letters import letter_faces
from safetydesk.operations.unread import unread_parts
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import documents
from safetydesk.registers.records.letters.kinds import EXEMPT, LETTER_KINDS, VOID, LetterKind
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.volume.plan import Filed, Part, Volume

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BoundLetter:
    """One letter of the volume."""

    id: int
    number: str
    title: str
    author: str
    day: str
    document: LetterDocument
    scans: tuple[Attached, ...]


@dataclass(frozen=True)
class VolumeJob:
    """Everything the volume is made from; afterwards neither database nor window is touched."""

    letters: tuple[BoundLetter, ...]
    school: str
    fonds: str
    year: int
    words: Words
    scratch: Path
    faces: SystemFaces
    noted: tuple[Concern, ...]
    """What letters without a scan hold that nobody accepted: told, and bound all the same."""

    @property
    def day(self) -> str:
        """The newest letter's day, which dates the file."""
        return max(letter.day for letter in self.letters)


@dataclass(frozen=True)
class VolumeWritten:
    """What was written."""

    letters: int
    pages: int
    scanned: int
    archival: bool
    """Whether it is PDF/A-2u: not where foreign PDFs are bound in."""
    unread: tuple[Unread, ...] = ()
    """Scans that could not be read, each with the number of its letter."""


def prepare_volume(office: Office, year: int, kinds: Sequence[LetterKind] = LETTER_KINDS) -> VolumeJob:
    """Read the letters of a year that count. Raises UserError where there is none."""
    sql = (
        "SELECT id, number, type, party_b, party_a, COALESCE(signed_on, issued_on) FROM letter WHERE year = ? AND "
        "kind = ? AND state NOT IN (?, ?) AND deleted_at IS NULL ORDER BY serial"
    )
    rows = [row for kind in kinds for row in office.database.query(sql, [year, kind.key, VOID, EXEMPT])]
    if not rows:
        raise UserError(message("letters.nothing_to_print"), message("letters.nothing_to_print_hint"))
    ids = [row[0] for row in rows]
    composed = dict(zip(ids, documents(office.database, ids), strict=True))
    scans: dict[int, list[Attached]] = {}
    for start in range(0, len(ids), 500):
        for file in files_of(office.database, office.folder, LETTERS.key, ids[start : start + 500]):
            scans.setdefault(file.record_id, []).append(file)
    words = office.paper
    letters = tuple(
        BoundLetter(
            row_id, number, f"{words.term('letter_type', kind)} {party}", author, day, composed[row_id],
            tuple(scans.get(row_id, ())),
        )
        for row_id, number, kind, party, author, day in rows
    )  # fmt: skip
    school, fonds = office.database.query("SELECT name, fonds FROM school WHERE deleted_at IS NULL")[0]
    noted = unaccepted(office, [row_id for row_id in ids if row_id not in scans])
    scratch = office.folder.work / "letter-volume"
    return VolumeJob(letters, school, fonds, year, words, scratch, letter_faces(office), noted)


def write_volume(
    job: VolumeJob,
    path: Path,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> VolumeWritten:
    """Write the volume. Raises UserError for a name no face can print or a disk that refuses, and Cancelled."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.volume.binding import bind
    from safetydesk.export.volume.plan import Filed

    shutil.rmtree(job.scratch, ignore_errors=True)
    job.scratch.mkdir(parents=True)
    fonts = Fonts(resources() / "fonts", job.faces)
    try:
        parts: dict[int, tuple[Part, ...]] = {}
        for place, letter in enumerate(job.letters, 1):
            if cancelled():
                raise Cancelled
            parts[letter.id] = scanned_parts(job, letter)
            progress(place, len(job.letters))
        scanned = {row_id for row_id, found in parts.items() if any(part.ready.pages for part in found)}
        printed = printed_parts(job, [letter for letter in job.letters if letter.id not in scanned], fonts)
        for row_id, part in printed.items():
            parts[row_id] = (part, *parts[row_id])
        filed = tuple(
            Filed(place, item.number, item.title, item.author, item.day, parts[item.id])
            for place, item in enumerate(job.letters, 1)
        )
        bound = bind(volume_of(job, filed), path, job.words, fonts, job.scratch, day=job.day, cancelled=cancelled)
    finally:
        shutil.rmtree(job.scratch, ignore_errors=True)
    unread = tuple(found for item in filed for found in unread_parts(item.parts, item.code))
    return VolumeWritten(len(job.letters), bound.pages, len(scanned), bound.archival, unread)


def volume_of(job: VolumeJob, filed: tuple[Filed, ...]) -> Volume:
    """The volume with its cover."""
    from safetydesk.export.volume.plan import Volume

    say = job.words.text
    year, name = say("core.year", first=job.year, last=job.year + 1), say("register.letters")
    lines = {"fonds_name": job.school, "fonds": job.fonds, "year": year, "items": str(len(filed))}
    facts = tuple((say(f"archive.cover_{key}"), text) for key, text in lines.items() if text)
    return Volume(f"{job.school} {name} {year}", job.school, year, name, facts, filed)


def scanned_parts(job: VolumeJob, letter: BoundLetter) -> tuple[Part, ...]:
    """The scans of a letter; one that cannot be read is named in the contents as outside."""
    from safetydesk.export.volume.plan import Part
    from safetydesk.export.volume.sources import make_ready

    made = [
        (file, make_ready(file.path, file.media_type, file.turn, job.scratch / f"scan-{file.id}.pdf"))
        for file in letter.scans
    ]
    return tuple(Part(file.caption or file.name, ready) for file, ready in made)


def printed_parts(job: VolumeJob, letters: Sequence[BoundLetter], fonts: Fonts) -> dict[int, Part]:
    """Letters without a scan as they were printed, all in one file: they share their faces and what repeats."""
    from safetydesk.export.letter.writer import write_letters
    from safetydesk.export.volume.plan import Part
    from safetydesk.export.volume.sources import WHOLE, Ready

    if not letters:
        return {}
    target = job.scratch / "printed.pdf"
    written = write_letters(
        [letter.document for letter in letters], target, fonts,
        title=job.school, author=job.school, day=job.day, duplex=False,
    )  # fmt: skip
    parts, first = {}, 1
    for letter, pages in zip(letters, written.lengths, strict=True):
        parts[letter.id] = Part(letter.number, Ready(WHOLE, target, pages, ours=True, first=first))
        first += pages
    return parts


def volume_paper(job: VolumeJob, path: Path) -> Paper:
    """The volume as a paper: bound for keeping, so that it is not the print of a letter that is to be signed."""
    return Paper(path, "letters.volume", LETTERS.table, tuple(letter.id for letter in job.letters))
