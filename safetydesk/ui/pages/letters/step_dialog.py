"""The day of a step of many letters, asked once; filing away asks for the paper's place as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError
from safetydesk.registers.records.letters.signing import Marked
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN

Step = Callable[[date, str], Marked]


class StepDialog(QDialog):
    """Day, place where it matters, and the letters that were left as they are."""

    def __init__(
        self, desk: Desk, title: str, count: int, step: Step, *, place: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.step = desk, step
        words = desk.words
        self.setWindowTitle(title)
        self.day = QLineEdit(desk.office.clock.today().isoformat())
        self.day.setAccessibleName(words.text("status.day"))
        self.place = QLineEdit()
        self.place.setAccessibleName(words.text("field.letters.paper_place"))
        self.place.setPlaceholderText(words.text("status.place_hint"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("issue", True)
        rows = QFormLayout()
        rows.addRow(words.text("status.day"), self.day)
        if place:
            rows.addRow(words.text("field.letters.paper_place"), self.place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.addWidget(QLabel(words.text("status.chosen", n=count)))
        layout.addLayout(rows)
        layout.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.addStretch()
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.reject)
        self.go = QPushButton(title)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(lambda: self.take())
        buttons.addWidget(close)
        buttons.addWidget(self.go)
        layout.addLayout(buttons)
        self.resize(460, 200)

    def take(self) -> None:
        """Take the step; close if no letter was refused."""
        words = self.desk.words
        day = read_date(self.day.text())
        if day is None:
            self.told.setText(words.text("core.bad_date", value=self.day.text()))
            return
        try:
            marked = self.step(day, self.place.text())
        except UserError as error:
            self.told.setText(words.error(error))
            return
        if not marked.refused:
            self.accept()
        lines = "\n".join(f"{number}  {words.say(why)}" for number, why in marked.refused[:8])
        self.told.setText(words.text("letters_page.left_alone", n=len(marked.refused), lines=lines))
