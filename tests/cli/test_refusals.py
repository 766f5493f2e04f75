"""What cannot be done ends with the code for it and one sentence with the remedy, never with a trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from safetydesk import __version__
from safetydesk.operations.office import Office
from safetydesk.paths import DataFolder
from tests.cli.conftest import Desk, one_complaint, written

ROOT = Path(__file__).resolve().parents[2]
ROSTER = "姓名,岗位,手机\n张三,保安,13800138001\n李四,保安,1.38E+10\n"


@pytest.mark.parametrize(
    "words",
    [
        "nonsense", "people", "people import", "list", "list people --year soon", "export people", "letters issue",
        "letters issue --kind nobody", "letters sign --numbers - --date yesterday", "backup", "backup restore x",
        "export people --format docx --out x", "--lang fr list people", "undo", "list people --nonsense",
    ],
)  # fmt: skip
def test_wrong_usage_is_code_2(desk: Desk, folder: DataFolder, words: str) -> None:
    answer = desk(*words.split())
    assert (answer.code, answer.out) == (2, "")
    assert "usage: safetydesk" in answer.err and "Traceback" not in answer.err
    assert not folder.root.exists()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    "words", ["", "people import", "list", "add", "export", "letters print", "backup restore", "demo"]
)
def test_help_is_given_in_either_language(desk: Desk, words: str, language: str) -> None:
    answer = desk("--lang", language, *words.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer.out) == (language == "zh_CN")


REFUSED = {
    "no register": "list nothing",
    "no register to add to": "add nothing -",
    "no field": "list people --where nothing=1",
    "no mark": "list people --where name",
    "encoding of no CSV": "export people --encoding gb18030 --out {tmp}/x.xlsx",
    "no roster": "people import {tmp}/gone.xlsx",
    "folder as roster": "people import {tmp}",
    "no records": "add places {tmp}/gone.json",
    "no JSON": "add places {tmp}/bad.json",
    "no object": "add places {tmp}/list.json",
    "endless JSON": "add places {tmp}/deep.json",
    "no letters": "letters print --kind staff --out {tmp}/x.pdf",
    "kind not issued": "letters issue --kind bureau",
    "school without a name": "letters issue --kind staff",
    "no numbers": "letters sign --numbers {tmp}/gone.txt --date 2026-09-08",
    "numbers in no encoding": "letters sign --numbers - --date 2026-09-08",
    "no backup": "backup verify nothing",
    "no backup to restore": "backup restore nothing --into {tmp}/other",
    "no batch": "undo nothing",
    "folder as ledger": "export places --format csv --out {tmp}",
    "folder as place of backups": "backup create --to {tmp}/bad.json",
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("form", ["", "--json"])
def test_a_refusal_is_code_3(desk: Desk, school_people: None, tmp_path: Path, words: str, form: str) -> None:
    written(tmp_path / "bad.json", "{not json")
    written(tmp_path / "list.json", "[1, 2]")
    written(tmp_path / "deep.json", "[" * 100_000)
    for language in ("zh_CN", "en"):
        answer = desk("--lang", language, *words.format(tmp=tmp_path).split(), *form.split(), stdin=b"\xb0\xa1\xff")
        line = one_complaint(answer)
        if language == "en":
            plain = line.replace(str(tmp_path), "")
            assert plain.count(". ") + plain.count(": ") + plain.count(";") >= 1, f"no remedy: {line}"
        else:
            assert any("\u4e00" <= letter <= "\u9fff" for letter in line)


@pytest.fixture
def school_people(desk: Desk) -> None:
    """One member of staff, of a school that has no name yet."""
    assert desk("add", "people", "-", stdin=json.dumps({"name": "张三", "kind": "保安"}).encode()).code == 0


@pytest.mark.parametrize("year", ["99999", "0", "99999999999999999999999"])
@pytest.mark.parametrize(
    "words", ["list letters", "letters issue --kind staff", "letters board", "letters print --kind staff --out x.pdf"]
)
def test_a_year_that_is_none_is_no_crash(desk: Desk, school: list[int], words: str, year: str) -> None:
    answer = desk(*words.split(), f"--year={year}")
    assert answer.code in (2, 3), answer
    assert "Traceback" not in answer.err


def test_a_file_where_the_data_folder_should_be(desk: Desk, tmp_path: Path) -> None:
    assert one_complaint(desk("list", "people", data=DataFolder(written(tmp_path / "data", "x"))))


def test_our_own_bug_leaves_a_report_without_values(
    desk: Desk, folder: DataFolder, school: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetydesk.cli import run as module

    def broken(*_: object) -> int:
        raise ZeroDivisionError("张小明 13800138001")

    monkeypatch.setitem(module.COMMANDS, ("list", ""), broken)
    for form in ([], ["--json"]):
        answer = desk("list", "people", *form)
        assert (answer.code, answer.out) == (1, "")
        assert str(folder.logs) in answer.err and "Traceback" not in answer.err
    report = (folder.logs / "crash.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report and "张小明" not in report and "138001" not in report


def program(folder: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program itself, on a PC whose console is Chinese of old."""
    command = [sys.executable, "-m", "safetydesk", "--data", str(folder), *words]
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, env=environment, cwd=cwd)


def test_the_program_itself(tmp_path: Path) -> None:
    roster = written(tmp_path / "教师.csv", ROSTER)
    done = program(tmp_path / "office", "people", "import", str(roster), "--json")
    assert (done.returncode, done.stderr) == (4, b"")
    answer = json.loads(done.stdout.decode("utf-8"))
    assert (answer["added"], answer["refused"][0]["name"]) == (1, "李四")
    refused = program(tmp_path / "office", "list", "nothing")
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert len(refused.stderr.decode("utf-8").splitlines()) == 1
    assert program(tmp_path / "office", "--version").stdout.decode().strip() == __version__


def test_pictures_of_a_folder_that_is_open_elsewhere_are_refused_in_one_line(office: Office, tmp_path: Path) -> None:
    refused = program(office.folder.root, "pictures", "--out", str(tmp_path / "out"))
    assert (refused.returncode, refused.stdout) == (3, b"")
    lines = [line for line in refused.stderr.decode("utf-8").splitlines() if "propagateSizeHints" not in line]
    assert len(lines) == 1 and "Traceback" not in lines[0]


def test_a_data_folder_may_be_named_from_where_one_stands(tmp_path: Path) -> None:
    done = program(Path("school"), "demo", "--size", "small", "--no-window", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    bound = program(Path("school"), "archive", "volume", "--box", "2026-1", "--out", "volume.pdf", cwd=tmp_path)
    assert (bound.returncode, bound.stderr) == (0, b"")
    assert (tmp_path / "volume.pdf").stat().st_size > 10_000
