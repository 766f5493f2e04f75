"""Verified copies of a school's data on this PC or any other place (faults.md 3.5).

A backup is a folder `backup-<seq>-<utc>`: the database, and a manifest written last. Attachments lie beside the
backups in one shared `objects` folder, by checksum, so that only new ones are copied.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from safetydesk import __version__
from safetydesk.errors import UserError, message
from safetydesk.paths import DataFolder
from safetydesk.storage import chain
from safetydesk.storage.atomic import sync_folder, write_atomic
from safetydesk.storage.attachments import copy_hashed, hash_file, stored_path
from safetydesk.storage.connection import APPLICATION_ID
from safetydesk.storage.copying import DATABASE, copy_database
from safetydesk.storage.database import Database
from safetydesk.storage.failures import WRITE_ERRORS, refused_by_disk

MANIFEST = "manifest.json"
DUE_AFTER = timedelta(hours=4)


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, by which it is verified."""

    seq: int
    head: str
    made_at: str
    app: str
    schema: int
    tables: dict[str, int]
    database_sha256: str
    objects: dict[str, str]
    """Checksum to file name of every attachment that rows point at."""
    missing: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Backup:
    """A complete backup on disk."""

    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """Its folder's name."""
        return self.path.name


def create(database: Database, place: Path | None = None, reason: str = "") -> Backup:
    """Make a backup, verify it, and only then give it its name. Raises UserError if the disk refuses."""
    folder = database.folder
    place = place or folder.backups
    stamp = database.clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    seq, head = database.chain_head()
    part = place / f"backup-{seq:08d}-{stamp}.part"
    final = part.with_suffix("")
    if final.exists():
        return read(final)
    try:
        if part.exists():
            shutil.rmtree(part)
        part.mkdir(parents=True)
        copy_database(database.orm, part / DATABASE)
        objects, missing = copy_objects(database, place / "objects")
        manifest = Manifest(
            seq, head.hex(), database.clock.now().isoformat(), __version__, database.schema,
            count_rows(part / DATABASE), hash_file(part / DATABASE), objects, missing, reason,
        )  # fmt: skip
        write_atomic(part / MANIFEST, lambda path: write_json(path, asdict(manifest)))
        check(Backup(part, manifest), place / "objects")
        part.rename(final)
        sync_folder(place)
        sweep(place)
    except WRITE_ERRORS as error:
        raise refused_by_disk(error, place) from error
    finally:
        if part.exists():
            shutil.rmtree(part, ignore_errors=True)
    return Backup(final, manifest)


def sweep(place: Path) -> None:
    """Remove what backups that were cut off have left."""
    for part in place.glob("backup-*.part"):
        shutil.rmtree(part, ignore_errors=True)


def copy_objects(database: Database, objects: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """Copy the attachments that the place lacks; returns checksum to file name, and the checksums that are gone."""
    kept: dict[str, str] = {}
    missing = []
    for sha256, name in database.query("SELECT sha256, min(original_name) FROM attachment GROUP BY sha256"):
        source = stored_path(database.folder, sha256, name)
        if not source.exists():
            missing.append(sha256)
            continue
        target = objects / sha256[:2] / source.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(target, lambda path, source=source: copy_hashed(source, path))  # type: ignore[misc]
        kept[sha256] = source.name
    return kept, tuple(missing)


def count_rows(path: Path) -> dict[str, int]:
    """Rows of every table of a database file."""
    copy = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        names = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: int(copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}
    finally:
        copy.close()


def read(path: Path) -> Backup:
    """A backup by its folder; raises UserError for a folder that is none."""
    try:
        content = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        return Backup(path, Manifest(**{**content, "missing": tuple(content["missing"])}))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(message("storage.no_backup", path=str(path)), message("storage.no_backup_hint")) from error


def check(backup: Backup, objects: Path | None = None) -> None:
    """Prove a backup: checksums, SQLite's own checks, row counts, and the chain's head.

    Raises UserError naming what is wrong.
    """
    manifest = backup.manifest
    path = backup.path / DATABASE
    if not path.exists() or hash_file(path) != manifest.database_sha256:
        raise UserError(message("storage.backup_damaged", id=backup.id), message("storage.no_backup_hint"))
    copy = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        facts = [
            copy.execute(f"PRAGMA {name}").fetchone() for name in ("integrity_check", "application_id", "user_version")
        ]
        broken = copy.execute("PRAGMA foreign_key_check").fetchone()
        newest = copy.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (0, chain.START)
    except dbapi2.DatabaseError as error:
        raise UserError(message("storage.backup_damaged", id=backup.id), message("storage.no_backup_hint")) from error
    finally:
        copy.close()
    sound = [row[0] for row in facts] == ["ok", APPLICATION_ID, manifest.schema] and broken is None
    if (
        not sound
        or (newest[0], newest[1].hex()) != (manifest.seq, manifest.head)
        or count_rows(path) != manifest.tables
    ):
        raise UserError(message("storage.backup_damaged", id=backup.id), message("storage.no_backup_hint"))
    store = objects or backup.path.parent / "objects"
    for sha256, name in manifest.objects.items():
        file = store / sha256[:2] / name
        if not file.exists() or hash_file(file) != sha256:
            raise UserError(
                message("storage.backup_file_damaged", id=backup.id, file=name), message("storage.no_backup_hint")
            )


def existing(folder: DataFolder, place: Path | None = None) -> list[Backup]:
    """Complete backups of a place, newest first, by number and never by clock."""
    found = sorted((place or folder.backups).glob("backup-*[0-9Z]"), key=lambda path: path.name, reverse=True)
    return [read(path) for path in found if (path / MANIFEST).exists()]


def due(database: Database) -> bool:
    """Whether something has changed since the newest backup and that one is some hours old."""
    newest = next(iter(existing(database.folder)), None)
    if newest is None:
        return database.chain_head()[0] > 0
    age = database.clock.now() - datetime.fromisoformat(newest.manifest.made_at)
    return newest.manifest.seq < database.chain_head()[0] and age > DUE_AFTER


def changed_since_last(database: Database) -> bool:
    """Whether anything was written after the newest backup."""
    newest = next(iter(existing(database.folder)), None)
    return (newest.manifest.seq if newest else 0) < database.chain_head()[0]


def write_json(path: Path, content: Any) -> None:
    """Readable JSON in UTF-8."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
