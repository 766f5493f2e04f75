"""The first run: steps at the left, the page of one step, and the buttons back, later and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.letters_page import LettersPage
from safetydesk.ui.first_run.principal_page import PrincipalPage
from safetydesk.ui.first_run.roster_page import RosterPage
from safetydesk.ui.first_run.school_page import SchoolPage
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import ROSTER, STEPS, WELCOME, is_done, reached
from safetydesk.ui.first_run.welcome_page import WelcomePage
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE
from safetydesk.words import Words

SIZE = (780, 500)
STEPS_WIDTH = 168
PAGES: dict[str, type[SchoolPage | RosterPage | PrincipalPage | LettersPage]] = {
    "school": SchoolPage,
    "roster": RosterPage,
    "principal": PrincipalPage,
    "letters": LettersPage,
}


class FirstRun(QDialog):
    """Begins with the language where nobody has begun yet, else goes on at the first step that is not done."""

    language_chosen = Signal(str)
    """The window's language was changed; this dialog speaks it already."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, anew: bool = False) -> None:
        super().__init__(parent)
        self.desk = desk
        self.steps: Sequence[str] = STEPS if anew else STEPS[1:]
        self.body: QWidget | None = None
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self.build()
        self.show_step(self.steps[0] if anew else reached(desk.office.database))

    def build(self) -> None:
        """All pages in the language of the moment."""
        if self.body is not None:
            self.outer.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
        self.setWindowTitle(self.desk.words.text("first_run.title"))
        self.pages = {step: self.page(step) for step in self.steps}
        self.stack = QStackedWidget()
        for page in self.pages.values():
            page.changed.connect(self.show_state)
            page.finished.connect(self.accept)
            self.stack.addWidget(page)
        self.body = QWidget()
        columns = QHBoxLayout(self.body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.steps_list())
        right = QVBoxLayout()
        right.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        right.setSpacing(BETWEEN)
        right.addWidget(self.stack, 1)
        right.addLayout(self.buttons())
        columns.addLayout(right, 1)
        self.outer.addWidget(self.body)
        self.body.show()
        # Only a button that is inside its dialog already stays the default when another widget has the focus.
        self.next.setDefault(True)

    def page(self, step: str) -> StepPage:
        """The page of a step."""
        if step != WELCOME:
            return PAGES[step](self.desk)
        page = WelcomePage(self.desk)
        page.language_chosen.connect(self.speak)
        return page

    def steps_list(self) -> QFrame:
        """The names of the steps, each with a sign whether it is done."""
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setFixedWidth(STEPS_WIDTH)
        column = QVBoxLayout(frame)
        column.setContentsMargins(BETWEEN, AROUND, INSIDE, AROUND)
        column.setSpacing(BETWEEN)
        self.names = {step: QLabel() for step in self.steps}
        for name in self.names.values():
            name.setWordWrap(True)
            column.addWidget(name)
        column.addStretch()
        return frame

    def buttons(self) -> QHBoxLayout:
        """Later at the left, as it leads away; on at the right, where Enter goes."""
        words = self.desk.words
        self.later = QPushButton(words.text("first_run.later"))
        self.later.clicked.connect(self.reject)
        self.back = QPushButton(words.text("first_run.back"))
        self.back.clicked.connect(lambda: self.show_step(self.steps[self.place - 1]))
        self.next = QPushButton()
        self.next.setProperty("primary", True)
        self.next.clicked.connect(self.go_on)
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addWidget(self.later)
        row.addStretch()
        for button in (self.back, self.next):
            row.addWidget(button)
        for button in (self.later, self.back):
            button.setAutoDefault(False)
        return row

    @property
    def step(self) -> str:
        """The step whose page is open."""
        return self.steps[self.place]

    def show_step(self, step: str) -> None:
        """Turn to the page of a step."""
        self.place = self.steps.index(step)
        self.stack.setCurrentWidget(self.pages[step])
        self.next.setFocus()
        self.pages[step].arrive()
        self.show_state()

    def show_state(self) -> None:
        """Signs of the steps and words of the buttons, from the data."""
        words = self.desk.words
        for step, name in self.names.items():
            title = words.text(f"first_run.step_{step}")
            done = is_done(self.desk.office.database, step) and step != self.step
            name.setText(f"{'✓' if done else '●' if step == self.step else '○'}  {title}")
            name.setProperty("section", step == self.step)
            name.setProperty("quiet", step != self.step)
            said = "first_run.now" if step == self.step else "first_run.done" if done else ""
            name.setAccessibleName(words.text(said, step=title) if said else title)
            name.style().unpolish(name)
            name.style().polish(name)
        self.back.setVisible(self.place > 0)
        self.next.setText(words.text(self.pages[self.step].next_words()))

    def go_on(self) -> None:
        """Keep this page and turn to the next one; the last page ends the first run itself."""
        if self.pages[self.step].keep() and self.place + 1 < len(self.steps):
            self.show_step(self.steps[self.place + 1])

    def speak(self, language: str) -> None:
        """All words anew, in another language."""
        self.desk = replace(self.desk, words=Words(language))
        self.build()
        self.show_step(WELCOME)
        self.language_chosen.emit(language)

    def reject(self) -> None:
        """Later: what was filled in whole is kept. Not while something is being made or written."""
        if self.isEnabled() and not self.desk.tasks.busy:
            self.pages[self.step].leave()
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Rosters dropped on any page go to theirs."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        page = self.pages[ROSTER]
        if paths and isinstance(page, RosterPage):
            self.pages[self.step].leave()
            self.show_step(ROSTER)
            page.import_files(paths)
