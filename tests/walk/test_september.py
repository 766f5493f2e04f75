"""A clerk's September, start to end, through the window: it leaves a folder of numbered pictures in build/walk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from safetydesk.clock import StoryClock
from safetydesk.operations.archive.check import check
from safetydesk.operations.demo.pictures import draw_scan
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.storage.verify import verify
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.letters_page import LettersPage
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.scans.pile_dialog import PileDialog
from safetydesk.ui.settings_dialog import SettingsDialog
from safetydesk.ui.tasks import WindowTasks
from safetydesk.ui.window_state import WindowState
from safetydesk.words import LANGUAGES, Words
from tests.conftest import CHINA, ROSTERS
from tests.desks import RecordedNotices
from tests.first_run.newcomer import Newcomer
from tests.printer import print_now
from tests.scan.pile import Wear, printed, write_pile
from tests.ui.clerk import Clerk, only
from tests.walk.drill_day import drill_day
from tests.walk.handing_over import custodian_begins, files_are_handed_over, successor_begins

PICTURES = Path(os.environ.get("SAFETYDESK_WALK", Path(__file__).parents[2] / "build" / "walk"))
SIZE = (1093, 614)
CLERKS_ROSTERS = (ROSTERS / "staff_messy.xlsx", ROSTERS / "students_sheet_per_class.xlsx")


class Story:
    """One clerk, her PCs, her stick, and the pictures taken on the way."""

    def __init__(self, bot: QtBot, root: Path, language: str) -> None:
        self.bot = bot
        self.root = root
        self.language = language
        self.clock = StoryClock(datetime(2026, 9, 1, 9, tzinfo=CHINA), datetime(2026, 9, 30, 17, tzinfo=CHINA))
        self.stick = root / "stick"
        self.stick.mkdir()
        self.pictures = PICTURES / language
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)
        self.count = 0

    def picture(self, widget: QWidget, name: str) -> None:
        """What she sees now."""
        self.count += 1
        QApplication.processEvents()
        assert widget.grab().save(str(self.pictures / f"{self.count:02d}-{name}.png"))

    def sit_down(self, office: Office) -> Clerk:
        """The main window of an office."""
        words = Words(self.language)
        notices, tasks = RecordedNotices(), WindowTasks(words)
        state = WindowState(office.folder.window_state)
        desk = Desk(office, words, tasks, notices, state, YearChoice(office.year))
        window = tasks.parent_window = MainWindow(desk)
        window.resize(*SIZE)
        with self.bot.waitActive(window):
            window.show()
        return Clerk(self.bot, window, desk, notices)


@pytest.fixture(params=LANGUAGES)
def story(request: pytest.FixtureRequest, qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Story]:
    yield Story(qtbot, tmp_path, request.param)


def test_september(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    first = DataFolder(story.root / "pc1" / "school")
    with open_office(first, story.clock) as office:
        begin(story, office)
        clerk = story.sit_down(office)
        letters_come_back(story, clerk)
        people_come_and_go(story, clerk)
        drill_day(story, clerk)
        papers_are_filed(story, clerk)
        custodian_begins(story, clerk)
        listed = files_are_handed_over(story, clerk)
        package_for_the_bureau(story, clerk, monkeypatch)
        before = counts(office)
        backup_to_the_stick(story, clerk, monkeypatch)
        clerk.leave()
    shutil.rmtree(story.root / "pc1")  # The PC dies.
    with open_office(restored(story), story.clock) as office:
        assert counts(office) == before
        assert verify(office.database, office.folder).ok
        clerk = story.sit_down(office)
        clerk.open_page("drills")
        story.picture(clerk.window, "restored-drills")
        successor_begins(story, office, clerk, listed)
        clerk.leave()


def begin(story: Story, office: Office) -> None:
    """The first run: school, rosters, head, letters, preview."""
    newcomer = Newcomer(story.bot, office, story.root, story.language)
    story.picture(newcomer.run, "welcome")
    newcomer.press("first_run.next")
    newcomer.name_school("青山实验小学")
    story.picture(newcomer.run, "school")
    newcomer.press("first_run.next")
    newcomer.drop(*CLERKS_ROSTERS)
    dialog = newcomer.roster.dialog
    assert dialog is not None and dialog.plan is not None
    story.picture(dialog, "import")
    newcomer.click(dialog.go)
    story.picture(newcomer.run, "roster-read")
    newcomer.press("first_run.next")
    story.picture(newcomer.run, "head")
    newcomer.press("first_run.next")
    story.picture(newcomer.run, "which-letters")
    newcomer.press("first_run.issue")
    preview = newcomer.letters.preview
    assert preview is not None
    story.picture(preview, "first-preview")
    print_now(preview)
    preview.accept()
    assert newcomer.clicks <= 8
    assert newcomer.notices.refused == []
    numbers = office.database.query("SELECT kind, count(*), max(serial) FROM letter GROUP BY kind")
    assert all(count == highest for _, count, highest in numbers) and len(numbers) == 4


def letters_come_back(story: Story, clerk: Clerk) -> None:
    """The other kinds are printed; half of all are signed in the first week: by list, by scanner, as a scanned pile."""
    office = clerk.desk.office
    clerk.open_page("letters")
    story.picture(clerk.window, "letters")
    for kind in ("班主任责任书", "学生安全公约", "家长责任书"):
        clerk.pick("letters_page.print", f"term.letter_type.{kind}", "letters_page.print_missing")
        preview = clerk.dialog(PreviewDialog)
        print_now(preview)
        preview.accept()
    story.clock.go_to(date(2026, 9, 7))
    signed = by_scanner(story, clerk) | by_pile(story, clerk, office.folder.work / "letters.pdf")
    clerk.press("letters_page.sign")
    page = clerk.open_page("letters")
    rows = office.database.query("SELECT number, state FROM letter ORDER BY id")[::2]
    numbers = [number for number, state in rows if state != "已签回"]
    page.dialog.numbers.setPlainText("\n".join(numbers))  # type: ignore[attr-defined]
    story.picture(page.dialog, "signed-list")  # type: ignore[attr-defined]
    page.dialog.go.click()  # type: ignore[attr-defined]
    count = office.database.query("SELECT count(*) FROM letter WHERE state = '已签回'")
    assert count == [(len(signed | set(numbers)),)]
    story.picture(clerk.window, "half-signed")


def by_scanner(story: Story, clerk: Clerk) -> set[str]:
    """Three staff letters beep by, wherever the cursor stands; one of them twice."""
    page = clerk.open_page("letters")
    assert isinstance(page, LettersPage)
    rows = clerk.desk.office.database.query("SELECT number, key FROM letter WHERE kind = 'staff' ORDER BY id LIMIT 3")
    clerk.window.activateWindow()
    page.grid.setFocus()
    story.bot.waitUntil(lambda: QApplication.focusWidget() is page.grid)
    for _, key in (*rows, rows[0]):
        QTest.keyClicks(QApplication.focusWidget(), key)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert rows[0][0] in page.scanner.line.text()
    story.picture(clerk.window, "scanner")
    page.scanner.end()
    return {number for number, _ in rows}


def by_pile(story: Story, clerk: Clerk, printed_file: Path) -> set[str]:
    """The copier's PDF of some parents' letters, jumbled and worn, with a page that nobody can read."""
    random = Random(9)
    page = clerk.open_page("letters")
    assert isinstance(page, LettersPage)
    sheets = printed(printed_file, last=12)
    sheets[0].paste(255, (0, int(sheets[0].height * 0.86), sheets[0].width, sheets[0].height))
    random.shuffle(sheets)
    page.take_pile([write_pile(sheets, story.root / "扫描件.pdf", random, Wear())])
    dialog = page.dialog
    assert isinstance(dialog, PileDialog)
    story.bot.waitUntil(lambda: dialog.plan is not None, timeout=60_000)
    story.picture(dialog, "pile")
    assert dialog.plan is not None and len(dialog.plan.open_pages) == 1
    dialog.tabs.setCurrentIndex(1)
    story.picture(dialog, "pile-to-look-at")
    dialog.go.click()
    story.bot.waitUntil(lambda: dialog.filed is not None, timeout=60_000)
    assert dialog.filed is not None and len(dialog.filed.signed) >= 3
    return set(dialog.filed.signed)


def people_come_and_go(story: Story, clerk: Clerk) -> None:
    """A joiner gets the missing letter with the next number; a leaver's letter stays."""
    office = clerk.desk.office
    page = clerk.open_page("people")
    clerk.press("grid.new")
    form = page.form
    assert form is not None
    for name, text in (("name", "𠮷小满"), ("kind", "教职工"), ("dept", "教务处"), ("post", "任课教师")):
        form.editors[name].show(text)
    story.picture(form, "joiner")
    assert form.save()
    leaver = office.database.query("SELECT id FROM person WHERE kind = '教职工' LIMIT 1")[0][0]
    people = office.register("people")
    assert not office.records.save_texts(people, [(leaver, {"state": "离职", "left": "2026-09-06"})]).refused
    highest = office.database.query("SELECT max(serial) FROM letter WHERE kind = 'staff'")[0][0]
    letters = clerk.open_page("letters")
    clerk.press("letters_page.issue")
    story.picture(letters.dialog, "one-missing")  # type: ignore[attr-defined]
    letters.dialog.go.click()  # type: ignore[attr-defined]
    made = office.database.query("SELECT serial FROM letter WHERE party_b = '𠮷小满'")
    assert made == [(highest + 1,)]


