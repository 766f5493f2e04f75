"""A small table inside a form: head counts, absent people, roles. Typed and pasted as in Excel."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from safetydesk.core.field import Field
from safetydesk.core.linked_field import Rows
from safetydesk.ui.clipboard import from_text
from safetydesk.ui.icons import icon
from safetydesk.ui.theme import INSIDE, ROW_HEIGHT
from safetydesk.words import Words

SHOWN = 4
CHARACTER = 9
LEAST_WIDTH = 84


class RowsEditor(QWidget):
    """Rows of a `Rows` field; an empty line at the end takes the next one."""

    changed = Signal()

    def __init__(self, register: str, item: Rows, words: Words) -> None:
        super().__init__()
        self.item = item
        self.words = words
        self.table = RowsTable(self)
        self.table.setColumnCount(len(item.fields))
        self.table.setHorizontalHeaderLabels([words.text(f"field.{register}.{part.name}") for part in item.fields])
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, part in enumerate(item.fields):
            self.table.setColumnWidth(column, max(part.width * CHARACTER, LEAST_WIDTH))
        self.table.setFixedHeight(ROW_HEIGHT * (SHOWN + 1) + 4)
        self.table.itemChanged.connect(self.cell_changed)
        remove = QPushButton(icon("trash"), words.text("form.remove_row"))
        remove.clicked.connect(self.remove_rows)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(INSIDE)
        self.foot.addWidget(remove)
        self.foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.table)
        layout.addLayout(self.foot)
        self.show_text("")

    def setAccessibleName(self, name: str) -> None:
        """The table is what a screen reader meets."""
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def add_button(self, text: str, picture: str) -> QPushButton:
        """A button under the table, for what a page can fill in."""
        button = QPushButton(icon(picture), text)
        self.foot.insertWidget(self.foot.count() - 1, button)
        return button

    def rows(self) -> list[dict[str, str]]:
        """The lines that hold anything, as texts by field name."""
        lines = [
            {part.name: self.text(row, column) for column, part in enumerate(self.item.fields)}
            for row in range(self.table.rowCount())
        ]
        return [line for line in lines if any(line.values())]

    def text(self, row: int, column: int) -> str:
        """A cell's text."""
        cell = self.table.item(row, column)
        return cell.text().strip() if cell else ""

    def read_text(self) -> str:
        """As the field reads it."""
        found = self.rows()
        return json.dumps(found, ensure_ascii=False) if found else ""

    def show_text(self, text: str) -> None:
        """Fill from the field's own text."""
        self.show_rows(json.loads(text) if text.strip() else [])

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Fill with lines of texts, and leave an empty one."""
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        self.table.setRowCount(len(rows) + 1)
        for place, line in enumerate(rows):
            for column, part in enumerate(self.item.fields):
                self.table.setItem(place, column, cell(part, str(line.get(part.name, "") or "")))
        self.table.blockSignals(False)
        self.changed.emit()

    def cell_changed(self, _: QTableWidgetItem) -> None:
        """Keep an empty line at the end."""
        last = self.table.rowCount() - 1
        if any(self.text(last, column) for column in range(self.table.columnCount())):
            self.table.setRowCount(last + 2)
        self.changed.emit()

    def remove_rows(self) -> None:
        """Take out the lines that are chosen."""
        chosen = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(chosen, reverse=True):
            self.table.removeRow(row)
        if self.table.rowCount() == 0:
            self.table.setRowCount(1)
        self.changed.emit()

    def paste(self) -> None:
        """A block from Excel, from the current cell on."""
        block = from_text(QGuiApplication.clipboard().text())
        top, left = max(self.table.currentRow(), 0), max(self.table.currentColumn(), 0)
        self.table.setRowCount(max(self.table.rowCount(), top + len(block) + 1))
        for down, line in enumerate(block):
            for right, text in enumerate(line[: self.table.columnCount() - left]):
                self.table.setItem(top + down, left + right, cell(self.item.fields[left + right], text))


class RowsTable(QTableWidget):
    """The table with Excel's paste and Delete."""

    def __init__(self, editor: RowsEditor) -> None:
        super().__init__()
        self.editor = editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.editor.paste()
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.setItem(index.row(), index.column(), QTableWidgetItem(""))
        else:
            super().keyPressEvent(event)


def cell(part: Field, text: str) -> QTableWidgetItem:
    """A cell set as its field is."""
    made = QTableWidgetItem(text)
    aligned = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
    made.setTextAlignment(aligned.get(part.align, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
    return made
