"""The scan folder: PDFs and pictures that a scanner puts there are offered for filing, once they are whole.

A file is whole when two looks some seconds apart find it unchanged, nobody holds it, and it has the end mark of its
kind (or has rested for a minute). It is taken by copying; the original is moved aside, if the clerk wants that, only after the
item is stored, and only if it still is what was read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from safetydesk.intake.loose_file import PDF
from safetydesk.intake.scans.page_pictures import PICTURES
from safetydesk.operations.filing.loose import by_name
from safetydesk.operations.office import Office
from safetydesk.storage.attachments import hash_file

FOLDER, MOVE = "scan_folder", "scan_move"
"""Settings: the folder watched, and whether what was filed is moved aside."""
QUIET = 3.0
"""Seconds between two looks that agree."""
RESTED = 60.0
"""Seconds after which a file without an end mark is taken as it is: it is broken, not unfinished."""
AWAY = 60.0
"""Seconds until a folder that could not be read is looked into again."""
END_MARKS = {PDF: b"%%EOF", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".png": b"IEND"}
"""By what a whole file ends; kinds that have no such mark are taken once they have rested."""
TAIL = 2048
MOST_LISTED = 500
State = tuple[int, int]


@dataclass
class Seen:
    """How a file looked, and since when it has looked so."""

    state: State
    since: float
    sha256: str = ""


@dataclass
class ScanFolder:
    """Looks into the folder of the settings, again and again; keeps in mind what it saw."""

    office: Office
    now: Callable[[], float] = time.monotonic
    seen: dict[Path, Seen] = field(default_factory=dict)
    rest_until: float = float("-inf")
    """A folder that cannot be reached is left alone for a while: asking a server that is off holds the window up."""

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        chosen = self.office.settings.get(FOLDER)
        return Path(chosen) if chosen else None

    def look(self) -> list[Path]:
        """Whole files that are not filed yet, by name; a folder that is not there right now holds nothing."""
        files = self.files()
        self.seen = {path: seen for path, seen in self.seen.items() if path in files}
        whole = [path for path, state in files.items() if self.is_whole(path, state)]
        filed = self.filed() if whole else set()
        return sorted((path for path in whole if self.seen[path].sha256 not in filed), key=by_name)

    def files(self) -> dict[Path, State]:
        """PDFs and pictures of the folder as they are now."""
        found: dict[Path, State] = {}
        if self.folder is None or self.now() < self.rest_until:
            return found
        try:
            for path in self.folder.iterdir():
                if is_scan(path) and (state := state_of(path)):
                    found[path] = state
                if len(found) >= MOST_LISTED:
                    break
        except OSError:
            self.rest_until = self.now() + AWAY
        return found

    def is_whole(self, path: Path, state: State) -> bool:
        """Whether nobody is writing the file any more; its checksum is taken then."""
        seen = self.seen.get(path)
        if seen is None or seen.state != state:
            self.seen[path] = Seen(state, self.now())
            return False
        rested = self.now() - seen.since
        if seen.sha256:
            return True
        if rested < QUIET:
            return False
        with suppress(OSError):
            if rested < RESTED and not ends(path):
                return False
            seen.sha256 = hash_file(path)
        return bool(seen.sha256)

    def filed(self) -> set[str]:
        """Contents that some record holds."""
        return {row[0] for row in self.office.database.query("SELECT sha256 FROM attachment WHERE deleted_at IS NULL")}

    def finish(self, paths: Sequence[Path]) -> list[Path]:
        """After the items are stored: move the originals aside where that is wanted; returns those that stay.

        What has changed since it was read stays, and is offered again.
        """
        if not self.office.settings.get(MOVE):
            return []
        name = self.office.paper.text("filing.done_folder")
        return [path for path in paths if not self.move(path, path.parent / name)]

    def move(self, path: Path, done: Path) -> bool:
        """Put one file aside, under a name that is free."""
        seen = self.seen.get(path)
        if seen is None or seen.state != state_of(path):
            return False
        try:
            done.mkdir(exist_ok=True)
            path.rename(free_name(done / path.name))
        except OSError:
            return False
        return True


def is_scan(path: Path) -> bool:
    """Whether a name is one of a PDF or a picture, and not of a file that hides."""
    return path.suffix.lower() in (PDF, *PICTURES) and not path.name.startswith((".", "~$"))


def state_of(path: Path) -> State | None:
    """Size and last change of a file with something in it; None where it has gone meanwhile."""
    with suppress(OSError):
        stat = path.stat()
        if path.is_file() and stat.st_size:
            return stat.st_size, stat.st_mtime_ns
    return None


def ends(path: Path) -> bool:
    """Whether a file has the mark by which its kind ends; opening it fails while a scanner holds it."""
    mark = END_MARKS.get(path.suffix.lower())
    with path.open("rb") as handle:
        handle.seek(max(path.stat().st_size - TAIL, 0))
        return mark is not None and mark in handle.read()


def free_name(path: Path) -> Path:
    """The path, or one with a number behind that nothing has yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
