"""From nobody's letter to the printed sheet: issued without gaps, written to a real PDF, counted on the board."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pypdfium2
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QInputDialog, QLabel, QPushButton

from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.operations.wording import save_wording
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, kind_of
from safetydesk.registers.records.letters.template import TemplateBlock, read_template, template_text
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.pages.issue_dialog import IssueDialog
from safetydesk.ui.pages.letters.missing_bar import MissingBar
from safetydesk.ui.pages.letters.step_dialog import StepDialog
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.pages.letters_board import LettersBoard
from safetydesk.ui.preview_dialog import PreviewDialog
from tests.printer import FAILED, given, print_now
from tests.ui.clerk import Clerk, choose, column, every, labels, only
from tests.ui.conftest import Opener

STAFF, NUMBER, STATE = "教职工责任书", "编号", "签订状态"


@pytest.fixture
def unissued(sit_down: Opener, school: Office) -> Clerk:
    """The clerk of the made-up school before this year's letters were issued."""
    with school.database.action("test.none") as action:
        for (row_id,) in school.database.query("SELECT id FROM letter"):
            action.trash("letter", row_id, "测试")
    return sit_down(school)


def issue(clerk: Clerk, *kinds: str) -> None:
    """Issue the letters of some kinds."""
    clerk.press("letters_page.issue")
    dialog = clerk.dialog(IssueDialog)
    for box in every(dialog, QCheckBox):
        box.setChecked(box.text().split("　")[0] in kinds)
    clerk.press("letters_page.issue", dialog)


def line(clerk: Clerk, kind: str) -> list[str]:
    """A kind's figures on the board: due, issued, printed, signed, rate, missing."""
    board = only(clerk.window, LettersBoard)
    head = next(item for item in every(board, QPushButton) if item.text() == kind)
    row = [item for item in (*every(board, QLabel), *every(board, QPushButton)) if abs(item.y() - head.y()) < 12]
    return [item.text() for item in sorted(row, key=lambda item: item.x()) if item.text()][1:]


def states(clerk: Clerk) -> list[str]:
    """The states of the letters listed, each once."""
    return sorted(set(column(only(clerk.window, GridView), STATE)))


