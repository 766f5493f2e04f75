"""What the process does that is going to be killed: it works, and says so only when the work is done."""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from safetydesk.clock import SystemClock, SystemTicker
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.ledger import write_ledger
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.records.drills.stopwatch import ALARM, CLASS, press, presses
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage import backup
from safetydesk.storage.attachments import store_file
from safetydesk.storage.restore import restore

STEP_EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.copyfile", "shutil.rmtree"}
COLUMNS = ("name", "building", "note", "floors")
BLOCK_SIZES = (1, 2, 3, 5, 40)
LONGEST_NOTE = 6_000
LARGEST_SCAN = 300_000


@dataclass(frozen=True)
class Done:
    """One acknowledged action: the rows as it left them, and the file it attached."""

    step: int
    rows: dict[int, tuple[str, str, str, int]]
    """Name, building, note and floors by id. The action's number stands in `floors`; `building` ends with the
    number of rows that were made together and only ever change together."""
    scan: str = ""
    """Checksum of the attached file; its row is the only one of the action."""


def keep_saving(root: str, seed: int, pipe: Connection) -> None:
    """Save, change and attach without end; each is acknowledged after its COMMIT."""
    random = Random(seed)
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        last = office.database.query("SELECT coalesce(max(floors), 0) FROM place")[0][0]
        for step in itertools.count(last + 1):
            pipe.send(random.choice((add_block, add_block, change_block, attach_scan))(office, random, step))


def press_on(root: str, start: int, pipe: Connection) -> None:
    """Press the stopwatch for class after class without end, and say each one once it is stored."""
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        clock, ticker = SystemClock(), SystemTicker()
        if not presses(office.database, 1):
            press(office.database, clock, ticker, 1, ALARM)
            pipe.send(ALARM)
        for number in itertools.count(start):
            press(office.database, clock, ticker, 1, CLASS, f"{number}班")
            pipe.send(f"{number}班")


def boast(root: str, seed: int, pipe: Connection) -> None:
    """A program that says "saved" before COMMIT: what the kill test is there to catch."""
    with (
        open_office(DataFolder(Path(root)), SystemClock()) as office,
        office.database.action("torture.boast") as action,
    ):
        values = {"name": "甲", "building": "1/1", "note": "", "floors": 1}
        row_id = action.insert("place", values)
        pipe.send(Done(1, {row_id: ("甲", "1/1", "", 1)}))
        pipe.recv()


def add_block(office: Office, random: Random, step: int) -> Done:
    """Some places, now and then many, through the door by which form, grid and import save."""
    count = random.choice(BLOCK_SIZES)
    rows = [
        (f"{step}-{place}", f"{step}/{count}", "楼" * random.randrange(LONGEST_NOTE), step) for place in range(count)
    ]
    stored = office.records.save_all(PLACES, [Entry(dict(zip(COLUMNS, row, strict=True))) for row in rows])
    return Done(step, {stored.ids[place]: row for place, row in enumerate(rows)})


def change_block(office: Office, random: Random, step: int) -> Done:
    """A new note for all rows that were made together."""
    blocks = office.database.query("SELECT DISTINCT building FROM place WHERE building NOT LIKE '%scan' ORDER BY 1")
    if not blocks:
        return add_block(office, random, step)
    building = random.choice(blocks)[0]
    ids = [row[0] for row in office.database.query("SELECT id FROM place WHERE building = ?", [building])]
    note = "改" * random.randrange(LONGEST_NOTE)
    with office.database.action("torture.change") as action:
        action.update_many("place", {row_id: {"note": note, "floors": step} for row_id in ids})
    names = dict(office.database.query("SELECT id, name FROM place WHERE building = ?", [building]))
    return Done(step, {row_id: (names[row_id], building, note, step) for row_id in ids})


