"""One volume as PDF from the page of filed documents, as the clerk meets it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from safetydesk.operations.archive.boxing import put_into_boxes
from safetydesk.operations.office import Office
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.filing.volume_dialog import VolumeDialog
from tests.archive.filed_school import YEAR
from tests.desks import RecordedNotices, desk_of


@pytest.fixture
def desk(filed: Office, dressed: object, tmp_path: Path) -> Desk:
    put_into_boxes(filed, YEAR, 30)
    return desk_of(filed, tmp_path)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FilesPage:
    page = FilesPage(desk, desk.office.register("files"))
    qtbot.addWidget(page)
    page.show()
    return page


def asked(page: FilesPage) -> VolumeDialog:
    page.volume.ask(page.class_in_hand())
    assert page.volume.dialog is not None
    return page.volume.dialog


def test_classes_and_boxes_are_offered(page: FilesPage) -> None:
    dialog = asked(page)
    shown = [dialog.which.itemText(place) for place in range(dialog.which.count())]
    dialog.reject()
    assert shown[1] == "A09 应急演练 (2 items)" and shown[3].startswith("2026 年度 1 号盒") and len(shown) == 6


def test_the_class_of_the_row_in_hand_begins_chosen(desk: Desk, page: FilesPage) -> None:
    (row,) = [
        row_id for row_id, title in desk.office.database.query("SELECT id, title FROM file_item") if title == "检查记录"
    ]
    page.grid.choose_ids({row})
    dialog = asked(page)
    assert dialog.chosen().code == "A12"
    dialog.reject()


def test_it_is_written_told_and_noted(
    desk: Desk, page: FilesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def choose(parent: object, title: str, path: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(tmp_path / "卷.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog = asked(page)
    dialog.which.setCurrentIndex(2)
    dialog.catalogue.setChecked(True)
    dialog.accept()
    notices = desk.notices
    assert isinstance(notices, RecordedNotices)
    assert proposed == ["实验小学 A12 检查与隐患整改 2026—2027 学年.pdf"]
    assert notices.files == [tmp_path / "卷.pdf"] and "加密.pdf" in notices.told[-1]
    with pikepdf.open(tmp_path / "卷.pdf") as pdf:
        assert list(pdf.attachments) == ["目录.xlsx"]
    assert (
        desk.office.database.query("SELECT count(*) FROM audit WHERE action = 'export' AND tbl = 'file_item'")[0][0]
        == 1
    )


def test_thought_better_of_it(desk: Desk, page: FilesPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = sorted(tmp_path.iterdir())
    asked(page).accept()
    assert sorted(tmp_path.iterdir()) == before


def test_an_empty_year_is_told(desk: Desk, page: FilesPage) -> None:
    with desk.office.database.action("test.unbox") as action:
        action.update_many(
            "file_item", {row[0]: {"box": ""} for row in desk.office.database.query("SELECT id FROM file_item")}
        )
    desk.year_choice.choose(2019)
    page.volume.ask("")
    assert isinstance(desk.notices, RecordedNotices)
    assert page.volume.dialog is None and "2019" in desk.words.error(desk.notices.refused[0])
