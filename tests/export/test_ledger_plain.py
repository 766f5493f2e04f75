"""CSV that Excel opens rightly and runs nothing from, and JSON that other programs parse."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.core.clean_text import text_problem
from safetydesk.core.listing import Query
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.errors import UserError
from safetydesk.export.plain import ENCODINGS, write_csv, write_json
from safetydesk.operations.ledger import write_ledger
from safetydesk.operations.office import Office
from tests.export.sheets_made import COLUMNS, FORMULAS, ROWS, notes, sheet
from tests.letters.small_school import settle

storable = st.text(max_size=40).filter(lambda text: text_problem(text, lines=3) is None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "台账"


def read_csv(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_csv_begins_with_a_mark_that_excel_knows_and_ends_lines_as_windows_does(out: Path) -> None:
    assert write_csv(sheet(), out) == 3
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 4


def test_csv_holds_the_headings_and_every_row(out: Path) -> None:
    write_csv(sheet(), out)
    assert read_csv(out) == [
        [column.title for column in COLUMNS],
        ["李㛃", "2026-09-07", "2026-09-07T08:30:00", "2", "原件在保卫处"],
        ["𠮷雨", "2026-09-01", "", "1", ""],
        ["古丽娜尔·买买提", "", "2026-12-31T23:59:00", "", "第一行\n第二行"],
    ]


@pytest.mark.parametrize("text", [*FORMULAS, "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(out: Path, text: str) -> None:
    write_csv(sheet(notes(text)), out)
    assert read_csv(out)[1][4] == f"'{text}"


def test_a_number_below_nought_stays_a_number(out: Path) -> None:
    write_csv(sheet((("甲", None, None, -5, ""),)), out)
    assert read_csv(out)[1][3] == "-5"


def test_csv_for_older_programs_is_gb18030(out: Path) -> None:
    write_csv(sheet(), out, "gb18030")
    assert read_csv(out, "gb18030")[2][0] == "𠮷雨"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_character_has_its_place_in_both_encodings(out: Path, encoding: str) -> None:
    every = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000]
    texts = ["甲" + "".join(every[start : start + 20_000]) for start in range(0, len(every), 20_000)]
    write_csv(sheet(notes(*texts)), out, encoding)
    assert [row[4] for row in read_csv(out, encoding)[1:]] == texts


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_half_a_character_is_refused_and_the_old_file_stays(out: Path, encoding: str) -> None:
    out.write_bytes(b"old")
    with pytest.raises(UserError, match="unwritable"):
        write_csv(sheet(notes("甲\ud800")), out, encoding)
    assert out.read_bytes() == b"old"


def test_shares_days_and_differences_read_as_on_paper_and_are_numbers_in_json(out: Path) -> None:
    kinds: tuple[Kind, ...] = ("share", "day", "change")
    columns = tuple(SheetColumn(kind, kind, kind, 10) for kind in kinds)
    table = Sheet("表", columns, ((Fraction(1999, 2000), date(2026, 9, 7), 5), (None, None, -5)))
    write_csv(table, out)
    assert read_csv(out)[1:] == [["99.9%", "20260907", "+5"], ["", "", "-5"]]
    write_json(table, out)
    assert json.loads(out.read_text(encoding="utf-8"))[0] == {"share": 0.999, "day": "2026-09-07", "change": 5}


@given(st.lists(storable, min_size=1, max_size=12))
def test_any_text_comes_back_from_csv_but_for_the_apostrophe(out: Path, texts: list[str]) -> None:
    write_csv(sheet(notes(*texts)), out)
    found = [row[4] for row in read_csv(out)[1:]]
    assert [text in (given, f"'{given}") for text, given in zip(found, texts, strict=True)] == [True] * len(texts)
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in found)


@given(st.lists(storable, max_size=12))
def test_any_text_comes_back_from_json(out: Path, texts: list[str]) -> None:
    assert write_json(sheet(notes(*texts)), out) == len(texts)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [record["note"] for record in found] == texts


def test_json_is_keyed_by_field_with_days_in_iso_form(out: Path) -> None:
    write_json(sheet(), out)
    first = json.loads(out.read_text(encoding="utf-8"))[0]
    assert first == {
        "name": "李㛃",
        "signed_on": "2026-09-07",
        "at": "2026-09-07T08:30:00",
        "copies": 2,
        "note": "原件在保卫处",
    }
    assert "李㛃" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "pdf"])
def test_a_register_is_exported_whole_in_every_form(office: Office, tmp_path: Path, form: str) -> None:
    settle(office)
    path = tmp_path / f"名册.{form}"
    assert write_ledger(office, office.register("people"), Query(), form, path) == 13
    assert path.stat().st_size > 100
    assert len(ROWS) == 3
