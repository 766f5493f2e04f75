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

from safetydesk.core.field import Choice, Field, Flag, PersonName, Several, Text, split_list
from safetydesk.core.linked_field import Derived, Link, Many, Rows
from safetydesk.core.listing import Query
from safetydesk.core.register import Register
from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import names
from safetydesk.ui.cell_editors import choice_editor
from safetydesk.ui.rows_editor import RowsEditor
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


def line_editor(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """One line of text."""
    edit = QLineEdit()
    return Editor(edit, edit.text, edit.setText, edit.textChanged)


def text_editor(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """A line, several lines, or a line that offers what is in use."""
    assert isinstance(item, Text)
    if item.lines > 1:
        area = QPlainTextEdit()
        area.setTabChangesFocus(True)
        area.setFixedHeight(min(item.lines, 8) * 20 + 14)
        return Editor(area, area.toPlainText, area.setPlainText, area.textChanged)
    editor = line_editor(register, item, office, words)
    if item.suggest or isinstance(item, PersonName):
        offer(
            editor.widget,
            names(office.database, OFFERED * 2)
            if isinstance(item, PersonName)
            else values_in_use(register, item, office),
        )
    return editor


def choice_box(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """One of the terms."""
    assert isinstance(item, Choice | Flag)
    box = choice_editor(None, item, words)
    return Editor(box, box.get_term, box.set_term, box.currentIndexChanged)


def link_box(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """A row of another register, found by typing part of its label."""
    assert isinstance(item, Link)
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    target = office.register(item.to)
    listing = office.listing(target)
    place = [field.name for field in target.fields].index(target.label)
    box.addItems(["", *(str(row[place]) for row in listing.values(listing.ids(Query())[:OFFERED]))])
    box.setCompleter(completing(QCompleter(box.model(), box)))
    return Editor(box, box.currentText, box.setCurrentText, box.currentTextChanged)


def terms_list(register: Register, item: Field, office: Office, words: Words) -> Editor:
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
        shown = set(split_list(text))
        for entry in entries:
            on = entry.data(Qt.ItemDataRole.UserRole) in shown or entry.text() in shown
            entry.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    return Editor(box, read, show, box.itemChanged)


def names_line(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """Several rows of another register, joined by 、; the list completes the last one."""
    assert isinstance(item, Many)
    edit = QLineEdit()
    edit.setPlaceholderText(words.text("form.joined"))
    return Editor(edit, edit.text, edit.setText, edit.textChanged)


def small_table(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """A table inside the record."""
    assert isinstance(item, Rows)
    table = RowsEditor(register.key, item, words)
    return Editor(table, table.read_text, table.show_text, table.changed)


def completing(completer: QCompleter) -> QCompleter:
    """Any part of an entry finds it, large or small letters alike."""
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer


def offer(edit: QWidget, values: list[str]) -> None:
    """Values that a line offers while it is typed into."""
    assert isinstance(edit, QLineEdit)
    edit.setCompleter(completing(QCompleter(values, edit)))


def values_in_use(register: Register, item: Field, office: Office) -> list[str]:
    """What other records hold in this field."""
    sql = (
        f'SELECT DISTINCT "{item.stored_in}" FROM "{register.table}" '
        f"WHERE deleted_at IS NULL AND \"{item.stored_in}\" <> '' LIMIT {OFFERED}"
    )
    return [str(row[0]) for row in office.database.query(sql)]


def shown_only(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """What the program itself writes."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return Editor(label, label.text, label.setText, None)


KINDS: tuple[tuple[type[Field], Callable[[Register, Field, Office, Words], Editor]], ...] = (
    (Derived, shown_only),
    (Rows, small_table),
    (Text, text_editor),
    (Choice, choice_box),
    (Flag, choice_box),
    (Several, terms_list),
    (Link, link_box),
    (Many, names_line),
    (Field, line_editor),
)


def editor_for(register: Register, item: Field, office: Office, words: Words) -> Editor:
    """The editor of a field's kind."""
    if not item.editable:
        return shown_only(register, item, office, words)
    return next(make for kind, make in KINDS if isinstance(item, kind))(register, item, office, words)
