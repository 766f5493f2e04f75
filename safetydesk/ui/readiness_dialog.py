"""All checks in a table; the chosen one is explained below, with its source, its remedy and the way to its records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN, Outcome, Records
from safetydesk.reports.readiness import worst_first
from safetydesk.reports.said import threshold_said, value_said
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE, ROW_HEIGHT

COLUMNS = ("result", "check", "value", "threshold", "level")
WIDTHS = (90, 0, 240, 165, 50)
"""The check takes the room that is left."""
SIGNS = {FAIL: "▲", WARN: "◆", PASS: "✓", NOT_APPLICABLE: "—"}
SHOWN_LINES = 12


class ReadinessDialog(QDialog):
    """The worst first; details of one at a time."""

    def __init__(self, desk: Desk, outcomes: Sequence[Outcome], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.outcomes = worst_first(outcomes)
        words = desk.words
        self.setWindowTitle(words.text("checks.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = QTableWidget(len(self.outcomes), len(COLUMNS))
        self.fill()
        self.details = QLabel()
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.details)
        self.ways = QHBoxLayout()
        self.ways.setSpacing(INSIDE)
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addLayout(self.ways)
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(self.table, 3)
        layout.addWidget(area, 2)
        layout.addLayout(foot)
        self.resize(880, 580)
        self.table.currentCellChanged.connect(lambda *_: self.explain())
        self.table.setCurrentCell(0, 0)

    def fill(self) -> None:
        """The table."""
        words, table = self.desk.words, self.table
        table.setAccessibleName(words.text("checks.title"))
        table.setHorizontalHeaderLabels([words.text(f"checks.column_{name}") for name in COLUMNS])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(COLUMNS.index("check"), QHeaderView.ResizeMode.Stretch)
        for place, item in enumerate(self.outcomes):
            cells = (
                f"{SIGNS[item.result]} {words.text(f'checks.{item.result}')}",
                f"{item.check.id}  {words.text(f'checks.{item.check.id}_title')}",
                value_said(item, words) if item.result != NOT_APPLICABLE else "—",
                threshold_said(item, words),
                item.check.level,
            )
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                table.setItem(place, column, cell)

    def explain(self) -> None:
        """What the chosen check asks, what it found, what to do, and where."""
        place = self.table.currentRow()
        if not 0 <= place < len(self.outcomes):
            return
        item, words = self.outcomes[place], self.desk.words
        name = item.check.id
        told = words.text("checks.value_line", value=value_said(item, words), threshold=threshold_said(item, words))
        lines = [told, words.text(f"checks.{name}_about")]
        if item.bad:
            lines.append(words.text("checks.remedy", remedy=words.text(f"checks.{name}_remedy")))
        lines.append(words.text("checks.source", source=words.text(f"checks.{name}_source")))
        found = [words.say(line) for line in item.finding.lines[:SHOWN_LINES]]
        if found:
            more = len(item.finding.lines) - len(found)
            apart = "   "
            lines += ["", apart.join(found) + (f"{apart}… +{more}" if more > 0 else "")]
        level = words.text(f"checks.level_{item.check.level}")
        self.details.setText("\n".join([level, *lines]))
        self.show_ways(item.finding.records)

    def show_ways(self, records: Sequence[Records]) -> None:
        """A button for each register that holds offenders."""
        while (taken := self.ways.takeAt(0)) is not None:
            if old := taken.widget():
                old.hide()
                old.deleteLater()
        for found in records:
            say = self.desk.words.text
            key = f"file_checks.part_{found.part}" if found.part else f"checks.show_{found.register}"
            button = QPushButton(say(key, n=len(found.ids)))
            button.clicked.connect(lambda _=False, found=found: self.go_to(found))
            self.ways.addWidget(button)

    def go_to(self, found: Records) -> None:
        """Close, and show exactly these records."""
        self.accept()
        self.desk.signals.show_records.emit(found.register, found.ids)
