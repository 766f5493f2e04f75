"""Letters that come back are marked one by one, in blocks or by a list of numbers; what is wrong stays to be mended."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from safetydesk.ui.grid_view import GridView
from safetydesk.ui.pages.letters.step_dialog import StepDialog
from safetydesk.ui.pages.sign_dialog import SignDialog
from tests.ui.clerk import Clerk, column, every, labels, only, retype
from tests.ui.test_letters import NUMBER, STAFF, STATE, issue, line, unissued

__all__ = ["unissued"]


@pytest.fixture
def waiting(unissued: Clerk) -> Clerk:
    """Twenty letters are issued and wait for their signatures."""
    unissued.open_page("letters")
    issue(unissued, STAFF)
    return unissued


def sign(clerk: Clerk, numbers: str | None = None, day: str | None = None) -> SignDialog:
    """The dialog, filled and confirmed."""
    clerk.press("letters_page.sign")
    dialog = clerk.dialog(SignDialog)
    if numbers is not None:
        retype(only(dialog, QPlainTextEdit), numbers)
    if day is not None:
        retype(named(dialog, clerk.say("letters_page.sign_day")), day)
    clerk.press("letters_page.sign", dialog)
    return dialog


def test_a_single_letter_is_marked(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 4, 0)
    assert not sign(waiting).isVisible()
    assert [row for row, state in enumerate(column(grid, STATE)) if state == "已签回"] == [4]
    assert column(grid, "签订日期")[4] == "2026-09-07"
    assert line(waiting, STAFF) == ["20", "20", "1", "1", "5%", "未签 19"]


def test_a_block_is_marked_in_one_step_and_taken_back_in_one(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 0, 0, 6, 0)
    sign(waiting)
    assert column(grid, STATE).count("已签回") == 7
    waiting.press("window.undo")
    assert column(grid, STATE).count("已签回") == 0


def test_a_list_of_numbers_is_read_in_any_form_and_the_wrong_ones_stay(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    numbers = column(grid, NUMBER)
    typed = f"{numbers[0].lower()}，{numbers[1]}\n{numbers[1]};ＺＲ－9999  {numbers[2]}、"
    dialog = sign(waiting, typed)
    assert dialog.isVisible()
    assert only(dialog, QPlainTextEdit).toPlainText() == "ZR-9999"
    assert "已签回 3 份" in labels(dialog) and waiting.say("letters.unknown_number") in labels(dialog)
    assert column(grid, STATE)[:4] == ["已签回", "已签回", "已签回", "未打印"]
    waiting.press("window.close", dialog)


def test_a_letter_is_not_signed_twice(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 0, 0)
    sign(waiting)
    dialog = sign(waiting)
    assert waiting.say("letters.already_signed") in labels(dialog)
    waiting.press("window.close", dialog)


@pytest.mark.parametrize(("day", "reason"), [("昨天吧", "core.bad_date"), ("2026-09-08", "letters.future_day")])
def test_a_wrong_day_is_refused_beside_the_list(waiting: Clerk, day: str, reason: str) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 0, 0)
    dialog = sign(waiting, day=day)
    value = {"value": day} if reason == "core.bad_date" else {"day": day}
    assert waiting.say(reason, **value) in labels(dialog)
    assert "已签回" not in column(grid, STATE)
    waiting.press("window.close", dialog)


def test_no_numbers_at_all_is_told(waiting: Clerk) -> None:
    dialog = sign(waiting, "  ")
    assert waiting.say("letters_page.no_numbers") in labels(dialog)
    waiting.press("window.close", dialog)


def named(where: SignDialog, name: str) -> QLineEdit:
    """The line that is spoken of by a name."""
    return next(edit for edit in every(where, QLineEdit) if edit.accessibleName() == name)


def more(clerk: Clerk, what: str) -> None:
    """An entry of the menu More."""
    clerk.pick("letters_page.more", f"letters_page.{what}")


def test_a_letter_is_made_void_with_its_reason_and_another_can_be_issued(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    number = column(grid, NUMBER)[3]
    waiting.select(grid, 3, 0)
    waiting.notices.line = "姓名有误"
    more(waiting, "void")
    assert column(grid, STATE)[3] == "作废"
    stored = waiting.desk.office.database.query("SELECT void_reason FROM letter WHERE number = ?", [number])
    assert ("姓名有误",) in stored
    issue(waiting, STAFF)
    assert column(grid, NUMBER)[-1].endswith("0021") and len(column(grid, NUMBER)) == 21


@pytest.mark.parametrize("what", ["void", "exempt"])
@pytest.mark.parametrize("reason", [None, "  "], ids=["changed their mind", "blank"])
def test_without_a_reason_nothing_happens(waiting: Clerk, what: str, reason: str | None) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 0, 0)
    waiting.notices.line = reason
    more(waiting, what)
    assert set(column(grid, STATE)) == {"未打印"}
    assert bool(waiting.notices.refused) is (reason is not None)


@pytest.mark.parametrize("what", ["void", "exempt", "unsign", "hand_out"])
def test_with_no_letter_chosen_the_clerk_is_told_to_choose(waiting: Clerk, what: str) -> None:
    only(waiting.window, GridView).clearSelection()
    more(waiting, what)
    assert waiting.say("letters_page.choose_first") in waiting.heard()
    assert waiting.notices.asked == []


def test_the_exempt_do_not_count_as_due(waiting: Clerk) -> None:
    waiting.select(only(waiting.window, GridView), 0, 0)
    waiting.notices.line = "长期病假"
    more(waiting, "exempt")
    assert line(waiting, STAFF)[0] == "19"


def test_a_signature_marked_by_mistake_is_taken_back_with_a_reason(waiting: Clerk) -> None:
    grid = only(waiting.window, GridView)
    waiting.select(grid, 0, 0, 1, 0)
    sign(waiting)
    waiting.select(grid, 1, 0, 2, 0)
    waiting.notices.line = "登记错人"
    more(waiting, "unsign")
    assert column(grid, STATE)[:3] == ["已签回", "未打印", "未打印"]
    assert column(grid, "签订日期")[:2] == ["2026-09-07", ""]
    assert waiting.say("letters.first_step") in waiting.heard()


def test_only_printed_letters_are_handed_out(waiting: Clerk) -> None:
    waiting.select(only(waiting.window, GridView), 0, 0)
    more(waiting, "hand_out")
    dialog = waiting.dialog(StepDialog)
    waiting.press("status.hand_out", dialog)
    assert waiting.say("letters.not_printed") in labels(dialog)
    waiting.press("window.close", dialog)
