"""Left at any step and taken up later, at the step that the data says; and how the program begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safetydesk.app import Program
from safetydesk.clock import Clock
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.storage.action import Action
from safetydesk.ui.first_run import letters_page
from safetydesk.ui.first_run.steps import is_new
from safetydesk.ui.main_window import MainWindow
from tests.first_run.newcomer import Newcomer


@pytest.mark.parametrize(
    ("done", "step"),
    [((), "school"), (("school",), "roster"), (("school", "roster"), "principal"),
     (("school", "roster", "principal"), "letters"), (("roster",), "school")],
)  # fmt: skip
def test_it_goes_on_at_the_first_step_that_the_data_lacks(newcomer: Newcomer, done: tuple[str, ...], step: str) -> None:
    if "school" in done:
        newcomer.press("first_run.next")
        newcomer.name_school()
        newcomer.press("first_run.next")
    if "roster" in done:
        newcomer.save_roster()
    if "principal" in done:
        newcomer.run.show_step("principal")
        newcomer.press("first_run.next")
    newcomer.press("first_run.later")
    assert not newcomer.run.isVisible()
    newcomer.begin()
    assert newcomer.run.step == step
    assert newcomer.say("first_run.step_welcome") not in newcomer.seen().splitlines()
    newcomer.press("first_run.later")


def test_leaving_keeps_a_school_that_is_whole(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.later")
    assert newcomer.stored()["name"] == "青山小学"


def test_leaving_lets_go_of_a_school_that_is_not(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school("青山学校")
    newcomer.press("first_run.later")
    assert newcomer.stored()["name"] == "" and is_new(newcomer.office.database)


def test_leaving_the_head_unconfirmed_stores_nobody(newcomer: Newcomer) -> None:
    newcomer.save_roster()
    newcomer.run.show_step("principal")
    newcomer.press("first_run.later")
    assert newcomer.stored()["principal"] is None


def test_going_through_a_finished_step_again_writes_nothing(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    newcomer.press("first_run.back")
    actions: list[Action] = []
    newcomer.office.database.on_commit.append(actions.append)
    newcomer.press("first_run.next")
    assert newcomer.run.step == "roster" and actions == []


def test_letters_that_could_not_be_written_stay_due(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    newcomer.save_roster()
    newcomer.run.show_step("letters")

    def fail(*_: object) -> None:
        raise UserError(message("storage.disk_full", path="letters.pdf"), message("storage.disk_full_hint"))

    monkeypatch.setattr(letters_page, "write", fail)
    newcomer.press("first_run.issue")
    assert len(newcomer.notices.refused) == 1 and newcomer.run.isVisible()
    assert newcomer.letters.boxes["staff"].text() == "教职工责任书　3 份"
    monkeypatch.undo()
    newcomer.press("first_run.issue")
    assert newcomer.count("letter") == 10, "nobody has two letters"
    assert newcomer.letters.preview is not None
    newcomer.letters.preview.accept()


@pytest.fixture
def program(qapp: QApplication, office: Office) -> Iterator[Program]:
    found = Program(qapp, office, None, qapp.font().family())
    yield found
    for widget in (found.first_run, found.window):
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)


def test_the_program_begins_with_the_first_run_and_then_opens_the_window(program: Program, qtbot: QtBot) -> None:
    assert is_new(program.office.database)
    program.welcome()
    first = program.first_run
    assert first is not None and program.window is None and first.isVisible()
    page = first.pages["welcome"]
    box = page.boxes["window_language"]  # type: ignore[attr-defined]
    box.setCurrentIndex(box.findData("en"))
    box.activated.emit(box.currentIndex())
    first.reject()
    assert isinstance(program.window, MainWindow) and program.window.isVisible()
    assert program.first_run is None
    assert program.window.windowTitle() == "SafetyDesk"
    program.window.close()


def test_a_school_at_work_is_not_new(office: Office, folder: DataFolder, clock: Clock, tmp_path: Path) -> None:
    people = office.register("people")
    assert is_new(office.database)
    office.records.save_texts(people, [(None, {"name": "单小满", "kind": "保安"})])
    assert not is_new(office.database)
    with open_office(DataFolder(tmp_path / "other"), clock) as other:
        assert is_new(other.database)
