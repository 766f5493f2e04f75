"""The card on the overview, the dialogs of checks and chain, and the page of thresholds, as a clerk meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.operations.readiness import judged, threshold_of
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.reports.readiness import CHECKS, worst_first
from safetydesk.ui.checks_settings import ChecksSettings
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.readiness import readiness_card
from safetydesk.ui.pages.chain_dialog import ChainDialog
from safetydesk.ui.pages.chain_menu import ChainMenu
from safetydesk.ui.pages.letter_form import LetterForm
from safetydesk.ui.pages.letters_page import LettersPage
from safetydesk.ui.readiness_dialog import ReadinessDialog
from tests.desks import RecordedNotices, desk_of
from tests.letters.small_school import issue_now, sign_today
from tests.ui.clerk import every, labels


@pytest.fixture(autouse=True)
def looks(dressed: object) -> None:
    """Every page here is dressed."""


@pytest.fixture
def desk(school: Office, tmp_path: Path) -> Desk:
    """A desk over a school whose letters are issued, the staff's signed."""
    ids = {kind.key: issue_now(school, kind).ids for kind in LETTER_KINDS}
    sign_today(school, *ids["staff"][1:])
    return desk_of(school, tmp_path)


def pressed(desk: Desk, button: QPushButton) -> list[tuple[str, tuple[int, ...]]]:
    """Where a button leads."""
    found: list[tuple[str, tuple[int, ...]]] = []
    desk.signals.show_records.connect(lambda register, ids: found.append((register, ids)))
    button.click()
    return found


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Before the clerk."""
    qtbot.addWidget(widget)
    widget.show()


def button(where: object, text: str) -> QPushButton:
    return next(item for item in every(where, QPushButton) if item.text() == text)  # type: ignore[arg-type]


def test_the_card_names_the_worst_and_leads_to_the_very_records(qtbot: QtBot, desk: Desk) -> None:
    card = readiness_card(desk)
    assert card is not None
    shown(qtbot, card)
    said = labels(card)
    assert "▲ Not ready yet" in said and "Failed 6   Warnings 1   Passed 2   Not applicable 0" in said
    of_letters = [item for item in judged(desk.office, desk.year) if "letters" in item.check.areas]
    first = worst_first(of_letters)[0]
    assert first.bad and len(first.finding.records) == 1
    title = desk.words.text(f"checks.{first.check.id}_title")
    show = next(
        item
        for item in every(card, QPushButton)
        if item.accessibleName() == desk.words.text("overview.show_said", task=title)
    )
    assert pressed(desk, show) == [("letters", first.finding.records[0].ids)]


def test_a_school_without_people_has_no_card(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    assert readiness_card(desk_of(office, tmp_path)) is None


def test_the_dialog_explains_the_chosen_check(qtbot: QtBot, desk: Desk) -> None:
    dialog = ReadinessDialog(desk, judged(desk.office, desk.year))
    shown(qtbot, dialog)
    table = every(dialog, QTableWidget)[0]
    names = [table.item(row, 1).text() for row in range(table.rowCount())]
    assert len(names) == len(CHECKS) and {name[:3] for name in names} == {check.id for check in CHECKS}
    table.setCurrentCell(next(row for row, name in enumerate(names) if name.startswith("C01")), 0)
    text = dialog.details.text()
    assert desk.words.text("checks.C01_source") in text and desk.words.text("checks.C01_remedy") in text
    QApplication.processEvents()
    assert pressed(desk, button(dialog, "Show 1 letter")) == [("letters", (5,))]


def test_the_chain_dialog_narrows_to_the_breaks_and_leads_on(qtbot: QtBot, desk: Desk) -> None:
    dialog = ChainDialog(desk)
    shown(qtbot, dialog)
    dialog.only_broken.setChecked(True)
    seen = [dialog.links[row] for row in range(len(dialog.links)) if not dialog.table.isRowHidden(row)]
    assert seen == dialog.chain.broken() and seen
    place = next(row for row, link in enumerate(dialog.links) if "no_leader" in link.flaws and link.label == "教务处")
    dialog.table.setCurrentCell(place, 0)
    people = {
        row[0] for row in desk.office.database.query("SELECT id FROM person WHERE dept = '教务处' AND state <> '离职'")
    }
    found = pressed(desk, dialog.mend_button)
    assert found[0][0] == "people" and set(found[0][1]) == people


def test_the_chain_dialog_prints_and_shows_the_chart(qtbot: QtBot, desk: Desk) -> None:
    dialog = ChainDialog(desk)
    shown(qtbot, dialog)
    button(dialog, desk.words.text("chain.print_chart")).click()
    assert dialog.preview is not None and (desk.office.folder.work / "chain-chart.pdf").exists()
    dialog.preview.done(0)


def test_a_threshold_is_typed_in_percent_and_bad_ones_are_put_back(qtbot: QtBot, desk: Desk) -> None:
    page = ChecksSettings(desk)
    shown(qtbot, page)
    edit: QLineEdit = page.edits["C04"]
    assert edit.text() == "98"
    for typed, kept in (("95.5 %", 0.955), ("150", 0.955), ("viele", 0.955)):
        edit.setText(typed)
        edit.editingFinished.emit()
        assert threshold_of(desk.office, CHECKS[3]) == kept and edit.text() == "95.5"
    assert isinstance(desk.notices, RecordedNotices) and len(desk.notices.refused) == 2
    button(page, desk.words.text("checks.reset")).click()
    assert threshold_of(desk.office, CHECKS[3]) == 0.98 and edit.text() == "98"


def test_the_form_of_a_letter_asks_what_its_kind_has(qtbot: QtBot, desk: Desk) -> None:
    letters = desk.office.register("letters")
    asked = {}
    for kind in ("bureau", "parent", "staff"):
        row = desk.office.database.query("SELECT min(id) FROM letter WHERE kind = ?", [kind])[0][0]
        form = LetterForm(desk, letters, row)
        shown(qtbot, form)
        asked[kind] = set(form.editors)
        assert every(form, QLabel)
    assert {kind for kind, names in asked.items() if "targets" in names} == {"bureau"}
    assert {kind for kind, names in asked.items() if "guardian" in names} == {"parent"}
    assert "above" in asked["staff"] and "above" not in asked["bureau"]


def test_the_bureaus_letter_is_recorded_from_the_menu_and_its_form_opens(qtbot: QtBot, desk: Desk) -> None:
    page = LettersPage(desk, desk.office.register("letters"))
    shown(qtbot, page)
    menu = chain_menu(page)
    notices = desk.notices
    assert isinstance(notices, RecordedNotices)
    notices.line = "2026年9月2日"
    menu.record_bureau()
    assert page.form is not None and isinstance(page.form, LetterForm) and "targets" in page.form.editors
    page.form.done(0)
    sql = "SELECT state, signed_on FROM letter WHERE kind = 'bureau'"
    assert desk.office.database.query(sql) == [("已签回", "2026-09-02")]
    notices.line = "昨天"
    menu.record_bureau()
    menu.print_targets()
    assert [error.what.id for error in notices.refused] == ["core.bad_date", "chain.no_targets"]


def chain_menu(page: LettersPage) -> ChainMenu:
    """The chain's menu of the letters page."""
    return page.findChildren(ChainMenu)[0]