def papers_are_filed(story: Story, clerk: Clerk) -> None:
    """A scan dropped on the window becomes an item with the first code of its class."""
    scan = story.root / "关于做好安全工作的通知.jpg"
    draw_scan(scan, Random(2), "关于做好安全工作的通知", ["一、提高认识", "二、落实责任"])
    paper = story.root / "演练方案.pdf"
    Image.new("RGB", (800, 1100), "white").save(paper)
    page = clerk.open_page("files")
    assert isinstance(page, FilesPage)
    for path, file_class in ((scan, "上级来文与报送资料"), (paper, "应急演练")):
        form = page.file_these([path])
        assert form is not None and form.strip is not None
        story.bot.waitUntil(lambda form=form: len(form.strip.waiting) == 1)
        texts = {
            "author": "教育局",
            "dated": "2026-09-02",
            "file_class": file_class,
            "retention": "10年",
            "carrier": "双套",
        }
        for name, text in texts.items():
            form.editors[name].show(text)
        story.picture(form, "file-form")
        save_twice(form)
    page.grid.choose_ids(set(page.model.ids))
    page.close_chosen()
    codes = [row[0] for row in clerk.desk.office.database.query("SELECT code FROM file_item ORDER BY code")]
    assert codes == ["WS·2026-D10-A06-0001", "WS·2026-D10-A09-0001"]
    story.picture(clerk.window, "files")


