"""What is previewed is the very file that is printed: its pages, one at a time, to the screen, to a copy, to paper."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from safetydesk.clock import FixedClock
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.paper import Paper
from safetydesk.operations.print_letters import prepare, select, write
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.ui.desk import Desk
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.ui.preview_dialog import PreviewDialog
from tests.desks import RecordedNotices, desk_of
from tests.ui.clerk import button, every, only, shown
from tests.ui.conftest import MONDAY

LONG = 2_000


@pytest.fixture(scope="module")
def letters(demo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three letters, as they are printed."""
    root = tmp_path_factory.mktemp("letters")
    copytree(demo_root, root / "school")
    with open_office(DataFolder(root / "school"), FixedClock(MONDAY)) as office:
        write(prepare(office, select(office, STAFF, office.year)[:3]), root / "letters.pdf")
    return root / "letters.pdf"


@pytest.fixture
def desk(school: Office, tmp_path: Path) -> Desk:
    return desk_of(school, tmp_path, "zh_CN")


@pytest.fixture
def preview(desk: Desk, letters: Path, qtbot: QtBot, dressed: QApplication) -> Iterator[PreviewDialog]:
    yield from opened(desk, letters, qtbot)


def opened(desk: Desk, path: Path, qtbot: QtBot) -> Iterator[PreviewDialog]:
    """The preview of a file, closed in the end."""
    dialog = PreviewDialog(desk, Paper(path, "letters.print", "letter", ()))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    yield dialog
    dialog.done(0)


def place(preview: PreviewDialog) -> str:
    """Which page of how many."""
    return next(label.text() for label in every(preview, QLabel) if "页" in label.text())


def count_pages(path: Path) -> int:
    """Pages of a file, counted by another library than ours."""
    with pikepdf.open(path) as document:
        return len(document.pages)


def test_the_pages_of_the_file_are_shown_and_counted(preview: PreviewDialog, desk: Desk, letters: Path) -> None:
    pages = count_pages(letters)
    assert place(preview) == desk.words.text("page.of", page=1, pages=pages)
    picture = only(preview, QAbstractScrollArea).viewport().grab().toImage()
    shades = {
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert min(shades) < 100 and max(shades) == 255


def test_keys_and_scrolling_turn_the_pages(preview: PreviewDialog, desk: Desk, letters: Path, qtbot: QtBot) -> None:
    pages = count_pages(letters)
    view = only(preview, QAbstractScrollArea)
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, pages),
        (Qt.Key.Key_PageUp, pages - 1),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(view, key)
        assert place(preview) == desk.words.text("page.of", page=page, pages=pages)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert place(preview) != desk.words.text("page.of", page=1, pages=pages)


def test_looking_closer_makes_the_paper_longer_and_stays_at_the_page(preview: PreviewDialog, qtbot: QtBot) -> None:
    view = only(preview, QAbstractScrollArea)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    before, at = view.verticalScrollBar().maximum(), place(preview)
    button(preview, "＋").click()
    assert view.verticalScrollBar().maximum() > before and place(preview) == at
    for _ in range(9):
        button(preview, "－").click()
    assert view.verticalScrollBar().maximum() < before
    button(preview, "适合宽度").click()
    assert place(preview) == at


def test_a_long_file_is_drawn_only_where_it_is_looked_at(
    desk: Desk, tmp_path: Path, qtbot: QtBot, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.new() as document:
        for _ in range(LONG):
            document.add_blank_page(page_size=(595, 842))
        document.save(tmp_path / "long.pdf")
    drawn: list[int] = []
    picture: Callable[..., object] = PdfPages.picture
    monkeypatch.setattr(PdfPages, "picture", lambda self, page, scale: drawn.append(page) or picture(self, page, scale))
    for dialog in opened(desk, tmp_path / "long.pdf", qtbot):
        qtbot.keyClick(only(dialog, QAbstractScrollArea), Qt.Key.Key_End)
        qtbot.waitUntil(lambda: LONG - 1 in drawn)
        assert f"{LONG}" in place(dialog)
    assert len(drawn) < 10


def save_as(name: str) -> None:
    """Answer the next file dialog with a name."""

    def answer() -> None:
        dialog = shown(QFileDialog)[0]
        dialog.findChild(QLineEdit).setText(name)
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_the_copy_is_the_same_file(preview: PreviewDialog, desk: Desk, letters: Path, tmp_path: Path) -> None:
    save_as(str(tmp_path / "另存.pdf"))
    button(preview, desk.words.text("preview.save")).click()
    assert (tmp_path / "另存.pdf").read_bytes() == letters.read_bytes()
    assert isinstance(desk.notices, RecordedNotices) and desk.notices.files == [tmp_path / "另存.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="a name is counted in bytes elsewhere only")
def test_a_copy_that_cannot_be_written_is_told_in_a_sentence(
    preview: PreviewDialog, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    save_as(str(tmp_path / f"{'很长的名字' * 25}.pdf"))
    with qtbot.captureExceptions() as bugs:
        button(preview, desk.words.text("preview.save")).click()
    assert bugs == []
    assert isinstance(desk.notices, RecordedNotices) and len(desk.notices.refused) == 1
