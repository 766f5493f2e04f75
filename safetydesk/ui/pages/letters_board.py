"""The signing board above the letters: one line for each kind that still waits, and its groups on demand."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from safetydesk.core.share import percent
from safetydesk.operations.letter_follow_up import to_follow_up
from safetydesk.registers.records.letters.board import Tally, board, by_group
from safetydesk.registers.records.letters.follow_up import REASONS
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
ALL_SHOWN = "board/all"
"""In the window's state: whether kinds that are complete keep their lines."""


class LettersBoard(QWidget):
    """Rates by kind, and the groups of the chosen kind in a list.

    Seven lines would leave no room for the list on a small screen: a kind that is complete, or that nobody needs,
    is folded into one word and unfolds with it.
    """

    kind_chosen = Signal(str)
    group_chosen = Signal(str, str)
    """Kind and group (department or class)."""
    missing_wanted = Signal(str)
    """Show who of this kind has not signed."""
    follow_up_wanted = Signal()
    """Show who came, who left, and whose posts changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.kind = STAFF
        self.year: int | None = None
        self.tallies: dict[str, Tally] = {}
        self.lines: dict[str, dict[str, QLabel]] = {}
        self.bars: dict[str, ShareBar] = {}
        self.missing: dict[str, QPushButton] = {}
        self.rows: dict[str, list[QWidget]] = {}
        self.groups = QComboBox()
        self.groups.setAccessibleName(desk.words.text("letters_page.groups"))
        self.groups.setMinimumWidth(230)
        self.groups.activated.connect(self.choose_group)
        self.fold = QPushButton()
        self.follow = QPushButton()
        for button in (self.fold, self.follow):
            button.setProperty("link", True)
        self.fold.clicked.connect(lambda: self.unfold())
        self.follow.clicked.connect(self.follow_up_wanted)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(BETWEEN)
        self.grid.setVerticalSpacing(0)
        self.build()

    def build(self) -> None:
        """Headings, then a line for each kind."""
        self.grid.addWidget(self.fold, 0, 0, 1, 2)
        for column, name in enumerate(HEADINGS, 2):
            head = QLabel(self.desk.words.text(HEADINGS[name]))
            head.setProperty("quiet", True)
            self.grid.addWidget(head, 0, column)
        self.grid.addWidget(self.groups, 0, 8)
        for row, kind in enumerate(LETTER_KINDS, 1):
            self.build_line(row, kind)
        self.grid.addWidget(self.follow, len(LETTER_KINDS) + 1, 0, 1, 9)
        self.grid.setColumnStretch(1, 1)

    def build_line(self, row: int, kind: LetterKind) -> None:
        """Name, bar, figures, and the way to the missing ones."""
        words = self.desk.words
        link = QPushButton(words.term("letter_type", kind.type))
        link.setProperty("link", True)
        link.setToolTip(words.term("letter_level", kind.level))
        link.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
        bar = self.bars[kind.key] = ShareBar()
        figures = self.lines[kind.key] = {part: QLabel() for part in HEADINGS}
        missing = self.missing[kind.key] = QPushButton()
        missing.setProperty("link", True)
        missing.clicked.connect(lambda _=False, kind=kind: self.missing_wanted.emit(kind.key))
        widgets: list[QWidget] = [link, bar, *figures.values()]
        for column, widget in enumerate(widgets):
            self.grid.addWidget(widget, row, column)
        self.grid.addWidget(missing, row, 8)
        self.rows[kind.key] = [*widgets, missing]

    def refresh(self) -> None:
        """Count anew."""
        self.year = self.desk.year
        self.tallies = board(self.desk.office.database, self.desk.year)
        for key, line in self.tallies.items():
            self.show_line(key, line)
        self.show_folded()
        self.show_follow_up()
        self.fill_groups()

    def show_line(self, key: str, line: Tally) -> None:
        """One kind's figures."""
        for part in ("due", "made", "printed", "signed"):
            self.lines[key][part].setText(str(getattr(line, part)))
        self.lines[key]["rate"].setText("—" if line.rate is None else percent(line.rate))
        self.bars[key].set_share(line.rate)
        self.missing[key].setText(self.desk.words.text("letters_page.missing", n=len(line.missing)))
        self.missing[key].setEnabled(bool(line.missing))

    def unfold(self) -> None:
        """Show the folded kinds, or fold them again; remembered."""
        self.desk.state.write(ALL_SHOWN, not self.desk.state.read(ALL_SHOWN, False))
        self.show_folded()

    def show_folded(self) -> None:
        """Lines of kinds that wait; the complete ones in a word."""
        words, everything = self.desk.words, bool(self.desk.state.read(ALL_SHOWN, False))
        complete = [key for key, line in self.tallies.items() if line.due and not line.missing]
        idle = [key for key, line in self.tallies.items() if not line.due]
        for key, widgets in self.rows.items():
            for widget in widgets:
                widget.setVisible(key not in idle and (everything or key not in complete))
        names = words.listed(words.term("letter_type", kind_of(key).type) for key in complete)
        self.fold.setToolTip(names)
        self.fold.setVisible(bool(complete))
        self.fold.setText(words.text("status.fold" if everything else "status.folded", n=len(complete)))

    def show_follow_up(self) -> None:
        """Who came, who left, whose posts changed: counts, and the way to their names."""
        counts = Counter(item.reason for item in to_follow_up(self.desk.office, self.desk.year))
        words = self.desk.words
        parts = [words.text(f"status.count_{reason}", n=counts[reason]) for reason in REASONS if counts[reason]]
        self.follow.setText(words.text("status.follow_up_line", parts=words.text("status.and").join(parts)))
        self.follow.setVisible(bool(parts))

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
