"""The grid: Excel's manners over a SheetModel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from safetydesk.core.field import Choice, Flag
from safetydesk.ui import clipboard
from safetydesk.ui.cell_editors import choice_editor
from safetydesk.ui.grid_columns import GridColumns
from safetydesk.ui.sheet_model import ROW_ID, Index, SheetModel
from safetydesk.ui.theme import ROW_HEIGHT
from safetydesk.ui.window_state import WindowState

CORNER = 7


class CellDelegate(QStyledItemDelegate):
    """Draws the red corner of a refused cell, and edits terms with a list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if (
            isinstance(model, SheetModel)
            and (model.ids[index.row()], model.fields[index.column()].name) in model.rejected
        ):
            corner: QRect = option.rect
            for step in range(CORNER):
                painter.fillRect(
                    corner.right() - CORNER + step, corner.top() + step, CORNER - step, 1, QColor("#b3261e")
                )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        if isinstance(model, SheetModel):
            item = model.fields[index.column()]
            if isinstance(item, Choice | Flag):
                return choice_editor(parent, item, model.words)
        return super().createEditor(parent, option, index)


@dataclass(frozen=True)
class Place:
    """Where the clerk was in the grid."""

    row_id: int | None
    row: int
    column: int
    chosen: frozenset[int]
    scrolled: int


