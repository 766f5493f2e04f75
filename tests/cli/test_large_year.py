"""A year of drills in a school of 48 classes, from the command line; each figure on paper is traced to a row."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from safetydesk.clock import StoryClock
from safetydesk.operations.office import open_office
from safetydesk.paths import DataFolder
from tests.cli.conftest import Desk
from tests.drills.large_year import CLASSES, LAST_DAY, fill_large_school, seen, year_clock
from tests.export.read_pages import pdftotext

FIGURE = re.compile(r"\d+(?:[:.\-/]\d+)*%?")
PASSED = ("C15", "C16", "C18", "C19", "C20", "C22")
STAFF, PHOTOS = "C17", "C46"


@pytest.fixture
def clock() -> StoryClock:
    return year_clock()


@pytest.fixture
def year(desk: Desk, folder: DataFolder, clock: StoryClock) -> dict[int, dict[str, Any]]:
    """Planned, one day moved for rain, each held on its day, told and closed; gives what was told, by drill."""
    with open_office(folder, clock) as office:
        fill_large_school(office)
    ids = desk("drills", "plan-year", "--json").json["ids"]
    assert len(ids) >= 9 and desk("drills", "plan-year", "--json").json["drills"] == []
    clock.go_to(date(2026, 9, 7))
    first = min(ids)
    assert desk("drills", "move", first, "--to", "2026-09-17", "--reason", "暴雨", "--json").code == 0
    told = {}
    for number, drill in enumerate(drills_of(desk)):
        day = date.fromisoformat(drill["day"])
        clock.go_to(day)
        with open_office(folder, clock) as office:
            told[drill["id"]] = seen(office, day, number)
        said = json.dumps(told[drill["id"]], ensure_ascii=False).encode()
        assert desk("drills", "tell", drill["id"], "-", "--json", stdin=said).json["refused"] == []
        assert desk("drills", "close", drill["id"], "--json").json["closed"]
    clock.go_to(LAST_DAY)
    assert set(told) == set(ids)
    return told


def named(check: dict[str, Any]) -> set[int]:
    """The drills that a check shows."""
    return {id for some in check["records"] if some["register"] == "drills" for id in some["ids"]}


def drills_of(desk: Desk) -> list[dict[str, Any]]:
    """The year's drills in the order of their days."""
    found: list[dict[str, Any]] = desk("drills", "rhythm", "--year", 2026, "--json").json["drills"]
    return sorted(found, key=lambda drill: drill["day"])


def test_the_year_is_whole_on_paper_and_in_the_checks(
    desk: Desk, year: dict[int, dict[str, Any]], tmp_path: Path
) -> None:
    rhythm = desk("drills", "rhythm", "--year", 2026, "--json").json
    assert {month["state"] for month in rhythm["months"]} == {"met", "holiday"}
    days = [date.fromisoformat(drill["day"]) for drill in drills_of(desk)]
    assert date(2026, 9, 17) in days
    in_term = [(later - day).days - 1 for day, later in pairwise(days) if (day.month, later.month) != (1, 3)]
    assert rhythm["longest_pause"]["days"] == max(in_term)
    found = {check["id"]: check for check in desk("readiness", "--year", 2026, "--json").json}
    assert {id: found[id]["result"] for id in PASSED} == dict.fromkeys(PASSED, "pass")
    absent = {id for id, told in year.items() if told["staff_present"] < told["staff_expected"]}
    assert named(found[STAFF]) == absent and absent
    assert named(found[PHOTOS]) == set(year), "no photo was taken on any of these days"
    assert desk("drills", "print", "--form", "year-table", "--year", 2026, "--out", tmp_path / "year.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "year.xlsx").worksheets[0]
    lines = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    for told in year.values():
        counted = {str(told[name]) for name in ("pupils_present", "pupils_expected", "staff_present")}
        assert any(counted <= figures(" ".join(line)) for line in lines), counted


def test_every_figure_on_a_printed_record_has_its_row(
    desk: Desk, year: dict[int, dict[str, Any]], tmp_path: Path
) -> None:
    stored = {row["name"]: row for row in desk("list", "drills", "--json").json}
    for place, drill in enumerate(drills_of(desk)):
        path = tmp_path / f"{drill['id']}.pdf"
        assert desk("drills", "print", "--form", "record", "--ids", drill["id"], "--out", path).code == 0
        row, text = stored[drill["name"]], pdftotext(path)
        assert len(json.loads(row["counts"])) == CLASSES and text.count("年级") >= CLASSES
        before = [stored[item["name"]] for item in drills_of(desk)[:place]]
        traced = traced_to(row, before) | {str(page) for page in range(1, 9)} | {"2026", "2027"}
        assert figures(text) - traced == set()
        for figure in (*told_figures(year[drill["id"]]), f"{row['seconds']}"):
            assert figure in text, figure


def figures(text: str) -> set[str]:
    """Numbers, times, dates and shares that stand in a text."""
    return {found.removeprefix("第") for found in FIGURE.findall(text)}


def told_figures(told: dict[str, Any]) -> list[str]:
    """What the clerk typed and must read again."""
    names = ("pupils_expected", "pupils_present", "staff_expected", "staff_present", "signal_at", "assembled_at")
    return [*(str(told[name]) for name in names), *(line["done_at"] for line in told["counts"])]


def traced_to(row: dict[str, Any], before: list[dict[str, Any]]) -> set[str]:
    """What the record's own row gives: as it stands, added up, as a share, as seconds, and beside earlier drills."""
    found = figures(json.dumps(row, ensure_ascii=False))
    pairs = [(row["pupils_expected"], row["pupils_present"]), (row["staff_expected"], row["staff_present"])]
    pairs.append(tuple(map(sum, zip(*pairs, strict=True))))  # type: ignore[arg-type]
    for expected, present in pairs:
        share = (2000 * present + expected) // (2 * expected) / 10
        share = share if present == expected else min(share, 99.9)
        found |= {str(expected), str(present), str(expected - present), f"{share:g}%"}
    for earlier in before:
        found |= {earlier["held_on"], str(earlier["seconds"]), str(abs(row["seconds"] - earlier["seconds"]))}
    return found | {"2026-09-01"}  # The day the year was planned, which the record states as its day of entry.
