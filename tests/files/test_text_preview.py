"""The beginning of an office document's text stands under the attachments once the document is chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.registers.files.items.register import FILES
from safetydesk.ui import text_preview
from safetydesk.ui.attachment_strip import AttachmentStrip
from tests.archive.filed_school import file_paper, write_photo
from tests.desks import desk_of
from tests.files.test_file_text import DAY, write_book, write_docx
from tests.files.test_old_office import DATA

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def strip(office: Office, tmp_path: Path, qtbot: QtBot) -> AttachmentStrip:
    """Five files of one record, none of them chosen."""
    files = [
        write_docx(tmp_path / "a.docx", "本学期消防演练", "Fire  Drill"), write_book(tmp_path / "b.xlsx"),
        Path(shutil.copyfile(DATA / "letter.doc", tmp_path / "c.wps")), write_photo(tmp_path / "d.jpg"), tmp_path / "e.doc",
    ]  # fmt: skip
    files[-1].write_bytes(b"no document")
    file_paper(office, "A10", "一件", DAY, files)
    strip = AttachmentStrip(desk_of(office, tmp_path), FILES, 1)
    qtbot.addWidget(strip)
    strip.show()
    return strip


def read(strip: AttachmentStrip, qtbot: QtBot, row: int) -> str:
    strip.list.setCurrentRow(row)
    qtbot.waitUntil(lambda: strip.preview.job is None, timeout=20_000)
    return strip.preview.text.toPlainText()


def test_word_excel_and_wps_show_their_text_as_written(strip: AttachmentStrip, qtbot: QtBot) -> None:
    assert read(strip, qtbot, 0).splitlines()[:2] == ["本学期消防演练", "Fire  Drill"]
    assert "部位 配电箱 12" in read(strip, qtbot, 1)
    assert read(strip, qtbot, 2).startswith("消防安全责任书\n") and strip.preview.isVisible()
    assert "double-click" in strip.preview.heading.text()


def test_a_photo_has_its_picture_and_no_text(strip: AttachmentStrip, qtbot: QtBot) -> None:
    read(strip, qtbot, 0)
    strip.list.setCurrentRow(3)
    assert not strip.preview.isVisible()


def test_what_cannot_be_read_says_so(strip: AttachmentStrip, qtbot: QtBot) -> None:
    assert read(strip, qtbot, 4) == ""
    assert "cannot be read" in strip.preview.heading.text() and not strip.preview.text.isVisible()


def test_only_the_beginning_of_a_long_text_is_shown(strip: AttachmentStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(text_preview, "SHOWN", 4)
    assert read(strip, qtbot, 0) == "本学期消"
    assert strip.preview.heading.text().startswith("Beginning of")


def test_the_file_chosen_last_is_the_one_shown(strip: AttachmentStrip, qtbot: QtBot) -> None:
    strip.list.setCurrentRow(0)
    assert "配电箱" in read(strip, qtbot, 1)


def test_closing_does_not_wait_for_the_reader(strip: AttachmentStrip, qtbot: QtBot) -> None:
    strip.list.setCurrentRow(0)
    strip.close()
    strip.preview.forget()
    assert strip.preview.pool.waitForDone(5_000)
