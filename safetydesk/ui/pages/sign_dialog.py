"""Mark letters as signed: those chosen in the list, or a list of numbers, with the day asked once."""

from __future__ import annotations

import re

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.signing import Marked, find, is_parents, sign_numbers
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.letters.signature_rows import SignatureRows
from safetydesk.ui.theme import AROUND, BETWEEN


class SignDialog(QDialog):
    """Numbers one a line, or in any order with blanks and commas between; what is wrong stays in the box."""

    def __init__(self, desk: Desk, ids: list[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words.text("letters_page.sign_title"))
        self.day = QLineEdit(desk.office.clock.today().isoformat())
        self.day.setAccessibleName(words.text("letters_page.sign_day"))
        self.numbers = QPlainTextEdit("\n".join(letter.number for letter in find(desk.office.database, ids)))
        self.numbers.setAccessibleName(words.text("letters_page.sign_numbers"))
        self.numbers.setTabChangesFocus(True)
        self.result_line = QLabel()
        self.result_line.setWordWrap(True)
        self.result_line.setProperty("issue", True)
        rows = QFormLayout()
        rows.addRow(words.text("letters_page.sign_day"), self.day)
        rows.addRow(words.text("letters_page.sign_numbers"), self.numbers)
        self.signature = SignatureRows(desk, rows)
        self.numbers.textChanged.connect(self.ask_who)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.addLayout(rows)
        layout.addWidget(self.result_line)
        buttons = QHBoxLayout()
        buttons.addStretch()
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.reject)
        self.go = QPushButton(words.text("letters_page.sign"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(self.sign)
        buttons.addWidget(close)
        buttons.addWidget(self.go)
        layout.addLayout(buttons)
        self.resize(480, 440)
        self.ask_who()

    def typed(self) -> list[str]:
        """The numbers in the box."""
        return [part for part in re.split(r"[\s,，;；、]+", self.numbers.toPlainText()) if part]

    def ask_who(self) -> None:
        """Who signed is asked for one letter at a time, and how related to the pupil for a parents' letter."""
        typed = self.typed()
        self.signature.ask(len(typed) == 1, len(typed) == 1 and is_parents(self.desk.office.database, typed[0]))

    def sign(self) -> Marked | None:
        """Mark what can be marked; close if nothing was refused."""
        day = read_date(self.day.text())
        if day is None:
            self.result_line.setText(self.desk.words.text("core.bad_date", value=self.day.text()))
            return None
        typed, by = self.typed(), self.signature.signature()
        try:
            if not typed:
                raise UserError(message("letters_page.no_numbers"))
            marked = sign_numbers(self.desk.office.database, self.desk.office.clock, typed, day, by)
        except UserError as error:
            self.result_line.setText(self.desk.words.error(error))
            return None
        self.numbers.setPlainText("\n".join(number for number, _ in marked.refused))
        if not marked.refused:
            self.accept()
        lines = "\n".join(f"{number}　{self.desk.words.say(why)}" for number, why in marked.refused[:12])
        self.result_line.setText(self.desk.words.text("letters_page.signed", n=len(marked.ids)) + "\n" + lines)
        return marked
