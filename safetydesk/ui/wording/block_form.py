"""One block of a wording: its texts to type into; clauses and lines stand one to a line."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.registers.records.letters.kinds import CLAUSE_GROUPS, DOMAINS
from safetydesk.registers.records.letters.template import FIELDS, KINDS, LISTS, TemplateBlock
from safetydesk.ui.theme import INSIDE
from safetydesk.words import Words

ORDER = (
    "heading",
    "title",
    "text",
    "level",
    "clauses",
    "continued",
    "cut",
    "lines",
    "left",
    "right",
    "date",
    "headings",
)
TALL = ("clauses", "lines", "text")


class BlockForm(QWidget):
    """Editors for the members of a block; `changed` tells of every key."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.kind = ""
        self.kept: dict[str, Any] = {}
        self.texts: dict[str, QPlainTextEdit] = {}
        self.level: QComboBox | None = None
        self.continued: QCheckBox | None = None
        self.last: QPlainTextEdit | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(INSIDE)
        self.fields = QPushButton(words.text("wording.insert_field"))
        self.fields.setMenu(self.field_menu())
        self.tags = QPushButton(words.text("wording.tag"))
        self.tags.setMenu(self.tag_menu())
        self.body = QWidget()
        self.column.addWidget(self.body)

    def field_menu(self) -> QMenu:
        """Every field by its title."""
        menu = QMenu(self)
        for name in sorted(FIELDS, key=lambda name: self.words.text(f"wording.field_{name}")):
            menu.addAction(self.words.text(f"wording.field_{name}"), partial(self.insert, f"{{{name}}}"))
        return menu

    def tag_menu(self) -> QMenu:
        """Every tag of a clause: the groups of the bureau's letter, then the domains of big safety."""
        menu = QMenu(self)
        for choices in (CLAUSE_GROUPS, DOMAINS):
            for value in choices.values:
                title = self.words.term(choices.family, value)
                menu.addAction(title, partial(self.tag, value))
            menu.addSeparator()
        return menu

    def show_block(self, block: TemplateBlock | None) -> None:
        """Show a block's texts."""
        self.column.removeWidget(self.body)
        self.body.hide()
        self.body.deleteLater()
        self.body = QWidget()
        self.column.addWidget(self.body)
        self.texts, self.level, self.continued, self.last = {}, None, None, None
        self.kind = block.kind if block else ""
        self.kept = dict(block.members) if block else {}
        rows = QFormLayout(self.body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name in sorted(KINDS.get(self.kind, ()), key=lambda name: ORDER.index(name) if name in ORDER else 99):
            if name == "indent":
                continue
            if name == "continued":
                rows.addRow(self.continued_box())
                continue
            widget = self.level_box() if name == "level" else self.text_box(name)
            label = QLabel(self.words.text(f"wording.member_{name}"))
            label.setBuddy(widget)
            widget.setAccessibleName(label.text())
            rows.addRow(label, widget)
        self.fields.setEnabled(bool(self.texts))
        self.tags.setEnabled("clauses" in self.texts)

    def text_box(self, name: str) -> QPlainTextEdit:
        """An editor for one member."""
        value = self.kept.get(name, [] if name in LISTS else "")
        edit = self.texts[name] = QPlainTextEdit("\n".join(value) if isinstance(value, list) else str(value))
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(150 if name in TALL else 44)
        edit.setMaximumHeight(16_777_215 if name in TALL else 60)
        edit.textChanged.connect(self.changed)
        edit.cursorPositionChanged.connect(lambda: setattr(self, "last", edit))
        self.last = self.last or edit
        return edit

    def level_box(self) -> QComboBox:
        """一、 or （一）."""
        box = self.level = QComboBox()
        for level in (1, 2):
            box.addItem(self.words.text(f"wording.level_{level}"), level)
        box.setCurrentIndex(int(self.kept.get("level", 1)) - 1)
        box.currentIndexChanged.connect(self.changed)
        return box

    def continued_box(self) -> QCheckBox:
        """Whether clauses go on with the numbers of the clauses before."""
        box = self.continued = QCheckBox(self.words.text("wording.member_continued"))
        box.setChecked(bool(self.kept.get("continued")))
        box.toggled.connect(self.changed)
        return box

    def block(self) -> TemplateBlock:
        """The block as typed; empty lines of lists are left out."""
        members = dict(self.kept)
        for name, edit in self.texts.items():
            text = edit.toPlainText()
            members[name] = [line.strip() for line in text.split("\n") if line.strip()] if name in LISTS else text
        if self.level is not None:
            level = int(self.level.currentData())
            members.pop("level", None)
            if level != 1:
                members["level"] = level
        if self.continued is not None:
            members.pop("continued", None)
            if self.continued.isChecked():
                members["continued"] = True
        return TemplateBlock(self.kind, members)

    def insert(self, text: str) -> None:
        """Put a field where the cursor was last."""
        if self.last is not None:
            self.last.insertPlainText(text)
            self.last.setFocus()

    def tag(self, value: str) -> None:
        """Tag the clause that the cursor is in, or take the tag off again."""
        edit = self.texts.get("clauses")
        if edit is None:
            return
        cursor = edit.textCursor()
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        line = cursor.selectedText().rstrip()
        mark = f" #{value}"
        cursor.insertText(line.replace(mark, "") if mark in line else line + mark)