def attach_scan(office: Office, random: Random, step: int) -> Done:
    """A place and its scan, bound in one action; the file is in the store before the action begins."""
    source = office.folder.root / "desk" / f"{step}.pdf"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(random.randbytes(random.randint(1, LARGEST_SCAN)))
    stored = store_file(office.folder, source)
    values = {"name": stored.sha256, "building": "1/1 scan", "note": "", "floors": step}
    with office.database.action("torture.attach") as action:
        row_id = action.insert("place", values)
        action.attach(stored, PLACES.key, row_id)
    return Done(step, {row_id: (stored.sha256, "1/1 scan", "", step)}, stored.sha256)


def back_up_once(root: str, place: str, step: int, pipe: Connection) -> None:
    """One backup, cut off at a step; says its id when it is complete."""
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        die_at(step, root)
        pipe.send(backup.create(office.database, Path(place)).id)


def restore_once(source: str, into: str, step: int, pipe: Connection) -> None:
    """One restore, cut off at a step; says the generation when it is in use."""
    die_at(step, into)
    pipe.send(restore(Path(source), DataFolder(Path(into))).generation)


def attach_once(root: str, source: str, step: int, pipe: Connection) -> None:
    """One scan into the store and to a place, cut off at a step; says the checksum when it is attached."""
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        die_at(step, root)
        stored = store_file(office.folder, Path(source))
        with office.database.action("torture.attach") as action:
            action.attach(stored, PLACES.key, 1)
        pipe.send(stored.sha256)


def die_at(step: int, below: str) -> None:
    """Kill this process when it is about to touch a file below a folder for the n-th time."""
    seen = itertools.count(1)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEP_EVENTS and str(arguments[0]).startswith(below) and next(seen) == step:
            os.kill(os.getpid(), 9)

    sys.addaudithook(hook)


def limited(root: str, spare: int, work: str, pipe: Connection) -> None:
    """A piece of work while no file may grow `spare` bytes beyond the database, then again without that limit.

    Says how each ended.
    """
    import resource

    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        limit = office.folder.database.stat().st_size + spare
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        pipe.send(outcome(lambda: WORK[work](office)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        pipe.send(outcome(lambda: WORK[work](office)))


def hold_open(root: str, pipe: Connection) -> None:
    """Another start on the same folder: says how opening went and keeps it open until told."""
    try:
        with open_office(DataFolder(Path(root)), SystemClock()):
            pipe.send("open")
            pipe.recv()
    except UserError as refused:
        pipe.send(refused.what.id)


def hold_locked(path: str, pipe: Connection) -> None:
    """An SQL tool that has begun to write into the database and does not go on."""
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("BEGIN IMMEDIATE")
    pipe.send("locked")
    pipe.recv()
    tool.execute("ROLLBACK")
    tool.close()


def export_places(root: str, target: str, pipe: Connection) -> None:
    """The places as a ledger, in the form that the file's ending names; says how it ended."""
    path = Path(target)
    with open_office(DataFolder(Path(root)), SystemClock()) as office:
        pipe.send(outcome(lambda: write_ledger(office, PLACES, Query(), path.suffix[1:], path)))


def outcome(work: Callable[[], object]) -> str:
    """ "done", the id of the sentence that refuses, or, which must never be, the name of another exception."""
    try:
        work()
    except UserError as refused:
        return refused.what.id if refused.hint else f"{refused.what.id} without a hint"
    except Exception as error:  # noqa: BLE001 - what the test is about.
        return f"{type(error).__name__}: {error}"
    return "done"


def save_some(office: Office) -> None:
    """Five places with long notes: about 200 KB with their history."""
    lines = [{"name": f"新{number}", "note": "楼" * LONGEST_NOTE} for number in range(5)]
    assert not office.records.save_texts(PLACES, [(None, line) for line in lines]).refused


def attach_some(office: Office) -> None:
    """A scan of 300 KB, attached to the first place."""
    source = office.folder.root / "desk.pdf"
    stored = store_file(office.folder, source)
    with office.database.action("torture.attach") as action:
        action.attach(stored, PLACES.key, 1)


def back_up(office: Office) -> None:
    """A backup in the usual place."""
    backup.create(office.database)


WORK: dict[str, Callable[[Office], None]] = {"save": save_some, "attach": attach_some, "backup": back_up}
