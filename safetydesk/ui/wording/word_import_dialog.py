"""What a Word file holds as a wording: its blanks and typed facts with the field each is, to be corrected, and what is
left out, by name with its own text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.intake.letter_docx import read_letter_docx
from safetydesk.intake.letter_facts import Blank
from safetydesk.operations.wording_from_word import guesses, left_out, typed_guesses, wording_from_word
from safetydesk.registers.records.letters.template import FIELDS, Template
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE, ROW_HEIGHT

LOSSES = 5
"""Rows of losses that are seen at once."""


class WordImportDialog(QDialog):
    """Raises UserError, before anything is shown, for a file that cannot be read."""

    def __init__(self, desk: Desk, path: Path, base: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base, self.letter = base, read_letter_docx(path)
        self.words = words = desk.words
        self.setWindowTitle(words.text("wording.from_word_title", file=path.name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        head = QLabel(words.text("wording.word_head", n=len(self.letter.blocks), blanks=len(self.letter.blanks)))
        head.setWordWrap(True)
        layout.addWidget(head)
        names = {name: words.text(f"wording.field_{name}") for name in FIELDS}
        fields = sorted(names, key=lambda name: names[name])
        choices = {name: names[name] for name in fields}
        self.boxes = [
            self.box({"": words.text("wording.word_line")} | choices, guess)
            for guess in guesses(self.letter, base.kind)
        ]
        self.typed_boxes = [
            self.box({"": words.text("wording.word_keep")} | choices, guess)
            for guess in typed_guesses(self.letter, base.kind)
        ]
        layout.addWidget(self.places(), 1)
        self.losses = self.lost()
        if self.losses.count():
            note = QLabel(words.text("wording.word_lost_n", n=self.losses.count()))
            note.setProperty("warning", True)
            note.setBuddy(self.losses)
            self.losses.setAccessibleName(note.text())
            layout.addWidget(note)
            layout.addWidget(self.losses)
        layout.addLayout(self.buttons())
        self.resize(720, 420)

    def box(self, choices: Mapping[str, str], chosen: str) -> QComboBox:
        """The fields to choose from, and first what it is without one."""
        box = QComboBox()
        for name, text in choices.items():
            box.addItem(text, name)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def places(self) -> QTableWidget:
        """Blanks and typed facts in the order of the text, each with its field."""
        pairs = [*zip(self.letter.blanks, self.boxes, strict=True), *zip(self.letter.typed, self.typed_boxes, strict=True)]  # fmt: skip
        pairs.sort(key=lambda pair: (pair[0].block, pair[0].text, pair[0].start))
        table = self.table = QTableWidget(len(pairs), 2)
        table.setHorizontalHeaderLabels([self.words.text("wording.word_blank"), self.words.text("wording.word_field")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + 4)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 440)
        for row, (blank, box) in enumerate(pairs):
            item = QTableWidgetItem(self.shown(blank))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            table.setItem(row, 0, item)
            table.setCellWidget(row, 1, box)
        return table

    def shown(self, blank: Blank) -> str:
        """A blank among the words around it."""
        shown = blank.shown or self.words.text("wording.word_nothing")
        return " ".join(f"{blank.before}{shown}{blank.after}".split())

    def lost(self) -> QListWidget:
        """What the wording will not have, one to a line; a long text is read in the tip."""
        found = QListWidget()
        for loss in left_out(self.letter, self.base):
            name = self.words.text(loss.id)
            text = self.words.text("wording.word_left", what=name, text=loss.text) if loss.text else name
            found.addItem(text)
            found.item(found.count() - 1).setToolTip(text)
        found.setWordWrap(True)
        found.setResizeMode(QListWidget.ResizeMode.Adjust)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setMaximumHeight(min(found.count(), LOSSES) * (ROW_HEIGHT - INSIDE) + INSIDE)
        return found

    def buttons(self) -> QHBoxLayout:
        """Cancel, and take the file as the wording."""
        row = QHBoxLayout()
        row.addStretch()
        cancel, go = QPushButton(self.words.text("window.cancel")), QPushButton(self.words.text("wording.word_take"))
        cancel.clicked.connect(self.reject)
        go.setProperty("primary", True)
        go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(go)
        return row

    def wording(self) -> Template:
        """The wording with the fields as chosen."""
        fields = {place: str(box.currentData()) for place, box in enumerate(self.boxes)}
        return wording_from_word(self.letter, fields, self.base, [str(box.currentData()) for box in self.typed_boxes])
