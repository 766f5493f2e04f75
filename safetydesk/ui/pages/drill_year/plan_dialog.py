"""编排全年: what the year still lacks, a row for each drill, looked over and written down in one step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
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

from safetydesk.core.choices import Choices
from safetydesk.core.dates import read_date
from safetydesk.core.issue import Issue
from safetydesk.core.listing import Query
from safetydesk.errors import UserError, message
from safetydesk.operations.drill_year import first_leader, plan_year, proposed, usual_place
from safetydesk.registers.records.drills.kinds import ANNOUNCED, FORMS, PERIODS, TYPES
from safetydesk.registers.records.drills.slots import Slot
from safetydesk.ui.desk import Desk
from safetydesk.ui.store_row import StoreRow
from safetydesk.ui.theme import BETWEEN, INSIDE, ROW_HEIGHT

DAY = 0
CHOICES: tuple[tuple[str, Choices], ...] = (
    ("type", TYPES),
    ("form", FORMS),
    ("announced", ANNOUNCED),
    ("period", PERIODS),
)
WIDTHS = (120, 190, 120, 160, 110)


class PlanYearDialog(QDialog):
    """Rows that are ticked become planned drills."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.slots = proposed(desk.office, desk.year)
        self.setWindowTitle(words.text("drill_calendar.plan_year"))
        hint = QLabel(words.text("drill_calendar.plan_hint" if self.slots else "drill_calendar.nothing_lacks"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        self.commander = QLineEdit(first_leader(desk.office))
        self.place = self.places()
        rows = QFormLayout()
        rows.addRow(words.text("field.drills.commander"), self.commander)
        rows.addRow(words.text("field.drills.place"), self.place)
        self.table = self.build_table()
        row = StoreRow(self, words, words.text("drill_calendar.write_down"), self.write_down)
        self.save_button = row.save
        self.save_button.setEnabled(bool(self.slots))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(hint)
        layout.addLayout(rows)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.resize(840, 480)

    def places(self) -> QComboBox:
        """The places of the school, the usual one chosen."""
        box = QComboBox()
        register = self.desk.office.register("places")
        listing = self.desk.office.listing(register)
        ids = listing.ids(Query())
        name = list(register.by_name).index("name")
        for row_id, values in zip(ids, listing.values(ids), strict=True):
            box.addItem(values[name], row_id)
        box.setCurrentIndex(max(box.findData(usual_place(self.desk.office)), 0) if ids else -1)
        return box

    def build_table(self) -> QTableWidget:
        """A row for each drill: a tick and the day, then what kind and how."""
        words = self.desk.words
        table = QTableWidget(len(self.slots), 1 + len(CHOICES))
        heads = ("held_on", *(name for name, _ in CHOICES))
        table.setHorizontalHeaderLabels([words.text(f"field.drills.{name}") for name in heads])
        table.setAccessibleName(words.text("drill_calendar.plan_year"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT + 4)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(len(CHOICES), QHeaderView.ResizeMode.Stretch)
        for row, slot in enumerate(self.slots):
            day = QTableWidgetItem(slot.day.isoformat())
            day.setFlags(day.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            day.setCheckState(Qt.CheckState.Checked)
            table.setItem(row, DAY, day)
            for column, (name, choices) in enumerate(CHOICES, 1):
                table.setCellWidget(row, column, self.box(choices, getattr(slot, name)))
        return table

    def box(self, choices: Choices, value: str) -> QComboBox:
        """One choice of a row."""
        box = QComboBox()
        for term in choices.values:
            box.addItem(self.desk.words.term(choices.family, term), term)
        box.setCurrentIndex(choices.values.index(value))
        return box

    def chosen(self) -> list[Slot]:
        """The ticked rows as they stand now; raises UserError for a day that cannot be read."""
        found = []
        for row, slot in enumerate(self.slots):
            item = self.table.item(row, DAY)
            if item is None or item.checkState() != Qt.CheckState.Checked:
                continue
            day = read_date(item.text())
            if day is None:
                raise UserError(message("core.bad_date", value=item.text()))
            kind, form, announced, period = (self.value(row, column) for column in range(1, len(CHOICES) + 1))
            found.append(replace(slot, day=day, type=kind, form=form, announced=announced, period=period))
        return found

    def value(self, row: int, column: int) -> str:
        """What is chosen in a cell."""
        box = self.table.cellWidget(row, column)
        assert isinstance(box, QComboBox)
        return str(box.currentData())

    def write_down(self) -> None:
        """Store all of them or say why not."""
        words = self.desk.words
        try:
            stored = plan_year(self.desk.office, self.chosen(), self.commander.text(), self.place.currentData())
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if stored.refused:
            first: tuple[Issue, ...] = next(iter(stored.refused.values()))
            self.desk.notices.tell(
                words.text("drill_calendar.some_refused", n=len(stored.refused), why=words.say(first[0].message))
            )
        self.accept()