def save_twice(form: FormDialog) -> None:
    """Save; where a hint was shown, save all the same."""
    assert form.save() or form.save()


def package_for_the_bureau(story: Story, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Onto the stick, through the menu; it proves itself."""
    page = clerk.open_page("files")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(story.stick))
    clerk.pick("files_page.package", "files_page.package_folder")
    notices = clerk.notices
    story.bot.waitUntil(lambda: bool(notices.files), timeout=60_000)
    assert notices.files == [story.stick / page.package_name()]  # type: ignore[attr-defined]
    assert check(notices.files[0]).ok


def backup_to_the_stick(story: Story, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A verified copy beside the package."""
    clerk.press("window.settings")
    settings = clerk.dialog(SettingsDialog)
    settings.back_up_elsewhere()
    tabs = only(settings, QTabWidget)
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index(clerk.say("settings.backups")))
    story.picture(settings, "backup")
    settings.reject()
    assert list(story.stick.glob("backup-*/manifest.json")), clerk.heard()


def restored(story: Story) -> DataFolder:
    """On a new PC, from the stick, by the command that the help names."""
    from safetydesk.__main__ import main

    newest = max(story.stick.glob("backup-*"))
    target = story.root / "pc2" / "school"
    assert main(["backup", "restore", str(newest), "--into", str(target)]) == 0
    return DataFolder(target)


def counts(office: Office) -> dict[str, int]:
    """How much there is of everything."""
    tables = ("person", "school_class", "letter", "drill", "file_item", "attachment", "custodian")
    found = {name: office.database.query(f"SELECT count(*) FROM {name}")[0][0] for name in tables}
    found["signed"] = office.database.query("SELECT count(*) FROM letter WHERE state = '已签回'")[0][0]
    found["files kept"] = sum(path.is_file() for path in office.folder.attachments.rglob("*"))
    return found
