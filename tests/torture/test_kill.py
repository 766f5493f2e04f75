"""Whatever was acknowledged before the process was killed is there, whole, when the data is opened again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from safetydesk.clock import SystemClock
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from safetydesk.storage.attachments import hash_file
from safetydesk.storage.verify import verify
from tests.torture.killing import finish, killed_at_random, killed_at_step, started
from tests.torture.promises import Promises
from tests.torture.worker import attach_once, boast, keep_saving

KILLS = int(os.environ.get("SAFETYDESK_KILLS", "60"))
KILLS_A_FOLDER = 10
MOST_LIVES = 100
"""A busy machine lives short: it is given more lives, until something was acknowledged in them."""

pytestmark = pytest.mark.kill


@pytest.mark.parametrize("seed", range(-(-KILLS // KILLS_A_FOLDER)))
def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    random, promises, kept, life = Random(seed), Promises(), 0, 0
    while life < KILLS_A_FOLDER or (kept <= KILLS_A_FOLDER and life < MOST_LIVES):
        life += 1
        acknowledged = killed_at_random(random, keep_saving, str(tmp_path), seed * 1000 + life)
        promises.hear(acknowledged)
        kept += len(acknowledged)
        with open_office(DataFolder(tmp_path), SystemClock()) as office:
            assert promises.broken(office) == []
    record_property("kills", life)
    record_property("acknowledged", kept)
    assert kept > KILLS_A_FOLDER


def test_a_program_that_says_saved_too_early_is_caught(tmp_path: Path) -> None:
    with open_office(DataFolder(tmp_path), SystemClock()):
        pass
    process, pipe = started(boast, str(tmp_path), 1)
    promises = Promises()
    promises.hear([pipe.recv()])
    process.kill()
    finish(process, pipe)
    with open_office(DataFolder(tmp_path), SystemClock()) as office:
        assert promises.broken(office) == ["place 1 of step 1 is lost or old"]


def test_killed_at_every_step_of_attaching_no_row_points_at_a_missing_file(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(Random(1).randbytes(3_000_000))
    step = 0
    died = True
    while died:
        step += 1
        folder = DataFolder(tmp_path / str(step))
        with open_office(folder, SystemClock()) as office, office.database.action("torture.place") as action:
            action.insert("place", {"name": "操场"})
        died, heard = killed_at_step(step, attach_once, str(folder.root), str(scan))
        with open_office(folder, SystemClock()) as office:
            assert verify(office.database, folder).ok
            bound = [row[0] for row in office.database.query("SELECT sha256 FROM attachment")]
        assert heard == ([] if died else [hash_file(scan)])
        assert bound == ([] if died else heard)
    assert step > 5
