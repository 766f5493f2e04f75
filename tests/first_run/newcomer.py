"""What a newcomer does in the first run: looks for a word, clicks it, types; every click is counted."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safetydesk.operations.office import Office
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.dialog import FirstRun
from safetydesk.ui.first_run.letters_page import LettersPage
from safetydesk.ui.first_run.principal_page import PrincipalPage
from safetydesk.ui.first_run.roster_page import RosterPage
from safetydesk.ui.first_run.school_page import SchoolPage
from safetydesk.ui.first_run.welcome_page import WelcomePage
from safetydesk.ui.pages.import_dialog import ImportDialog
from tests.desks import RecordedNotices, desk_of

W = TypeVar("W", bound=QWidget)
STAFF_ROSTER = (
    "姓名,人员类别,岗位,部门,手机\n"
    "单小满,教职工,班主任,教务处,13800000001\n"
    "万俟舟,教职工,校长,校长室,13800000002\n"
    "令狐门,保安,门卫,保卫处,13800000003\n"
)
PUPIL_ROSTER = (
    "姓名,班级,学号,监护人,关系,手机\n甲一,三(1)班,1,甲父,父亲,13800000004\n乙二,三(1)班,2,乙母,母亲,13800000005\n"
)
PEOPLE, STAFF = 5, 3


class Newcomer:
    """Sits before the first run of one office."""

    def __init__(self, bot: QtBot, office: Office, folder: Path, language: str = "zh_CN") -> None:
        self.bot = bot
        self.office = office
        self.folder = folder
        self.language = language
        self.clicks = 0
        self.begin(anew=True)

    def begin(self, anew: bool = False) -> None:
        """Open the first run, for the first time or later."""
        self.desk: Desk = desk_of(self.office, self.folder, self.language)
        self.run = FirstRun(self.desk, anew=anew)
        self.bot.addWidget(self.run)
        with self.bot.waitExposed(self.run):
            self.run.show()

    @property
    def notices(self) -> RecordedNotices:
        notices = self.desk.notices
        assert isinstance(notices, RecordedNotices)
        return notices

    def say(self, id: str, **values: object) -> str:
        return self.run.desk.words.text(id, **values)

    def press(self, id: str, where: QWidget | None = None, **values: object) -> None:
        """Click the button with that word."""
        text = self.say(id, **values)
        found = [item for item in every(where or self.run, QPushButton) if item.text() == text]
        assert len(found) == 1, (text, [item.text() for item in every(where or self.run, QPushButton)])
        self.click(found[0])

    def click(self, widget: QWidget) -> None:
        self.clicks += 1
        place = QPoint(9, widget.height() // 2) if isinstance(widget, QCheckBox) else widget.rect().center()
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def seen(self) -> str:
        """Everything that stands on labels."""
        return "\n".join(label.text() for label in every(self.run, QLabel))

    def name_school(self, name: str = "青山小学") -> None:
        self.school.name.clear()
        self.school.name.insert(name)
        self.school.name.textEdited.emit(name)

    def choose_roster(self, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> ImportDialog:
        """The button, and in the system's own dialog the files."""
        chosen = [str(path) for path in paths]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
        self.press("first_run.choose")
        assert self.roster.dialog is not None
        return self.roster.dialog

    def drop(self, *paths: Path) -> None:
        """Drop files on the dialog."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entering, dropping = QDragEnterEvent(QPoint(9, 9), *keys), QDropEvent(QPointF(9, 9), *keys)
        QApplication.sendEvent(self.run, entering)
        assert entering.isAccepted()
        QApplication.sendEvent(self.run, dropping)

    @property
    def welcome(self) -> WelcomePage:
        return self.page(WelcomePage)

    @property
    def school(self) -> SchoolPage:
        return self.page(SchoolPage)

    @property
    def roster(self) -> RosterPage:
        return self.page(RosterPage)

    @property
    def principal(self) -> PrincipalPage:
        return self.page(PrincipalPage)

    @property
    def letters(self) -> LettersPage:
        return self.page(LettersPage)

    def page(self, kind: type[W]) -> W:
        return next(page for page in self.run.pages.values() if isinstance(page, kind))

    def stored(self) -> dict[str, object]:
        """The school as it stands in the data."""
        school = self.office.register("school")
        return self.office.records.read(school, self.office.database.query("SELECT id FROM school")[0][0])

    def count(self, table: str) -> int:
        return int(self.office.database.query(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL")[0][0])

    def save_roster(self) -> None:
        """People are registered by some other way."""
        people = [
            {"name": "单小满", "kind": "教职工", "post": "班主任", "dept": "教务处"},
            {"name": "万俟舟", "kind": "教职工", "post": "校长", "dept": "校长室"},
            {"name": "令狐门", "kind": "保安", "post": "门卫", "dept": "保卫处"},
            {"name": "甲一", "kind": "学生", "class_name": "三年级1班", "guardian": "甲父"},
            {"name": "乙二", "kind": "学生", "class_name": "三年级1班", "guardian": "乙母"},
        ]
        stored = self.office.records.save_texts(self.office.register("people"), [(None, one) for one in people])
        assert not stored.refused


def every(where: QWidget, kind: type[W]) -> list[W]:
    """All visible widgets of a kind."""
    return [widget for widget in where.findChildren(kind) if widget.isVisible()]
