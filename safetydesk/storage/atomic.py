"""Files that are there whole or not at all (faults.md 3.3)."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.storage.failures import refused_by_disk

RETRY_MS = (50, 100, 200, 400, 800, 1600, 1850)
"""Waits while a virus scanner or indexer holds the file: five seconds in all."""
HELD_BY_ANOTHER = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation."""


def write_atomic(
    path: Path,
    writer: Callable[[Path], object],
    verify: Callable[[Path], object] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write a file beside its place, prove it, and only then put it there; the old file stays until that moment.

    Raises UserError where the folder cannot be written, the disk is full or another program holds the file; what
    `writer` and `verify` raise passes through. In every case no half file is left.
    """
    temporary = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer(temporary)
        sync_file(temporary)
        if verify:
            verify(temporary)
        replace(temporary, path, sleep)
        sync_folder(path.parent)
    except OSError as error:
        raise refused_by_disk(error, path.parent) from error
    finally:
        with suppress(OSError):  # A disk that is gone must not hide what happened.
            temporary.unlink(missing_ok=True)


def replace(source: Path, target: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """os.replace, patient while another program holds the target; raises UserError if it does not let go."""
    for wait in (*RETRY_MS, None):
        try:
            os.replace(source, target)  # noqa: PTH105 - the call that faults are injected into.
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_BY_ANOTHER:
                raise
            if wait is None:
                other = f"{target.stem} (2){target.suffix}"
                raise UserError(
                    message("storage.held", file=target.name), message("storage.held_hint", other=other)
                ) from error
            sleep(wait / 1000)


def sync_file(path: Path) -> None:
    """Make the disk hold what was written."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Make the disk hold the folder's entries; Windows has no such call and does not need it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
