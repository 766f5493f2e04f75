"""The dialog of what waits to be filed, as the clerk meets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.filing.draft_table import CLASS, DATED, HINT, PAGES, RETENTION, TITLE
from safetydesk.ui.pages.filing.more_menu import MoreMenu
from safetydesk.ui.pages.filing.proposed_dialog import ProposedDialog
from tests.archive.filed_school import file_paper
from tests.desks import RecordedNotices, desk_of
from tests.files.test_filing import drilled
from tests.letters.small_school import issue_now, sign_today


@pytest.fixture
def desk(school: Office, dressed: object, tmp_path: Path) -> Desk:
    """A closed drill and six signed letters."""
    drilled(school)
    sign_today(school, *issue_now(school, STAFF).ids)
    return desk_of(school, tmp_path)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FilesPage:
    page = FilesPage(desk, desk.office.register("files"))
    qtbot.addWidget(page)
    page.show()
    return page


def opened(page: FilesPage) -> ProposedDialog:
    page.proposed.click()
    assert page.proposed.dialog is not None
    return page.proposed.dialog


def items(desk: Desk, *columns: str) -> list[tuple[object, ...]]:
    return desk.office.database.query(
        f"SELECT {', '.join(columns)} FROM file_item WHERE deleted_at IS NULL ORDER BY id"
    )


def test_the_button_counts_and_files_all_at_once(desk: Desk, page: FilesPage) -> None:
    assert page.proposed.text() == "To file (7)"
    dialog = opened(page)
    assert len(dialog.table.ticked()) == 7
    dialog.go.click()
    assert not dialog.isVisible() and len(items(desk, "id")) == 7
    page.registers_changed({"files"})
    assert page.proposed.text() == "To file (0)" and not page.proposed.isEnabled()


def test_cells_are_mended_before_filing_and_the_class_brings_its_retention(desk: Desk, page: FilesPage) -> None:
    table = (dialog := opened(page)).table
    table.tick(False)
    table.cell(0, TITLE).setCheckState(Qt.CheckState.Checked)
    label = next(text for text, one in table.classes.items() if one.code == "A01")
    for column, text in ((TITLE, "九月演练"), (CLASS, label), (PAGES, "9"), (DATED, "2026年9月5日")):
        table.cell(0, column).setText(text)
    assert table.cell(0, RETENTION).text() == "Permanent"
    dialog.go.click()
    assert items(desk, "title", "retention", "pages", "dated", "code") == [
        ("九月演练", "永久", 9, "2026-09-05", "WS·2026-Y-A01-0001")
    ]
    assert table.rowCount() == 6 and dialog.isVisible()
    dialog.done(0)


def test_what_lacks_something_stays_with_the_reason(desk: Desk, page: FilesPage) -> None:
    dialog = opened(page)
    dialog.table.cell(0, PAGES).setText("viele")
    dialog.go.click()
    assert dialog.table.rowCount() == 1 and "Pages" in dialog.table.cell(0, HINT).text()
    assert len(items(desk, "id")) == 6
    dialog.done(0)


def test_rows_are_turned_down_with_a_reason_or_looked_up(desk: Desk, page: FilesPage) -> None:
    notices = desk.notices
    assert isinstance(notices, RecordedNotices)
    dialog = opened(page)
    dialog.table.selectRow(0)
    notices.line = None
    dialog.dismiss()
    assert dialog.table.rowCount() == 7
    notices.line = "已在纸质卷中"
    dialog.dismiss()
    assert dialog.table.rowCount() == 6 and len(waiting(desk.office)) == 6
    shown: list[tuple[str, tuple[int, ...]]] = []
    desk.signals.show_records.connect(lambda key, ids: shown.append((key, ids)))
    dialog.table.selectRow(1)
    dialog.show_record()
    assert shown == [("letters", (2,))]


def test_the_button_follows_the_chosen_year(desk: Desk, page: FilesPage) -> None:
    desk.year_choice.choose(2025)
    assert page.proposed.text() == "To file (0)"
    desk.year_choice.choose(2026)
    assert page.proposed.text() == "To file (7)"


def test_from_an_item_back_to_its_record(desk: Desk, page: FilesPage) -> None:
    by_hand = file_paper(desk.office, "A01", "手工登记", date(2026, 9, 1), [])
    opened(page).go.click()
    page.registers_changed({"files"})
    shown: list[tuple[str, tuple[int, ...]]] = []
    desk.signals.show_records.connect(lambda key, ids: shown.append((key, ids)))
    menu = page.findChildren(MoreMenu)[0]
    drill = desk.office.database.query("SELECT id FROM file_item WHERE title LIKE '九月疏散%'")[0][0]
    for row_id in (drill, by_hand):
        page.grid.choose_ids({row_id})
        menu.show_source()
    assert shown == [("drills", (1,))]
    assert isinstance(desk.notices, RecordedNotices)
    assert desk.notices.told[-1] == desk.words.text("filing.no_source")
