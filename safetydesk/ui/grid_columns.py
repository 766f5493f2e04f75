"""Columns of a grid as they were left: widths, order and absence, remembered from one day to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView

from safetydesk.ui.sheet_model import SheetModel
from safetydesk.ui.window_state import WindowState

CHARACTER = 9
"""Pixels of a Latin character in a column's width."""


class GridColumns(QObject):
    """Keeps the columns of one grid."""

    def __init__(self, grid: QTableView, model: SheetModel, state: WindowState) -> None:
        super().__init__(grid)
        self.grid = grid
        self.model = model
        self.state = state
        self.name = f"columns/{model.register.key}"
        self.header = grid.horizontalHeader()
        self.header.setSectionsMovable(True)
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.widths = [
            max(item.width * CHARACTER, self.header.sectionSizeHint(column)) for column, item in enumerate(model.fields)
        ]
        self.restore()
        self.header.sectionResized.connect(self.resized)
        self.header.sectionMoved.connect(lambda *_: self.keep())
        self.header.customContextMenuRequested.connect(self.choose)

    def restore(self) -> None:
        """Set the columns as last time; a new column stands where the register declares it."""
        names = [item.name for item in self.model.fields]
        kept = self.state.read(self.name, {})
        for column, name in enumerate(names):
            self.widths[column], hidden = kept.get("columns", {}).get(name, [self.widths[column], False])
            self.grid.setColumnWidth(column, self.widths[column])
            self.grid.setColumnHidden(column, hidden)
        for place, name in enumerate(name for name in kept.get("order", []) if name in names):
            self.header.moveSection(self.header.visualIndex(names.index(name)), place)

    def resized(self, column: int, _: int, width: int) -> None:
        """A column that is hidden keeps the width it had."""
        if width:
            self.widths[column] = width
            self.keep()

    def keep(self) -> None:
        """Remember the columns."""
        names = [item.name for item in self.model.fields]
        columns = {name: [self.widths[column], self.grid.isColumnHidden(column)] for column, name in enumerate(names)}
        order = [names[column] for column in self.in_order(hidden=True)]
        self.state.write(self.name, {"columns": columns, "order": order})

    def in_order(self, hidden: bool = False) -> list[int]:
        """Columns from left to right, as they stand on the screen."""
        places = range(len(self.model.fields))
        columns = [self.header.logicalIndex(place) for place in places]
        return [column for column in columns if hidden or not self.grid.isColumnHidden(column)]

    def choose(self, place: QPoint) -> None:
        """A menu with every column, ticked where it shows; the first one always does."""
        menu = QMenu(self.grid)
        for column, item in enumerate(self.model.fields):
            action = menu.addAction(str(self.model.headerData(column, Qt.Orientation.Horizontal)))
            action.setCheckable(True)
            action.setChecked(not self.grid.isColumnHidden(column))
            action.setEnabled(column > 0)
            action.setData(item.name)
            action.toggled.connect(lambda shown, column=column: self.show(column, shown))
        menu.popup(self.header.mapToGlobal(place))

    def show(self, column: int, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        self.grid.setColumnHidden(column, not shown)
        if shown:
            self.grid.setColumnWidth(column, self.widths[column])
        self.keep()
