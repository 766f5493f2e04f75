"""Each step on its own: what it proposes, what it refuses, and what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.ui.first_run.steps import STEPS
from safetydesk.ui.pages.import_dialog import ImportDialog
from tests.first_run.newcomer import PEOPLE, Newcomer, every

SMALLEST = (1093, 614)


def test_another_language_is_spoken_at_once_and_kept(newcomer: Newcomer) -> None:
    box = newcomer.welcome.boxes["window_language"]
    box.setCurrentIndex(box.findData("en"))
    with newcomer.bot.waitSignal(newcomer.run.language_chosen) as spoken:
        box.activated.emit(box.currentIndex())
    assert spoken.args == ["en"]
    assert newcomer.run.desk.words.language == "en"
    assert newcomer.run.windowTitle() == "Getting started with SafetyDesk"
    assert "Welcome to SafetyDesk" in newcomer.seen() and "欢迎" not in newcomer.seen()
    assert newcomer.office.settings.window_language == "en"
    newcomer.press("first_run.next")
    assert "The school" in newcomer.seen()


def test_papers_may_speak_another_language_than_the_window(newcomer: Newcomer) -> None:
    box = newcomer.welcome.boxes["paper_language"]
    box.setCurrentIndex(box.findData("en"))
    box.activated.emit(box.currentIndex())
    assert newcomer.office.settings.paper_language == "en"
    assert newcomer.office.settings.window_language == newcomer.run.desk.words.language == "zh_CN"


def test_the_sample_school_fills_the_folder_and_ends_the_first_run(newcomer: Newcomer) -> None:
    told: list[str] = []
    newcomer.welcome.tell = told.append  # type: ignore[method-assign]
    newcomer.press("first_run.sample")
    assert not newcomer.run.isVisible() and newcomer.run.isEnabled()
    assert newcomer.stored()["name"] == "青山实验学校"
    assert newcomer.count("person") == 140 and newcomer.count("letter") == 160
    assert list(dict.fromkeys(told)) == ["people", "letters", "papers"]
    assert newcomer.office.database.on_commit == []
    days = newcomer.office.database.query("SELECT DISTINCT issued_on FROM letter")
    assert days == [("2026-09-07",)], "today, as the tenth of September has not come yet"


def test_a_folder_with_people_is_offered_no_sample(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.save_roster()
    newcomer.begin(anew=True)
    assert not newcomer.welcome.sample.isEnabled()


def test_the_school_needs_a_name_and_a_stage(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.press("first_run.next")
    assert newcomer.run.step == "school"
    assert newcomer.say("first_run.needed_name") in newcomer.seen()
    assert newcomer.say("first_run.needed_stages") in newcomer.seen()
    newcomer.name_school("青山实验学校")
    assert newcomer.say("first_run.needed_name") not in newcomer.seen()
    newcomer.press("first_run.next")
    assert newcomer.run.step == "school", "no stage stands in the name"
    newcomer.click(newcomer.school.stages["初中"])
    newcomer.click(newcomer.school.boarding)
    newcomer.press("first_run.next")
    school = newcomer.stored()
    assert (school["name"], school["stages"], school["boarding"]) == ("青山实验学校", ("初中",), True)


def test_a_stage_ticked_by_hand_is_not_taken_back_by_the_name(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school("青山小学")
    newcomer.click(newcomer.school.stages["幼儿园"])
    newcomer.name_school("青山高中")
    assert [value for value, box in newcomer.school.stages.items() if box.isChecked()] == ["幼儿园", "小学"]


def test_the_terms_begin_on_the_usual_days_and_are_judged(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    autumn, spring = newcomer.school.terms["autumn_start"], newcomer.school.terms["spring_start"]
    assert (autumn.text(), spring.text()) == ("2026-09-01", "2027-02-20")
    newcomer.name_school()
    for wrong in ("2026-08-31", "2028-02-01", "soon"):
        spring.setText(wrong)
        newcomer.press("first_run.next")
        assert newcomer.run.step == "school" and newcomer.school.problems["spring_start"].text()
        assert newcomer.stored()["name"] == "", "nothing half done"
    spring.setText("2027.2.22")
    newcomer.press("first_run.next")
    years = newcomer.office.database.query("SELECT year, autumn_start, spring_start FROM school_year")
    assert years == [(2026, "2026-09-01", "2027-02-22")]


def test_a_first_day_behind_the_end_of_its_term_is_told_beside_it(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.school.terms["autumn_start"].setText(date(2027, 1, 16).isoformat())
    newcomer.press("first_run.next")
    assert newcomer.run.step == "school"
    assert newcomer.school.problems["autumn_start"].isVisible()


def test_a_roster_is_dropped_on_any_page_and_counted(newcomer: Newcomer, rosters: tuple[Path, Path]) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.drop(*rosters)
    assert newcomer.run.step == "roster"
    assert newcomer.stored()["name"] == "青山小学", "what was filled in whole is kept"
    dialog = newcomer.roster.dialog
    assert isinstance(dialog, ImportDialog)
    newcomer.press("import_page.go", dialog, n=PEOPLE)
    assert newcomer.say("first_run.registered", staff=3, pupils=2) in newcomer.seen()
    assert newcomer.say("first_run.imported", added=5, changed=0, refused=0) in newcomer.seen()
    assert newcomer.run.next.text() == newcomer.say("first_run.next")


def test_a_roster_can_be_given_up_in_its_preview(newcomer: Newcomer, rosters: tuple[Path, Path]) -> None:
    newcomer.run.show_step("roster")
    assert newcomer.run.next.text() == newcomer.say("first_run.skip")
    newcomer.drop(*rosters)
    newcomer.press("window.cancel", newcomer.roster.dialog)
    assert newcomer.count("person") == 0
    assert newcomer.run.next.text() == newcomer.say("first_run.skip")


def test_a_file_that_is_no_roster_is_refused(newcomer: Newcomer, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("菜名,价格\n米饭,1\n", encoding="utf-8")
    newcomer.drop(path)
    assert len(newcomer.notices.refused) == 1
    assert newcomer.roster.dialog is not None and not newcomer.roster.dialog.isVisible()
    assert newcomer.run.step == "roster" and newcomer.count("person") == 0


def test_the_head_by_post_is_proposed_and_others_are_found_by_typing(newcomer: Newcomer) -> None:
    newcomer.press("first_run.next")
    newcomer.name_school()
    newcomer.press("first_run.next")
    newcomer.save_roster()
    newcomer.run.show_step("principal")
    page = newcomer.principal
    assert page.found.currentItem().text() == "万俟舟　校长　校长室"
    assert page.found.count() == 3, "pupils are not asked"
    newcomer.bot.keyClicks(page.search, "dxm")
    assert [page.found.item(row).text() for row in range(page.found.count())] == ["单小满　班主任　教务处"]
    newcomer.press("first_run.next")
    chosen = newcomer.office.database.query("SELECT id FROM person WHERE name = '单小满'")[0][0]
    assert newcomer.stored()["principal"] == chosen
    newcomer.press("first_run.back")
    assert page.found.currentItem().text().startswith("单小满"), "who is set stays chosen"


def test_the_arrows_move_in_the_list_from_the_search_line(newcomer: Newcomer) -> None:
    newcomer.save_roster()
    newcomer.run.show_step("principal")
    page = newcomer.principal
    newcomer.bot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.found.currentRow() == 1
    newcomer.bot.keyClick(page.search, Qt.Key.Key_Up)
    newcomer.bot.keyClick(page.search, Qt.Key.Key_Up)
    assert page.found.currentRow() == 0


def test_a_name_that_nobody_bears_and_a_school_without_staff_say_so(newcomer: Newcomer) -> None:
    newcomer.run.show_step("principal")
    assert newcomer.say("first_run.nobody") in newcomer.seen()
    newcomer.save_roster()
    newcomer.run.show_step("principal")
    newcomer.bot.keyClicks(newcomer.principal.search, "zzz")
    assert newcomer.say("first_run.no_match") in newcomer.seen()
    assert newcomer.run.next.text() == newcomer.say("first_run.skip")


def test_nobody_is_proposed_where_no_head_is_known(newcomer: Newcomer) -> None:
    people = newcomer.office.register("people")
    newcomer.office.records.save_texts(people, [(None, {"name": "单小满", "kind": "保安"})])
    newcomer.run.show_step("principal")
    assert newcomer.principal.found.currentItem() is None


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_editor_has_a_name_and_nothing_is_cut_off(
    qtbot: QtBot, dressed: object, office: Office, tmp_path: Path, language: str
) -> None:
    newcomer = Newcomer(qtbot, office, tmp_path, language)
    newcomer.save_roster()
    assert newcomer.run.width() <= SMALLEST[0] and newcomer.run.height() <= SMALLEST[1]
    for step in STEPS:
        newcomer.run.show_step(step)
        QApplication.processEvents()
        for kind in (QLineEdit, QComboBox, QAbstractItemView):
            for editor in every(newcomer.run.pages[step], kind):
                assert editor.accessibleName() or editor.isReadOnly(), (step, editor)  # type: ignore[attr-defined]
        for button in [*every(newcomer.run, QPushButton), *every(newcomer.run, QCheckBox)]:
            assert button.text() and fits(button, newcomer.run), (step, button.text())
    newcomer.run.hide()


def fits(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget has room for its words and lies within the window."""
    place = widget.mapTo(window, widget.rect().bottomRight())
    return widget.width() >= widget.minimumSizeHint().width() and window.rect().contains(place)
