"""A reader that has heard enough (`| head -1`) is no failure of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def heard(lines: int, *words: str) -> tuple[list[str], int, str]:
    """The first lines of a command whose reader then goes away, how it ended and what it complained of."""
    command = [sys.executable, "-m", "safetydesk", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        first = [process.stdout.readline().decode("utf-8") for _ in range(lines)]
        process.stdout.close()
        complaint = process.stderr.read().decode("utf-8")
        return first, process.wait(60), complaint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("school"))
    assert heard(1, "--data", path, "demo", "--size", "small", "--no-window")[1:] == (0, "")
    return path


@pytest.mark.parametrize("lines", [0, 1])
@pytest.mark.parametrize(
    "words", [["list", "people", "--json"], ["list", "letters"], ["archive", "quality"]], ids=" ".join
)
def test_a_reader_that_leaves_ends_it_quietly(folder: str, words: list[str], lines: int) -> None:
    first, code, complaint = heard(lines, "--data", folder, *words)
    assert all(first)
    assert (code, complaint) == (0, "")
    assert not (Path(folder) / "logs" / "crash.txt").exists()


def test_help_that_nobody_reads_to_its_end(folder: str) -> None:
    assert heard(0, "--help")[1:] == (0, "")


def test_what_was_refused_still_is(folder: str, tmp_path: Path) -> None:
    package = tmp_path / "包"
    assert heard(0, "--data", folder, "archive", "build", "--out", str(package))[1:] == (0, "")
    (package / "index.html").write_text("else", encoding="utf-8")
    assert heard(0, "archive", "verify", str(package))[1:] == (3, "")
