"""The scanned pile and the scanner on the letters page, as a clerk uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.pages.letters_page import LettersPage, scans_among
from safetydesk.ui.scans.open_pages import OpenPages
from safetydesk.ui.scans.pile_dialog import PileDialog
from safetydesk.ui.scans.scanner_bar import ScannerBar
from tests.desks import RecordedNotices, desk_of
from tests.letters.small_school import of_letter
from tests.scan.pile import Wear, printed, write_pile
from tests.ui.clerk import forget

GENTLE = Wear(skew=1.0, speckles=100, quality=80, upside_down=0.0)


@pytest.fixture
def page(qtbot: QtBot, dressed: object, school: Office, tmp_path: Path) -> Iterator[LettersPage]:
    """The letters page of the small school, in its window."""
    desk = desk_of(school, tmp_path, "zh_CN")
    window = MainWindow(desk)
    with qtbot.waitActive(window):
        window.show()
    tab = window.go_to("letters")
    assert tab is not None
    found = tab.go_to("letters")
    assert isinstance(found, LettersPage)
    yield found
    if found.dialog:
        found.dialog.hide()
    window.close()
    forget(window)


def told(page: LettersPage) -> str:
    notices = page.desk.notices
    assert isinstance(notices, RecordedNotices)
    return "\n".join([*notices.told, *(page.desk.words.error(error) for error in notices.refused)])


def rows(tree: QTreeWidget) -> list[list[str]]:
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item]


def pile_of(page: LettersPage, *paths: Path) -> PileDialog:
    page.take_pile(list(paths))
    assert isinstance(page.dialog, PileDialog)
    return page.dialog


def key_of(school: Office, number: str) -> str:
    return str(of_letter(school, number, "key"))


def state(school: Office, number: str) -> object:
    return of_letter(school, number, "state")


def test_a_pile_is_shown_and_filed_with_one_press(page: LettersPage, school: Office, parents_pdf: Path) -> None:
    dialog = pile_of(page, parents_pdf)
    assert [line[1] for line in rows(dialog.letters)] == ["钱䶮", "𠮷雨", "古丽娜尔·买买提", "何欣", "吕晨"]
    assert dialog.tabs.tabText(0) == "可以登记 5 份" and dialog.go.text() == "登记 5 份"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible() and "已登记签回 5 份" in told(page)
    assert state(school, "ZR-2026-JZ-0005") == "已签回"


def test_closing_the_pile_changes_nothing(page: LettersPage, school: Office, parents_pdf: Path) -> None:
    head = school.database.chain_head()
    pile_of(page, parents_pdf).reject()
    assert school.database.chain_head() == head


def test_a_day_that_is_none_is_told_beside_the_box(page: LettersPage, school: Office, parents_pdf: Path) -> None:
    dialog = pile_of(page, parents_pdf)
    for text in ("昨天", "2026-09-08"):
        dialog.day.setText(text)
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert text in dialog.issue.text() and dialog.isVisible()
    assert state(school, "ZR-2026-JZ-0001") == "已打印"
    dialog.reject()


def test_a_page_without_code_is_given_to_its_letter_by_name(
    page: LettersPage, school: Office, parents_pdf: Path, tmp_path: Path
) -> None:
    first = printed(parents_pdf)[0]
    first.paste(255, (0, int(first.height * 0.86), first.width, first.height))
    dialog = pile_of(page, write_pile([first], tmp_path / "pile.pdf", Random(1), GENTLE))
    open_pages = dialog.findChild(OpenPages)
    assert dialog.tabs.tabText(1) == "待确认 1 页" and not dialog.go.isEnabled()
    dialog.tabs.setCurrentWidget(open_pages)
    assert "没有读到机读码" in open_pages.list.item(0).text() and not open_pages.list.item(0).icon().isNull()
    QTest.keyClicks(open_pages.search, "ZR-2026-JZ")
    QTest.keyClick(open_pages.search, Qt.Key.Key_Return)
    assert "有 5 份符合" in open_pages.why.text()
    open_pages.search.clear()
    QTest.keyClicks(open_pages.search, "jz-0001")
    QTest.keyClick(open_pages.search, Qt.Key.Key_Return)
    assert rows(dialog.letters)[0][1] == "钱䶮" and dialog.go.isEnabled()
    QTest.mouseClick(open_pages.back, Qt.MouseButton.LeftButton)
    assert rows(dialog.letters) == [] and not dialog.go.isEnabled()
    open_pages.search.clear()
    QTest.keyClicks(open_pages.search, "jz-0001")
    QTest.keyClick(open_pages.search, Qt.Key.Key_Return)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert state(school, "ZR-2026-JZ-0001") == "已签回"


def test_what_is_dropped_is_looked_through_for_scans(tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("b.JPG", "a.pdf", "notes.txt"):
        (folder / name).write_bytes(b"x")
    assert [path.name for path in scans_among([folder, tmp_path / "x.docx", tmp_path / "y.tif"])] == [
        "a.pdf", "b.JPG", "y.tif",
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["search", "grid"])
@pytest.mark.parametrize("square", [False, True])
def test_a_beep_signs_wherever_the_cursor_is(page: LettersPage, school: Office, where: str, square: bool) -> None:
    search = page.filters.search if where == "search" else None
    target = search or page.grid
    if search:
        search.setText("何")
    target.setFocus()
    code = key_of(school, "ZR-2026-JZ-0004")
    QTest.keyClicks(QApplication.focusWidget(), f"SD1/QS01/{code}/1/1" if square else code)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    bar = page.findChild(ScannerBar)
    assert bar.isVisible() and bar.name.text() == "何欣" and "ZR-2026-JZ-0004" in bar.line.text()
    assert state(school, "ZR-2026-JZ-0004") == "已签回"
    if search:
        assert search.text() == "何"
    assert page.desk.office.database.query("SELECT DISTINCT signer FROM letter") == [("",)]


def scan(page: LettersPage, text: str) -> ScannerBar:
    page.grid.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    return page.findChild(ScannerBar)


def test_a_double_and_a_wrong_beep_look_and_sound_different(
    page: LettersPage, school: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: sounds.append(1))
    code = key_of(school, "ZR-2026-JG-0001")
    heard = {}
    for name, text in (("signed", code), ("double", code), ("wrong", f"SD1/XX99/{code}/1/2")):
        sounds.clear()
        bar = scan(page, text)
        QTest.qWait(600)
        tone = next((tone for tone in ("good", "warning", "issue") if bar.name.property(tone)), "")
        heard[name] = (len(sounds), tone, bar.line.text())
    assert [(count, tone) for count, tone, _ in heard.values()] == [(0, "good"), (1, "warning"), (3, "issue")]
    assert "重复" in heard["double"][2] and "XX99" in heard["wrong"][2]
    assert bar.total.text() == "本次 1 份"


def test_every_beep_is_taken_back_on_its_own(page: LettersPage, school: Office) -> None:
    for number in ("ZR-2026-JG-0001", "ZR-2026-JG-0002"):
        scan(page, key_of(school, number))
    page.window().undo_stack.undo()  # type: ignore[attr-defined]
    assert [state(school, f"ZR-2026-JG-000{place}") for place in (1, 2)] == ["已签回", "未生成"]


def test_what_a_hand_types_is_left_alone(page: LettersPage, school: Office) -> None:
    code = key_of(school, "ZR-2026-JG-0001")
    search = page.filters.search
    search.setFocus()
    for character in code:
        QTest.keyClicks(search, character)
        QTest.qWait(70)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == code and state(school, "ZR-2026-JG-0001") == "未生成"
    search.clear()
    QTest.keyClicks(search, "zhang")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == "zhang"


def test_a_bad_day_signs_nothing(page: LettersPage, school: Office) -> None:
    bar = page.findChild(ScannerBar)
    bar.begin()
    for text, said in (("x", "x"), ("2026-09-09", "2026-09-09")):
        bar.day.setText(text)
        bar.take(key_of(school, "ZR-2026-JG-0001"))
        assert said in bar.line.text()
    assert state(school, "ZR-2026-JG-0001") == "未生成"
    bar.end()
    assert not bar.isVisible()
