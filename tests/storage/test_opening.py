"""What the program opens, and what it refuses to, with the reason."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from safetydesk.clock import FixedClock
from safetydesk.errors import UserError
from safetydesk.paths import DataFolder
from safetydesk.storage.connection import APPLICATION_ID, PRAGMAS
from safetydesk.storage.database import Database
from safetydesk.storage.migrations import MIGRATIONS
from safetydesk.storage.migrations.migration import Migration


def refusal(folder: DataFolder, clock: FixedClock, **options: bool) -> str:
    with pytest.raises(UserError) as caught:
        Database.open(folder, clock, **options)  # type: ignore[arg-type]
    assert caught.value.hint is not None
    return caught.value.what.id


def test_a_folder_without_data_is_not_taken_for_a_new_school(folder: DataFolder, clock: FixedClock) -> None:
    assert refusal(folder, clock) == "storage.no_data"


def test_a_foreign_database_is_refused(folder: DataFolder, clock: FixedClock) -> None:
    folder.database.parent.mkdir(parents=True)
    foreign = sqlite3.connect(folder.database)
    foreign.execute("CREATE TABLE notes (text)")
    foreign.commit()
    foreign.close()
    before = folder.database.read_bytes()
    assert refusal(folder, clock) == "storage.foreign"
    assert folder.database.read_bytes() == before


def test_a_photo_is_refused(folder: DataFolder, clock: FixedClock) -> None:
    folder.database.parent.mkdir(parents=True)
    folder.database.write_bytes(b"\xff\xd8\xff\xe0" * 100)
    assert refusal(folder, clock) == "storage.not_sqlite"


def test_data_of_a_newer_program_is_refused_and_untouched(folder: DataFolder, clock: FixedClock) -> None:
    newer = (*MIGRATIONS, Migration(999, ("CREATE TABLE future (x)",)))
    Database.open(folder, clock, create=True, migrations=newer).close()
    before = folder.database.read_bytes()
    assert refusal(folder, clock) == "storage.newer"
    assert folder.database.read_bytes() == before


@pytest.mark.parametrize("name", ["OneDrive - 学校", "坚果云", "Dropbox"])
def test_synchronised_folders_are_refused(tmp_path: Path, clock: FixedClock, name: str) -> None:
    assert refusal(DataFolder(tmp_path / name / "data"), clock, create=True) == "storage.sync_folder"


def test_a_network_share_is_refused(clock: FixedClock) -> None:
    assert refusal(DataFolder(Path("//server/share/desk")), clock, create=True) == "storage.network_share"


def test_a_path_too_long_for_windows_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    assert refusal(DataFolder(tmp_path / ("长" * 130)), clock, create=True) == "storage.path_too_long"


def test_a_second_program_is_refused_while_the_first_runs(folder: DataFolder, clock: FixedClock) -> None:
    first = Database.open(folder, clock, create=True)
    code = (
        "import sys; from pathlib import Path; from safetydesk.clock import SystemClock; "
        "from safetydesk.paths import DataFolder; from safetydesk.storage.database import Database; "
        "from safetydesk.errors import UserError\n"
        "try: Database.open(DataFolder(Path(sys.argv[1])), SystemClock())\n"
        "except UserError as error: print(error.what.id)"
    )
    command = [sys.executable, "-c", code, str(folder.root)]
    assert subprocess.run(command, capture_output=True, text=True).stdout.strip() == "storage.in_use"
    first.close()
    assert subprocess.run(command, capture_output=True, text=True).stdout.strip() == ""


def test_every_pragma_holds(folder: DataFolder, clock: FixedClock) -> None:
    database = Database.open(folder, clock, create=True)
    for name, wanted in PRAGMAS.items():
        assert database.query(f"PRAGMA {name}")[0][0] == wanted, name
    assert database.query("PRAGMA application_id") == [(APPLICATION_ID,)]
    database.close()


def test_a_failing_migration_leaves_the_old_schema(folder: DataFolder, clock: FixedClock) -> None:
    Database.open(folder, clock, create=True).close()
    broken = (*MIGRATIONS, Migration(900, ("CREATE TABLE half (x TEXT) STRICT", "INSERT INTO nowhere VALUES (1)")))
    with pytest.raises(UserError, match="migration_failed"):
        Database.open(folder, clock, migrations=broken)
    database = Database.open(folder, clock)
    assert database.query("SELECT name FROM sqlite_master WHERE name = 'half'") == []
    database.close()
    assert list(folder.backups.glob("before-schema-*/safetydesk.db"))


def test_a_damaged_file_is_named_as_such(folder: DataFolder, clock: FixedClock) -> None:
    Database.open(folder, clock, create=True).close()
    data = bytearray(folder.database.read_bytes())
    data[4096 * 2 : 4096 * 6] = os.urandom(4096 * 4)
    folder.database.write_bytes(data)
    assert refusal(folder, clock) == "storage.damaged"
