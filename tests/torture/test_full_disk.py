"""On a full disk the clerk is told so in a sentence, and nothing is half written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from safetydesk.clock import SystemClock
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage import backup
from safetydesk.storage.attachments import store_file
from safetydesk.storage.restore import restore
from safetydesk.storage.verify import verify
from tests.torture.conftest import SmallDisk
from tests.torture.killing import finished
from tests.torture.worker import export_places, limited, save_some

SIZES = range(0, 400, 8)
"""Free kilobytes: from nothing at all to more than the work needs."""


def place_names(office: Office) -> set[str]:
    return {row[0] for row in office.database.query("SELECT name FROM place WHERE deleted_at IS NULL")}


def refusal(work: Callable[[], object]) -> str:
    """The sentence that refuses the work, "" where it went well; anything but a UserError goes through."""
    try:
        work()
    except UserError as refused:
        assert refused.hint is not None
        return refused.what.id
    return ""


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def school(small_disk: SmallDisk) -> DataFolder:
    """A data folder on the small disk, with one place."""
    folder = DataFolder(small_disk.root / "school")
    with open_office(folder, SystemClock()) as office:
        office.records.save_texts(PLACES, [(None, {"name": "操场"})])
    return folder


def test_a_save_on_a_full_disk_is_whole_or_refused(small_disk: SmallDisk, school: DataFolder) -> None:
    outcomes = set()
    for number, free in enumerate(SIZES):
        with open_office(school, SystemClock()) as office:
            before = place_names(office)
            new = [f"{number}-{part}" for part in range(10)]
            entries = [Entry({"name": name, "note": "楼" * 2_000}) for name in new]
            small_disk.leave(free)
            said = refusal(lambda: office.records.save_all(PLACES, entries))  # noqa: B023
            assert place_names(office) == (before if said else before | set(new))
            small_disk.empty()
        with open_office(school, SystemClock()) as office:
            assert place_names(office) == (before if said else before | set(new))
            assert verify(office.database, school).ok
        outcomes.add(said)
    assert outcomes == {"", "storage.disk_full"}


def test_after_a_refused_save_the_same_window_saves_when_there_is_space(
    small_disk: SmallDisk, school: DataFolder
) -> None:
    with open_office(school, SystemClock()) as office:
        small_disk.leave(0)
        assert refusal(lambda: save_some(office)) == "storage.disk_full"
        small_disk.empty()
        save_some(office)
        assert len(office.listing(PLACES).rows(office.listing(PLACES).ids(Query()))) == 6
        assert verify(office.database, school).ok
    assert len(place_names_of(school)) == 6


def place_names_of(folder: DataFolder) -> set[str]:
    with open_office(folder, SystemClock()) as office:
        return place_names(office)


def test_an_attachment_that_does_not_fit_leaves_no_file_and_no_row(
    small_disk: SmallDisk, school: DataFolder, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    outcomes = set()
    with open_office(school, SystemClock()) as office:
        for number, free in enumerate(SIZES):
            scan.write_bytes(Random(number).randbytes(150_000))
            before = files_below(school.attachments)
            small_disk.leave(free)
            said = refusal(lambda: store_file(school, scan))
            small_disk.empty()
            assert len(files_below(school.attachments) - before) == (0 if said else 1)
            outcomes.add(said)
        assert verify(office.database, school).ok
    assert outcomes == {"", "storage.disk_full"}


def test_a_backup_that_does_not_fit_is_no_backup(small_disk: SmallDisk, school: DataFolder) -> None:
    outcomes = []
    with open_office(school, SystemClock()) as office:
        for free in (*SIZES, 2_000):
            small_disk.leave(free)
            outcomes.append(refusal(lambda: backup.create(office.database)))
            small_disk.empty()
            assert len(backup.existing(school)) == outcomes.count("")
            assert not list(school.backups.glob("*.part"))
            office.records.save_texts(PLACES, [(None, {"name": f"{free}"})])
        assert verify(office.database, school).ok
    assert set(outcomes) == {"", "storage.disk_full"}


def test_a_restore_that_does_not_fit_leaves_the_old_data_and_takes_no_space(
    small_disk: SmallDisk, school: DataFolder, tmp_path: Path
) -> None:
    with open_office(school, SystemClock()) as office:
        made = backup.create(office.database, tmp_path / "stick")
        office.records.save_texts(PLACES, [(None, {"name": "后来的"})])
    outcomes = []
    for free in SIZES:
        before = {path.name for path in school.root.iterdir()}
        small_disk.leave(free)
        outcomes.append(refusal(lambda: restore(made.path, school)))
        small_disk.empty()
        if outcomes[-1]:
            assert place_names_of(school) == {"操场", "后来的"}
            assert {path.name for path in school.root.iterdir()} == before
        else:
            assert place_names_of(school) == {"操场"}
            school.pointer.unlink()
    assert set(outcomes) == {"", "storage.disk_full"}


@pytest.mark.parametrize("form", ["xlsx", "pdf", "csv", "json"])
def test_a_ledger_that_does_not_fit_leaves_the_old_file(small_disk: SmallDisk, tmp_path: Path, form: str) -> None:
    target = small_disk.root / f"ledger.{form}"
    folder = DataFolder(tmp_path / "school")
    with open_office(folder, SystemClock()) as office:
        lines = [{"name": f"地点{number}", "building": "楼" * 60} for number in range(300)]
        office.records.save_texts(PLACES, [(None, line) for line in lines])
    target.write_bytes(b"old")
    small_disk.leave(4)
    # In a second process: a PDF library may end the process that it runs in.
    assert finished(export_places, str(folder.root), str(target)) == ["storage.disk_full"]
    assert target.read_bytes() == b"old"
    assert [path.name for path in small_disk.root.iterdir() if path.name != "ballast"] == [target.name]
    small_disk.empty()
    assert finished(export_places, str(folder.root), str(target)) == ["done"]


NOT_ALLOWED = [("save", -100_000), ("save", 0), ("save", 5_000), ("attach", 0), ("attach", 5_000), ("backup", -100_000)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's files")
@pytest.mark.parametrize(("work", "spare"), NOT_ALLOWED)
def test_files_that_may_not_grow_end_in_a_sentence(tmp_path: Path, work: str, spare: int) -> None:
    folder = DataFolder(tmp_path / "school")
    with open_office(folder, SystemClock()) as office:
        office.records.save_texts(PLACES, [(None, {"name": "操场"})])
    (folder.root / "desk.pdf").write_bytes(Random(1).randbytes(400_000))
    assert finished(limited, str(folder.root), spare, work) == ["storage.disk_failed", "done"]
    with open_office(folder, SystemClock()) as office:
        assert len(place_names(office)) == (6 if work == "save" else 1)
        assert len(backup.existing(folder)) == (work == "backup")
        assert verify(office.database, folder).ok
    assert len(files_below(folder.attachments)) == (work == "attach")
