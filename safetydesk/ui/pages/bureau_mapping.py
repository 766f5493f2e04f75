"""对应类目: the lines of the bureau's list at the left, the school's classes at the right; a class is dragged to its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.registers.files.bureau.answering import answered
from safetydesk.registers.files.bureau.register import BUREAU_LINES
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE, ROW_HEIGHT

COLUMNS = ("number", "title", "classes", "keywords", "found")
WIDTHS = (56, 320, 180, 120, 60)
KEYWORDS = COLUMNS.index("keywords")


class MappingDialog(QDialog):
    """Every change is stored when it is made, and can be undone like any other."""

    def __init__(self, desk: Desk, list_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.list_id = desk, list_id
        words = desk.words
        name = desk.office.database.query("SELECT name FROM bureau_list WHERE id = ?", [list_id])[0][0]
        self.setWindowTitle(words.text("bureau.mapping", name=name))
        self.ids: list[int] = []
        self.table = LinesTable(self)
        self.classes = QListWidget()
        self.classes.setDragEnabled(True)
        self.classes.setAccessibleName(words.text("register.file-classes"))
        self.classes.itemActivated.connect(lambda item: self.add_class(self.table.chosen_rows(), item))
        hint = QLabel(words.text("bureau.mapping_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        self.told = QLabel()
        middle = QHBoxLayout()
        middle.setSpacing(INSIDE)
        middle.addWidget(self.table, 3)
        middle.addWidget(self.classes, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(hint)
        layout.addLayout(middle, 1)
        layout.addLayout(self.foot())
        self.list_classes()
        self.refresh()
        self.resize(1040, 560)

    def foot(self) -> QHBoxLayout:
        """How many lines have papers; take classes off; close."""
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        clear = QPushButton(self.desk.words.text("bureau.clear"))
        clear.setAutoDefault(False)
        clear.clicked.connect(lambda: self.clear_classes())
        close = QPushButton(self.desk.words.text("window.close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row.addWidget(clear)
        row.addWidget(close)
        return row

    def list_classes(self) -> None:
        """The school's classes by code."""
        for row_id, code, name in self.desk.office.database.query(
            "SELECT id, code, name FROM file_class WHERE deleted_at IS NULL ORDER BY code"
        ):
            item = QListWidgetItem(f"{code} {name}")
            item.setData(Qt.ItemDataRole.UserRole, row_id)
            self.classes.addItem(item)

    def refresh(self) -> None:
        """Read the lines anew."""
        office = self.desk.office
        lines = answered(office.database, self.list_id)
        self.ids = [line.id for line in lines]
        listing = office.listing(BUREAU_LINES)
        place = {name: number for number, name in enumerate(BUREAU_LINES.by_name)}
        values = listing.values(self.ids) if self.ids else []
        self.table.fill([[shown(row[place[name]]) for name in COLUMNS] for row in values])
        there = sum(bool(line.items) for line in lines)
        self.told.setText(self.desk.words.text("bureau.answered", n=there, all=len(lines)))

    def add_class(self, rows: Sequence[int], item: QListWidgetItem | None) -> None:
        """A class for some lines, once each."""
        if item is None:
            return
        class_id = int(item.data(Qt.ItemDataRole.UserRole))
        entries = []
        for row in rows:
            now = self.desk.office.records.read(BUREAU_LINES, self.ids[row])["classes"]
            if class_id not in now:
                entries.append(Entry({"classes": (*now, class_id)}, self.ids[row]))
        self.store(entries)

    def clear_classes(self) -> None:
        """No class for the chosen lines."""
        self.store([Entry({"classes": ()}, self.ids[row]) for row in self.table.chosen_rows()])

    def set_keywords(self, row: int, text: str) -> None:
        """Words that a paper's title must hold for a line."""
        if text.strip() != self.desk.office.records.read(BUREAU_LINES, self.ids[row])["keywords"]:
            self.store([Entry({"keywords": text.strip()}, self.ids[row])])

    def store(self, entries: Sequence[Entry]) -> None:
        """Store, or say why not; then show what is there."""
        if entries:
            try:
                stored = self.desk.office.records.save_all(BUREAU_LINES, entries, "bureau.map")
            except UserError as error:
                self.desk.notices.refuse(error)
            else:
                for issues in stored.refused.values():
                    self.desk.notices.tell(self.desk.words.say(issues[0].message))
        self.refresh()


class LinesTable(QTableWidget):
    """The lines; takes classes that are dropped on it."""

    def __init__(self, dialog: MappingDialog) -> None:
        super().__init__(0, len(COLUMNS))
        self.dialog = dialog
        words = dialog.desk.words
        self.setHorizontalHeaderLabels([words.text(f"field.bureau-lines.{name}") for name in COLUMNS])
        self.setAccessibleName(words.text("register.bureau-lines"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAcceptDrops(True)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self.edited)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the lines, the same one chosen."""
        row = self.currentRow()
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for place, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column != KEYWORDS:
                    cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.setItem(place, column, cell)
        self.blockSignals(False)
        if rows:
            self.setCurrentCell(max(row, 0), max(self.currentColumn(), 0))

    def chosen_rows(self) -> list[int]:
        """Rows that are chosen."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def edited(self, cell: QTableWidgetItem) -> None:
        """Only the words can be typed."""
        self.dialog.set_keywords(cell.row(), cell.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dialog.clear_classes()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self.dialog.classes:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0:
            self.dialog.add_class([row], self.dialog.classes.currentItem())
            event.acceptProposedAction()


def shown(value: object) -> str:
    """A value in its cell; nought is a number, too."""
    return "" if value is None else str(value)
