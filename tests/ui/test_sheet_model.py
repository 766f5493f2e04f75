"""The grid's model holds numbers for all rows and values for those in sight."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from safetydesk.clock import FixedClock
from safetydesk.core.filter import AnyId
from safetydesk.core.listing import BLOCK, Query
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.sheet_model import KEPT_BLOCKS, ROW_ID, SheetModel
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words
from tests.conftest import CHINA

ROWS = 100_000


@pytest.fixture(scope="module")
def campus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A hundred thousand places, written past the program: only the reading is looked at here."""
    folder = DataFolder(tmp_path_factory.mktemp("campus") / "office")
    clock = FixedClock(datetime(2026, 9, 7, 9, tzinfo=CHINA))
    with open_office(folder, clock) as office:
        place = office.register("places")
        office.records.save_texts(place, [(None, {"name": "000000", "building": "主楼", "floors": "1"})])
    copy_row(folder.database)
    with open_office(folder, clock) as office:
        yield office


def copy_row(database: Path) -> None:
    """The one place, again and again, with a name of its own."""
    connection = sqlite3.connect(database)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(place)") if row[1] not in ("id", "name")]
    listed = ", ".join(columns)
    connection.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS - 1}) "
        f"INSERT INTO place (name, {listed}) SELECT printf('%06d', i), {listed} FROM n, place WHERE place.id = 1"
    )
    connection.commit()
    connection.close()


@pytest.fixture
def model(campus: Office, qapp: QApplication) -> SheetModel:
    made = SheetModel(campus, campus.register("places"), Words("zh_CN"))
    made.show_query(Query())
    return made


@pytest.fixture
def fetched(model: SheetModel, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Row ids whose values were read, block by block."""
    read: list[int] = []
    rows = model.listing.rows

    def noted(ids: list[int]) -> list[tuple[object, ...]]:
        read.append(len(ids))
        return rows(ids)

    monkeypatch.setattr(model.listing, "rows", noted)
    return read


@pytest.fixture
def grid(model: SheetModel, fetched: list[int], qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> GridView:
    view = GridView(model, WindowState(tmp_path / "window.ini"))
    qtbot.addWidget(view)
    view.resize(900, 560)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_showing_a_hundred_thousand_rows_reads_the_block_in_sight(grid: GridView, fetched: list[int]) -> None:
    assert grid.model().rowCount() == ROWS
    assert grid.model().index(0, 0).data() == "000000"
    assert fetched == [BLOCK]


def test_going_to_the_end_reads_the_last_block_only(grid: GridView, fetched: list[int]) -> None:
    fetched.clear()
    grid.scrollToBottom()
    QApplication.processEvents()
    assert grid.model().index(ROWS - 1, 0).data() == f"{ROWS - 1:06d}"
    assert sum(fetched) <= 2 * BLOCK


def test_walking_through_everything_keeps_a_few_blocks(model: SheetModel, fetched: list[int]) -> None:
    for row in range(0, ROWS, BLOCK):
        assert model.index(row, 0).data() == f"{row:06d}"
    assert len(fetched) == ROWS // BLOCK
    assert len(model.blocks) == KEPT_BLOCKS


def test_choosing_everything_reads_nothing(grid: GridView, fetched: list[int]) -> None:
    fetched.clear()
    grid.selectAll()
    assert len(grid.chosen_ids()) == ROWS
    assert sum(fetched) <= BLOCK


def test_qt_finds_no_fault_with_the_model(model: SheetModel, qtmodeltester: ModelTester) -> None:
    some = Query(conditions=(AnyId("", tuple(range(1, 3 * BLOCK))),))
    model.show_query(some)
    qtmodeltester.check(model)
    model.show_query(replace(some, order=("-name",)))
    assert model.index(0, 0).data() == f"{3 * BLOCK - 2:06d}"
    model.refresh()
    model.redraw()
    model.show_query(Query(search="没有"))
    assert model.rowCount() == 0


def test_qt_finds_no_fault_while_rows_are_edited_added_and_removed(school: Office, qtmodeltester: ModelTester) -> None:
    people = school.register("people")
    model = SheetModel(school, people, Words("zh_CN"))
    model.show_query(Query())
    qtmodeltester.check(model)
    assert model.setData(model.index(0, 0), "单小满")
    model.refresh()
    school.records.trash(people, [model.index(3, 0).data(ROW_ID)], "测试")
    model.refresh()
    assert model.rowCount() == 139


def test_a_name_that_was_refused_stays_until_it_is_mended(school: Office, qapp: QApplication) -> None:
    model = SheetModel(school, school.register("people"), Words("zh_CN"))
    model.show_query(Query())
    kind = [field.name for field in model.fields].index("kind")
    before = model.index(0, kind).data()
    model.setData(model.index(0, kind), "外星人")
    assert model.index(0, kind).data() == "外星人"
    model.show_query(Query(order=("-name",)))
    row = next(row for row in range(model.rowCount()) if model.index(row, kind).data() == "外星人")
    assert model.index(row, kind).data(Qt.ItemDataRole.ToolTipRole)
    model.setData(model.index(row, kind), before)
    assert model.index(row, kind).data(Qt.ItemDataRole.ToolTipRole) is None
