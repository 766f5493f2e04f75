"""Field kinds to widgets: the only such map. An editor shows and gives text, as a person would type it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from safetydesk.core.field import Choice, Field, Flag, Several, Text
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.core.listing import Query
from safetydesk.operations.office import Office
from safetydesk.ui.cell_editors import choice_editor
from safetydesk.words import Words

OFFERED = 2_000
"""Labels that a type-to-find list offers."""


class Editor:
    """One widget with the two ways through it; `changed` is connected by the form."""

    def __init__(self, widget: QWidget, read: Callable[[], str], show: Callable[[str], None], changed: Any) -> None:
        self.widget = widget
        self.read = read
        self.show = show
        self.changed = changed


def line_editor(item: Field, office: Office, words: Words) -> Editor:
    """One line of text."""
    edit = QLineEdit()
    return Editor(edit, edit.text, edit.setText, edit.textChanged)


def text_editor(item: Field, office: Office, words: Words) -> Editor:
    """A line, several lines, or a line that offers what is in use."""
    assert isinstance(item, Text)
    if item.lines > 1:
        area = QPlainTextEdit()
        area.setTabChangesFocus(True)
        area.setFixedHeight(min(item.lines, 8) * 20 + 14)
        return Editor(area, area.toPlainText, area.setPlainText, area.textChanged)
    return line_editor(item, office, words)


def choice_box(item: Field, office: Office, words: Words) -> Editor:
    """One of the terms."""
    assert isinstance(item, Choice | Flag)
    box = choice_editor(None, item, words)
    return Editor(box, box.get_term, box.set_term, box.currentIndexChanged)


def link_box(item: Field, office: Office, words: Words) -> Editor:
    """A row of another register, found by typing part of its label."""
    assert isinstance(item, Link)
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    register = office.register(item.to)
    listing = office.listing(register)
    place = [field.name for field in register.fields].index(register.label)
    box.addItems(["", *(str(row[place]) for row in listing.values(listing.ids(Query())[:OFFERED]))])
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    return Editor(box, box.currentText, box.setCurrentText, box.currentTextChanged)


def terms_list(item: Field, office: Office, words: Words) -> Editor:
    """Several of the terms, ticked."""
    assert isinstance(item, Several)
    box = QListWidget()
    box.setFixedHeight(min(len(item.choices.values), 6) * 24 + 8)
    for value in item.choices.values:
        entry = QListWidgetItem(words.term(item.choices.family, value), box)
        entry.setData(Qt.ItemDataRole.UserRole, value)
        entry.setCheckState(Qt.CheckState.Unchecked)
    entries = [box.item(row) for row in range(box.count())]

    def read() -> str:
        ticked = [entry for entry in entries if entry.checkState() == Qt.CheckState.Checked]
        return "、".join(str(entry.data(Qt.ItemDataRole.UserRole)) for entry in ticked)

    def show(text: str) -> None:
        shown = set(text.split("、"))
        for entry in entries:
            on = entry.data(Qt.ItemDataRole.UserRole) in shown or entry.text() in shown
            entry.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    return Editor(box, read, show, box.itemChanged)


def names_line(item: Field, office: Office, words: Words) -> Editor:
    """Several rows of another register, joined by 、; the list completes the last one."""
    assert isinstance(item, Many)
    edit = QLineEdit()
    edit.setPlaceholderText(words.text("form.joined"))
    return Editor(edit, edit.text, edit.setText, edit.textChanged)


def shown_only(item: Field, office: Office, words: Words) -> Editor:
    """What the program itself writes."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return Editor(label, label.text, label.setText, None)


KINDS: tuple[tuple[type[Field], Callable[[Field, Office, Words], Editor]], ...] = (
    (Derived, shown_only),
    (Text, text_editor),
    (Choice, choice_box),
    (Flag, choice_box),
    (Several, terms_list),
    (Link, link_box),
    (Many, names_line),
    (Field, line_editor),
)


def editor_for(item: Field, office: Office, words: Words) -> Editor:
    """The editor of a field's kind."""
    if not item.editable:
        return shown_only(item, office, words)
    return next(make for kind, make in KINDS if isinstance(item, kind))(item, office, words)
