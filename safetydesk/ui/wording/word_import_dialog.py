"""What a Word file holds as a wording: its blanks with the field each is, to be corrected, and what is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.intake.letter_docx import read_letter_docx
from safetydesk.operations.wording_from_word import guesses, wording_from_word
from safetydesk.registers.records.letters.template import FIELDS, Template
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, ROW_HEIGHT

SHOWN = 6
"""Lines to sign on that are named; all of them stand in the tip."""


class WordImportDialog(QDialog):
    """Raises UserError, before anything is shown, for a file that cannot be read."""

    def __init__(self, desk: Desk, path: Path, base: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base, self.letter = base, read_letter_docx(path)
        words = desk.words
        self.setWindowTitle(words.text("wording.from_word_title", file=path.name))
        self.boxes: list[QComboBox] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        head = QLabel(words.text("wording.word_head", n=len(self.letter.blocks), blanks=len(self.letter.blanks)))
        head.setWordWrap(True)
        layout.addWidget(head)
        table = self.table = QTableWidget(len(self.letter.blanks), 2)
        table.setHorizontalHeaderLabels([words.text("wording.word_blank"), words.text("wording.word_field")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + 4)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 330)
        names = sorted(FIELDS, key=lambda name: words.text(f"wording.field_{name}"))
        for row, (blank, guess) in enumerate(zip(self.letter.blanks, guesses(self.letter), strict=True)):
            table.setItem(row, 0, QTableWidgetItem(f"{blank.before}{blank.shown}"))
            box = QComboBox()
            box.addItem(words.text("wording.word_line"), "")
            for name in names:
                box.addItem(words.text(f"wording.field_{name}"), name)
            box.setCurrentIndex(box.findData(guess))
            self.boxes.append(box)
            table.setCellWidget(row, 1, box)
        layout.addWidget(table, 1)
        if self.letter.lost:
            lost = tuple(words.text(id) for id in self.letter.lost)
            note = QLabel("\n".join([words.text("wording.word_lost", lost=lost), *self.letter.signing[:SHOWN]]))
            note.setWordWrap(True)
            note.setProperty("warning", True)
            note.setToolTip("\n".join(self.letter.signing))
            layout.addWidget(note)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch()
        cancel, go = QPushButton(words.text("window.cancel")), QPushButton(words.text("wording.word_take"))
        cancel.clicked.connect(self.reject)
        go.setProperty("primary", True)
        go.clicked.connect(self.accept)
        row_of_buttons.addWidget(cancel)
        row_of_buttons.addWidget(go)
        layout.addLayout(row_of_buttons)
        self.resize(640, 420)

    def wording(self) -> Template:
        """The wording with the fields as chosen."""
        fields = {place: str(box.currentData()) for place, box in enumerate(self.boxes)}
        return wording_from_word(self.letter, fields, self.base)
