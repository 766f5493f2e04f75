"""The place that a package is made in: often a stick, which may be full, locked against writing, or pulled out."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.storage.failures import refused_by_disk

PART = re.compile(r"\.[0-9a-f]{8}\.part")
"""Short: Windows counts to 260 here too."""
ROOT, SCRATCH = "p", "w"
SENTENCES = {"storage.disk_full": "full", "storage.not_writable": "locked", "storage.disk_failed": "failed"}
"""What the disk refuses with, and the sentence of a package for it."""
Identity = tuple[int, int]


@dataclass
class Place:
    """The folder that a package will stand in, and a part of it that is ours until the package is whole."""

    folder: Path
    part: Path = field(init=False)
    made: Identity | None = None

    def __post_init__(self) -> None:
        self.part = self.folder / f".{secrets.token_hex(4)}.part"

    @property
    def root(self) -> Path:
        """The package while it grows."""
        return self.part / ROOT

    @property
    def scratch(self) -> Path:
        """Parts of volumes."""
        return self.part / SCRATCH

    def make(self) -> None:
        """Make room, once what an earlier package left when its stick was pulled out is gone; raises OSError."""
        self.sweep()
        for folder in (self.root, self.scratch):
            folder.mkdir(parents=True)
        self.made = identity(self.part)

    def sweep(self) -> None:
        """Remove unfinished packages; one is known by its name and the two folders in it."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if PART.fullmatch(path.name) and (path / ROOT).is_dir() and (path / SCRATCH).is_dir():
                    shutil.rmtree(path, ignore_errors=True)

    def look(self) -> None:
        """Raise UserError where the place is another one than it was: what is written from now on would lie elsewhere."""
        if self.made is not None and identity(self.part) != self.made:
            raise self.gone()

    def watched(self, cancelled: Callable[[], bool]) -> Callable[[], bool]:
        """The question whether to go on, asked of the place too."""

        def ask() -> bool:
            self.look()
            return cancelled()

        return ask

    def gone(self) -> UserError:
        """The sentence for a stick that was pulled out."""
        return UserError(message("archive.place_gone", folder=str(self.folder)), message("archive.place_gone_hint"))

    def refusal(self, error: Exception) -> Exception:
        """What the clerk is told instead of an error while the package was made: itself where the place is not to blame."""
        if isinstance(error, Cancelled):
            return error
        if self.made is not None and identity(self.part) != self.made:
            return self.gone()
        cause = error if isinstance(error, OSError) else error.__cause__
        if not isinstance(cause, OSError):
            return error
        refused = refused_by_disk(cause, self.folder)
        name = SENTENCES.get(refused.what.id)
        if name is None:
            return refused
        values = {**refused.what.values, "folder": str(self.folder)}
        return UserError(message(f"archive.place_{name}", **values), message(f"archive.place_{name}_hint"))

    def clear(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.part, ignore_errors=True)


def identity(path: Path) -> Identity | None:
    """Disk and number of a folder; None where it cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
