"""A file that the command line writes is no print: it says so, and takes it when somebody says it was printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk, one_complaint, written
from tests.cli.test_letters import issue


def states(desk: Desk) -> list[str]:
    return [row["state"] for row in desk("list", "letters", "--json").json]


def test_a_file_of_letters_is_not_printed_until_it_is_said(desk: Desk, school: list[int], tmp_path: Path) -> None:
    issue(desk)
    out = tmp_path / "责任书.pdf"
    made = desk("letters", "print", "--kind", "staff", "--out", out)
    assert made.code == 0 and "不算已打印" in made.out and "printed 责任书.pdf" in made.out
    assert states(desk) == ["未生成"] * 3
    said = desk("printed", out, "--json")
    assert (said.code, said.json) == (0, {"file": "责任书.pdf", "register": "letter", "ids": [1, 2, 3]})
    assert states(desk) == ["已打印"] * 3
    assert "没有以" in one_complaint(desk("printed", "别的.pdf"))


def test_of_files_with_one_name_the_newest_is_meant_and_others_are_not(
    desk: Desk, school: list[int], tmp_path: Path
) -> None:
    issue(desk)
    issue(desk, "parent")
    for kind in ("staff", "parent"):
        desk("letters", "print", "--kind", kind, "--out", tmp_path / "a_1.pdf")
    desk("letters", "print", "--kind", "staff", "--out", tmp_path / "ab1.pdf")
    desk("letters", "print", "--kind", "staff", "--out", tmp_path / "a_1.pdf.pdf")
    assert desk("printed", "a_1.pdf", "--json").json["ids"] == [4, 5]


def test_letters_are_said_to_be_printed_by_number_or_kind(desk: Desk, school: list[int], tmp_path: Path) -> None:
    numbers = issue(desk)
    listed = written(tmp_path / "numbers.txt", f"{numbers[0]} ZR-9")
    first = desk("letters", "printed", "--numbers", listed, "--json")
    assert (first.code, first.json["numbers"]) == (4, numbers[:1])
    assert [item["number"] for item in first.json["refused"]] == ["ZR-9"]
    again = desk("letters", "printed", "--numbers", listed, "--json")
    assert (again.json["printed"], len(again.json["refused"])) == (0, 2)
    rest = desk("letters", "printed", "--kind", "staff", "--date", "2026-09-07", "--json")
    assert (rest.code, rest.json["numbers"], states(desk)) == (0, numbers[1:], ["已打印"] * 3)


@pytest.mark.parametrize(("day", "code"), [("2026-09-06", 4), ("2026-09-07", 0), ("2026-09-08", 3)])
def test_a_letter_is_printed_between_its_issue_and_today(desk: Desk, school: list[int], day: str, code: int) -> None:
    issue(desk)
    assert desk("letters", "printed", "--kind", "staff", "--date", day).code == code
    assert ("已打印" in states(desk)) == (code == 0)


def test_every_command_that_writes_a_paper_takes_the_option(desk: Desk, school: list[int], tmp_path: Path) -> None:
    """The list of people stands for all that have no state of their own; a workbook is taken for no print."""
    out = tmp_path / "people.pdf"
    assert "不算已打印" in desk("export", "people", "--format", "pdf", "--out", out).out
    assert "不算已打印" not in desk("export", "people", "--out", tmp_path / "people.xlsx").out
    noted = desk("export", "people", "--format", "pdf", "--out", out, "--printed")
    assert "已记为已打印" in noted.out
    for command in (
        ("letters", "print"), ("letters", "ledger"), ("letters", "volume"), ("letters", "chain"), ("drills", "print"),
        ("plans", "print"), ("plans", "book"), ("plans", "risks"), ("archive", "labels"), ("archive", "volume"),
        ("archive", "hand-over"), ("export",),
    ):  # fmt: skip
        assert "--printed" in desk(*command, "--help").out, command
