"""A backup or a restore that is cut off at any step leaves the old state or the new one, and never a claim."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from safetydesk.clock import SystemClock
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage import backup
from safetydesk.storage.attachments import store_file
from safetydesk.storage.restore import restore
from safetydesk.storage.verify import verify
from tests.torture.killing import killed_at_step
from tests.torture.worker import back_up_once, restore_once

pytestmark = pytest.mark.kill


def school(root: Path, name: str) -> DataFolder:
    """A data folder with one place of that name and two scans."""
    folder = DataFolder(root)
    with open_office(folder, SystemClock()) as office:
        scans = []
        for number in range(2):
            source = root / f"{number}.pdf"
            source.write_bytes(Random(f"{name}{number}").randbytes(1_500_000))
            scans.append(store_file(folder, source))
        with office.database.action("torture.school") as action:
            place = action.insert("place", {"name": name})
            for scan in scans:
                action.attach(scan, PLACES.key, place)
    return folder


def names(folder: DataFolder) -> list[str]:
    """Names of the places, after a full check of everything."""
    with open_office(folder, SystemClock()) as office:
        assert verify(office.database, folder).ok
        return [row[0] for row in office.database.query("SELECT name FROM place")]


def copies(template: DataFolder, below: Path) -> Iterator[tuple[int, DataFolder]]:
    """Numbered copies of a data folder, one for each step that is to be cut."""
    step = 0
    while True:
        step += 1
        yield step, DataFolder(Path(shutil.copytree(template.root, below / str(step))))


def test_a_backup_cut_off_at_every_step_never_claims_to_be_one(tmp_path: Path) -> None:
    old = school(tmp_path / "school", "操场")
    with open_office(old, SystemClock()) as office:
        first = backup.create(office.database).id
        with office.database.action("torture.more") as action:
            action.insert("place", {"name": "礼堂"})
    for step, folder in copies(old, tmp_path / "cut"):
        died, said = killed_at_step(step, back_up_once, str(folder.root), str(folder.backups))
        found = backup.existing(folder)
        for item in found:
            backup.check(item)
        assert {first, *said} <= {item.id for item in found}
        assert names(folder) == ["操场", "礼堂"]
        if not died:
            break
    assert step > 10 and len(found) == 2


def test_after_a_backup_was_cut_off_the_next_one_is_made_and_the_rest_swept(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "操场")
    died, _ = killed_at_step(8, back_up_once, str(folder.root), str(folder.backups))
    assert died and list(folder.backups.glob("*.part"))
    with open_office(folder, SystemClock()) as office:
        with office.database.action("torture.more") as action:
            action.insert("place", {"name": "礼堂"})
        made = backup.create(office.database)
    backup.check(made)
    assert [path.name for path in folder.backups.iterdir() if path.name.startswith("backup-")] == [made.id]


def test_a_restore_cut_off_at_every_step_leaves_the_old_data_or_the_new(tmp_path: Path) -> None:
    with open_office(school(tmp_path / "other", "新校"), SystemClock()) as office:
        made = backup.create(office.database, tmp_path / "stick")
    outcomes = []
    for step, folder in copies(school(tmp_path / "school", "老校"), tmp_path / "cut"):
        died, said = killed_at_step(step, restore_once, str(made.path), str(folder.root))
        found = names(folder)
        assert found == ["新校"] if said else found in (["老校"], ["新校"])
        outcomes.append(found[0])
        again = restore(made.path, folder)
        assert names(folder) == ["新校"] and again.generation == folder.current.name
        if not died:
            break
    assert len(outcomes) > 10 and outcomes == sorted(outcomes, key=["老校", "新校"].index)


def test_a_file_cut_off_on_its_way_into_the_store_is_swept_at_the_next_start(tmp_path: Path) -> None:
    folder = school(tmp_path / "school", "操场")
    (folder.attachments / ".in" / "0123456789abcdef").write_bytes(b"%PDF- half")
    assert names(folder) == ["操场"]
    assert list((folder.attachments / ".in").iterdir()) == []
