"""Every paper of drills from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetydesk.cli.drill_prints import ENDINGS, OF_DRILLS
from safetydesk.clock import FixedClock
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from tests.cli.conftest import Desk, one_complaint
from tests.drills.conftest import HELD

PAPERS = [(form, ending) for form, endings in ENDINGS.items() for ending in endings]


@pytest.fixture
def drill(add: Callable[..., Any], school: list[int]) -> int:
    """One drill that was held."""
    rows = {name: value for name, value in HELD.items() if name not in ("counts", "absent")}
    return int(add("drills", rows)["ids"][0])


@pytest.mark.parametrize(("form", "ending"), PAPERS)
def test_each_paper_is_written(desk: Desk, drill: int, tmp_path: Path, form: str, ending: str) -> None:
    path = tmp_path / f"paper{ending}"
    which = ("--ids", drill) if form in OF_DRILLS else ("--year", 2026)
    answer = desk("drills", "print", "--form", form, *which, "--out", path, "--json")
    assert answer.code == 0, answer
    assert answer.json["drills"] == 1 and answer.json["path"] == str(path)
    assert path.read_bytes().startswith(b"%PDF" if ending == ".pdf" else b"PK")


def test_a_wrong_ending_and_a_missing_drill_are_refused(desk: Desk, drill: int, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "x.xlsx")
    assert ".pdf" in one_complaint(desk("drills", "print", "--form", "record", "--ids", drill, *out))
    out = ("--out", tmp_path / "x.pdf")
    one_complaint(desk("drills", "print", "--form", "summary", *out))
    one_complaint(desk("drills", "print", "--form", "summary", "--ids", 99, *out))
    one_complaint(desk("drills", "print", "--form", "chart", "--year", 2020, *out))
    assert list(tmp_path.glob("x.*")) == []


def test_photos_to_a_page_are_two_four_or_six(desk: Desk, drill: int, tmp_path: Path) -> None:
    out = ("--ids", drill, "--out", tmp_path / "x.pdf")
    assert desk("drills", "print", "--form", "summary", "--photos", 5, *out).code == 2
    assert desk("drills", "print", "--form", "summary", "--photos", 6, *out).code == 0


def test_a_photo_that_cannot_be_read_is_named_with_its_drill(
    desk: Desk, drill: int, folder: DataFolder, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "操场.heic").write_bytes(b"\0\0\0\x18ftypheic")
    with open_office(folder, clock) as office:
        attach(office, office.register("drills"), drill, store_all(folder, [tmp_path / "操场.heic"]))
    out = ("--ids", drill, "--out", tmp_path / "x.pdf")
    made = desk("drills", "print", "--form", "record", *out, "--json")
    assert (made.code, made.json["unreadable"]) == (0, [{"file": "操场.heic", "record": HELD["name"]}])
    assert f"操场.heic（{HELD['name']}）" in desk("drills", "print", "--form", "record", *out).out
