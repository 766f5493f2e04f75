"""Loose documents, dropped or scanned: each becomes a draft with its name as title, its pages and its day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.intake.loose_file import PDF, file_day, page_count
from safetydesk.intake.scans.page_pictures import PICTURES
from safetydesk.operations.duplicates import places_of, places_said
from safetydesk.operations.filing.draft import BOTH, ELECTRONIC, TITLE_LIMIT, Draft, FileClass
from safetydesk.operations.office import Office
from safetydesk.storage.attachments import hash_file
from safetydesk.storage.failures import refused_by_disk
from safetydesk.words import Words

MOST = 500
"""Documents that one dialog takes."""
IN_ORDER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class LooseFile:
    """What a file told of itself."""

    path: Path
    sha256: str
    pages: int | None
    day: date | None


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant: those named, and those in folders that were named, without hidden ones; by name.

    Raises UserError for more than one dialog takes.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.iterdir(), key=by_name) if path.is_dir() else [path]
        found.update((one, None) for one in inside if one.is_file() and not one.name.startswith((".", "~$")))
    if len(found) > MOST:
        raise UserError(message("filing.too_many", n=len(found), most=MOST), message("filing.too_many_hint"))
    return list(found)


def by_name(path: Path) -> list[tuple[int, str]]:
    """Names in the order a person counts: 2 before 10."""
    return [(int(part) if part.isdigit() else 0, part.lower()) for part in IN_ORDER.split(path.name)]


def read_loose(
    paths: Sequence[Path],
    today: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[LooseFile]:
    """Look into the files; touches neither database nor window. Raises Cancelled, and UserError for a bad disk."""
    found = []
    for done, path in enumerate(paths):
        if cancelled():
            raise Cancelled
        progress(done, len(paths))
        try:
            found.append(LooseFile(path, hash_file(path), page_count(path), file_day(path, today)))
        except OSError as error:
            raise refused_by_disk(error, path.parent) from error
    return found


def loose_drafts(
    office: Office, files: Sequence[LooseFile], words: Words, file_class: FileClass | None, author: str
) -> list[Draft]:
    """A draft for each file; one whose content is attached somewhere already says where."""
    known = places_of(office, {file.sha256 for file in files})
    there = {place.sha256 for place in known}
    return [
        Draft(
            key=str(file.path),
            title=file.path.stem.strip()[:TITLE_LIMIT],
            author=author,
            dated=file.day,
            class_id=file_class.id if file_class else None,
            retention=file_class.retention if file_class else "",
            pages=file.pages,
            carrier=BOTH if file.path.suffix.lower() in (PDF, *PICTURES) else ELECTRONIC,
            papers=(file.path,),
            hint=words.text("duplicates.known_short", places=places_said(words, known, file.sha256))
            if file.sha256 in there
            else "",
        )
        for file in files
    ]
