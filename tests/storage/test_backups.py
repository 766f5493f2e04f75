"""A backup counts when it has been proved; a restore never touches what is there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from safetydesk.clock import FixedClock
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.storage import backup
from safetydesk.storage.attachments import store_file, stored_path
from safetydesk.storage.backup import Backup, Manifest
from safetydesk.storage.pruning import to_keep
from safetydesk.storage.restore import restore
from safetydesk.storage.verify import verify


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "扫描件.pdf"
    path.write_bytes(b"%PDF-1.4 a signed letter")
    return path


def with_scan(office: Office, scan: Path) -> str:
    stored = store_file(office.folder, scan)
    with office.database.action("test.attach") as action:
        place = action.insert("place", {"name": "操场"})
        action.attach(stored, "places", place, "合影")
    return stored.sha256


def test_a_school_comes_back_on_another_pc(office: Office, scan: Path, tmp_path: Path, clock: FixedClock) -> None:
    digest = with_scan(office, scan)
    made = backup.create(office.database, tmp_path / "stick")
    other = DataFolder(tmp_path / "other pc")
    restore(made.path, other)
    with open_office(other, clock) as again:
        assert again.database.query("SELECT name FROM place") == [("操场",)]
        assert verify(again.database, other).ok
        assert stored_path(other, digest, "扫描件.pdf").read_bytes() == scan.read_bytes()


def test_restoring_into_a_used_folder_keeps_the_old_data(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    made = backup.create(office.database, tmp_path / "stick")
    other = DataFolder(tmp_path / "other")
    with open_office(other, clock) as used, used.database.action("test.add") as action:
        action.insert("place", {"name": "旧数据"})
    old = other.database
    restored = restore(made.path, other)
    assert restored.generation != old.parent.name and old.exists()
    with open_office(other, clock) as again:
        assert again.database.query("SELECT count(*) FROM place") == [(0,)]


def test_every_flipped_byte_of_a_backup_is_refused(office: Office, scan: Path, tmp_path: Path) -> None:
    with_scan(office, scan)
    made = backup.create(office.database, tmp_path / "stick")
    for file in [made.path / "safetydesk.db", *(tmp_path / "stick" / "objects").rglob("*.pdf")]:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.chmod(0o644)
        file.write_bytes(data)
        with pytest.raises(UserError, match="damaged"):
            restore(made.path, DataFolder(tmp_path / "other"))
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    backup.check(made)


def test_a_half_written_backup_is_never_listed(office: Office) -> None:
    made = backup.create(office.database)
    (made.path / "manifest.json").unlink()
    assert backup.existing(office.folder) == []


def test_a_backup_is_due_after_work_and_time(office: Office, clock: FixedClock) -> None:
    backup.create(office.database)
    assert not backup.due(office.database)
    with office.database.action("test.add") as action:
        action.insert("place", {"name": "操场"})
    assert not backup.due(office.database) and backup.changed_since_last(office.database)
    office.database.clock = FixedClock(clock.moment + timedelta(hours=5))
    assert backup.due(office.database)


def test_a_changed_and_a_missing_attachment_are_named(office: Office, scan: Path) -> None:
    digest = with_scan(office, scan)
    file = stored_path(office.folder, digest, scan.name)
    file.chmod(0o644)
    file.write_bytes(b"something else")
    assert verify(office.database, office.folder).attachments_changed == (scan.name,)
    file.unlink()
    assert verify(office.database, office.folder).attachments_missing == (scan.name,)


def test_the_same_file_is_stored_once_and_an_empty_one_refused(office: Office, scan: Path, tmp_path: Path) -> None:
    twin = tmp_path / "copy.pdf"
    twin.write_bytes(scan.read_bytes())
    assert store_file(office.folder, scan).sha256 == store_file(office.folder, twin).sha256
    assert len([path for path in office.folder.attachments.rglob("*") if path.is_file()]) == 1
    empty = tmp_path / "empty.pdf"
    empty.touch()
    with pytest.raises(UserError, match="empty_file"):
        store_file(office.folder, empty)


def test_old_backups_go_by_the_rule(clock: FixedClock) -> None:
    def made(days: int, seq: int) -> Backup:
        moment = (clock.moment - timedelta(days=days)).isoformat()
        return Backup(Path(f"backup-{seq:08d}"), Manifest(seq, "", moment, "", 1, {}, "", {}))

    backups = [made(days, 2000 - days) for days in range(1200)]
    kept = to_keep(backups, clock.moment)
    assert {f"backup-{2000 - days:08d}" for days in range(14)} <= kept
    years = {(clock.moment - timedelta(days=2000 - int(name[-8:]))).year for name in kept}
    assert years == {2026, 2025, 2024, 2023}
    assert len(kept) < 60
