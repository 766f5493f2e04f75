"""The first responsible person: the head is offered first, anybody else is found by typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem

from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.candidates import Candidate, candidates
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import PRINCIPAL
from safetydesk.ui.icons import icon

ID = Qt.ItemDataRole.UserRole


class PrincipalPage(StepPage):
    """A search line over a list; the chosen line is stored on going on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PRINCIPAL)
        words = desk.words
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.text("first_run.find"))
        self.search.setAccessibleName(words.text("first_run.find"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.list_found)
        self.search.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(words.text("first_run.found"))
        self.found.currentItemChanged.connect(lambda *_: self.changed.emit())
        self.nobody = QLabel()
        self.nobody.setProperty("quiet", True)
        self.nobody.setWordWrap(True)
        self.column.addWidget(self.search)
        self.column.addWidget(self.nobody)
        self.column.addWidget(self.found, 1)

    def arrive(self) -> None:
        self.search.clear()
        self.list_found()
        (self.search if self.found.count() else self.window()).setFocus()

    def next_words(self) -> str:
        return "first_run.next" if self.found.currentItem() else "first_run.skip"

    def list_found(self) -> None:
        """Who is found; the one that is set, else the head by post, is chosen."""
        typed = self.search.text()
        people = candidates(self.desk.office, typed)
        self.found.clear()
        for one in people:
            item = QListWidgetItem("　".join(part for part in (one.name, one.post, one.dept) if part), self.found)
            item.setData(ID, one.id)
        self.found.setCurrentRow(self.place_of_head(people, bool(typed.strip())))
        self.nobody.setText(self.desk.words.text("first_run.no_match" if typed.strip() else "first_run.nobody"))
        self.nobody.setVisible(not people)
        self.found.setVisible(bool(people))
        self.search.setVisible(bool(people or typed))

    def place_of_head(self, people: list[Candidate], searching: bool) -> int:
        """The row to begin with; nobody is proposed who neither was chosen, is the head, nor was searched for."""
        stored = self.stored()
        for place, one in enumerate(people):
            if one.id == stored:
                return place
        return 0 if people and (searching or people[0].heads) else -1

    def stored(self) -> int | None:
        """Who is set now."""
        found = self.desk.office.database.query("SELECT principal_id FROM school")[0][0]
        return None if found is None else int(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the cursor stays in the search line."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in moves:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(min(max(self.found.currentRow() + step, 0), self.found.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def keep(self) -> bool:
        item = self.found.currentItem()
        if item is None or item.data(ID) == self.stored():
            return True
        office = self.desk.office
        school = int(office.database.query("SELECT id FROM school")[0][0])
        try:
            office.records.save(office.register("school"), Entry({"principal": int(item.data(ID))}, school))
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        return True
