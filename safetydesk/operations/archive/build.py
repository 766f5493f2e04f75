"""Building the package: read it from the records, write it (in a worker), note in the history that it left."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import Message, UserError, message
from safetydesk.operations.archive.check import check
from safetydesk.operations.archive.gathering import PackageJob, gather
from safetydesk.operations.archive.letter_notes import letter_notes
from safetydesk.operations.archive.packing import Packing, Progress
from safetydesk.operations.archive.place import Place
from safetydesk.operations.archive.zipping import is_zip, write_zip
from safetydesk.operations.office import Office
from safetydesk.storage.atomic import replace, sync_folder, write_atomic
from safetydesk.storage.attachments import hash_file


@dataclass(frozen=True)
class BuiltPackage:
    """What was built."""

    path: Path
    items: int
    volumes: int
    files: int
    notes: tuple[Message, ...]
    """What somebody has to know: letters with unfinished clauses, files that are damaged, locked or not as filed."""
    manifest_sha256: str
    """Kept in the history: it proves the package's own list of checksums."""


def build(
    office: Office,
    year: int,
    out: Path,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    list_id: int | None = None,
    classes: Sequence[str] = (),
) -> BuiltPackage:
    """Build the package of a school year, of some of its classes, or of what a list of the bureau's asks for, at `out`:
    a zip where it ends in .zip, else a new folder.

    Raises UserError where there is nothing to give, the folder exists or the disk refuses, and Cancelled; in every
    such case nothing is left.
    """
    refuse_taken(out)
    job = prepare(office, year, list_id, classes)
    built = write(job, out, progress, cancelled)
    record_archive(office, job, built)
    return built


def prepare(office: Office, year: int, list_id: int | None = None, classes: Sequence[str] = ()) -> PackageJob:
    """The first step, on the thread of the database. Raises UserError as `gather` does."""
    job = gather(office, year, list_id, classes)
    return dataclasses.replace(job, noted=letter_notes(office, job.items))


def write(
    job: PackageJob,
    out: Path,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BuiltPackage:
    """Write the package; touches neither database nor window. Raises what `build` raises."""
    refuse_taken(out)
    place = Place(out.parent)
    try:
        place.make()
        filled = Packing(job, place.root, place.scratch, progress, place.watched(cancelled)).fill()
        prove(place.root)
        files = sum(path.is_file() for path in place.root.rglob("*"))
        proof = hash_file(place.root / job.words.text("archive.name_manifest"))
        place.look()
        put_in_place(place.root, out)
    except Exception as error:
        told = place.refusal(error)
        if told is error:
            raise
        raise told from error
    finally:
        place.clear()
    return BuiltPackage(out, len(job.items), len(filled.volumes), files, (*job.noted, *filled.notes), proof)


def record_archive(office: Office, job: PackageJob, built: BuiltPackage) -> None:
    """Note in the history which documents left in which package, with the checksum of its list of checksums."""
    with office.database.action("archive.build") as action:
        action.record("archive", "file_item", job.ids, f"{built.path.name} {built.manifest_sha256}")


def refuse_taken(out: Path) -> None:
    """Raise UserError where the package would stand in something's place."""
    if is_zip(out) and out.is_dir():
        raise UserError(message("archive.zip_is_folder", path=str(out)), message("archive.exists_hint"))
    if not is_zip(out) and out.exists():
        raise UserError(message("archive.exists", path=str(out)), message("archive.exists_hint"))


def prove(root: Path) -> None:
    """Read everything back; raises UserError where the disk holds something else than was written."""
    if not check(root).ok:
        raise UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))


def put_in_place(root: Path, out: Path) -> None:
    """Give the finished package its name."""
    if is_zip(out):
        write_atomic(out, lambda target: write_zip(root, target))
        return
    replace(root, out)
    sync_folder(out.parent)
