"""Several documents dropped at once, and the scan folder: each whole file becomes an item, none is lost."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from safetydesk.errors import UserError
from safetydesk.intake.loose_file import day_in_name, file_day, page_count
from safetydesk.operations.attaching import attached
from safetydesk.operations.filing.loose import documents_in
from safetydesk.operations.filing.watched import ScanFolder
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.reference.file_classes import FILE_CLASSES
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.file_classes_page import FileClassesPage
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.filing.draft_table import AUTHOR, CLASS, DATED, HINT, PAGES, TITLE
from safetydesk.ui.pages.filing.loose_dialog import LooseDialog
from safetydesk.ui.scan_settings import ScanSettings
from safetydesk.ui.settings_dialog import SettingsDialog
from tests.archive.filed_school import name_school, write_damaged, write_locked, write_paper, write_photo
from tests.desks import RecordedNotices, desk_of

TODAY = date(2026, 9, 7)


@pytest.fixture
def desk(office: Office, dressed: object, tmp_path: Path) -> Desk:
    name_school(office)
    return desk_of(office, tmp_path)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FilesPage:
    page = FilesPage(desk, FILES)
    qtbot.addWidget(page)
    page.show()
    return page


def of_day(path: Path, day: str) -> Path:
    moment = datetime.fromisoformat(f"{day}T12:00:00").timestamp()
    os.utime(path, (moment, moment))
    return path


def opened(page: FilesPage | FileClassesPage) -> LooseDialog:
    assert page.intake.dialog is not None
    return page.intake.dialog


def row(dialog: LooseDialog, place: int = 0) -> list[str]:
    return [dialog.table.cell(place, column).text() for column in (TITLE, CLASS, DATED, PAGES, AUTHOR)]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-09-03 通知", date(2026, 9, 3)),
        ("通知20260903", date(2026, 9, 3)),
        ("2026年9月3日会议", date(2026, 9, 3)),
        ("IMG_20260931", None),
        ("13812026090312", None),
        ("通知", None),
    ],
)
def test_a_date_in_the_name(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


def test_pages_are_read_from_the_file(tmp_path: Path) -> None:
    assert page_count(write_paper(tmp_path / "a.pdf", "a", 4)) == 4
    assert page_count(write_photo(tmp_path / "b.jpg")) == 1
    frames = [Image.new("L", (9, 9)) for _ in range(3)]
    frames[0].save(tmp_path / "c.tif", save_all=True, append_images=frames[1:])
    assert page_count(tmp_path / "c.tif") == 3
    with ZipFile(tmp_path / "d.docx", "w") as package:
        package.writestr("docProps/app.xml", "<Properties><Pages>7</Pages></Properties>")
    assert page_count(tmp_path / "d.docx") == 7
    for broken in (write_damaged(tmp_path / "e.pdf"), write_locked(tmp_path / "f.pdf"), tmp_path / "none.pdf"):
        assert page_count(broken) is None


def test_the_day_is_that_in_the_name_then_that_inside_then_that_of_the_file(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:09:02 10:00:00"
    photo = tmp_path / "照片.jpg"
    Image.new("RGB", (9, 9)).save(photo, exif=exif)
    assert file_day(photo, TODAY) == date(2026, 9, 2)
    document = Document()
    document.core_properties.modified = datetime(2026, 9, 4)
    document.save(str(tmp_path / "会议.docx"))
    assert file_day(tmp_path / "会议.docx", TODAY) == date(2026, 9, 4)
    plain = tmp_path / "记录.txt"
    plain.write_text("x")
    assert file_day(of_day(plain, "2026-09-05"), TODAY) == date(2026, 9, 5)
    assert file_day(of_day(plain, "2027-01-01"), TODAY) is None, "nothing is of a day to come"
    plain = plain.rename(tmp_path / "2026-08-30记录.txt")
    assert file_day(plain, TODAY) == date(2026, 8, 30)


def test_folders_are_opened_and_names_counted(tmp_path: Path) -> None:
    inside = tmp_path / "夹"
    inside.mkdir()
    for name in ("第10页.txt", "第2页.txt", ".hidden", "~$x.docx"):
        (inside / name).write_text("x")
    assert [path.name for path in documents_in([inside, inside / "第2页.txt"])] == ["第2页.txt", "第10页.txt"]


def test_too_many_are_refused(tmp_path: Path) -> None:
    for number in range(501):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(UserError, match="too_many"):
        documents_in([tmp_path])


def test_one_document_opens_the_form(page: FilesPage, tmp_path: Path) -> None:
    form = page.file_these([write_paper(tmp_path / "通知.pdf", "通知", 2)])
    assert form is not None and page.intake.dialog is None
    form.keeping.stop()
    form.done(0)


def test_several_become_an_item_each_in_one_action(page: FilesPage, desk: Desk, tmp_path: Path) -> None:
    paths = [write_paper(tmp_path / "2026-09-02 通知.pdf", "通知", 2), write_photo(tmp_path / "签到表.jpg")]
    page.filters.chosen["file_class"] = {"会议"}
    page.file_these([of_day(path, "2026-09-04") for path in paths])
    dialog = opened(page)
    assert row(dialog) == ["2026-09-02 通知", "A07 会议", "2026-09-02", "2", "实验小学"]
    assert row(dialog, 1) == ["签到表", "A07 会议", "2026-09-04", "1", "实验小学"]
    assert dialog.class_box.currentText() == "A07 会议"
    dialog.class_box.setCurrentText("A10 安全教育与宣传")
    dialog.class_box.activated.emit(dialog.class_box.currentIndex())
    dialog.author.textEdited.emit("政教处")
    dialog.go.click()
    assert not dialog.isVisible()
    sql = "SELECT title, author, pages, retention, code, batch FROM file_item ORDER BY id"
    first, second = desk.office.database.query(sql)
    assert first[:5] == ("2026-09-02 通知", "政教处", 2, "10年", "WS·2026-D10-A10-0001".replace("WS", "Z109-WS"))
    assert first[5] == second[5]
    assert [file.name for file in attached(desk.office, FILES, [2])] == ["签到表.jpg"]
    assert all(path.exists() for path in paths)
    take_back(desk.office.database, first[5])
    assert desk.office.database.query("SELECT count(*) FROM file_item WHERE deleted_at IS NULL") == [(0,)]


def test_what_lies_elsewhere_is_not_ticked_and_says_where(page: FilesPage, desk: Desk, tmp_path: Path) -> None:
    first, second, third = (of_day(write_paper(tmp_path / f"{name}.pdf", name), "2026-09-01") for name in ("甲", "乙", "丙"))  # fmt: skip
    page.file_these([first, second])
    opened(page).table.choose_class("A07 会议")
    opened(page).go.click()
    page.file_these([first, third])
    dialog = opened(page)
    assert dialog.table.ticked() == [1] and dialog.table.cell(0, HINT).text() == "already in: Filed documents: 甲"
    dialog.done(0)


def test_a_document_that_does_not_tell_its_pages_is_asked_about(page: FilesPage, desk: Desk, tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(name)
        of_day(tmp_path / name, "2026-09-01")
    page.file_these([tmp_path / "甲.txt", tmp_path / "乙.txt"])
    dialog = opened(page)
    dialog.table.choose_class("A07 会议")
    dialog.table.cell(0, PAGES).setText("3")
    dialog.go.click()
    assert dialog.table.rowCount() == 1 and "Pages" in dialog.table.cell(0, HINT).text()
    assert desk.office.database.query("SELECT pages, carrier FROM file_item") == [(3, "电子")]
    dialog.done(0)


def test_dropped_on_a_class(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = FileClassesPage(desk, FILE_CLASSES)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(write_paper(tmp_path / "预案.pdf", "预案")))])
    place = page.grid.mapTo(page, QPoint(0, 0)) + page.grid.viewport().pos()
    place += page.grid.visualRect(page.model.index(7, 1)).center()
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    page.dropEvent(event)
    assert row(opened(page))[1].startswith("A08")
    opened(page).done(0)


class Watch:
    """A clock for the scan folder."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def scans(office: Office, tmp_path: Path, watch: Watch) -> ScanFolder:
    (tmp_path / "scans").mkdir()
    office.settings.put("scan_folder", str(tmp_path / "scans"))
    return ScanFolder(office, watch)


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_a_scan_is_offered_once_two_looks_agree(scans: ScanFolder, watch: Watch, tmp_path: Path) -> None:
    write_paper(tmp_path / "scans" / "扫描.pdf", "扫描")
    write_photo(tmp_path / "scans" / "照片.jpg")
    (tmp_path / "scans" / "说明.txt").write_text("x")
    assert scans.look() == []
    watch.time = 2
    assert scans.look() == [], "too soon"
    watch.time = 4
    assert names(scans.look()) == ["扫描.pdf", "照片.jpg"]


