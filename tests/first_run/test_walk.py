"""From an empty folder to the preview of the first letters, with few clicks or with Enter alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from safetydesk.registers.records.letters.kinds import NOT_PRINTED, PRINTED
from safetydesk.ui.first_run.steps import is_new
from tests.first_run.newcomer import PEOPLE, STAFF, Newcomer
from tests.printer import print_now

MOST_CLICKS = 8


def test_a_stranger_sees_the_first_letters_after_eight_clicks(
    newcomer: Newcomer, rosters: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_new(newcomer.office.database)
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    dialog = newcomer.choose_roster(monkeypatch, *rosters)
    newcomer.press("import_page.go", dialog, n=PEOPLE)
    newcomer.press("first_run.next")
    newcomer.press("first_run.next")
    newcomer.press("first_run.issue")
    assert newcomer.clicks <= MOST_CLICKS
    preview = newcomer.letters.preview
    assert preview is not None and preview.isVisible()
    assert len(preview.pages) >= STAFF
    preview.accept()
    assert newcomer.run.result() == QDialog.DialogCode.Accepted
    assert newcomer.notices.told == [] and newcomer.notices.refused == []


@pytest.mark.parametrize("printer", [True, False])
def test_the_walk_leaves_everything_that_was_said_in_the_data(
    newcomer: Newcomer, rosters: tuple[Path, Path], printer: bool
) -> None:
    walk(newcomer, rosters, printer)
    school = newcomer.stored()
    principal = newcomer.office.database.query("SELECT id FROM person WHERE name = '万俟舟'")[0][0]
    assert (school["name"], school["stages"], school["principal"]) == ("青山小学", ("小学",), principal)
    states = newcomer.office.database.query("SELECT kind, state, count(*) FROM letter GROUP BY 1, 2 ORDER BY 1")
    assert states == [
        ("convention", NOT_PRINTED, 1),
        ("department", NOT_PRINTED, 3),
        ("head-teacher", NOT_PRINTED, 1),
        ("parent", NOT_PRINTED, 2),
        ("staff", PRINTED if printer else NOT_PRINTED, 3),
    ]
    assert newcomer.office.database.query("SELECT DISTINCT principal FROM letter") == [("万俟舟",)]


def walk(newcomer: Newcomer, rosters: tuple[Path, Path], printer: bool) -> None:
    """The whole way, with the roster dropped; the first letters are looked at, and printed where there is a printer."""
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    newcomer.drop(*rosters)
    dialog = newcomer.roster.dialog
    assert dialog is not None
    newcomer.press("import_page.go", dialog, n=PEOPLE)
    for _ in range(2):
        newcomer.press("first_run.next")
    newcomer.press("first_run.issue")
    assert newcomer.letters.preview is not None
    if printer:
        print_now(newcomer.letters.preview)
    newcomer.letters.preview.accept()


def test_enter_goes_on_and_escape_leaves(newcomer: Newcomer) -> None:
    newcomer.bot.keyClick(newcomer.run, Qt.Key.Key_Return)
    assert newcomer.run.step == "school"
    newcomer.name_school()
    newcomer.bot.keyClick(newcomer.school.name, Qt.Key.Key_Return)
    assert newcomer.run.step == "roster"
    newcomer.bot.keyClick(newcomer.run, Qt.Key.Key_Return)
    assert newcomer.run.step == "principal"
    newcomer.bot.keyClick(newcomer.run, Qt.Key.Key_Return)
    assert newcomer.run.step == "letters"
    newcomer.press("first_run.back")
    assert newcomer.run.step == "principal"
    newcomer.bot.keyClick(newcomer.run, Qt.Key.Key_Escape)
    assert not newcomer.run.isVisible()


def test_a_head_cannot_be_stored_before_the_school_has_a_name(newcomer: Newcomer) -> None:
    newcomer.save_roster()
    newcomer.run.show_step("principal")
    newcomer.bot.keyClicks(newcomer.principal.search, "lhm")
    newcomer.bot.keyClick(newcomer.principal.search, Qt.Key.Key_Return)
    assert newcomer.run.step == "principal", "a school without a name is refused, and says so"
    assert len(newcomer.notices.refused) == 1


def test_every_step_says_where_it_stands(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    names = newcomer.run.names
    signs = {step: label.text()[0] for step, label in names.items()}
    assert signs == {"welcome": "✓", "school": "✓", "roster": "●", "principal": "○", "letters": "○"}
    assert names["school"].accessibleName() == newcomer.say("first_run.done", step="学校")
    assert names["roster"].accessibleName() == newcomer.say("first_run.now", step="名册")


def test_with_nobody_registered_the_last_page_ends_without_a_letter(newcomer: Newcomer) -> None:
    newcomer.run.show_step("letters")
    assert newcomer.say("first_run.nothing_due") in newcomer.seen()
    newcomer.press("first_run.finish")
    assert newcomer.run.result() == QDialog.DialogCode.Accepted
    assert newcomer.count("letter") == 0


def test_only_the_ticked_kinds_are_issued(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    newcomer.save_roster()
    newcomer.run.show_step("letters")
    for key in ("department", "staff", "head-teacher", "convention"):
        newcomer.click(newcomer.letters.boxes[key])
    assert newcomer.letters.boxes["parent"].text() == "家长责任书　2 份"
    assert "先预览：家长责任书" in newcomer.seen()
    newcomer.press("first_run.issue")
    assert newcomer.office.database.query("SELECT DISTINCT kind FROM letter") == [("parent",)]
    assert newcomer.letters.preview is not None
    newcomer.letters.preview.accept()
