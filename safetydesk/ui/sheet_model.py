"""A register's rows for Qt's table: ids in memory, values fetched block by block as they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from safetydesk.core.field import Field
from safetydesk.core.linked_field import Derived
from safetydesk.core.listing import BLOCK, Query
from safetydesk.core.register import Register
from safetydesk.errors import Message, UserError
from safetydesk.operations.office import Office
from safetydesk.words import Words

Index = QModelIndex | QPersistentModelIndex
KEPT_BLOCKS = 12
ROW_ID = Qt.ItemDataRole.UserRole
SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
TYPED = SHOWN | Qt.ItemFlag.ItemIsEditable
ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


class SheetModel(QAbstractTableModel):
    """Pages over a Listing. Cells a save refused keep the typed text, marked with the reason, until mended."""

    failed = Signal(object)
    """A save that the storage refused as a whole: nothing was stored."""

    def __init__(self, office: Office, register: Register, words: Words) -> None:
        super().__init__()
        self.office = office
        self.register = register
        self.words = words
        self.listing = office.listing(register)
        self.fields: tuple[Field, ...] = register.columns
        self.query = Query()
        self.ids: list[int] = []
        self.blocks: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self.rejected: dict[tuple[int, str], tuple[str, Message]] = {}
        self.held = False
        self.stale = False

    def show_query(self, query: Query) -> None:
        """List anew."""
        self.beginResetModel()
        self.query = query
        self.ids = self.listing.ids(query)
        self.blocks.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Look again after a save: the same rows keep their places and what is chosen."""
        if self.held:
            self.stale = True
            return
        ids = self.listing.ids(self.query)
        if ids == self.ids:
            self.redraw()
        else:
            self.show_query(self.query)

    def hold(self) -> None:
        """An editor is handing its text over: the rows must not move under it."""
        self.held = True

    def release(self) -> None:
        """The editor is gone: catch up with what was saved meanwhile."""
        self.held = False
        if self.stale:
            self.stale = False
            self.refresh()

    def row(self, row: int) -> tuple[Any, ...]:
        """The values of a row, its block fetched if it is not there."""
        block = row // BLOCK
        if block not in self.blocks:
            self.blocks[block] = self.listing.rows(self.ids[block * BLOCK : (block + 1) * BLOCK])
            if len(self.blocks) > KEPT_BLOCKS:
                self.blocks.popitem(last=False)
        self.blocks.move_to_end(block)
        return self.blocks[block][row % BLOCK]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature.
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, item = index.row(), self.fields[index.column()]
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.EditRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN[self.kind(item).align]
        if role == ROW_ID:
            return self.ids[row]
        if role == Qt.ItemDataRole.ToolTipRole and (refused := self.rejected.get((self.ids[row], item.name))):
            return self.words.say(refused[1])
        return None

    def text(self, row: int, column: int) -> str:
        """A cell as it is shown."""
        item = self.fields[column]
        if refused := self.rejected.get((self.ids[row], item.name)):
            return refused[0]
        return self.kind(item).text(self.row(row)[column], self.words)

    def kind(self, item: Field) -> Field:
        """The field whose manner of reading applies."""
        return item.kind if isinstance(item, Derived) and item.kind else item

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.words.text(f"field.{self.register.key}.{self.fields[section].name}")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return ALIGN[self.kind(self.fields[section]).align]
        elif role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self.fields[index.column()].editable and not self.office.database.read_only
        return TYPED if typed else SHOWN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Save one edited cell; a refused text stays in the cell, marked."""
        text = "" if value is None else str(value)
        if role != Qt.ItemDataRole.EditRole or text == self.text(index.row(), index.column()):
            return False
        row_id, name = self.ids[index.row()], self.fields[index.column()].name
        self.save({row_id: {name: text}})
        return True

    def save(self, changes: dict[int, dict[str, str]]) -> int:
        """Save texts by row id and field as one action; returns how many rows were refused."""
        lines = list(changes.items())
        try:
            stored = self.office.records.save_texts(self.register, lines, f"{self.register.key}.edit")
        except UserError as error:
            self.failed.emit(error)
            return 0
        for place, (row_id, texts) in enumerate(lines):
            reasons = {issue.field: issue.message for issue in stored.refused.get(place, ())}
            for name, text in texts.items():
                self.rejected.pop((row_id, name), None)
                if place in stored.refused:
                    reason = reasons.get(name) or next(iter(reasons.values()))
                    self.rejected[row_id, name] = (text, reason)
        if stored.refused:
            self.redraw()
        return len(stored.refused)

    def redraw(self) -> None:
        """Show the cells anew without listing anew."""
        self.blocks.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.fields) - 1))
