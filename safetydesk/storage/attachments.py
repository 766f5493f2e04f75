"""Scans and photos, kept by checksum: added once, never changed, bound to records by rows (faults.md 3.4)."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.paths import DataFolder
from safetydesk.storage.atomic import replace, sync_folder
from safetydesk.storage.failures import refused_by_disk

CHUNK = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """A file that the store holds safely; a row may now point at it."""

    sha256: str
    size: int
    original_name: str
    media_type: str


def store_file(folder: DataFolder, source: Path) -> StoredFile:
    """Copy a file into the store, synced and read back before it gets its name.

    The same content is stored once. Raises UserError for an empty file or a disk that refuses.
    """
    temporary = folder.incoming / secrets.token_hex(8)
    try:
        folder.incoming.mkdir(parents=True, exist_ok=True)
        digest, size = copy_hashed(source, temporary)
        if size == 0:
            raise UserError(message("storage.empty_file", file=source.name))
        if hash_file(temporary) != digest:
            raise UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))
        target = stored_path(folder, digest, source.name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.chmod(stat.S_IREAD | stat.S_IRGRP)
            replace(temporary, target)
            sync_folder(target.parent)
    except OSError as error:
        raise refused_by_disk(error, folder.root) from error
    finally:
        temporary.unlink(missing_ok=True)
    return StoredFile(digest, size, source.name, mimetypes.guess_type(source.name)[0] or "application/octet-stream")


def copy_hashed(source: Path, target: Path) -> tuple[str, int]:
    """Copy and hash in one pass, synced; returns checksum and size."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
            size += len(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest(), size


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def stored_path(folder: DataFolder, sha256: str, name: str) -> Path:
    """Where a file of that content lies; the ending is kept so that other programs can open a copy."""
    ending = Path(name).suffix.lower()
    safe = ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
    existing = list((folder.attachments / sha256[:2]).glob(f"{sha256}*"))
    return existing[0] if existing else folder.attachments / sha256[:2] / f"{sha256}{safe}"
