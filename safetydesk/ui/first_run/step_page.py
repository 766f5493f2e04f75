"""What every page of the first run has: a heading, a sentence of help, and something to keep."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE


class StepPage(QWidget):
    """One step. The dialog shows it, asks it to keep what was entered, and goes on."""

    changed = Signal()
    """What the step's button offers may have changed."""
    finished = Signal()
    """The step has led where the first run was to lead: nothing is left to be asked."""

    def __init__(self, desk: Desk, step: str) -> None:
        super().__init__()
        self.desk = desk
        self.step = step
        words = desk.words
        heading = QLabel(words.text(f"first_run.head_{step}"))
        heading.setProperty("heading", True)
        hint = QLabel(words.text(f"first_run.hint_{step}"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(INSIDE)
        self.column.addWidget(heading)
        self.column.addWidget(hint)
        self.column.addSpacing(BETWEEN)

    def arrive(self) -> None:
        """Show what the data says now, and put the cursor where typing begins."""

    def next_words(self) -> str:
        """Id of the words on the button that goes on."""
        return "first_run.next"

    def keep(self) -> bool:
        """Store what was entered; False, with the reason shown, where it cannot be and the page stays."""
        return True

    def leave(self) -> None:
        """The clerk goes away for now: what is complete is kept, the rest is let go."""
