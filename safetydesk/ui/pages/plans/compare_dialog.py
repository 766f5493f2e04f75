"""Two versions of a plan side by side: a line for each field and step, what changed marked by a word and a colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.reports.plan_comparison import SAME, Difference, compare, versions_of
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, DARK, INSIDE, LIGHT, Colours

MARKED = (0, 3)
"""Columns that bear the colour of the change; its word and sign are what tells."""
SIGNS = {"same": "", "changed": "≠ ", "added": "＋ ", "removed": "－ "}
FIELD_WIDTH, CHANGE_WIDTH = 150, 112


class CompareDialog(QDialog):
    """Any two versions; at first the newest chosen one and the one before it."""

    def __init__(self, desk: Desk, line: Sequence[int], chosen: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.versions = versions_of(desk.office.database, line)
        self.differences: list[Difference] = []
        self.setWindowTitle(desk.words.text("compare.title"))
        newer = max(line.index(chosen[-1]), 1)
        older = line.index(chosen[0]) if len(chosen) > 1 else newer - 1
        self.older, self.newer = self.box("older", older), self.box("newer", newer)
        self.only_changed = QCheckBox(desk.words.text("compare.only_changed"))
        self.only_changed.setChecked(True)
        self.only_changed.toggled.connect(self.narrow)
        self.told = QLabel()
        self.table = QTableWidget()
        self.build()
        self.compare()
        self.table.setFocus()

    def box(self, side: str, place: int) -> QComboBox:
        """The choice of a version."""
        box = QComboBox()
        for version in self.versions:
            box.addItem(self.desk.words.text("compare.version", edition=version.edition, day=version.issued_on))
        box.setCurrentIndex(place)
        box.setAccessibleName(self.desk.words.text(f"compare.{side}"))
        box.activated.connect(lambda _: self.compare())
        return box

    def build(self) -> None:
        """Choices, table, close."""
        words = self.desk.words
        head = QHBoxLayout()
        for side, box in (("older", self.older), ("newer", self.newer)):
            name = QLabel(words.text(f"compare.{side}"))
            name.setBuddy(box)
            head.addWidget(name)
            head.addWidget(box)
        head.addWidget(self.told, 1)
        head.addWidget(self.only_changed)
        self.set_up_table()
        close = QPushButton(words.text("window.close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(960, 540)

    def set_up_table(self) -> None:
        """To be read, line by line; long texts wrap, and Tab leads on."""
        table = self.table
        table.setColumnCount(4)
        table.setAccessibleName(self.desk.words.text("compare.title"))
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        heading = table.horizontalHeader()
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            heading.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, FIELD_WIDTH)
        table.setColumnWidth(3, CHANGE_WIDTH)

    def compare(self) -> None:
        """Fill the table anew."""
        words = self.desk.words
        older, newer = (self.versions[box.currentIndex()] for box in (self.older, self.newer))
        self.differences = compare(self.desk.office.database, older.id, newer.id, words)
        changed = sum(item.change != SAME for item in self.differences)
        self.told.setText(words.text("compare.count" if changed else "compare.none", n=changed))
        titles = [words.text("compare.version", edition=side.edition, day=side.issued_on) for side in (older, newer)]
        self.table.setHorizontalHeaderLabels([words.text("compare.field"), *titles, words.text("compare.change")])
        self.table.setRowCount(len(self.differences))
        colours = DARK if self.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT
        for place, item in enumerate(self.differences):
            self.fill(place, item, colours)
        self.narrow()

    def fill(self, place: int, item: Difference, colours: Colours) -> None:
        """One line."""
        words = self.desk.words
        name = words.text(f"field.plans.{item.field}")
        title = name if item.row is None else words.text("compare.row", name=name, number=item.row)
        word = SIGNS[item.change] + words.text(f"compare.{item.change}")
        empty = words.text("compare.empty")
        for column, text in enumerate((title, item.older or empty, item.newer or empty, word)):
            cell = QTableWidgetItem(text)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            if item.change != SAME and column in MARKED:
                cell.setForeground(colour_of(colours, item.change))
            self.table.setItem(place, column, cell)

    def narrow(self) -> None:
        """Only what changed, or all; the first line that is shown is chosen."""
        for place, item in enumerate(self.differences):
            self.table.setRowHidden(place, self.only_changed.isChecked() and item.change == SAME)
        shown = [place for place in range(len(self.differences)) if not self.table.isRowHidden(place)]
        self.table.setCurrentCell(shown[0] if shown else -1, 0)


def colour_of(colours: Colours, change: str) -> QColor:
    """The colour of a changed line's name and word."""
    return QColor({"changed": colours.warn, "added": colours.good, "removed": colours.bad}[change])
