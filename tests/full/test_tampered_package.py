"""A year out of ten is packed and proved; then it is tampered with a hundred times, and each time is told by name."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from safetydesk.__main__ import main
from safetydesk.operations.archive.build import BuiltPackage
from safetydesk.registers.files.items.numbering import gaps
from safetydesk.storage.verify import verify
from tests.full.conftest import SIZE, Decade
from tests.full.lengths import length
from tests.full.tampering import KINDS, Tamperer, Told

TIMES = length(ordinary=15, full=100)
SOUND: Told = {"changed": [], "missing": [], "added": [], "renamed": []}
Say = Callable[[str, object], None]


@pytest.fixture
def package(packages: dict[str, BuiltPackage], tmp_path: Path) -> Path:
    """A copy to be tampered with."""
    return shutil.copytree(packages["zh_CN"].path, tmp_path / "包")


def told_by(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, Told]:
    """What `archive verify` says, and how it ends."""
    capsys.readouterr()
    code = main(["archive", "verify", str(path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told.pop("ok") == (code == 0)
    return code, told


def test_ten_years_of_files_are_whole(decade: Decade, record_property: Say) -> None:
    database = decade.office.database
    items, scanned = (
        database.query("SELECT count(*) FROM file_item")[0][0],
        database.query("SELECT count(DISTINCT record_id) FROM attachment WHERE register = 'files'")[0][0],
    )
    frozen = {row[0] for row in database.query("SELECT DISTINCT year FROM file_item WHERE filed_on IS NOT NULL")}
    assert gaps(database) == []
    assert verify(database, decade.office.folder).ok
    if SIZE == "decade":
        assert 5_500 <= items <= 6_500
        assert frozen == set(range(2017, 2026))
    record_property("items catalogued", items)
    record_property("items with files", scanned)


def test_every_change_is_told_by_its_kind_and_name(
    packages: dict[str, BuiltPackage], package: Path, capsys: pytest.CaptureFixture[str], record_property: Say
) -> None:
    tamperer = Tamperer(package, Random(6))
    for number in range(TIMES):
        expected, undo = tamperer.once(KINDS[number % len(KINDS)])
        assert told_by(package, capsys) == (3, expected)
        undo()
        assert told_by(package, capsys) == (0, SOUND)
    record_property("changes told by name", TIMES)
    record_property("files in the package", packages["zh_CN"].files)


def test_every_change_inside_a_zip_is_told_too(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], record_property: Say
) -> None:
    tamperer, zipped = Tamperer(package, Random(7)), tmp_path / "包.zip"
    for number in range(TIMES // 5):
        expected, undo = tamperer.once(KINDS[number % len(KINDS)])
        with zipfile.ZipFile(zipped, "w") as target:
            for path in sorted(path for path in package.rglob("*") if path.is_file()):
                target.write(path, path.relative_to(package).as_posix())
        assert told_by(zipped, capsys) == (3, expected)
        undo()
    record_property("changes in zips told by name", TIMES // 5)


def test_a_byte_turned_in_the_list_itself_is_never_passed_over(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = package / "校验.json"
    data, random = path.read_bytes(), Random(8)
    for _ in range(TIMES):
        changed = bytearray(data)
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(changed)
        capsys.readouterr()
        assert main(["archive", "verify", str(package)]) == 3
        assert "校验.json" in "".join(capsys.readouterr())
    path.write_bytes(data)
    assert told_by(package, capsys) == (0, SOUND)
