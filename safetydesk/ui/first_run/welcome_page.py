"""The first page: the languages, and the way into a sample school."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout

from safetydesk.errors import UserError
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.sample import PARTS, fill_sample
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import WELCOME
from safetydesk.ui.theme import BETWEEN, INSIDE
from safetydesk.words import LANGUAGES

BOX_WIDTH = 200
SETTINGS = ("window_language", "paper_language")


class WelcomePage(StepPage):
    """A choice counts as soon as it is made."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, WELCOME)
        self.boxes: dict[str, QComboBox] = {}
        rows = QFormLayout()
        rows.setHorizontalSpacing(INSIDE + 4)
        rows.setVerticalSpacing(INSIDE)
        for name in SETTINGS:
            box = self.boxes[name] = QComboBox()
            for language in LANGUAGES:
                box.addItem(desk.words.text(f"settings.{name}_{language}"), language)
            box.setFixedWidth(BOX_WIDTH)
            box.setAccessibleName(desk.words.text(f"settings.{name}"))
            box.activated.connect(lambda _, name=name: self.choose(name))
            label = QLabel(desk.words.text(f"settings.{name}"))
            label.setBuddy(box)
            rows.addRow(label, box)
        shown = (desk.words.language, desk.office.settings.paper_language)
        for name, language in zip(SETTINGS, shown, strict=True):
            self.boxes[name].setCurrentIndex(LANGUAGES.index(language))
        self.column.addLayout(rows)
        self.column.addSpacing(BETWEEN)
        self.column.addWidget(self.sample_card())
        self.column.addStretch()

    def sample_card(self) -> QFrame:
        """The offer of a made-up school."""
        words = self.desk.words
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        head = QLabel(words.text("first_run.sample_head"))
        head.setProperty("section", True)
        hint = QLabel(words.text("first_run.sample_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        self.sample = QPushButton(words.text("first_run.sample"))
        self.sample.setAutoDefault(False)
        self.sample.clicked.connect(self.try_sample)
        self.sample.setEnabled(not self.desk.office.database.query("SELECT 1 FROM person LIMIT 1"))
        self.doing = QLabel()
        self.progress = QProgressBar()
        self.progress.setRange(0, len(PARTS))
        self.progress.setTextVisible(False)
        column.addWidget(head)
        column.addWidget(hint)
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.doing)
        column.addWidget(self.progress)
        for part in (self.doing, self.progress):
            part.hide()
        return card

    def choose(self, name: str) -> None:
        """Keep a language; the window's own changes every word at once."""
        language = str(self.boxes[name].currentData())
        try:
            self.desk.office.settings.put(name, language)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if name == "window_language":
            self.language_chosen.emit(language)

    def try_sample(self) -> None:
        """Fill the folder and leave the first run; what is being made is said while it is made."""
        self.doing.show()
        self.progress.show()
        try:
            fill_sample(self.desk.office, self.window(), self.tell)
        except UserError as error:
            self.doing.hide()
            self.progress.hide()
            self.desk.notices.refuse(error)
            return
        self.finished.emit()

    def tell(self, part: str) -> None:
        """This part is being made."""
        self.doing.setText(self.desk.words.text(f"first_run.sample_{part}"))
        self.progress.setValue(PARTS.index(part))
