"""A register is one file, one line and one migration; table, form, search, ledgers and history follow."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from peewee import IntegerField, TextField
from pytestqt.qtbot import QtBot

import safetydesk.words
from safetydesk.clock import FixedClock
from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Date, Text, Whole
from safetydesk.core.filter import AnyOf, Pick
from safetydesk.core.linked_field import Link
from safetydesk.core.listing import Query
from safetydesk.core.register import Register, Registers
from safetydesk.operations.ledger import FORMATS, ledger_sheet, writer
from safetydesk.operations.office import Office, assemble
from safetydesk.operations.undoing import take_back
from safetydesk.paths import DataFolder
from safetydesk.registers import REGISTERS
from safetydesk.storage.database import Database
from safetydesk.storage.migrations import MIGRATIONS
from safetydesk.storage.migrations.migration import Migration, day, table, text
from safetydesk.storage.row import Row
from safetydesk.storage.verify import verify
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.register_page import RegisterPage
from tests.desks import desk_of

# The one file:
STATES = Choices("bell_state", ("好", "坏"))


class Bell(Row):
    """An alarm bell."""

    name = TextField()
    place_id = IntegerField(null=True)
    loudness = IntegerField(null=True)
    tested = TextField(null=True)
    state = TextField()

    class Meta:
        table_name = "bell"


BELLS = Register(
    key="bells",
    model=Bell,
    tab="drills",
    fields=(
        Text("name", required=True, pinyin=True, width=16),
        Link("place", to="places", target_table="place"),
        Whole("loudness", maximum=130),
        Date("tested"),
        Choice("state", choices=STATES),
    ),
    order=("name",),
    search=("name", "place"),
    filters=(Pick("state"),),
)
# The one migration:
MIGRATION = Migration(
    MIGRATIONS[-1].version + 1,
    (
        table(
            "bell",
            text("name"),
            "place_id INTEGER REFERENCES place (id)",
            "loudness INTEGER CHECK (loudness BETWEEN 0 AND 130)",
            day("tested"),
            text("state"),
        ),
    ),
)
# The one line:
WITH_BELLS = Registers((*REGISTERS, BELLS))

TITLES = {
    "register.bells": "Bells",
    "empty.bells": "No bells yet",
    "term.bell_state.好": "Good",
    "term.bell_state.坏": "Broken",
    **{f"field.bells.{item.name}": item.name.title() for item in BELLS.fields},
}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The register's titles, as its file in the catalogue would give them."""
    read = safetydesk.words.read_catalogue
    monkeypatch.setattr(safetydesk.words, "read_catalogue", lambda language: {**read(language), **TITLES})


@pytest.fixture
def bells(folder: DataFolder, clock: FixedClock) -> Iterator[Office]:
    assert WITH_BELLS.check() == ()
    database = Database.open(folder, clock, create=True, migrations=(*MIGRATIONS, MIGRATION))
    office = assemble(folder, clock, database, WITH_BELLS)
    office.records.save_texts(office.register("places"), [(None, {"name": "钟楼"})])
    lines = [
        {"name": "东钟", "place": "钟楼", "loudness": "110", "tested": "2026.9.1", "state": "好"},
        {"name": "西钟", "place": "钟楼", "loudness": "90", "state": "坏"},
    ]
    assert not office.records.save_texts(BELLS, [(None, line) for line in lines]).refused
    yield office
    database.close()


def test_it_lists_filters_searches_and_sorts(bells: Office) -> None:
    listing = bells.listing(BELLS)
    assert [row[0] for row in listing.rows(listing.ids(Query()))] == ["东钟", "西钟"]
    assert listing.count(Query(search="xizhong")) == 1
    assert listing.count(Query(search="钟楼").also(AnyOf("state", ("坏",)))) == 1
    assert [row[0] for row in listing.rows(listing.ids(Query(order=("-loudness",))))] == ["东钟", "西钟"]
    assert {hit.label for hit in bells.search.everywhere("zhong")} == {"东钟", "西钟", "钟楼"}


def test_it_refuses_saves_undoes_and_verifies(bells: Office) -> None:
    row_id = bells.listing(BELLS).ids(Query())[0]
    assert bells.records.save_texts(BELLS, [(row_id, {"loudness": "131"})]).refused[0][0].field == "loudness"
    saved = bells.records.save_texts(BELLS, [(row_id, {"loudness": "80"})])
    assert bells.records.read(BELLS, row_id)["loudness"] == 80
    take_back(bells.database, saved.batch)
    assert bells.records.read(BELLS, row_id)["loudness"] == 110
    assert verify(bells.database, bells.folder).ok


def test_it_leaves_as_workbook_paper_and_text(bells: Office, tmp_path: Path) -> None:
    made = {form: tmp_path / f"bells.{form}" for form in FORMATS}
    for form, path in made.items():
        assert writer(bells, ledger_sheet(bells, BELLS, Query()), form, path)() == 2
    sheet = openpyxl.load_workbook(made["xlsx"]).active
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"东钟", "Loudness", 110, datetime(2026, 9, 1)} <= cells
    assert "西钟" in pypdfium2.PdfDocument(made["pdf"])[0].get_textpage().get_text_bounded()
    assert any("东钟" in row for row in csv.reader(made["csv"].read_text("utf-8-sig").splitlines()))
    assert [row["loudness"] for row in json.loads(made["json"].read_text("utf-8"))] == [110, 90]


def test_it_has_a_grid_and_a_form(bells: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_of(bells, tmp_path)
    page = RegisterPage(desk, BELLS)
    qtbot.addWidget(page)
    page.show()
    model = page.grid.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown == ["东钟", "西钟"]
    assert model.setData(model.index(1, 2), "70")
    row_id = bells.listing(BELLS).ids(Query())[1]
    assert bells.records.read(BELLS, row_id)["loudness"] == 70
    form = FormDialog(desk, BELLS)
    qtbot.addWidget(form)
    form.editors["name"].show("南钟")
    form.editors["loudness"].show("lots")
    assert not form.save()
    form.editors["loudness"].show("60")
    assert form.save()
    assert bells.listing(BELLS).count(Query()) == 3
