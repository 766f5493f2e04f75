"""Every register leaves as a workbook, paper, text and JSON with the same rows, and the history remembers it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from safetydesk.clock import FixedClock
from safetydesk.core.filter import AnyOf
from safetydesk.core.listing import Query
from safetydesk.errors import UserError
from safetydesk.operations.demo.school import fill
from safetydesk.operations.ledger import FORMATS, ledger_sheet, write_ledger
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers import REGISTERS
from safetydesk.storage.history import chain_head, of_row
from tests.conftest import CHINA

KEYS = [register.key for register in REGISTERS]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small made-up school with two places; ledgers are written from it, nothing else is done to it."""
    clock = FixedClock(datetime(2026, 9, 10, 9, tzinfo=CHINA))
    with open_office(DataFolder(tmp_path_factory.mktemp("school")), clock) as office:
        fill(office, "small", 1)
        lines = [{"name": "操场"}, {"name": "=1+1", "building": "@教学楼"}]
        office.records.save_texts(office.register("places"), [(None, line) for line in lines])
        yield office


def shown(value: Any) -> str:
    """A cell as a reader sees it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def expected(office: Office, key: str, query: Query) -> list[list[str]]:
    return [[shown(cell) for cell in row] for row in ledger_sheet(office, office.register(key), query).rows]


@pytest.mark.parametrize("key", KEYS)
def test_every_register_is_whole_in_a_workbook(school: Office, tmp_path: Path, key: str) -> None:
    wanted = expected(school, key, Query())
    path = tmp_path / "ledger.xlsx"
    assert write_ledger(school, school.register(key), Query(), "xlsx", path) == len(wanted) > 0
    cells = openpyxl.load_workbook(path).active.iter_rows(min_row=4, values_only=True)
    assert [[shown(cell) for cell in row] for row in cells] == wanted


@pytest.mark.parametrize("key", KEYS)
def test_every_register_is_whole_as_text_and_as_json(school: Office, tmp_path: Path, key: str) -> None:
    register = school.register(key)
    wanted = expected(school, key, Query())
    for form in ("csv", "json"):
        assert write_ledger(school, register, Query(), form, tmp_path / f"ledger.{form}") == len(wanted)
    objects = json.loads((tmp_path / "ledger.json").read_text("utf-8"))
    assert [list(item) for item in objects] == [[column.name for column in register.columns]] * len(wanted)
    with (tmp_path / "ledger.csv").open(encoding="utf-8-sig", newline="") as handle:
        lines = list(csv.reader(handle))
    assert len(lines) >= len(wanted) + 1
    label = [column.name for column in register.columns].index(register.label)
    assert [str(item[register.label]) for item in objects] == [row[label] for row in wanted]


@pytest.mark.parametrize("key", KEYS)
def test_every_register_is_on_paper_under_the_schools_name(school: Office, tmp_path: Path, key: str) -> None:
    register = school.register(key)
    wanted = expected(school, key, Query())
    path = tmp_path / "ledger.pdf"
    assert write_ledger(school, register, Query(), "pdf", path) == len(wanted)
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    plain = "".join(text.split())
    label = [column.name for column in register.columns].index(register.label)
    assert [row[label] for row in wanted if "".join(row[label].split()) not in plain] == []
    assert "青山实验学校" in plain


def test_a_ledger_holds_what_was_filtered_and_says_so(school: Office, tmp_path: Path) -> None:
    query = Query(search="三年级").also(AnyOf("kind", ("学生",)))
    path = tmp_path / "people.xlsx"
    assert write_ledger(school, school.register("people"), query, "xlsx", path) == 20
    sheet = openpyxl.load_workbook(path).active
    assert "三年级" in str(sheet["A2"].value) and "学生" in str(sheet["A2"].value)


def test_what_excel_would_take_for_a_formula_stays_text(school: Office, tmp_path: Path) -> None:
    path = tmp_path / "places.xlsx"
    write_ledger(school, school.register("places"), Query(), "xlsx", path)
    cells = {cell.value: cell for row in openpyxl.load_workbook(path).active.iter_rows(min_row=4) for cell in row}
    for text in ("=1+1", "@教学楼"):
        assert cells[text].data_type == "s" and cells[text].quotePrefix


@pytest.mark.parametrize("form", FORMATS)
def test_the_history_remembers_which_rows_left_in_which_file(school: Office, tmp_path: Path, form: str) -> None:
    register = school.register("people")
    query = Query().also(AnyOf("kind", ("保安",)))
    ids = school.listing(register).ids(query)
    before = chain_head(school.database)[0]
    write_ledger(school, register, query, form, tmp_path / f"guards.{form}")
    assert chain_head(school.database)[0] == before + 1
    for row_id in ids:
        last = of_row(school.database, "person", row_id)[-1]
        assert (last.kind, last.after["text"], last.after["ids"]) == ("export", f"guards.{form}", ids)
    other = school.listing(register).ids(Query().also(AnyOf("kind", ("保洁",))))[0]
    assert of_row(school.database, "person", other)[-1].after.get("text") != f"guards.{form}"


def test_the_footer_carries_the_head_of_the_history(school: Office) -> None:
    seq, head = chain_head(school.database)
    footer = ledger_sheet(school, school.register("people"), Query()).footer
    assert str(seq) in footer and head[:16] in footer and "青山实验学校" in footer


def test_a_ledger_that_cannot_be_written_is_not_remembered(school: Office, tmp_path: Path) -> None:
    before = chain_head(school.database)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(UserError):
        write_ledger(school, school.register("people"), Query(), "xlsx", blocked / "people.xlsx")
    assert chain_head(school.database) == before
