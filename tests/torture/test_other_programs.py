"""There is one writer, whoever else tries: a second start, or an SQL tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetydesk.clock import SystemClock
from safetydesk.errors import UserError
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage.verify import verify
from tests.torture.killing import finish, started
from tests.torture.worker import hold_locked, hold_open

STARTS = 6


@pytest.mark.parametrize("made", [False, True])
def test_of_many_starts_at_once_one_opens_and_the_others_are_told(tmp_path: Path, made: bool) -> None:
    if made:
        with open_office(DataFolder(tmp_path), SystemClock()):
            pass
    running = [started(hold_open, str(tmp_path)) for _ in range(STARTS)]
    said = [pipe.recv() for _, pipe in running]
    assert sorted(said) == ["open", *["storage.in_use"] * (STARTS - 1)]
    for (process, pipe), outcome in zip(running, said, strict=True):
        if outcome == "open":
            process.kill()
        finish(process, pipe)
    with open_office(DataFolder(tmp_path), SystemClock()) as office:
        assert verify(office.database, office.folder).ok


def test_a_save_while_another_program_writes_is_refused_and_goes_through_later(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with open_office(folder, SystemClock()):
        pass
    with open_office(folder, SystemClock()) as office:
        process, pipe = started(hold_locked, str(folder.database))
        assert pipe.recv() == "locked"
        with pytest.raises(UserError, match="locked_elsewhere"):
            office.records.save_texts(PLACES, [(None, {"name": "操场"})])
        pipe.send("let go")
        finish(process, pipe)
        assert not office.records.save_texts(PLACES, [(None, {"name": "操场"})]).refused
        assert office.database.query("SELECT name FROM place") == [("操场",)]


def test_data_that_another_program_holds_is_not_opened(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with open_office(folder, SystemClock()):
        pass
    process, pipe = started(hold_locked, str(folder.database))
    assert pipe.recv() == "locked"
    try:
        with pytest.raises(UserError, match="locked_elsewhere"), open_office(folder, SystemClock()) as office:
            office.records.save_texts(PLACES, [(None, {"name": "操场"})])
    finally:
        pipe.send("let go")
        finish(process, pipe)
    with open_office(folder, SystemClock()) as office:
        assert office.database.query("SELECT count(*) FROM place") == [(0,)]
