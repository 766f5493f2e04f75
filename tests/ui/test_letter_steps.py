"""Class lists, follow-up, filing away and coverage, as the clerk does them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton

from safetydesk.registers.records.letters.class_list import classes_of
from safetydesk.registers.records.letters.kinds import CONVENTION
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.pages.letters.class_list_dialog import ClassListDialog
from safetydesk.ui.pages.letters.coverage_dialog import CoverageDialog
from safetydesk.ui.pages.letters.follow_up_dialog import FollowUpDialog
from safetydesk.ui.pages.letters.step_dialog import StepDialog
from safetydesk.ui.pages.letters.tick_list import TickList
from safetydesk.ui.pages.letters_board import LettersBoard
from safetydesk.ui.pages.sign_dialog import SignDialog
from tests.ui.clerk import Clerk, choose, column, every, labels, only, retype

STATE = "签订状态"


def open_list(clerk: Clerk) -> ClassListDialog:
    """The class list over the letters page."""
    clerk.open_page("letters")
    clerk.press("status.class_list_button")
    return clerk.dialog(ClassListDialog)


def rows(names: TickList) -> list[str]:
    return [item.text() for item in names.items_all()]


def signed(clerk: Clerk) -> int:
    return int(clerk.desk.office.database.query("SELECT count(*) FROM letter WHERE state = '已签回'")[0][0])


def test_receipts_are_ticked_by_keyboard_and_kept_as_one_action(clerk: Clerk) -> None:
    dialog = open_list(clerk)
    names, before = dialog.names, signed(clerk)
    waiting = [row for row, line in enumerate(dialog.known) if not line.signed]
    assert names.currentRow() == waiting[0]
    QTest.keyClick(names, Qt.Key.Key_Space)
    assert names.currentRow() == waiting[0] + 1
    names.setCurrentRow(waiting[1])
    QTest.keyClick(names, Qt.Key.Key_Space)
    clerk.press("status.save", dialog)
    assert signed(clerk) == before + 2
    assert clerk.say("letters_page.signed", n=2) in labels(dialog)
    clerk.press("status.save", dialog)
    assert clerk.say("status.nothing_ticked") in labels(dialog)
    dialog.reject()
    clerk.press("window.undo")
    assert signed(clerk) == before


def test_typing_initials_jumps_to_a_name_and_a_pause_begins_anew(clerk: Clerk) -> None:
    names = open_list(clerk).names
    names.fill((name, name, False, True) for name in ("白沐", "张三", "赵四", "单小满", "张思"))
    clock = iter((10.0, 10.0, 10.2, 10.2, 20.0, 20.0, 30.0, 30.0, 30.1, 30.1))
    names.now = lambda: next(clock)
    for key, row in (("z", 1), ("s", 1), ("z", 2), ("s", 3), ("x", 3)):
        names.keyboardSearch(key)
        assert names.currentRow() == row, key


def test_pasted_names_are_ticked_and_the_unmatched_listed(clerk: Clerk) -> None:
    dialog = open_list(clerk)
    missing = [line.name for line in dialog.known if not line.signed]
    QGuiApplication.clipboard().setText(f"姓名\n{missing[0]}\n{missing[0]}某\n")
    clerk.press("status.paste_names", dialog)
    told = labels(dialog)
    assert clerk.say("status.pasted", n=1) in told
    assert clerk.say("status.unknown_names", names=f"姓名、{missing[0]}某") in told
    dialog.reject()


def test_a_convention_s_sheet_names_the_absent_and_comes_back_with_its_day(clerk: Clerk) -> None:
    database = clerk.desk.office.database
    with database.action("test.waiting") as action:
        for (row_id,) in database.query("SELECT id FROM letter WHERE kind = 'convention'"):
            action.update("letter", row_id, {"state": "已打印", "signed_on": None})
        class_id = classes_of(database)[0][0]
        gone = database.query("SELECT max(id) FROM person WHERE class_id = ?", [class_id])[0][0]
        action.update("person", gone, {"state": "离职"})
    dialog = open_list(clerk)
    choose(dialog.kind_box, CONVENTION.type)
    assert dialog.sheet and not dialog.names.ticked()
    clerk.press("status.tick_all", dialog)
    assert len(dialog.names.ticked()) == len(dialog.known) - 1, "who has left is not ticked with the others"
    dialog.names.item(3).setCheckState(Qt.CheckState.Unchecked)
    absent = dialog.known[3].label
    assert clerk.say("status.absent", n=1, names=absent).strip() in labels(dialog)
    only(dialog, QCheckBox).setChecked(True)
    clerk.press("status.save", dialog)
    stored = database.query(
        "SELECT state, json_array_length(signed_pupils) FROM letter WHERE id = ?", [dialog.sheet.letter_id]
    )
    assert stored == [("已签回", len(dialog.known) - 2)]
    dialog.reject()


def test_a_bad_day_keeps_everything_as_it_is(clerk: Clerk) -> None:
    dialog, before = open_list(clerk), signed(clerk)
    retype(dialog.day, "前天")
    clerk.press("status.tick_all", dialog)
    clerk.press("status.save", dialog)
    assert clerk.say("core.bad_date", value="前天") in labels(dialog)
    assert signed(clerk) == before
    dialog.reject()


def test_who_came_and_who_left_is_followed_up_in_one_step(clerk: Clerk) -> None:
    office = clerk.desk.office
    people = office.register("people")
    first = office.database.query("SELECT id, name FROM person WHERE kind = '保安' ORDER BY id")[0]
    office.records.save_texts(
        people, [(None, {"name": "单小满", "kind": "保洁"}), (first[0], {"state": "离职", "left": "2026-09-07"})]
    )
    clerk.open_page("letters")
    board = only(clerk.window, LettersBoard)
    assert clerk.say("status.count_joined", n=1) in board.follow.text()
    board.follow.click()
    dialog = clerk.dialog(FollowUpDialog)
    assert {item.name for item in dialog.chosen()} == {"单小满", first[1]}
    clerk.press("status.carry_out", dialog)
    assert clerk.say("status.done", ended=1, issued=1) in clerk.heard()
    assert not board.follow.isVisible()
    clerk.press("window.undo")
    assert board.follow.isVisible()


def test_the_overview_leads_to_the_names_at_once(clerk: Clerk) -> None:
    office = clerk.desk.office
    office.records.save_texts(office.register("people"), [(None, {"name": "单小满", "kind": "保洁"})])
    clerk.open_tab("overview")
    task = clerk.say("status.follow_up_task", parts=clerk.say("status.count_joined", n=1))
    said = clerk.say("overview.show_said", task=task)
    next(item for item in every(clerk.window, QPushButton) if item.accessibleName() == said).click()
    dialog = clerk.dialog(FollowUpDialog)
    assert [item.name for item in dialog.chosen()] == ["单小满"]
    dialog.reject()


def test_signed_letters_are_filed_away_with_day_and_place_and_taken_back(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    clerk.select(grid, 0, 0, 1, 0)
    clerk.pick("letters_page.more", "status.file")
    dialog = clerk.dialog(StepDialog)
    retype(dialog.place, "2柜3盒")
    clerk.press("status.file_now", dialog)
    assert column(grid, STATE)[:2] == ["已归档", "已归档"]
    places = clerk.desk.office.database.query("SELECT DISTINCT paper_place FROM letter WHERE state = '已归档'")
    assert places == [("2柜3盒",)]
    clerk.notices.line = "还缺一份"
    clerk.select(grid, 0, 0)
    clerk.pick("letters_page.more", "letters_page.unsign")
    assert column(grid, STATE)[:2] == ["已签回", "已归档"]


@pytest.mark.parametrize("reason", ["", "本人住院"])
def test_a_proxy_is_asked_for_one_letter_and_needs_its_reason(clerk: Clerk, reason: str) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    row = column(grid, STATE).index("已打印")
    clerk.select(grid, row, 0)
    clerk.press("letters_page.sign")
    dialog = clerk.dialog(SignDialog)
    rows_ = dialog.signature
    assert (
        rows_.signer.isVisible()
        and not rows_.relation.isVisible()
        and not rows_.signer.text()
        and not rows_.relation.currentData()
    )
    retype(rows_.signer, "同事甲")
    rows_.proxy.setChecked(True)
    retype(rows_.reason, reason)
    clerk.press("letters_page.sign", dialog)
    assert column(grid, STATE)[row] == ("已签回" if reason else "已打印")
    if reason:
        assert column(grid, "签字人")[row] == "同事甲"
    else:
        assert clerk.say("status.proxy_incomplete") in labels(dialog)
        dialog.reject()


def test_who_signed_is_not_asked_for_a_pile(clerk: Clerk) -> None:
    clerk.open_page("letters")
    clerk.press("letters_page.sign")
    dialog = clerk.dialog(SignDialog)
    dialog.numbers.setPlainText("ZR-1")
    retype(dialog.signature.signer, "某人")
    dialog.numbers.setPlainText("ZR-1 ZR-2")
    assert not dialog.signature.signer.isVisible()
    assert dialog.signature.signature().signer == ""
    dialog.reject()


def test_coverage_leads_to_posts_without_holder_and_offers_new_presets(clerk: Clerk) -> None:
    database = clerk.desk.office.database
    with database.action("test.older") as action:
        action.trash("post", database.query("SELECT id FROM post WHERE name = '保育员'")[0][0], "测试")
    page = clerk.open_page("posts")
    clerk.press("status.coverage")
    dialog = clerk.dialog(CoverageDialog)
    assert clerk.say("status.coverage_presets", n=1) in labels(dialog)
    clerk.press("status.add_presets", dialog)
    assert clerk.say("status.coverage_presets", n=0) in labels(dialog)
    clerk.press("status.show", dialog)
    grid = only(page, GridView)
    assert 0 < grid.model().rowCount() < 56 and set(column(grid, "任职人")) == {""}
