"""Data that was damaged behind the program's back is named as damaged, with the way out; never a crash, never silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.clock import SystemClock
from safetydesk.core.listing import Query
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage import backup
from safetydesk.storage.restore import restore
from safetydesk.storage.verify import Damage, Verdict, verify
from safetydesk.words import Words

PAGE, SECTOR, HEADER = 4096, 512, 100
PLACES_MADE = 40
MARK = "这一句只写了一次"
PROVED = ("place", "post", "school", "school_year", "audit", "audit_text")

Contents = dict[str, list[tuple[object, ...]]]
fractions = st.floats(0, 1, exclude_max=True)
Blow = tuple[str, list[float], int]
blows = st.one_of(
    st.tuples(st.just("bits"), st.lists(fractions, min_size=1, max_size=12), st.integers(0, 7)),
    st.tuples(st.just("sector"), st.lists(fractions, min_size=1, max_size=2), st.just(0)),
    st.tuples(st.just("page"), st.lists(fractions, min_size=1, max_size=3), st.integers(1, 255)),
    st.tuples(st.just("cut"), st.lists(fractions, min_size=1, max_size=1), st.just(0)),
)


def struck(whole: bytes, blow: Blow) -> bytes:
    """The file after the blow; the first 100 bytes, which say whose file it is, are spared."""
    kind, places, value = blow
    data = bytearray(whole)
    for place in places:
        at = HEADER + int(place * (len(data) - HEADER))
        if kind == "bits":
            data[at] ^= 1 << value
        elif kind == "cut":
            del data[at:]
        else:
            size = SECTOR if kind == "sector" else PAGE
            start = at // size * size or size
            data[start : start + size] = bytes((value * (index + 1)) % 256 for index in range(size))
    return bytes(data)


class Sound:
    """A database before the blow, and all it holds; no dataclass, for hypothesis would print every byte."""

    def __init__(self, data: bytes, rows: Contents) -> None:
        self.data = data
        self.rows = rows


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A school with some dozens of places."""
    folder = DataFolder(tmp_path_factory.mktemp("sound"))
    with open_office(folder, SystemClock()) as office:
        lines = [
            {"name": f"地点{number}", "building": "教学楼", "note": "消防" * number} for number in range(PLACES_MADE)
        ]
        lines[7]["note"] = MARK
        assert not office.records.save_texts(PLACES, [(None, line) for line in lines]).refused
        rows = contents(office)
    return Sound(folder.database.read_bytes(), rows)


def with_database(root: Path, data: bytes) -> DataFolder:
    folder = DataFolder(root)
    folder.database.parent.mkdir(parents=True, exist_ok=True)
    folder.database.write_bytes(data)
    return folder


def contents(office: Office) -> Contents:
    """Everything that a check proves; search lines can be made anew and are not part of it."""
    return {table: office.database.query(f"SELECT * FROM {table}") for table in PROVED}


def judged(folder: DataFolder) -> tuple[Verdict | None, Contents]:
    """The check's verdict and what can be read; no verdict where a sentence with the way out refuses the file."""
    try:
        with open_office(folder, SystemClock()) as office:
            verdict = verify(office.database, folder)
            listing = office.listing(PLACES)
            assert len(listing.rows(listing.ids(Query()))) <= PLACES_MADE
            return verdict, contents(office)
    except UserError as refused:
        assert refused.what.id in ("storage.damaged", "storage.not_sqlite")
        assert refused.hint is not None and refused.hint.id == "storage.restore_hint"
        return None, {}


@given(blows)
def test_any_damage_is_named_or_changed_nothing(
    sound: Sound, tmp_path_factory: pytest.TempPathFactory, blow: Blow
) -> None:
    verdict, found = judged(with_database(tmp_path_factory.mktemp("struck"), struck(sound.data, blow)))
    assert verdict is None or not verdict.ok or found == sound.rows


def test_a_flipped_letter_is_named_and_all_else_stays_readable(sound: Sound, tmp_path: Path) -> None:
    marks = [at for at in range(len(sound.data)) if sound.data.startswith(MARK.encode(), at)]
    verdicts = []
    for number, at in enumerate(marks):
        data = bytearray(sound.data)
        data[at + 1] ^= 0x40  # No longer UTF-8.
        verdict, found = judged(with_database(tmp_path / str(number), bytes(data)))
        assert verdict is not None and not verdict.ok
        assert sum(row != old for name in PROVED for row, old in zip(found[name], sound.rows[name], strict=True)) == 1
        verdicts.append(verdict)
    # Once in the row, once in the history of the row.
    assert [item for verdict in verdicts for item in verdict.damaged] == [Damage("place", 8, ("note",))]
    assert sorted(len(verdict.chain) for verdict in verdicts) == [0, 1]


@pytest.mark.parametrize("left", [1, 99, 100, 511, 4095, 4096, 8192, -4096, -1])
def test_a_cut_file_is_refused_with_the_way_out(sound: Sound, tmp_path: Path, left: int) -> None:
    verdict, found = judged(with_database(tmp_path, sound.data[:left]))
    assert verdict is None or found == sound.rows


@pytest.mark.parametrize("emptied", [True, False])
def test_a_lost_database_beside_backups_is_not_taken_for_a_new_school(
    sound: Sound, tmp_path: Path, emptied: bool
) -> None:
    folder = with_database(tmp_path, sound.data)
    with open_office(folder, SystemClock()) as office:
        backup.create(office.database)
    folder.database.unlink()
    if emptied:
        folder.database.touch()
    assert judged(folder)[0] is None
    assert not folder.database.exists() or folder.database.stat().st_size == 0


def test_the_command_line_says_it_in_a_sentence(sound: Sound, tmp_path: Path) -> None:
    folder = with_database(tmp_path, sound.data[:-PAGE])
    command = [sys.executable, "-m", "safetydesk", "--data", str(folder.root), "--lang", "en", "verify"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    words = Words("en")
    sentence = words.text("storage.damaged", file="safetydesk.db")
    assert (done.returncode, done.stderr.strip()) == (3, f"{sentence} {words.text('storage.restore_hint')}")


def test_after_damage_the_newest_backup_brings_everything_back(sound: Sound, tmp_path: Path) -> None:
    folder = with_database(tmp_path, sound.data)
    with open_office(folder, SystemClock()) as office:
        before = contents(office)
        made = backup.create(office.database)
    folder.database.write_bytes(sound.data[: len(sound.data) // 2])
    assert judged(folder)[0] is None
    restore(made.path, folder)
    verdict, found = judged(folder)
    assert verdict is not None and verdict.ok and found == before
