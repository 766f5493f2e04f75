"""Drafts as rows to tick and to mend: each cell is typed as in the grid, class and retention are chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from safetydesk.core.issue import Issue
from safetydesk.errors import UserError
from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.reference.file_classes import RETENTIONS
from safetydesk.ui.cell_editors import TermBox
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import ROW_HEIGHT

COLUMNS = ("title", "file_class", "retention", "dated", "pages", "author", "hint")
WIDTHS = (300, 150, 92, 92, 52, 110, 180)
TITLE, CLASS, RETENTION, DATED, PAGES, AUTHOR, HINT = range(len(COLUMNS))
TYPED = {DATED: "dated", PAGES: "pages", TITLE: "title", AUTHOR: "author"}
Index = QModelIndex | QPersistentModelIndex


class ListDelegate(QStyledItemDelegate):
    """A cell whose value is one of a few."""

    def __init__(self, labels: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.labels = labels

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The list."""
        box = TermBox(parent)
        for label in self.labels:
            box.addItem(label, label)
        return box


class DraftTable(QTableWidget):
    """Rows of drafts; `ticked_changed` when another number of them is ticked."""

    ticked_changed = Signal()

    def __init__(self, desk: Desk, drafts: Sequence[Draft]) -> None:
        super().__init__(0, len(COLUMNS))
        self.desk = desk
        self.drafts = list(drafts)
        self.classes = {f"{one.code} {one.name}": one for one in file_classes(desk.office)}
        self.retentions = {desk.words.term("retention", value): value for value in RETENTIONS.values}
        self.setHorizontalHeaderLabels([self.heading(name) for name in COLUMNS])
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setItemDelegateForColumn(CLASS, ListDelegate(list(self.classes), self))
        self.setItemDelegateForColumn(RETENTION, ListDelegate(list(self.retentions), self))
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.fill()
        self.itemChanged.connect(self.follow)

    def heading(self, name: str) -> str:
        """The title of a column: that of the field."""
        words = self.desk.words
        return words.text("filing.column_hint") if name == "hint" else words.text(f"field.files.{name}")

    def fill(self) -> None:
        """A row for each draft; what says that it lies elsewhere already is not ticked."""
        self.setRowCount(len(self.drafts))
        for row, draft in enumerate(self.drafts):
            for column, text in enumerate(self.texts(draft)):
                cell = QTableWidgetItem(text)
                if column in (TITLE, HINT):
                    cell.setToolTip(text)
                if column == HINT:
                    cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column == TITLE:
                    state = Qt.CheckState.Unchecked if draft.hint else Qt.CheckState.Checked
                    cell.setFlags(cell.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    cell.setCheckState(state)
                self.setItem(row, column, cell)

    def texts(self, draft: Draft) -> Iterable[str]:
        """A draft's cells."""
        words = self.desk.words
        label = next((text for text, one in self.classes.items() if one.id == draft.class_id), "")
        return (
            draft.title, label, words.term("retention", draft.retention), draft.dated.isoformat() if draft.dated else "",
            str(draft.pages or ""), draft.author, draft.hint,
        )  # fmt: skip

    def follow(self, cell: QTableWidgetItem) -> None:
        """Another class brings its own retention, unless the clerk chose another than the old class's."""
        row = cell.row()
        if cell.column() == CLASS and (found := self.classes.get(cell.text())):
            draft = self.drafts[row]
            old = next((one.retention for one in self.classes.values() if one.id == draft.class_id), "")
            if self.retention(row) in ("", old):
                self.cell(row, RETENTION).setText(self.desk.words.term("retention", found.retention))
            self.drafts[row] = replace(draft, class_id=found.id)
        self.ticked_changed.emit()

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """A cell that is there."""
        found = self.item(row, column)
        assert found is not None
        return found

    def retention(self, row: int) -> str:
        """The retention chosen in a row."""
        return self.retentions.get(self.cell(row, RETENTION).text(), "")

    def is_ticked(self, row: int) -> bool:
        """Whether a row is to be filed."""
        return self.cell(row, TITLE).checkState() == Qt.CheckState.Checked

    def ticked(self) -> list[int]:
        """Rows that are ticked."""
        return [row for row in range(self.rowCount()) if self.is_ticked(row)]

    def tick(self, on: bool) -> None:
        """All or none."""
        for row in range(self.rowCount()):
            self.cell(row, TITLE).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def in_hand(self) -> list[int]:
        """Rows that are selected, else the ticked ones."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        return chosen or self.ticked()

    def choose_class(self, label: str) -> None:
        """One class for every row."""
        for row in range(self.rowCount()):
            self.cell(row, CLASS).setText(label)

    def write_all(self, column: int, text: str) -> None:
        """One text for every row of a column."""
        for row in range(self.rowCount()):
            self.cell(row, column).setText(text)

    def read(self, rows: Iterable[int]) -> list[Draft]:
        """The drafts as they stand in the table; what cannot be read stays empty and is refused when it is filed."""
        return [self.read_row(row) for row in rows]

    def read_row(self, row: int) -> Draft:
        """One draft."""
        values: dict[str, Any] = {"retention": self.retention(row)}
        for column, name in TYPED.items():
            try:
                values[name] = FILES.field(name).read(self.cell(row, column).text())
            except UserError:
                values[name] = None if column in (DATED, PAGES) else ""
        return replace(self.drafts[row], **values)

    def keep_refused(self, refused: dict[str, tuple[Issue, ...]], filed: Iterable[str]) -> None:
        """Take away what is filed, and say of the others what they lack."""
        gone = set(filed)
        for row in reversed(range(self.rowCount())):
            key = self.drafts[row].key
            if key in gone:
                self.removeRow(row)
                del self.drafts[row]
            elif key in refused:
                self.cell(row, HINT).setText(self.reasons(refused[key]))
                self.cell(row, HINT).setToolTip(self.reasons(refused[key]))
        self.ticked_changed.emit()

    def reasons(self, issues: Iterable[Issue]) -> str:
        """Fields with what is wrong with them."""
        words = self.desk.words
        told = [
            f"{words.text(f'field.files.{issue.field}')}: {words.say(issue.message)}"
            for issue in issues
            if issue.blocking
        ]
        return "; ".join(told)
