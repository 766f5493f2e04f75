"""Consistent copies of an open database."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from safetydesk.clock import Clock
from safetydesk.paths import DataFolder
from safetydesk.storage.atomic import sync_file

DATABASE = "safetydesk.db"


def copy_database(orm: SqlCipherDatabase, target: Path) -> None:
    """A consistent copy of the open database, synced."""
    copy = dbapi2.connect(str(target), isolation_level=None)
    try:
        orm.connection().backup(copy)
        copy.execute("PRAGMA journal_mode = delete")
    finally:
        copy.close()
    sync_file(target)


def copy_before_migration(orm: SqlCipherDatabase, folder: DataFolder, clock: Clock, schema: int) -> None:
    """Keep the file as it was before its schema changes."""
    stamp = clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder.backups / f"before-schema-{schema}-{stamp}" / DATABASE
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        copy_database(orm, target)
