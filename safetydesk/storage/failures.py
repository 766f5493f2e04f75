"""What the clerk is told when the disk or SQLite refuses."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from peewee import DatabaseError
from sqlcipher3 import dbapi2

from safetydesk.errors import UserError, message

SQL_ERRORS: tuple[type[Exception], ...] = (DatabaseError, dbapi2.DatabaseError)
"""What SQL can raise: peewee's errors while a statement starts, the driver's own while its rows are fetched."""
FULL = ("full", "disk is full")


def refused_by_disk(error: Exception, folder: Path) -> UserError:
    """The sentence for a failed write: full disk, read-only folder, or another failure of the disk."""
    text = told(error)
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOSPC or any(part in text for part in FULL):
        return UserError(message("storage.disk_full", free=free_megabytes(folder)), message("storage.disk_full_hint"))
    if code in (errno.EROFS, errno.EACCES, errno.EPERM) or "readonly" in text:
        return UserError(message("storage.not_writable", folder=str(folder)), message("storage.not_writable_hint"))
    if "locked" in text or "busy" in text:
        return UserError(message("storage.locked_elsewhere"), message("storage.in_use_hint"))
    return UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))


def told(error: BaseException) -> str:
    """What SQL said, with what it had said before: a full disk ends the transaction, and rolling back then fails."""
    said = [error]
    while said[-1].__context__ is not None:
        said.append(said[-1].__context__)
    return " ".join(str(one).lower() for one in said if isinstance(one, (*SQL_ERRORS, OSError)))


def is_disk_failure(error: Exception) -> bool:
    """Whether the disk or another program refused, and not a rule of the schema."""
    return any(part in told(error) for part in ("full", "i/o error", "readonly", "locked", "unable to open", "busy"))


def free_megabytes(folder: Path) -> int:
    """Free space where a folder lies, in MB of a million bytes; 0 where it cannot be asked."""
    try:
        return shutil.disk_usage(folder).free // 1_000_000
    except OSError:
        return 0
