"""Bringing a file's schema up to date, in one transaction, with a verified backup before (faults.md 3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peewee import DatabaseError
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from safetydesk.clock import Clock
from safetydesk.errors import UserError, message
from safetydesk.paths import DataFolder
from safetydesk.storage.connection import APPLICATION_ID
from safetydesk.storage.copying import copy_before_migration
from safetydesk.storage.failures import SQL_ERRORS, refused_by_damage
from safetydesk.storage.migrations.migration import Migration


def migrate(orm: SqlCipherDatabase, folder: DataFolder, clock: Clock, migrations: Sequence[Migration]) -> None:
    """Run the steps the file lacks. Raises UserError if one fails; the file is then as it was."""
    current = int(orm.execute_sql("PRAGMA user_version").fetchone()[0])
    steps = [step for step in migrations if step.version > current]
    if not steps:
        return
    if current:
        copy_before_migration(orm, folder, clock, current)
    orm.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with orm.atomic("EXCLUSIVE"):
            for step in steps:
                for statement in step.sql:
                    orm.execute_sql(statement)
            if orm.execute_sql("PRAGMA foreign_key_check").fetchone():
                raise DatabaseError("foreign keys broken by a migration")
            orm.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            orm.execute_sql(f"PRAGMA user_version = {steps[-1].version}")
    except SQL_ERRORS as error:
        raise UserError(message("storage.migration_failed"), message("storage.migration_failed_hint")) from error
    finally:
        orm.execute_sql("PRAGMA foreign_keys = 1")


def check_schema(orm: SqlCipherDatabase, path: Path, migrations: Sequence[Migration]) -> None:
    """Raise UserError unless tables and indexes are word for word those of the migrations, and nothing else is there.

    A trigger may be missing: what was changed without it, the history's chain tells.
    """
    wording = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    model = dbapi2.connect(":memory:")
    try:
        for step in migrations:
            for statement in step.sql:
                model.execute(statement)
        known, found = set(model.execute(wording)), set(orm.execute_sql(wording))
    except SQL_ERRORS as error:
        raise refused_by_damage(path) from error
    finally:
        model.close()
    if found - known or any(kind != "trigger" for kind, *_ in known - found):
        raise refused_by_damage(path)


def column_defaults(orm: SqlCipherDatabase, table: str) -> dict[str, Any]:
    """Columns of a table in order, each with the value a new row has where none is given."""
    found = orm.execute_sql(f"PRAGMA table_info({table})").fetchall()
    if not found:
        raise KeyError(table)
    return {row[1]: default_value(row[4]) for row in found}


def default_value(expression: str | None) -> Any:
    """The value of a DEFAULT clause: a number, a text in quotes, or nothing."""
    if expression is None or expression.upper() == "NULL":
        return None
    if expression.startswith("'"):
        return expression[1:-1].replace("''", "'")
    return int(expression)
