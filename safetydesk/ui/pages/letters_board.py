"""The signing board above the letters: one line for each kind, and its groups on demand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from safetydesk.registers.records.letters.board import Tally, board, by_group
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, STAFF, LetterKind, kind_of
from safetydesk.ui.bars import ShareBar
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN

HEADINGS = {
    "due": "letters_page.due",
    "made": "letters_page.made",
    "printed": "letters_page.printed",
    "signed": "letters_page.column_signed",
    "rate": "letters_page.rate",
}


class LettersBoard(QWidget):
    """Rates by kind, and the groups of the chosen kind in a list."""

    kind_chosen = Signal(str)
    group_chosen = Signal(str, str)
    """Kind and group (department or class)."""
    missing_wanted = Signal(str)
    """Show who of this kind has not signed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.kind = STAFF
        self.lines: dict[str, dict[str, QLabel]] = {}
        self.bars: dict[str, ShareBar] = {}
        self.missing: dict[str, QPushButton] = {}
        self.groups = QComboBox()
        self.groups.setAccessibleName(desk.words.text("letters_page.groups"))
        self.groups.setMinimumWidth(230)
        self.groups.activated.connect(self.choose_group)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(BETWEEN)
        self.grid.setVerticalSpacing(0)
        self.build()

    def build(self) -> None:
        """Headings, then a line for each kind."""
        for column, name in enumerate(HEADINGS, 2):
            head = QLabel(self.desk.words.text(HEADINGS[name]))
            head.setProperty("quiet", True)
            self.grid.addWidget(head, 0, column)
        self.grid.addWidget(self.groups, 0, 8)
        for row, kind in enumerate(LETTER_KINDS, 1):
            link = QPushButton(self.desk.words.term("letter_type", kind.type))
            link.setProperty("link", True)
            link.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
            self.grid.addWidget(link, row, 0)
            bar = self.bars[kind.key] = ShareBar()
            self.grid.addWidget(bar, row, 1)
            self.lines[kind.key] = {}
            for column, part in enumerate(HEADINGS, 2):
                value = self.lines[kind.key][part] = QLabel()
                self.grid.addWidget(value, row, column)
            missing = self.missing[kind.key] = QPushButton()
            missing.setProperty("link", True)
            missing.clicked.connect(lambda _=False, kind=kind: self.missing_wanted.emit(kind.key))
            self.grid.addWidget(missing, row, 8)
        self.grid.setColumnStretch(1, 1)

    def refresh(self) -> None:
        """Count anew."""
        for key, line in board(self.desk.office.database, self.desk.year).items():
            self.show_line(key, line)
        self.fill_groups()

    def show_line(self, key: str, line: Tally) -> None:
        """One kind's figures."""
        for part in ("due", "made", "printed", "signed"):
            self.lines[key][part].setText(str(getattr(line, part)))
        self.lines[key]["rate"].setText("—" if line.rate is None else f"{line.rate:.1%}")
        self.bars[key].set_share(line.rate)
        self.missing[key].setText(self.desk.words.text("letters_page.missing", n=len(line.missing)))
        self.missing[key].setEnabled(bool(line.missing))

    def fill_groups(self) -> None:
        """The groups of the chosen kind, those with most missing first."""
        words = self.desk.words
        tallies = sorted(
            by_group(self.desk.office.database, self.kind, self.desk.year), key=lambda line: -len(line.missing)
        )
        self.groups.clear()
        self.groups.addItem(words.text("letters_page.all_groups", kind=words.term("letter_type", self.kind.type)), "")
        for line in tallies:
            label = words.term("person_kind", line.label) or words.text("grid.nothing")
            self.groups.addItem(
                words.text("letters_page.group", label=label, signed=line.signed, due=line.due), line.label
            )

    def choose(self, kind: LetterKind) -> None:
        """Look at one kind."""
        self.kind = kind_of(kind.key)
        self.fill_groups()
        self.kind_chosen.emit(kind.key)

    def choose_group(self, place: int) -> None:
        """Look at one department or class of the kind."""
        self.group_chosen.emit(self.kind.key, str(self.groups.itemData(place) or ""))
