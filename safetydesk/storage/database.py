"""The school's one SQLite file and the one connection to it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from peewee import Model
from playhouse.sqlcipher_ext import SqlCipherDatabase

from safetydesk.clock import Clock
from safetydesk.errors import UserError, message
from safetydesk.paths import DataFolder
from safetydesk.storage.action import Action
from safetydesk.storage.chain import START
from safetydesk.storage.connection import check_header, connect, set_up
from safetydesk.storage.failures import (
    DAMAGED,
    SQL_ERRORS,
    UNREADABLE,
    disk_failure,
    readable,
    refused_by_damage,
    refused_by_disk,
)
from safetydesk.storage.lock import FolderLock
from safetydesk.storage.migrations import MIGRATIONS
from safetydesk.storage.migrations.migration import Migration
from safetydesk.storage.schema import check_schema, column_defaults, migrate

FAR_AHEAD = timedelta(days=366)
"""A clock this far ahead of the newest entry is more likely wrong than left alone for a year."""


class Database:
    """Open with `Database.open`; close when done. Only the thread that opened it may use it."""

    def __init__(
        self, folder: DataFolder, clock: Clock, orm: SqlCipherDatabase, lock: FolderLock | None, read_only: bool
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.orm = orm
        self.lock = lock
        self.read_only = read_only
        self.session = secrets.token_hex(4)
        self.schema = int(self.query("PRAGMA user_version")[0][0])
        self.before_commit: list[Callable[[Action], None]] = []
        self.on_commit: list[Callable[[Action], None]] = []
        self.last_saved: datetime | None = None
        self.known_columns: dict[str, dict[str, Any]] = {}
        self.current: Action | None = None

    @classmethod
    def open(
        cls,
        folder: DataFolder,
        clock: Clock,
        *,
        create: bool = False,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Database:
        """Open a data folder, bringing its schema up to date.

        Raises UserError, with the reason, for a folder on a network or a stick, a file that is not ours or newer
        than the program, a folder in use, and, unless `create`, for a folder without data.
        """
        folder.check()
        path = folder.database
        if not path.exists() and not create:
            raise UserError(message("storage.no_data", folder=str(folder.root)), message("storage.no_data_hint"))
        if not (path.exists() and path.stat().st_size) and lived_in(folder):
            raise refused_by_damage(path)
        read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = None if read_only else FolderLock(folder.lock)
        except OSError as error:
            raise refused_by_disk(error, folder.root) from error
        try:
            if path.exists():
                check_header(path, migrations[-1].version)
            orm = connect(path, read_only=read_only)
            try:
                if not read_only:
                    migrate(orm, folder, clock, migrations)
                check_pages(orm, path)
                check_schema(orm, path, migrations)
                return cls(folder, clock, orm, lock, read_only)
            except BaseException:
                orm.close()
                raise
        except BaseException:
            if lock:
                lock.release()
            raise

    def bind(self, models: Sequence[type[Model]]) -> None:
        """Let row models read from this file."""
        self.orm.bind(models)

    def add_function(self, name: str, function: Callable[[Any], Any]) -> None:
        """Make a pure function of one value callable from SQL."""
        self.orm.register_function(function, name, 1, deterministic=True)

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; raises UserError where SQLite cannot make sense of the file."""
        try:
            return list(self.orm.execute_sql(sql, tuple(params)).fetchall())
        except SQL_ERRORS as error:
            if any(part in str(error) for part in DAMAGED):
                raise refused_by_damage(self.folder.database) from error
            if UNREADABLE not in str(error):
                raise
        # Only a damaged file gets here: for as long as it is open, texts are read the slow way.
        self.orm.connection().text_factory = readable
        return list(self.orm.execute_sql(sql, tuple(params)).fetchall())

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows, inside an action."""
        if self.current is None:
            raise RuntimeError("written outside an action")
        self.orm.connection().executemany(sql, rows)

    def columns(self, table: str) -> dict[str, Any]:
        """Columns of a table in order, each with its default."""
        if table not in self.known_columns:
            self.known_columns[table] = column_defaults(self.orm, table)
        return self.known_columns[table]

    def chain_head(self) -> tuple[int, bytes]:
        """Number and hash of the newest history entry."""
        found = self.query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return (int(found[0][0]), bytes(found[0][1])) if found else (0, START)

    def clock_suspect(self, now: datetime) -> bool:
        """Whether the clock stands before the newest entry, or absurdly far after it (faults row 91)."""
        found = self.query("SELECT at_utc FROM audit ORDER BY seq DESC LIMIT 1")
        if not found:
            return False
        newest = datetime.fromisoformat(found[0][0])
        return not newest - timedelta(minutes=5) <= now.astimezone(UTC) <= newest + FAR_AHEAD

    @contextmanager
    def action(self, name: str, *, reason: str = "", actor: str = "") -> Iterator[Action]:
        """One user action: one transaction, one batch of history. Listeners hear of it after COMMIT only.

        Raises UserError where the disk refuses; nothing of the action is stored then.
        """
        if self.read_only:
            raise UserError(message("storage.read_only"), message("storage.not_writable_hint"))
        if self.current is not None:
            raise RuntimeError(f"action {name} inside {self.current.name}")
        action = None
        try:
            if self.orm.is_closed():
                self.reopen()
            with self.orm.atomic("IMMEDIATE"):
                action = self.current = Action(self, name, reason, actor)
                yield action
                for hook in self.before_commit:
                    hook(action)
                action.prove()
        except SQL_ERRORS as error:
            self.current = None
            cause = disk_failure(error)
            if cause is None:
                raise
            if action is None:
                raise refused_by_disk(cause, self.folder.root) from error
            if not self.stored(action):
                raise refused_by_disk(cause, self.folder.root) from error
        finally:
            self.current = None
        if action and action.entries:
            self.last_saved = self.clock.now()
            for listener in self.on_commit:
                listener(action)

    def reopen(self) -> None:
        """Connect anew after a failure, so that what is read is what the disk holds."""
        self.orm.close()
        try:
            set_up(self.orm)
        except BaseException:
            self.orm.close()
            raise

    def stored(self, action: Action) -> bool:
        """What the disk holds after a COMMIT that failed; one that cannot even be read holds nothing new."""
        try:
            self.reopen()
            return bool(self.query("SELECT 1 FROM audit WHERE batch = ? LIMIT 1", [action.batch]))
        except SQL_ERRORS:
            return False

    def close(self) -> None:
        """Close the file and let the next program in; closing twice is harmless."""
        if not self.orm.is_closed():
            self.orm.close()
        if self.lock:
            self.lock.release()


def lived_in(folder: DataFolder) -> bool:
    """Whether there was a school here: an empty or missing database beside these is a lost one, not a new one."""
    return folder.pointer.exists() or any(any(place.glob("*")) for place in (folder.backups, folder.attachments))


def check_pages(orm: SqlCipherDatabase, path: Path) -> None:
    """SQLite's quick check and the foreign keys; raises UserError for a damaged file."""
    try:
        sound = orm.execute_sql("PRAGMA quick_check").fetchone()[0] == "ok"
        broken = orm.execute_sql("PRAGMA foreign_key_check").fetchone()
    except SQL_ERRORS as error:
        raise UserError(message("storage.damaged", file=path.name), message("storage.restore_hint")) from error
    if not sound or broken:
        raise UserError(message("storage.damaged", file=path.name), message("storage.restore_hint"))
