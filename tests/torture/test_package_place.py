"""Packages onto a full, a locked and a vanishing disk: one sentence, nothing left over, the package before unharmed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pikepdf
import pytest

from safetydesk.clock import SystemClock
from safetydesk.errors import UserError
from safetydesk.export.pdf_file import save_pdf
from safetydesk.export.volume.binding import merged
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.check import check
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.words import LANGUAGES, Words
from tests.archive.filed_school import YEAR, settle
from tests.full.lengths import length
from tests.torture.conftest import SmallDisk
from tests.torture.killing import finished
from tests.torture.packing_worker import Tree, pack_in_small_space, tree

STEP = length(ordinary=300, full=16)
"""Kilobytes between two sizes of free space."""
FORMS = ["包", "包.zip"]
BEFORE = "以前"


@pytest.fixture
def school(tmp_path: Path) -> DataFolder:
    """A data folder beside the small disk, with filed papers of all kinds."""
    folder = DataFolder(tmp_path / "school")
    with open_office(folder, SystemClock()) as office:
        settle(office, tmp_path / "papers")
    return folder


@pytest.fixture
def office(school: DataFolder) -> Iterator[Office]:
    with open_office(school, SystemClock()) as office:
        yield office


def refused(work: Callable[[], object]) -> str:
    """The sentence that refuses the work, whole in both languages."""
    with pytest.raises(UserError) as found:
        work()
    assert found.value.hint is not None
    assert all("{" not in Words(language).error(found.value) for language in LANGUAGES)
    return found.value.what.id


@pytest.mark.parametrize("name", FORMS)
def test_on_a_full_disk_a_package_is_whole_or_refused_with_nothing_left(
    small_disk: SmallDisk, school: DataFolder, name: str
) -> None:
    with open_office(school, SystemClock()) as office:
        whole = build(office, YEAR, small_disk.root / f"{BEFORE}.zip").path.stat().st_size // 1024
        build(office, YEAR, small_disk.root / BEFORE)
        if name.endswith(".zip"):
            build(office, YEAR, small_disk.root / name)
    sizes = range(0, whole * 3, STEP)
    heard = finished(pack_in_small_space, str(school.root), str(small_disk.root), name, BEFORE, sizes)
    assert heard[::2] == list(sizes), f"the process ended at {heard[-1]} free kilobytes"
    ends = heard[1::2]
    assert all(as_before for _, as_before in ends)
    assert {ended for ended, _ in ends} == {"archive.place_full", "done"}
    assert (ends[0][0], ends[-1][0]) == ("archive.place_full", "done")
    assert check(small_disk.root / BEFORE).ok and check(small_disk.root / f"{BEFORE}.zip").ok


@pytest.mark.parametrize("name", FORMS)
def test_a_locked_place_is_named_and_a_package_is_made_once_it_is_open(
    small_disk: SmallDisk, office: Office, name: str
) -> None:
    build(office, YEAR, small_disk.root / f"{BEFORE}.zip")
    before = tree(small_disk.root)
    remount(small_disk.root, "ro")
    assert refused(lambda: build(office, YEAR, small_disk.root / name)) == "archive.place_locked"
    assert tree(small_disk.root) == before
    remount(small_disk.root, "rw")
    assert check(build(office, YEAR, small_disk.root / name).path).ok


def test_a_pdf_cut_short_by_a_full_disk_is_an_error_and_not_the_end(small_disk: SmallDisk, tmp_path: Path) -> None:
    part, target = tmp_path / "part.pdf", small_disk.root / "merged.pdf"
    with pikepdf.new() as pdf:
        for number in range(30):
            page = pdf.add_blank_page()
            page.Contents = pdf.make_stream(Random(number).randbytes(8_000))
        pdf.save(part)
    with merged([(part, "1-z")]) as pdf:
        small_disk.leave(100)
        with pytest.raises(OSError, match="No space"):
            save_pdf(pdf, target)
        small_disk.empty()
        save_pdf(pdf, target)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 30


def remount(root: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(root)], check=True)


@dataclass(frozen=True)
class Stick:
    """A folder that comes and goes under another path, with what is on it."""

    held: Path
    root: Path

    def plug(self) -> None:
        """It is there."""
        subprocess.run(["mount", "--bind", str(self.held), str(self.root)], check=True)

    def pull(self) -> None:
        """It is gone, whoever is writing on it."""
        subprocess.run(["umount", "-l", str(self.root)], check=True)


@pytest.fixture
def stick(small_disk: SmallDisk, tmp_path: Path) -> Iterator[Stick]:
    """A small disk seen through another path, which can be pulled out."""
    stick = Stick(small_disk.root, tmp_path / "stick")
    stick.root.mkdir()
    stick.plug()
    try:
        yield stick
    finally:
        subprocess.run(["umount", "-l", str(stick.root)], check=False, capture_output=True)


def pulled_at(stick: Stick, step: int) -> Callable[[int, int], None]:
    """Pull the stick out at a step of the work."""

    def progress(done: int, total: int) -> None:
        if done == step:
            stick.pull()

    return progress


def unfinished(found: Tree) -> set[str]:
    return {name.partition("/")[0] for name in found if name.startswith(".")}


STEPS = sorted({1, 3, 6, *range(1, 12, length(ordinary=20, full=1))})


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", FORMS)
def test_a_stick_pulled_out_is_told_and_the_next_try_cleans_up(
    stick: Stick, office: Office, name: str, step: int
) -> None:
    build(office, YEAR, stick.root / f"{BEFORE}.zip")
    before = tree(stick.held)
    assert refused(lambda: build(office, YEAR, stick.root / name, pulled_at(stick, step))) == "archive.place_gone"
    assert tree(stick.root) == {}  # Nothing was written to the PC's own disk instead.
    assert {key: value for key, value in tree(stick.held).items() if not key.startswith(".")} == before
    stick.plug()
    assert check(build(office, YEAR, stick.root / name).path).ok
    assert unfinished(tree(stick.root)) == set()
    assert check(stick.root / f"{BEFORE}.zip").ok


@pytest.mark.parametrize("name", FORMS)
def test_a_package_that_goes_away_while_it_is_checked_is_no_changed_package(
    stick: Stick, office: Office, name: str
) -> None:
    path = build(office, YEAR, stick.root / name).path
    if path.is_dir():
        assert refused(lambda: check(path, pulled_at(stick, 3))) == "archive.gone"
    else:
        stick.pull()
    assert refused(lambda: check(path)) == "archive.not_there"
    stick.plug()
    assert check(path).ok


def test_only_what_an_unfinished_package_left_is_cleaned_up(office: Office, tmp_path: Path) -> None:
    place = tmp_path / "place"
    for name in (".0123abcd.part/p/卷", ".0123abcd.part/w", ".89abcdef.part/mine", "资料.part/p", "资料.part/w"):
        (place / name).mkdir(parents=True)
    build(office, YEAR, place / "包.zip")
    assert {path.name for path in place.iterdir()} == {"包.zip", ".89abcdef.part", "资料.part"}