class GridView(QTableView):
    """A table that is walked, edited, copied, pasted and filled like a sheet of Excel."""

    opened = Signal(int)
    """The row id whose form is wanted."""
    pasted = Signal(int, int)
    """Cells pasted, rows refused."""
    add_rows = Signal(list)
    """Rows pasted below the last one."""

    def __init__(self, model: SheetModel, state: WindowState) -> None:
        super().__init__()
        self.sheet = model
        self.place: Place | None = None
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setVisible(False)
        self.set_up_header()
        self.columns = GridColumns(self, model, state)
        model.modelAboutToBeReset.connect(self.remember_place)
        model.modelReset.connect(self.restore_place)
        self.doubleClicked.connect(self.double_clicked)

    def set_up_header(self) -> None:
        """Sorting by click, which leaves what is chosen alone.

        Qt would choose the whole column at each press, and ask the model about every row of it at each painting: the
        header is cut off from both.
        """
        header = self.horizontalHeader()
        header.sectionPressed.disconnect()
        header.setSelectionModel(QItemSelectionModel(self.sheet, header))
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self.sort_by)

    def remember_place(self) -> None:
        """Before the rows are listed anew: what is current, what is chosen, how far it is scrolled."""
        index = self.currentIndex()
        inside = 0 <= index.row() < len(self.sheet.ids)
        self.place = Place(
            self.sheet.ids[index.row()] if inside else None,
            index.row(),
            max(index.column(), 0),
            frozenset(self.chosen_ids()),
            self.verticalScrollBar().value(),
        )

    def restore_place(self) -> None:
        """The same rows are current and chosen where they are still listed; the keyboard stays in the grid."""
        place = self.place
        if place is None or place.row < 0 or not self.sheet.ids:
            return
        rows = {row_id: row for row, row_id in enumerate(self.sheet.ids)}
        row = rows.get(place.row_id, min(place.row, len(self.sheet.ids) - 1)) if place.row_id else 0
        choice = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.sheet.index(row, place.column), choice.NoUpdate)
        chosen = [rows[row_id] for row_id in place.chosen if row_id in rows]
        if len(chosen) <= 1:
            self.selectionModel().select(self.currentIndex(), choice.ClearAndSelect)
        else:
            self.choose_rows(chosen)
        self.verticalScrollBar().setValue(place.scrolled)

    def sort_by(self, column: int) -> None:
        """Once up, twice down, the third time the register's own order."""
        name = self.sheet.fields[column].name
        order = self.sheet.query.order
        cycle: dict[tuple[str, ...], tuple[str, ...]] = {(name,): (f"-{name}",), (f"-{name}",): ()}
        following = cycle.get(order, (name,))
        header = self.horizontalHeader()
        down = bool(following) and following[0].startswith("-")
        header.setSortIndicator(
            column if following else -1, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        )
        self.sheet.show_query(replace(self.sheet.query, order=following))

    def chosen_spans(self) -> list[range]:
        """Rows that have a chosen cell, as ranges from top to bottom that neither overlap nor touch."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return spans(range(part.top(), part.bottom() + 1) for part in parts)

    def chosen_count(self) -> int:
        """How many rows have a chosen cell."""
        return sum(map(len, self.chosen_spans()))

    def chosen_ids(self) -> list[int]:
        """Ids of the rows that have a chosen cell, from top to bottom."""
        return [row_id for span in self.chosen_spans() for row_id in self.sheet.ids[span.start : span.stop]]

    def choose_rows(self, rows: Iterable[int]) -> None:
        """Choose whole rows and nothing else: one change of what is chosen, however many they are."""
        last = self.sheet.columnCount() - 1
        chosen = QItemSelection()
        for span in spans(range(row, row + 1) for row in rows):
            chosen.select(self.sheet.index(span.start, 0), self.sheet.index(span.stop - 1, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_ids(self, ids: set[int]) -> None:
        """Choose whole rows by id and go to the first."""
        rows = [row for row, row_id in enumerate(self.sheet.ids) if row_id in ids]
        self.choose_rows(rows)
        if rows:
            self.selectionModel().setCurrentIndex(
                self.sheet.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(self.sheet.index(rows[0], 0))

    def double_clicked(self, index: QModelIndex) -> None:
        """Double click opens the form."""
        self.opened.emit(index.data(ROW_ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys; all others are Qt's, and so are all keys while a cell is being edited."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.clear_cells()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_cells()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Enter: the form of a row whose first cell is current, else the next row."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable or index.column() == 0:
            self.opened.emit(index.data(ROW_ID))
        elif index.row() + 1 < self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(index.row() + 1, index.column()))

    def commitData(self, editor: QWidget) -> None:
        """Save what was typed; the rows are listed anew only when the editor is gone."""
        self.sheet.hold()
        super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Enter in an editor goes on to the next row, as in Excel."""
        super().closeEditor(editor, hint)
        self.sheet.release()
        index = self.currentIndex()
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache and index.row() + 1 < self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(index.row() + 1, index.column()))

    def area(self) -> tuple[list[int], list[int]]:
        """Rows and visible columns of the smallest rectangle around what is chosen."""
        rows, order = self.chosen_spans(), self.columns.in_order()
        places = [order.index(column) for column in self.chosen_columns() if column in order]
        if not rows or not places:
            return [], []
        return list(range(rows[0].start, rows[-1].stop)), order[min(places) : max(places) + 1]

    def chosen_columns(self) -> set[int]:
        """Columns that have a chosen cell, those that are hidden included."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return {column for part in parts for column in range(part.left(), part.right() + 1)}

    def copy(self) -> None:
        """The chosen rectangle onto the clipboard."""
        rows, columns = self.area()
        block = [[self.sheet.text(row, column) for column in columns] for row in rows]
        if block:
            QGuiApplication.clipboard().setText(clipboard.to_text(block))

    def paste(self) -> None:
        """The clipboard's block from the current cell on; what is below the last row becomes new rows."""
        block = clipboard.from_text(QGuiApplication.clipboard().text())
        start = self.currentIndex()
        if not block or not (start.isValid() or not self.sheet.ids):
            return
        rows, columns = self.area()
        block = clipboard.spread(block, len(rows), len(columns)) if rows else block
        order = self.columns.in_order()
        first = columns[0] if columns else start.column()
        visible = order[order.index(first) :] if first in order else order
        top = min(rows) if rows else max(start.row(), 0)
        inside, below = block[: self.sheet.rowCount() - top], block[self.sheet.rowCount() - top :]
        self.write(
            {
                (top + r, visible[c]): text
                for r, line in enumerate(inside)
                for c, text in enumerate(line)
                if c < len(visible)
            }
        )
        if below and self.sheet.register.grows:
            names = [self.sheet.fields[column].name for column in visible]
            self.add_rows.emit([dict(zip(names, line, strict=False)) for line in below])

    def fill_down(self) -> None:
        """The first chosen row's values into the rows below it."""
        rows, columns = self.area()
        if len(rows) > 1:
            first = {column: self.sheet.text(rows[0], column) for column in columns}
            self.write({(row, column): text for row in rows[1:] for column, text in first.items()})

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        self.write({(index.row(), index.column()): "" for index in self.selectedIndexes()})

    def write(self, cells: dict[tuple[int, int], str]) -> None:
        """Save a block of cells as one action; cells that may not be edited are left alone."""
        changes: dict[int, dict[str, str]] = {}
        count = 0
        for (row, column), text in cells.items():
            index = self.sheet.index(row, column)
            if self.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable and text != self.sheet.text(row, column):
                changes.setdefault(self.sheet.ids[row], {})[self.sheet.fields[column].name] = text
                count += 1
        if changes:
            self.pasted.emit(count, self.sheet.save(changes))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen rows."""
        menu = QMenu(self)
        words = self.sheet.words
        menu.addAction(words.text("grid.open"), lambda: self.opened.emit(self.currentIndex().data(ROW_ID)))
        menu.addSeparator()
        menu.addAction(words.text("grid.copy"), self.copy)
        menu.addAction(words.text("grid.paste"), self.paste)
        menu.addAction(words.text("grid.fill_down"), self.fill_down)
        for action in self.actions():
            menu.addAction(action)
        menu.popup(event.globalPos())


def spans(parts: Iterable[range]) -> list[range]:
    """Ranges of rows in any order, overlapping or not, as the fewest ranges that hold the same rows, in order."""
    joined: list[range] = []
    for part in sorted(parts, key=lambda part: part.start):
        if joined and part.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, part.stop))
        else:
            joined.append(part)
    return joined
