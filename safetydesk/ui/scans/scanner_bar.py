"""What the scanner's last beep did, large enough to be read from a pile's distance."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError
from safetydesk.operations.scan_intake.beeps import Beep, beep
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE

SOUNDS = {"signed": 0, "double": 1, "wrong": 3}
"""How often the PC sounds: the scanner itself has beeped already."""
SOUND_EVERY_MS = 180


class ScannerBar(QFrame):
    """A strip above the letters, shown with the first beep: the name, what became of it, how many today, the day."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.count = 0
        self.setProperty("card", True)
        self.name = QLabel()
        self.name.setProperty("beep", True)
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.day = QLineEdit(desk.office.clock.today().isoformat())
        self.day.setFixedWidth(110)
        self.day.setAccessibleName(desk.words.text("scan.day"))
        self.total = QLabel()
        close = QPushButton(desk.words.text("window.close"))
        close.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        told = QVBoxLayout()
        told.addWidget(self.name)
        told.addWidget(self.line)
        row.addLayout(told, 1)
        row.addWidget(self.total)
        label = QLabel(desk.words.text("scan.day"))
        label.setBuddy(self.day)
        row.addWidget(label)
        row.addWidget(self.day)
        row.addWidget(close)
        self.hide()

    def begin(self) -> None:
        """Wait for the first beep."""
        if not self.isVisible():
            self.count = 0
            self.show()
            self.tell("", self.desk.words.text("scanner.waiting"), "")

    def end(self) -> None:
        """No more beeps for now."""
        self.hide()

    def take(self, text: str) -> None:
        """A code was scanned."""
        self.begin()
        day = read_date(self.day.text())
        if day is None:
            self.sound("wrong")
            self.tell("", self.desk.words.text("core.bad_date", value=self.day.text()), "issue")
            return
        try:
            done = beep(self.desk.office, text, day)
        except UserError as error:
            self.sound("wrong")
            self.tell("", self.desk.words.error(error), "issue")
            return
        self.count += done.outcome == "signed"
        self.sound(done.outcome)
        self.show_beep(done)

    def show_beep(self, done: Beep) -> None:
        """Name, number, and what became of it."""
        words = self.desk.words
        name = done.letter.party if done.letter else "?"
        number = done.letter.number if done.letter else ""
        why = words.say(done.why) if done.why else ""
        line = words.text(f"scanner.{done.outcome}", number=number, why=why)
        self.tell(name, line, {"signed": "good", "double": "warning", "wrong": "issue"}[done.outcome])

    def tell(self, name: str, line: str, tone: str) -> None:
        """Show it; the tone is a colour beside the word, never instead of it."""
        self.name.setText(name)
        self.line.setText(line)
        self.total.setText(self.desk.words.text("scanner.count", n=self.count))
        for label in (self.name, self.line):
            for other in ("good", "warning", "issue"):
                label.setProperty(other, other == tone)
            label.style().unpolish(label)
            label.style().polish(label)

    def sound(self, outcome: str) -> None:
        """Nothing where all is well, once for a double, three times for a wrong one."""
        for place in range(SOUNDS[outcome]):
            QTimer.singleShot(place * SOUND_EVERY_MS, QApplication.beep)
