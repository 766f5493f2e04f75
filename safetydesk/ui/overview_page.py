"""Overview: how signing stands, what is missing, how old the last backup is, and the first steps of a new school."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safetydesk.registers.records.letters.board import Tally, board
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.registers.reference.people import head_counts
from safetydesk.storage import backup
from safetydesk.ui.bars import ShareBar
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE


class OverviewPage(QWidget):
    """Cards, made anew whenever something was saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        desk.signals.changed.connect(self.refresh)
        desk.signals.backed_up.connect(self.refresh)
        desk.year_choice.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Build the cards."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(BETWEEN)
        words = self.desk.words
        school = self.desk.office.database.query("SELECT name FROM school")
        name = school[0][0] if school and school[0][0] else words.text("overview.unnamed")
        head = QLabel(words.text("overview.title", school=name, first=self.desk.year, last=self.desk.year + 1))
        head.setProperty("heading", True)
        column.addWidget(head)
        steps = self.first_steps()
        if steps:
            column.addWidget(self.card(words.text("overview.first_steps"), steps))
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self.card(words.text("overview.signing"), [self.signing()]), 3)
        row.addWidget(self.card(words.text("overview.safety"), self.safety()), 2)
        column.addLayout(row)
        column.addStretch()
        self.area.setWidget(body)

    def card(self, title: str, parts: list[QWidget]) -> QFrame:
        """A framed part of the page."""
        frame = QFrame()
        frame.setProperty("card", True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        heading = QLabel(title)
        heading.setProperty("section", True)
        column.addWidget(heading)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        return frame

    def first_steps(self) -> list[QWidget]:
        """What a new school does next, each with the way there; nothing once all is done."""
        query = self.desk.office.database.query
        steps = (
            ("school", bool(query("SELECT 1 FROM school WHERE name <> ''")), "settings"),
            ("roster", bool(query("SELECT 1 FROM person WHERE deleted_at IS NULL LIMIT 1")), "people"),
            ("letters", bool(query("SELECT 1 FROM letter LIMIT 1")), "letters"),
        )
        if all(done for _, done, _ in steps):
            return []
        return [self.step(name, done, page) for name, done, page in steps]

    def step(self, name: str, done: bool, page: str) -> QWidget:
        """One step: ticked, or with a button that goes there."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(("✓ " if done else "○ ") + self.desk.words.text(f"overview.step_{name}")), 1)
        if not done:
            go = QPushButton(self.desk.words.text("overview.go"))
            go.clicked.connect(lambda: self.desk.signals.page_wanted.emit(page))
            row.addWidget(go)
        return line

    def signing(self) -> QWidget:
        """A line for each kind of letter, with the way to the missing ones."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(BETWEEN)
        tallies = board(self.desk.office.database, self.desk.year)
        for row, kind in enumerate(LETTER_KINDS):
            line = tallies[kind.key]
            grid.addWidget(QLabel(self.desk.words.term("letter_type", kind.type)), row, 0)
            bar = ShareBar()
            bar.set_share(line.rate)
            grid.addWidget(bar, row, 1)
            rate = "—" if line.rate is None else f"{line.rate:.1%}"
            grid.addWidget(
                QLabel(self.desk.words.text("overview.signed", signed=line.signed, due=line.due, rate=rate)), row, 2
            )
            grid.addWidget(self.show_button(line), row, 3)
        grid.setColumnStretch(1, 1)
        return box

    def show_button(self, line: Tally) -> QPushButton:
        """Jump to the letters that are not signed."""
        show = QPushButton(self.desk.words.text("overview.show", n=len(line.missing)))
        ids = tuple(item.letter_id for item in line.missing if item.letter_id is not None)
        show.setEnabled(bool(ids))
        show.clicked.connect(lambda: self.desk.signals.show_records.emit("letters", ids))
        return show

    def safety(self) -> list[QWidget]:
        """People counted, and the newest verified backup."""
        words = self.desk.words
        staff, pupils = head_counts(self.desk.office.database)
        newest = next(iter(backup.existing(self.desk.office.folder)), None)
        made = newest.manifest.made_at[:16].replace("T", " ") if newest else ""
        lines = [
            QLabel(words.text("overview.people", staff=staff, pupils=pupils)),
            QLabel(words.text("overview.backup", made=made) if newest else words.text("overview.no_backup")),
        ]
        lines[1].setProperty("good" if newest else "warning", True)
        for line in lines:
            line.setWordWrap(True)
        return list(lines)
