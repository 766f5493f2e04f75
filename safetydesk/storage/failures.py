"""What the clerk is told when the disk or SQLite refuses."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from peewee import DatabaseError
from sqlcipher3 import dbapi2

from safetydesk.errors import UserError, message

SQL_ERRORS: tuple[type[Exception], ...] = (DatabaseError, dbapi2.DatabaseError, UnicodeDecodeError)
"""What SQL can raise: peewee's errors while a statement starts, the driver's own while its rows are fetched, and
the last one where SQLite's own message quotes a damaged page."""
WRITE_ERRORS: tuple[type[Exception], ...] = (OSError, *SQL_ERRORS)
"""What writing a copy of the database can raise."""
DAMAGED = ("malformed", "not a database", "corrupt")
UNREADABLE = "decode to UTF-8"
REFUSALS = ("full", "i/o error", "readonly", "locked", "unable to open", "busy")
"""Parts of SQLite's messages when the disk or another program refused, and not a rule of the schema."""
FULL = ("full", "disk is full")


def refused_by_disk(error: Exception, folder: Path) -> UserError:
    """The sentence for a failed write: full disk, read-only folder, or another failure of the disk."""
    text = str(error).lower()
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.ENOSPC or any(part in text for part in FULL):
        return UserError(message("storage.disk_full", free=free_megabytes(folder)), message("storage.disk_full_hint"))
    if code in (errno.EROFS, errno.EACCES, errno.EPERM) or "readonly" in text:
        return UserError(message("storage.not_writable", folder=str(folder)), message("storage.not_writable_hint"))
    if "locked" in text or "busy" in text:
        return UserError(message("storage.locked_elsewhere"), message("storage.in_use_hint"))
    return UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))


def disk_failure(error: BaseException | None) -> Exception | None:
    """The error by which the disk or another program refused, if that is what is behind `error`.

    Where SQLite has rolled back by itself, the ROLLBACK that follows fails too and hides the first error.
    """
    while error is not None:
        text = str(error).lower()
        if isinstance(error, SQL_ERRORS) and any(part in text for part in REFUSALS):
            return error
        error = error.__context__
    return None


def refused_by_damage(file: Path) -> UserError:
    """The sentence for a file that SQLite cannot make sense of."""
    return UserError(message("storage.damaged", file=file.name), message("storage.restore_hint"))


def readable(text: bytes) -> str:
    """A stored text as far as it can be read: damaged characters become U+FFFD, which no row hash agrees with."""
    return text.decode("utf-8", "replace")


def free_megabytes(folder: Path) -> int:
    """Free space where a folder lies, in MB of a million bytes; 0 where it cannot be asked."""
    try:
        return shutil.disk_usage(folder).free // 1_000_000
    except OSError:
        return 0
