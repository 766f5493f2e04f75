"""Opening the SQLite file with the settings that keep an acknowledged save through a power cut (faults.md 3.1)."""

from __future__ import annotations

from pathlib import Path

from peewee import OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from safetydesk.errors import UserError, message
from safetydesk.storage.failures import SQL_ERRORS

APPLICATION_ID = 0x5344534B
"""'SDSK' in the file's header."""
OLDEST_SQLITE = (3, 53, 0)
HEADER = b"SQLite format 3\x00"
PRAGMAS: dict[str, str | int] = {
    "page_size": 4096,
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "locking_mode": "exclusive",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "temp_store": 2,  # MEMORY
    "busy_timeout": 3000,
}
ONLY_FOR_WRITING = ("journal_mode", "locking_mode", "page_size", "secure_delete")


def connect(path: Path, *, read_only: bool = False) -> SqlCipherDatabase:
    """The one connection to a file; every setting is read back, since SQLite ignores a misspelt one silently.

    Raises UserError if another program keeps the file locked.
    """
    target = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    orm = SqlCipherDatabase(target, autoconnect=False, thread_safe=False, uri=read_only)
    if orm.server_version < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {orm.server_version} is too old")
    try:
        set_up(orm, read_only=read_only)
    except (OperationalError, dbapi2.OperationalError) as error:
        orm.close()
        raise UserError(message("storage.locked_elsewhere"), message("storage.in_use_hint")) from error
    except SQL_ERRORS as error:
        orm.close()
        raise UserError(message("storage.damaged", file=path.name), message("storage.restore_hint")) from error
    return orm


def set_up(orm: SqlCipherDatabase, *, read_only: bool = False) -> None:
    """Connect and set every pragma; raises RuntimeError for one that did not take."""
    orm.connect()
    for name, wanted in PRAGMAS.items():
        if read_only and name in ONLY_FOR_WRITING:
            continue
        orm.execute_sql(f"PRAGMA {name} = {wanted}")
        row = orm.execute_sql(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != wanted:
            raise RuntimeError(f"PRAGMA {name} is {row[0]}, not {wanted}")


def check_header(path: Path, newest: int) -> None:
    """Refuse what is no database of ours, or one of a newer program, before SQLite touches the file.

    Raises UserError with the reason.
    """
    with path.open("rb") as handle:
        header = handle.read(100)
    if not header:
        return  # The very first opening was cut off before anything was written.
    if not header.startswith(HEADER) or len(header) < 100:
        raise UserError(message("storage.not_sqlite", file=path.name), message("storage.restore_hint"))
    schema, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if application != APPLICATION_ID:
        raise UserError(message("storage.foreign", file=path.name), message("storage.restore_hint"))
    if schema > newest:
        raise UserError(message("storage.newer", found=schema, known=newest), message("storage.newer_hint"))
