"""A package is compared with its list: whatever was done to it is named, in a folder as in a zip."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.archive.check import Checked, check
from tests.archive.conftest import Built

VOLUME = "卷/A09 应急演练.pdf"
LETTER = "原件/Z109-WS·2026-D10-A04-0001 2026年安全责任书/责任书.pdf"


def change(files: dict[str, bytes]) -> None:
    data = bytearray(files[VOLUME])
    data[len(data) // 2] ^= 1
    files[VOLUME] = bytes(data)


def remove(files: dict[str, bytes]) -> None:
    del files[LETTER]


def add(files: dict[str, bytes]) -> None:
    files["卷/新.pdf"] = b"new"


def rename(files: dict[str, bytes]) -> None:
    files["卷/改名.pdf"] = files.pop(VOLUME)


def swap(files: dict[str, bytes]) -> None:
    files[VOLUME], files[LETTER] = files[LETTER], files[VOLUME]


TAMPERED: list[tuple[Callable[[dict[str, bytes]], None], Checked]] = [
    (change, Checked(False, changed=(VOLUME,))),
    (remove, Checked(False, missing=(LETTER,))),
    (add, Checked(False, added=("卷/新.pdf",))),
    (rename, Checked(False, renamed=((VOLUME, "卷/改名.pdf"),))),
    (swap, Checked(False, changed=(VOLUME, LETTER))),
]


def read_tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def write_tree(files: dict[str, bytes], root: Path) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def write_zip(files: dict[str, bytes], path: Path) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path


def test_what_was_built_is_sound(built: Built) -> None:
    for path in (built.package.path, built.zipped.path):
        checked = check(path)
        assert checked.told() == {"ok": True, "changed": [], "missing": [], "added": [], "renamed": []}
        assert checked.files == built.package.files - 1


@pytest.mark.parametrize(("tamper", "expected"), TAMPERED, ids=[tamper.__name__ for tamper, _ in TAMPERED])
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_what_was_done_to_it_is_named(
    built: Built, tmp_path: Path, kind: str, tamper: Callable[[dict[str, bytes]], None], expected: Checked
) -> None:
    files = read_tree(built.root)
    tamper(files)
    path = write_tree(files, tmp_path / "包") if kind == "folder" else write_zip(files, tmp_path / "包.zip")
    assert check(path).told() == expected.told()


def test_a_byte_turned_inside_the_zip_is_a_changed_file(built: Built, tmp_path: Path) -> None:
    with ZipFile(built.zipped.path) as package:
        info = package.getinfo(VOLUME)
    data = bytearray(built.zipped.path.read_bytes())
    data[info.header_offset + 400] ^= 1
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    assert check(path).told() == Checked(False, changed=(VOLUME,)).told()


def test_a_zip_packed_with_its_folder_or_by_an_old_program(built: Built, tmp_path: Path) -> None:
    files = read_tree(built.root)
    whole = write_zip({f"2026/{name}": data for name, data in files.items()}, tmp_path / "一层.zip")
    assert check(whole).ok
    old = tmp_path / "旧.zip"
    with ZipFile(old, "w") as package:
        for name, data in files.items():
            package.writestr(OldName(name), data)
    assert check(old).ok


class OldName(ZipInfo):
    """A name in GB 18030 without a word about it, as older Chinese programs write it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def test_without_its_list_it_is_no_package(package: Path, tmp_path: Path) -> None:
    (package / "校验.json").unlink()
    for path in (package, tmp_path / "nowhere"):
        with pytest.raises(UserError) as refused:
            check(path)
        assert refused.value.hint is not None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', '{"files": [{"path": "a"}]}', "[" * 100_000])
def test_a_damaged_list_is_refused(package: Path, content: str) -> None:
    (package / "校验.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        check(package)
    assert refused.value.what.id == "archive.bad_list"


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside", "C:/outside.txt", "a\\..\\b", "卷/../../x", "卷//x", "./x"]
)
def test_a_zip_that_reaches_outside_is_refused(built: Built, tmp_path: Path, name: str) -> None:
    path = tmp_path / "包.zip"
    write_zip(read_tree(built.root), path)
    with ZipFile(path, "a") as package:
        info = ZipInfo("x")
        info.filename = name
        package.writestr(info, b"x")
    with pytest.raises(UserError) as refused:
        check(path)
    assert refused.value.what.id == "archive.bad_name"
    assert {item.name for item in tmp_path.iterdir()} == {"包.zip"}


def test_the_same_name_twice_is_refused(built: Built, tmp_path: Path) -> None:
    path = write_zip(read_tree(built.root), tmp_path / "包.zip")
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(path, "a") as package:
        package.writestr(VOLUME, b"another")
    with pytest.raises(UserError):
        check(path)


def test_an_absurd_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("校验.json", json.dumps({"files": []}))
        with package.open("bomb", "w") as handle:
            for _ in range(90):
                handle.write(bytes(1 << 20))
    with pytest.raises(UserError) as refused:
        check(path)
    assert refused.value.what.id == "archive.absurd_zip"


def test_a_broken_zip_is_refused(built: Built, tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    for data in (b"", b"no zip at all", built.zipped.path.read_bytes()[:5000]):
        path.write_bytes(data)
        with pytest.raises(UserError) as refused:
            check(path)
        assert refused.value.what.id == "archive.broken_zip"


def test_a_locked_zip_is_refused(built: Built, tmp_path: Path) -> None:
    path = write_zip(read_tree(built.root), tmp_path / "包.zip")
    data = bytearray(path.read_bytes())
    place = data.index(zipfile.stringCentralDir)
    data[place + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UserError) as refused:
        check(path)
    assert refused.value.what.id == "archive.locked_zip"


def test_a_link_to_elsewhere_is_not_followed(package: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes((package / VOLUME).read_bytes())
    (package / VOLUME).unlink()
    try:
        (package / VOLUME).symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    assert check(package).changed == (VOLUME,)


def test_checking_can_be_cancelled(built: Built) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        check(built.root, lambda done, total: told.append((done, total)), lambda: len(told) >= 3)
    assert [done for done, _ in told] == [1, 2, 3]


LIST = "校验.json"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format"', '"formaT"'), ("manifest/2", "manifest/3"), ("manifest/2", "manifest/1"), ("SHA-256", "SHA-257"),
        ("files_sha256", "files_sha257"), ('"size": ', '"size": 1'), ("\n", "\t"), ('"path"', '"PATH"'),
    ],
)  # fmt: skip
def test_a_list_that_is_not_as_written_is_named(package: Path, old: str, new: str) -> None:
    path = package / LIST
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="")
    try:
        assert LIST in check(package).changed
    except UserError as refused:
        assert (refused.what.id, refused.what.values["file"]) == ("archive.bad_list", LIST)


def test_a_list_of_the_first_format_still_counts(package: Path) -> None:
    path = package / LIST
    content = json.loads(path.read_text(encoding="utf-8"))
    content["format"] = "safetydesk-manifest/1"
    del content["files_sha256"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert check(package).ok
    (package / VOLUME).write_bytes(b"else")
    assert check(package).changed == (VOLUME,)
