"""What no post, no person or no clause covers, each with its count and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.operations.preset_posts import add_presets, missing_presets
from safetydesk.registers.records.letters.coverage import coverage
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN

SHOWN = 16
"""Names that stand in a line; the list shows the others."""
LINES = {"vacant": "show", "without_post": "show", "uncovered": "", "presets": "add_presets"}
"""Each line with the word of its button, where something can be done at once."""


class CoverageDialog(QDialog):
    """Vacant posts, people without a post, domains that no clause names, presets that the school does not have."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(desk.words.text("status.coverage_title"))
        self.told: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.addLayout(self.lines())
        layout.addStretch()
        row = QHBoxLayout()
        row.addStretch()
        close = QPushButton(desk.words.text("window.close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        layout.addLayout(row)
        self.resize(760, 360)
        self.count()

    def lines(self) -> QGridLayout:
        """A label for each line, and its button."""
        grid = QGridLayout()
        grid.setVerticalSpacing(BETWEEN)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setColumnStretch(0, 1)
        actions = {
            "vacant": lambda: self.go("posts", self.found.vacant),
            "without_post": lambda: self.go("people", self.found.without_post),
            "presets": self.add,
        }
        for place, (name, word) in enumerate(LINES.items()):
            label = self.told[name] = QLabel()
            label.setWordWrap(True)
            grid.addWidget(label, place, 0)
            if word:
                button = self.buttons[name] = QPushButton(self.desk.words.text(f"status.{word}"))
                button.clicked.connect(lambda _=False, act=actions[name]: act())
                grid.addWidget(button, place, 1)
        return grid

    def count(self) -> None:
        """Count anew, and name the first of them."""
        words, database = self.desk.words, self.desk.office.database
        self.found = coverage(database)
        names = {
            "vacant": [name for _, name in self.found.vacant],
            "without_post": [name for _, name in self.found.without_post],
            "uncovered": [words.term("safety_domain", domain) for domain in self.found.uncovered],
            "presets": [post.name for post in missing_presets(database)],
        }
        for line, given in names.items():
            head = words.text(f"status.coverage_{line}", n=len(given))
            shown = words.listed(given[:SHOWN]) + ("…" if len(given) > SHOWN else "")
            self.told[line].setText(f"{head}\n{shown}" if given else head)
            if line in self.buttons:
                self.buttons[line].setVisible(bool(given))

    def go(self, register: str, found: Sequence[tuple[int, str]]) -> None:
        """Close, and show exactly these."""
        self.accept()
        self.desk.signals.show_records.emit(register, tuple(row_id for row_id, _ in found))

    def add(self) -> None:
        """Take over the preset posts that are not here; what is here stays as the school has it."""
        add_presets(self.desk.office.database)
        self.count()
