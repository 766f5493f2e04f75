"""Custodians: the ordinary page, with handing over as one step that ends in a list to sign."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError
from safetydesk.operations.archive.handing_over import HandOver, hand_over, hand_over_paper, write_hand_over
from safetydesk.registers.files.custodians import CUSTODIANS
from safetydesk.ui.desk import Desk
from safetydesk.ui.editors import editor_for
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.theme import AROUND, BETWEEN


class CustodiansPage(RegisterPage):
    """The register of custodians."""

    dialog: HandOverDialog | None = None

    def add_buttons(self) -> None:
        """Hand over, after the ordinary ones."""
        super().add_buttons()
        self.button(self.desk.words.text("handing_over.button"), "send", self.ask)

    def ask(self) -> None:
        """Who takes over, and when."""
        self.dialog = HandOverDialog(self.desk, self)
        self.dialog.open()
        self.dialog.accepted.connect(self.print_list)

    def print_list(self) -> None:
        """The list, to be printed and signed."""
        if self.dialog and self.dialog.given:
            path = self.desk.office.folder.work / "hand-over.pdf"
            try:
                write_hand_over(self.desk.office, self.dialog.given, path)
            except UserError as error:
                self.desk.notices.refuse(error)
                return
            self.show_preview(hand_over_paper(path))


class HandOverDialog(QDialog):
    """Names and the day; nothing is stored before all of it can be."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.given: HandOver | None = None
        say = desk.words.text
        self.setWindowTitle(say("handing_over.dialog"))
        self.taker = editor_for(CUSTODIANS, CUSTODIANS.field("name"), desk.office, desk.words)
        self.day = QLineEdit(desk.office.clock.today().isoformat())
        self.witness = editor_for(CUSTODIANS, CUSTODIANS.field("witness"), desk.office, desk.words)
        rows = QFormLayout()
        for key, widget in (("taker", self.taker.widget), ("day", self.day), ("witness", self.witness.widget)):
            widget.setAccessibleName(say(f"handing_over.{key}"))
            rows.addRow(say(f"handing_over.{key}"), widget)
        self.issue = QLabel()
        self.issue.setProperty("issue", True)
        self.issue.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.addLayout(rows)
        layout.addWidget(self.issue)
        layout.addLayout(self.buttons())
        self.setMinimumWidth(420)

    def buttons(self) -> QHBoxLayout:
        """Cancel, and the one that does it."""
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton(self.desk.words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        go = QPushButton(self.desk.words.text("handing_over.go"))
        go.setProperty("primary", True)
        go.clicked.connect(self.go)
        row.addWidget(cancel)
        row.addWidget(go)
        return row

    def go(self) -> None:
        """Hand over; what is wrong is said here and nothing is stored."""
        day = read_date(self.day.text())
        if day is None:
            self.issue.setText(self.desk.words.text("core.bad_date", value=self.day.text()))
            return
        try:
            self.given = hand_over(self.desk.office, self.taker.read(), day, self.witness.read())
        except UserError as error:
            self.issue.setText(self.desk.words.error(error))
            return
        self.accept()
