"""archive build and archive verify, as a bureau's script has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from safetydesk.__main__ import asked_language
from safetydesk.cli.arguments import parser
from safetydesk.cli.run import run
from safetydesk.clock import FixedClock
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from safetydesk.words import Words
from tests.archive.filed_school import settle


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Desk = Callable[..., Answer]


@pytest.fixture
def desk(folder: DataFolder, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Desk:
    def command(*words: object, data: DataFolder = folder) -> Answer:
        arguments = [str(word) for word in words]
        capsys.readouterr()
        options = parser(Words(asked_language(arguments))).parse_args(arguments)
        code = run(options, data, clock)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command


@pytest.fixture
def school(folder: DataFolder, clock: FixedClock, tmp_path: Path) -> None:
    with open_office(folder, clock) as office:
        settle(office, tmp_path / "desk")


@pytest.mark.parametrize("name", ["包", "包.zip"])
def test_build_and_verify(desk: Desk, school: None, tmp_path: Path, name: str) -> None:
    made = desk("archive", "build", "--year", 2026, "--out", tmp_path / name, "--json")
    assert (made.code, made.json["path"], made.json["items"], made.json["volumes"]) == (0, str(tmp_path / name), 6, 3)
    assert len(made.json["notes"]) == 3
    checked = desk("archive", "verify", tmp_path / name, "--json")
    assert (checked.code, checked.err) == (0, "")
    assert checked.json == {"ok": True, "changed": [], "missing": [], "added": [], "renamed": []}


def test_this_year_unless_told(desk: Desk, school: None, tmp_path: Path) -> None:
    assert desk("archive", "build", "--out", tmp_path / "包", "--json").json["year"] == 2026


def test_some_classes_only(desk: Desk, school: None, tmp_path: Path) -> None:
    made = desk("archive", "build", "--out", tmp_path / "包.zip", "--json", "--class", "A09", "A12")
    assert (made.code, made.json["classes"], made.json["volumes"]) == (0, ["A09", "A12"], 2)
    refused = desk("archive", "build", "--out", tmp_path / "再.zip", "--class", "B01")
    assert refused.code == 3 and "B01" in refused.err and "A16" in refused.err


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_in_words(desk: Desk, school: None, tmp_path: Path, language: str) -> None:
    made = desk("--lang", language, "archive", "build", "--out", tmp_path / "包")
    assert made.code == 0 and "加密.pdf" in made.out and ("报送包" in made.out) == (language == "zh_CN")
    (tmp_path / "包" / "说明.txt").unlink()
    (tmp_path / "包" / "多.txt").write_text("x")
    checked = desk("--lang", language, "archive", "verify", tmp_path / "包")
    assert checked.code == 3 and "说明.txt" in checked.out and "多.txt" in checked.out
    assert ("缺少" in checked.out) == (language == "zh_CN")


def test_verify_says_what_differs_and_needs_no_school(desk: Desk, school: None, tmp_path: Path) -> None:
    desk("archive", "build", "--out", tmp_path / "包")
    (tmp_path / "包" / "目录.pdf").write_bytes(b"x")
    (tmp_path / "包" / "目录.xlsx").rename(tmp_path / "包" / "目.xlsx")
    nowhere = DataFolder(tmp_path / "nowhere")
    checked = desk("archive", "verify", tmp_path / "包", "--json", data=nowhere)
    assert checked.code == 3 and not nowhere.root.exists()
    assert checked.json == {
        "ok": False, "changed": ["目录.pdf"], "missing": [], "added": [], "renamed": [["目录.xlsx", "目.xlsx"]],
    }  # fmt: skip


@pytest.mark.parametrize("command", [("verify",), ("build", "--out")])
def test_refusals_are_a_sentence(desk: Desk, school: None, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "there").mkdir()
    refused = desk("archive", *command, tmp_path / "there", "--json")
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (3, "", 1)
