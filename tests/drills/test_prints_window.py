"""The papers of the drills page: menus, the question of how many photos, the draft in the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_printed
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_papers.photos_dialog import PhotosDialog
from safetydesk.ui.pages.drills_page import DrillsPage
from tests.desks import RecordedNotices, desk_of
from tests.drills.test_papers import photo, text_of
from tests.ui.clerk import every


@pytest.fixture(autouse=True)
def looks(dressed: object) -> None:
    """Everything here is dressed."""


@pytest.fixture
def desk(drilled: Office, tmp_path: Path) -> Desk:
    return desk_of(drilled, tmp_path)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DrillsPage:
    """The page with its one drill chosen; the preview is not opened."""
    page = DrillsPage(desk, desk.office.register("drills"))
    qtbot.addWidget(page)
    page.show()
    page.grid.selectAll()
    monkeypatch.setattr(page, "show_preview", lambda paper: shown.append(paper))
    shown.clear()
    return page


shown: list[Paper] = []


def press(menu: QMenu, text: str) -> None:
    """Choose an entry by its words."""
    (action,) = [action for action in menu.actions() if action.text() == text]
    action.trigger()


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("drill_prints.plan", "drill-plans.pdf"),
        ("drills_page.record", "drill-records.pdf"),
        ("drill_prints.summary", "drill-summaries.pdf"),
        ("drill_prints.comparison", "drills-comparison.pdf"),
        ("drill_prints.year_plan", "drills-year-plan.pdf"),
        ("drill_prints.chart", "drills-chart.pdf"),
        ("drills_page.year_table", "drills-of-the-year.pdf"),
    ],
)
def test_each_paper_is_made_and_shown_and_counts_once_it_is_printed(
    page: DrillsPage, desk: Desk, id: str, name: str
) -> None:
    head = desk.office.database.chain_head()
    press(page.print_menu(), desk.words.text(id))
    assert [paper.path.name for paper in shown] == [name]
    assert "110" in text_of(shown[0].path) or id == "drill_prints.plan" or id == "drill_prints.year_plan"
    assert desk.office.database.chain_head() == head, "a preview is no printing"
    assert record_printed(desk.office, shown[0], range(99)) == (1,)
    assert desk.office.database.query("SELECT action FROM audit ORDER BY seq DESC LIMIT 1") == [("print",)]


def test_without_a_drill_nothing_is_made(page: DrillsPage, desk: Desk) -> None:
    page.grid.clearSelection()
    for id in ("drill_prints.plan", "drill_prints.summary", "drills_page.record"):
        press(page.print_menu(), desk.words.text(id))
    assert shown == []
    assert isinstance(desk.notices, RecordedNotices) and len(desk.notices.refused) == 3


def test_how_many_photos_is_asked_and_remembered(page: DrillsPage, desk: Desk, tmp_path: Path) -> None:
    files = [photo(tmp_path / f"{colour}.jpg", colour) for colour in ("red", "green", "blue")]
    attach(desk.office, page.register, 1, store_all(desk.office.folder, files))
    press(page.print_menu(), desk.words.text("drill_prints.summary"))
    dialog = page.prints.photos
    assert isinstance(dialog, PhotosDialog) and dialog.isVisible() and dialog.per_page == 2
    dialog.choices.button(6).click()
    (go,) = [one for one in every(dialog, QPushButton) if one.text() == desk.words.text("drill_prints.go_on")]
    go.click()
    assert [paper.path.name for paper in shown] == ["drill-summaries.pdf"]
    assert desk.office.settings.get("drill_photos") == 6
    again = PhotosDialog(desk, 3)
    assert again.per_page == 6
    again.deleteLater()


def test_a_photo_that_cannot_be_read_is_named_with_its_drill(page: DrillsPage, desk: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "操场.heic"
    bad.write_bytes(b"\0\0\0\x18ftypheic")
    attach(desk.office, page.register, 1, store_all(desk.office.folder, [bad]))
    press(page.print_menu(), desk.words.text("drill_prints.summary"))
    dialog = page.prints.photos
    assert isinstance(dialog, PhotosDialog)
    dialog.keep()
    assert isinstance(desk.notices, RecordedNotices)
    (told,) = desk.notices.told
    assert "操场.heic (九月疏散演练)" in told and len(shown) == 1


def draft_button(form: DrillForm, desk: Desk) -> QPushButton:
    (button,) = [one for one in every(form, QPushButton) if one.text() == desk.words.text("drill_prints.draft")]
    return button


def test_an_empty_summary_is_begun_from_what_stands_in_the_form(desk: Desk, qtbot: QtBot) -> None:
    form = DrillForm(desk, desk.office.register("drills"), 1)
    qtbot.addWidget(form)
    form.show()
    form.editors["summary"].show("")
    form.editors["assembled_at"].show("10:06:31")
    draft_button(form, desk).click()
    drafted = form.editors["summary"].read()
    assert "用时 91 秒" in drafted and "〔待填〕" in drafted and "九月疏散演练" in drafted
    form.forget()


def test_a_new_drill_is_drafted_with_open_places(desk: Desk, qtbot: QtBot) -> None:
    form = DrillForm(desk, desk.office.register("drills"))
    qtbot.addWidget(form)
    form.show()
    form.editors["name"].show("新演练")
    form.editors["held_on"].show("2026-09-07")
    draft_button(form, desk).click()
    drafted = form.editors["summary"].read()
    assert "2026-09-07" in drafted and "新演练" in drafted and "学生应到 〔待填〕 人" in drafted
    form.forget()


def test_a_written_summary_is_never_written_over(desk: Desk, qtbot: QtBot) -> None:
    form = DrillForm(desk, desk.office.register("drills"), 1)
    qtbot.addWidget(form)
    form.show()
    draft_button(form, desk).click()
    assert form.editors["summary"].read() == "达到预期"
    assert isinstance(desk.notices, RecordedNotices)
    assert [error.what.id for error in desk.notices.refused] == ["drill_prints.not_empty"]
