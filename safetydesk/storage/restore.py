"""Bringing a backup back: always into a new folder, never over what is there (faults.md 3.6)."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.paths import DataFolder
from safetydesk.storage import backup
from safetydesk.storage.atomic import sync_file, write_atomic
from safetydesk.storage.attachments import copy_hashed
from safetydesk.storage.connection import check_header
from safetydesk.storage.copying import DATABASE
from safetydesk.storage.failures import refused_by_disk
from safetydesk.storage.migrations import MIGRATIONS

OBJECT_NAME = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,8})?")


@dataclass(frozen=True)
class Restored:
    """Where the data now lies."""

    folder: DataFolder
    generation: str
    """Name of the folder below it that is in use now; the one before is kept."""


def restore(source: Path, into: DataFolder) -> Restored:
    """Restore a backup into a data folder that no program has open.

    The pointer file is written last: whatever happens before, the folder opens as it was.
    Raises UserError for a backup that is damaged, or made by a newer program, or for a disk that refuses.
    """
    chosen = backup.read(source)
    backup.check(chosen)
    check_header(source / DATABASE, MIGRATIONS[-1].version)
    refuse_strange_names(chosen)
    generation = next_generation(into)
    target = into.root / generation
    try:
        target.mkdir(parents=True)
        shutil.copyfile(source / DATABASE, target / DATABASE)
        sync_file(target / DATABASE)
        bring_attachments(chosen, into)
        write_atomic(into.pointer, lambda path: path.write_text(json.dumps({"folder": generation}), encoding="utf-8"))
    except (OSError, UserError) as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, UserError):
            raise
        raise refused_by_disk(error, into.root) from error
    return Restored(into, generation)


def refuse_strange_names(chosen: backup.Backup) -> None:
    """A manifest may only name attachments; raises UserError for one that points elsewhere."""
    for sha256, name in chosen.manifest.objects.items():
        if not OBJECT_NAME.fullmatch(name) or not name.startswith(sha256):
            raise UserError(message("storage.backup_damaged", id=chosen.id), message("storage.no_backup_hint"))


def next_generation(folder: DataFolder) -> str:
    """A folder name not used yet."""
    used = {path.name for path in folder.root.glob("data*")}
    return next(name for number in range(1, 10_000) if (name := f"data-{number}") not in used)


def bring_attachments(chosen: backup.Backup, into: DataFolder) -> None:
    """Copy the backup's attachments that the folder lacks."""
    for sha256, name in chosen.manifest.objects.items():
        target = into.attachments / sha256[:2] / name
        if not target.exists():
            source = chosen.path.parent / "objects" / sha256[:2] / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(target, lambda path, source=source: copy_hashed(source, path))  # type: ignore[misc]