def test_issuing_shows_how_many_would_be_made_and_makes_them(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    assert line(unissued, STAFF) == ["20", "0", "0", "0", "0%", "未签 20"]
    unissued.press("letters_page.issue")
    dialog = unissued.dialog(IssueDialog)
    assert {box.text() for box in every(dialog, QCheckBox)} == {
        "目标责任书　1 份", "部门责任书　5 份", "外单位责任书　2 份", "教职工责任书　20 份", "班主任责任书　6 份", "学生安全公约　6 份", "家长责任书　120 份",
    }  # fmt: skip
    dialog.reject()
    assert grid.model().rowCount() == 0
    issue(unissued, STAFF)
    assert [number[-4:] for number in column(grid, NUMBER)] == [f"{n:04d}" for n in range(1, 21)]
    assert "已生成 20 份" in unissued.heard()
    assert line(unissued, STAFF) == ["20", "20", "0", "0", "0%", "未签 20"]


def test_a_second_issue_has_nothing_left_to_make(unissued: Clerk) -> None:
    unissued.open_page("letters")
    issue(unissued, STAFF)
    unissued.press("letters_page.issue")
    dialog = unissued.dialog(IssueDialog)
    done = [box for box in every(dialog, QCheckBox) if not box.isEnabled()]
    assert [box.text() for box in done] == ["教职工责任书　0 份"]
    dialog.reject()


def test_issuing_is_taken_back_with_undo(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    unissued.press("window.undo")
    assert grid.model().rowCount() == 0
    assert line(unissued, STAFF)[1] == "0"


def test_a_school_without_a_name_is_told_so(sit_down: Opener, school: Office) -> None:
    with school.database.action("test.unnamed") as action:
        action.update("school", school.database.query("SELECT id FROM school")[0][0], {"name": ""})
        action.insert("person", {"name": "单小满", "kind": "保安"})
    clerk = sit_down(school)
    clerk.open_page("letters")
    issue(clerk, STAFF)
    assert clerk.say("letters.no_school") in clerk.heard()
    clerk.dialog(IssueDialog).reject()


def test_letters_without_duties_are_named_before_they_are_issued_and_printed(unissued: Clerk) -> None:
    with unissued.desk.office.database.action("test.joined") as action:
        action.insert("person", {"name": "单小满", "kind": "保安"})
    grid = only(unissued.open_page("letters"), GridView)
    unissued.press("letters_page.issue")
    dialog = unissued.dialog(IssueDialog)
    assert "单小满（未设岗位）" in labels(dialog)
    layout = dialog.layout()
    assert layout is not None and dialog.height() >= layout.totalHeightForWidth(dialog.width()), "texts are cut"
    staff = next(box for box in every(dialog, QCheckBox) if box.text().startswith(STAFF))
    staff.setChecked(False)
    assert "单小满" not in labels(dialog)
    dialog.reject()
    issue(unissued, STAFF)
    unissued.notices.answer = False
    kind_menu(unissued, "all")
    assert "单小满（未设岗位）" in unissued.notices.asked[-1]
    assert states(unissued) == ["未打印"]
    unissued.notices.answer = True
    unissued.select(grid, 0, 0, 1, 0)
    asked = len(unissued.notices.asked)
    unissued.pick("letters_page.print", "letters_page.print_chosen")
    assert len(unissued.notices.asked) == asked, "letters that lack nothing are printed without a question"
    unissued.dialog(PreviewDialog).reject()


def pages_of(clerk: Clerk) -> list[str]:
    """The texts of the pages of the file that is previewed."""
    document = pypdfium2.PdfDocument(clerk.desk.office.folder.work / "letters.pdf")
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def test_letters_are_written_to_a_real_file_and_marked_when_the_printer_has_them(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    unissued.select(grid, 0, 0, 1, 0)
    numbers = column(grid, NUMBER)[:2]
    assert states(unissued) == ["未打印"]
    unissued.pick("letters_page.print", "letters_page.print_chosen")
    through_printer(unissued)
    text = re.sub(r"\s", "", "".join(pages_of(unissued)))
    assert all(number in text for number in numbers) and column(grid, NUMBER)[2] not in text
    assert column(grid, STATE)[:3] == ["已打印", "已打印", "未打印"]
    assert column(grid, "打印日期")[:3] == ["2026-09-07", "2026-09-07", ""]
    assert line(unissued, STAFF)[2] == "2"


def kind_menu(clerk: Clerk, only_: str) -> None:
    """Print the staff's letters: all, the missing or the unsigned ones."""
    owner = clerk.button("letters_page.print")
    assert isinstance(owner, QPushButton)
    part = next(action for action in owner.menu().actions() if action.text() == STAFF)
    next(
        action for action in part.menu().actions() if action.text() == clerk.say(f"letters_page.print_{only_}")
    ).trigger()


def test_only_the_missing_ones_are_printed(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    unissued.select(grid, 0, 0, 17, 0)
    unissued.pick("letters_page.print", "letters_page.print_chosen")
    through_printer(unissued)
    kind_menu(unissued, "missing")
    through_printer(unissued)
    text = re.sub(r"\s", "", "".join(pages_of(unissued)))
    assert [number in text for number in column(grid, NUMBER)] == [False] * 18 + [True] * 2
    assert states(unissued) == ["已打印"]
    kind_menu(unissued, "missing")
    assert unissued.say("letters.nothing_to_print") in unissued.heard()


def test_letters_with_an_unfinished_clause_are_shown_and_not_printed(unissued: Clerk) -> None:
    """Accepted with a reason, they are printed, and the reason stands above the pages."""
    office = unissued.desk.office
    template = read_template(template_text("staff", "zh_CN"))
    clause = TemplateBlock("paragraph", {"text": "联系人为×××。"})
    save_wording(office, kind_of("staff"), "zh_CN", replace(template, blocks=(*template.blocks, clause)))
    unissued.open_page("letters")
    issue(unissued, STAFF)
    kind_menu(unissued, "all")
    held = unissued.dialog(UnfinishedDialog)
    assert states(unissued) == ["未打印"] and "联系人为×××" in held.detail.text()
    held.reason.setText("当面填写")
    unissued.press("unfinished.accept", held)
    preview = unissued.dialog(PreviewDialog)
    assert "当面填写" in preview.note.text()
    preview.reject()


def test_printed_letters_are_not_unissued_any_more(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    kind_menu(unissued, "all")
    through_printer(unissued)
    unissued.press("window.undo")
    assert grid.model().rowCount() == 20 and unissued.notices.refused


@pytest.mark.parametrize("outcome", ["looked at", "cancelled", "failed", "saved", "written by a program"])
def test_what_did_not_leave_the_printer_is_not_printed(
    unissued: Clerk, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way to leave the preview without paper; a saved file is asked about once, and still ends the undoing."""
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    kind_menu(unissued, "all")
    preview = unissued.dialog(PreviewDialog)
    unissued.notices.answer = False
    asked = len(unissued.notices.asked)
    if outcome == "cancelled":
        print_now(preview, None)
    elif outcome == "failed":
        print_now(preview, FAILED)
        assert unissued.say("preview.failed") in unissued.heard()
    elif outcome == "saved":
        monkeypatch.setattr("safetydesk.ui.preview_dialog.save_path", lambda *_: tmp_path / "letters.pdf")
        unissued.press("preview.save", preview)
    elif outcome == "written by a program":
        print_now(preview, given(range(4), to_file=True))
    preview.reject()
    left = outcome in ("saved", "written by a program")
    assert unissued.notices.asked[asked:] == [unissued.say("paper.printed_ask")] * left
    assert states(unissued) == ["未打印"] and line(unissued, STAFF)[2] == "0"
    unissued.press("window.undo")
    assert grid.model().rowCount() == (20 if left else 0), "a file that is out cannot be made undone"


def test_a_saved_file_counts_as_printed_when_the_clerk_says_so(
    unissued: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unissued.open_page("letters")
    issue(unissued, STAFF)
    kind_menu(unissued, "all")
    preview = unissued.dialog(PreviewDialog)
    monkeypatch.setattr("safetydesk.ui.preview_dialog.save_path", lambda *_: tmp_path / "letters.pdf")
    unissued.press("preview.save", preview)
    preview.reject()
    assert states(unissued) == ["已打印"] and line(unissued, STAFF)[2] == "20"


def test_what_was_printed_and_could_not_be_noted_is_told_as_both(
    unissued: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unissued.open_page("letters")
    issue(unissued, STAFF)
    kind_menu(unissued, "all")
    preview = unissued.dialog(PreviewDialog)
    full = UserError(message("storage.disk_failed"), message("storage.disk_failed_hint"))
    monkeypatch.setattr(unissued.desk.office.database, "action", Mock(side_effect=full))
    print_now(preview)
    said = unissued.say("paper.printed_unrecorded", why=full.what)
    assert said in unissued.heard() and unissued.say("storage.disk_failed") in said
    assert unissued.say("preview.sent_to", n=len(preview.pages), printer="HP") in labels(preview)
    monkeypatch.undo()
    preview.reject()


def test_letters_printed_from_their_file_are_marked_later(unissued: Clerk) -> None:
    grid = only(unissued.open_page("letters"), GridView)
    issue(unissued, STAFF)
    unissued.select(grid, 0, 0, 4, 0)
    unissued.pick("letters_page.more", "status.printed")
    dialog = unissued.dialog(StepDialog)
    dialog.go.click()
    assert line(unissued, STAFF)[2] == "5"


def through_printer(clerk: Clerk) -> None:
    """Print what is previewed, and close it."""
    preview = clerk.dialog(PreviewDialog)
    print_now(preview)
    preview.reject()


def test_the_board_counts_each_kind_and_narrows_the_list(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    assert line(clerk, "家长责任书") == ["120", "120", "120", "106", "88.3%", "未签 14"]
    assert line(clerk, STAFF) == ["20", "20", "20", "17", "85%", "未签 3"]
    board = only(clerk.window, LettersBoard)
    clerk.press("status.folded", n=5)
    for kind in LETTER_KINDS:
        next(item for item in every(board, QPushButton) if item.text() == kind.type).click()
        assert set(column(grid, "类型")) == {kind.type}
    for kind, group, count in (
        ("家长责任书", "三年级1班", 20),
        ("部门责任书", "教务处", 1),
        ("外单位责任书", "平安保安", 1),
    ):
        next(item for item in every(board, QPushButton) if item.text() == kind).click()
        groups = only(board, QComboBox)
        choose(groups, next(groups.itemText(row) for row in range(groups.count()) if group in groups.itemText(row)))
        assert grid.model().rowCount() == count


def test_who_is_missing_is_listed_and_who_has_no_letter_is_told(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    office = clerk.desk.office
    office.records.save_texts(office.register("people"), [(None, {"name": "单小满", "kind": "保安"})])
    assert line(clerk, STAFF)[0] == "21"
    board = only(clerk.window, LettersBoard)
    missing = [item for item in every(board, QPushButton) if item.text() == clerk.say("letters_page.missing", n=4)]
    min(missing, key=lambda item: item.y()).click()
    assert column(grid, STATE) == ["已打印"] * 3
    bar = only(clerk.window, MissingBar)
    assert "单小满" in labels(bar)
    clerk.press("status.issue_these", bar, n=1)
    assert line(clerk, STAFF)[:2] == ["21", "21"]
    clerk.press("status.print_these", bar, n=4)
    clerk.dialog(PreviewDialog).reject()
    assert len(pages_of(clerk)) >= 4 and any("单小满" in re.sub(r"\s", "", text) for text in pages_of(clerk))
    clerk.press("grid.clear")
    assert not bar.isVisible()


def test_copies_of_each_letter_are_asked_for_once_and_printed(unissued: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    unissued.open_page("letters")
    issue(unissued, STAFF)
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (2, True))
    owner = unissued.button("letters_page.print")
    assert isinstance(owner, QPushButton)
    owner.menu().aboutToShow.emit()
    owner.menu().actions()[-1].trigger()
    owner.menu().aboutToShow.emit()
    assert owner.menu().actions()[-1].text() == "每份打印 2 份…"
    kind_menu(unissued, "all")
    unissued.dialog(PreviewDialog).reject()
    firsts = [text for text in pages_of(unissued) if "ZR-2026-JG-0001" in text]
    assert len(firsts) == 2
