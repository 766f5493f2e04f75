"""Under the board: who is missing, by name, with the one press that prints or issues for exactly them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from safetydesk.registers.records.letters.board import Standing
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import INSIDE

SHOWN = 12
"""Names that fit beside the buttons; all of them stand in the tip."""


class MissingBar(QWidget):
    """Hidden until somebody asks who is missing."""

    print_wanted = Signal(list)
    issue_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ids: list[int] = []
        self.names = QLabel()
        self.names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.names.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.printing, self.issuing = QPushButton(), QPushButton()
        self.printing.clicked.connect(lambda: self.print_wanted.emit(self.ids))
        self.issuing.clicked.connect(self.issue_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self.names, 1)
        row.addWidget(self.printing)
        row.addWidget(self.issuing)
        self.hide()

    def tell(self, missing: Sequence[Standing]) -> None:
        """Name those who have not signed; nobody hides the bar."""
        words = self.desk.words
        self.ids = [item.letter_id for item in missing if item.letter_id is not None]
        names = [item.signatory.name for item in missing]
        shown = self.desk.words.listed(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
        self.names.setText(words.text("status.missing_names", n=len(names), names=shown))
        self.names.setToolTip(self.desk.words.listed(names))
        without = len(missing) - len(self.ids)
        self.printing.setText(words.text("status.print_these", n=len(self.ids)))
        self.printing.setVisible(bool(self.ids))
        self.issuing.setText(words.text("status.issue_these", n=without))
        self.issuing.setVisible(bool(without))
        self.setVisible(bool(names))
