"""Above a list: what calls for attention in it, each line with the way to the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.ui.form_dialog import label
from safetydesk.ui.icons import icon
from safetydesk.ui.theme import INSIDE

SIGN = 16


@dataclass(frozen=True)
class Note:
    """One line; `word` is on the button that leads on."""

    text: str
    word: str
    action: Callable[[], None]


class NoteBar(QWidget):
    """Hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.lines: list[QWidget] = []
        self.hide()

    def tell(self, notes: Sequence[Note]) -> None:
        """Show these lines instead of those before."""
        for line in self.lines:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self.line(note) for note in notes]
        for line in self.lines:
            self.column.addWidget(line)
        self.setVisible(bool(notes))

    def line(self, note: Note) -> QWidget:
        """A sign, the sentence, and the button."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        sign = QLabel()
        sign.setPixmap(icon("warning").pixmap(SIGN, SIGN))
        text = label(note.text, "warning")
        text.setTextFormat(Qt.TextFormat.PlainText)
        button = QPushButton(note.word)
        button.setProperty("link", True)
        button.setAccessibleName(f"{note.word} {note.text}")
        button.clicked.connect(lambda: note.action())
        row.addWidget(sign)
        row.addWidget(text, 1)
        row.addWidget(button)
        return line