def test_a_growing_file_is_never_offered(scans: ScanFolder, watch: Watch, tmp_path: Path) -> None:
    path = tmp_path / "scans" / "扫描.pdf"
    whole = write_paper(tmp_path / "whole.pdf", "扫描", 3).read_bytes()
    for step in range(1, 6):
        path.write_bytes(whole[: len(whole) * step // 6])
        watch.time += 4
        assert scans.look() == []
    watch.time += 30
    assert scans.look() == [], "it rests, but its end is missing"
    path.write_bytes(whole)
    scans.look()
    watch.time += 4
    assert names(scans.look()) == ["扫描.pdf"]


def test_half_a_picture_that_rests_is_not_offered(scans: ScanFolder, watch: Watch, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "scans" / "照片.jpg")
    path.write_bytes(path.read_bytes()[:-500])
    scans.look()
    watch.time = 20
    assert scans.look() == []


def test_a_broken_pdf_is_offered_after_a_minute(scans: ScanFolder, watch: Watch, tmp_path: Path) -> None:
    write_damaged(tmp_path / "scans" / "坏.pdf")
    scans.look()
    watch.time = 59
    assert scans.look() == []
    watch.time = 61
    assert names(scans.look()) == ["坏.pdf"]


def test_no_folder_and_a_folder_that_is_gone_hold_nothing(scans: ScanFolder, office: Office, tmp_path: Path) -> None:
    (tmp_path / "scans").rmdir()
    assert scans.look() == []
    office.settings.put("scan_folder", "")
    assert scans.look() == []


def test_a_folder_that_was_away_is_asked_again_after_a_minute(scans: ScanFolder, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "scans").rmdir()
    scans.look()
    (tmp_path / "scans").mkdir()
    write_photo(tmp_path / "scans" / "照片.jpg")
    for moment in (30, 59):
        watch.time = moment
        assert scans.look() == [] and not scans.seen
    for moment in (61, 65):
        watch.time = moment
        found = scans.look()
    assert names(found) == ["照片.jpg"]


@pytest.fixture
def scanned(page: FilesPage, watch: Watch, tmp_path: Path, desk: Desk) -> Path:
    """One scan, whole, shown on the page."""
    (tmp_path / "scans").mkdir()
    desk.office.settings.put("scan_folder", str(tmp_path / "scans"))
    page.scan_line.scans.now = watch
    path = of_day(write_paper(tmp_path / "scans" / "扫描0001.pdf", "扫描", 2), "2026-09-05")
    page.scan_line.look()
    watch.time = 4
    page.scan_line.look()
    return path


def file_scan(page: FilesPage) -> LooseDialog:
    page.scan_line.button.click()
    dialog = opened(page)
    dialog.table.choose_class("A12 检查与隐患整改")
    dialog.go.click()
    return dialog


def test_the_line_tells_and_the_original_is_put_aside_after_commit(page: FilesPage, desk: Desk, scanned: Path) -> None:
    assert page.scan_line.label.text() == "1 new file in the scan folder." and page.scan_line.button.isVisible()
    page.scan_line.button.click()
    dialog = opened(page)
    dialog.go.click()
    assert scanned.exists(), "nothing was filed: the class is missing"
    dialog.table.choose_class("A12 检查与隐患整改")
    dialog.go.click()
    assert not dialog.isVisible() and not scanned.exists()
    assert names(list((scanned.parent / "已归档").iterdir())) == ["扫描0001.pdf"]
    page.scan_line.look()
    assert not page.scan_line.button.isVisible()


def test_the_original_may_stay_and_is_not_offered_again(page: FilesPage, desk: Desk, scanned: Path) -> None:
    desk.office.settings.put("scan_move", False)
    file_scan(page)
    page.scan_line.look()
    assert scanned.exists() and page.scan_line.paths == []


def test_a_name_that_is_taken_gets_a_number(page: FilesPage, scanned: Path) -> None:
    (scanned.parent / "已归档").mkdir()
    (scanned.parent / "已归档" / scanned.name).write_text("older")
    file_scan(page)
    assert sorted(names(list((scanned.parent / "已归档").iterdir()))) == ["扫描0001 (2).pdf", "扫描0001.pdf"]


def test_what_changed_after_it_was_read_stays(page: FilesPage, desk: Desk, scanned: Path) -> None:
    page.scan_line.button.click()
    dialog = opened(page)
    dialog.table.choose_class("A12 检查与隐患整改")
    drafts = dialog.table.read([0])
    scanned.write_bytes(scanned.read_bytes() + b"\n% more")
    dialog.stored(drafts, {})
    notices = desk.notices
    assert isinstance(notices, RecordedNotices)
    assert scanned.exists() and "扫描0001.pdf" in notices.told[-1]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_folder_is_chosen_in_the_settings(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:  # fmt: skip
    monkeypatch.setattr("safetydesk.ui.scan_settings.choose_folder", lambda desk, parent: tmp_path)
    dialog = SettingsDialog(desk_of(office, tmp_path, language))
    qtbot.addWidget(dialog)
    row = dialog.findChildren(ScanSettings)[0]
    row.choose()
    assert office.settings.get("scan_folder") == str(tmp_path) == row.shown.text()
    row.none.click()
    assert office.settings.get("scan_folder") == ""
