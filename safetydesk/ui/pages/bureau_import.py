"""Taking in a list of the bureau's: what was read of its workbook, its name and days, before anything is stored."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError, message
from safetydesk.operations.bureau.taking_in import Taken, school_year_days, store_list
from safetydesk.ui.desk import Desk
from safetydesk.ui.store_row import StoreRow
from safetydesk.ui.theme import BETWEEN, INSIDE, ROW_HEIGHT

COLUMNS = ("number", "title", "score", "classes")


class BureauImportDialog(QDialog):
    """The list as it would be stored."""

    def __init__(self, desk: Desk, taken: Taken, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.taken = desk, taken
        self.stored_id: int | None = None
        words = desk.words
        self.setWindowTitle(words.text("bureau.take_in"))
        first, last = school_year_days(desk.year)
        self.edits = {
            "name": QLineEdit(taken.table.name),
            "issued_by": QLineEdit(),
            "from_on": QLineEdit(first.isoformat()),
            "to_on": QLineEdit(last.isoformat()),
        }
        rows = QFormLayout()
        for name, edit in self.edits.items():
            edit.setAccessibleName(words.text(f"field.bureau-lists.{name}"))
            rows.addRow(words.text(f"field.bureau-lists.{name}"), edit)
        mapped = sum(bool(one.class_ids) for one in taken.mapped)
        told = QLabel(words.text("bureau.read", n=len(taken.mapped), mapped=mapped, file=taken.file.name))
        told.setProperty("quiet", True)
        told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(told)
        layout.addLayout(rows)
        layout.addWidget(self.table(), 1)
        layout.addLayout(StoreRow(self, words, words.text("bureau.store"), self.store))
        self.resize(860, 520)

    def table(self) -> QTableWidget:
        """The lines with the classes that they would be matched with; remembered ones say so."""
        words = self.desk.words
        names = dict(self.desk.office.database.query("SELECT id, code || ' ' || name FROM file_class"))
        table = QTableWidget(len(self.taken.mapped), len(COLUMNS))
        table.setHorizontalHeaderLabels([words.text(f"field.bureau-lines.{name}") for name in COLUMNS])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(3, 240)
        for row, (line, mapped) in enumerate(zip(self.taken.table.lines, self.taken.mapped, strict=True)):
            matched = words.text("bureau.and").join(names[one] for one in mapped.class_ids)
            if mapped.remembered:
                matched = words.text("bureau.remembered", classes=matched)
            for column, text in enumerate((line.number, line.title, line.score, matched)):
                table.setItem(row, column, QTableWidgetItem(text))
        return table

    def store(self) -> None:
        """Store the list with its workbook, or say what cannot be."""
        try:
            first, last = self.day("from_on"), self.day("to_on")
            self.stored_id = store_list(
                self.desk.office, self.taken, self.edits["name"].text(), self.edits["issued_by"].text(), first, last
            )
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.accept()

    def day(self, name: str) -> date:
        """A day as it was typed; raises UserError."""
        found = read_date(self.edits[name].text())
        if found is None:
            raise UserError(message("core.bad_date", value=self.edits[name].text()))
        return found
