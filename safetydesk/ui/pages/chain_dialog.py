"""The chain of letters as a table: where it is broken, the way to the letters, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.errors import UserError
from safetydesk.operations.chain_papers import CHART, TABLE, chain_paper, chain_writer, read_chain
from safetydesk.operations.paper import Paper
from safetydesk.registers.records.letters.chain import Link
from safetydesk.reports.chain_table import chain_table
from safetydesk.reports.checks.letter_chain import offenders
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.icons import icon
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE, ROW_HEIGHT

WIDEST = 170
"""Pixels of a column; a longer text is in its tool tip."""


class ChainDialog(QDialog):
    """One row for each link, from the bureau down; a row leads to its letters, to the letter above, to what lacks."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.preview: PreviewDialog | None = None
        self.chain = read_chain(desk.office, desk.year)
        self.links = list(self.chain.links())
        words = desk.words
        sheet = chain_table(self.chain, words, "")
        self.setWindowTitle(words.text("chain.title"))
        self.table = QTableWidget(len(self.links), len(sheet.columns))
        self.only_broken = QCheckBox(words.text("chain.only_broken"))
        self.only_broken.toggled.connect(self.narrow)
        self.fill(sheet.rows, [column.title for column in sheet.columns])
        told = QLabel(sheet.subtitle)
        told.setProperty("issue" if self.chain.broken() else "good", True)
        hint = QLabel(words.text("chain.hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(told, 1)
        head.addWidget(self.only_broken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)
        layout.addLayout(self.buttons())
        self.only_broken.setEnabled(bool(self.chain.broken()))
        self.resize(1040, 520)
        self.table.setCurrentCell(0, 0)

    def fill(self, rows: object, titles: list[str]) -> None:
        """The cells; a broken row says so in its last column and is set apart by its colour besides."""
        table = self.table
        table.setAccessibleName(self.desk.words.text("chain.title"))
        table.setHorizontalHeaderLabels(titles)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, cells in enumerate(rows if isinstance(rows, tuple) else ()):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(place, column, item)
        table.resizeColumnsToContents()
        for column in range(len(titles)):
            table.setColumnWidth(column, min(table.columnWidth(column) + INSIDE, WIDEST))
        table.currentCellChanged.connect(lambda *_: self.mark())
        table.cellDoubleClicked.connect(lambda *_: self.show_letters())

    def buttons(self) -> QHBoxLayout:
        """Ways to go on the left, papers on the right."""
        words = self.desk.words
        row = QHBoxLayout()
        self.show_button = QPushButton(words.text("chain.show"))
        self.above_button = QPushButton(words.text("chain.show_above"))
        self.mend_button = QPushButton(words.text("chain.mend"))
        for button, action in (
            (self.show_button, self.show_letters),
            (self.above_button, self.show_above),
            (self.mend_button, self.mend),
        ):
            button.clicked.connect(action)
            row.addWidget(button)
        row.addStretch()
        for name, picture, action in (
            ("print_chart", "print", lambda: self.print_paper(CHART)),
            ("print_table", "print", lambda: self.print_paper(TABLE)),
            ("export_table", "export", self.export),
        ):
            button = QPushButton(icon(picture), words.text(f"chain.{name}"))
            button.clicked.connect(action)
            row.addWidget(button)
        close = QPushButton(words.text("window.close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def link(self) -> Link | None:
        """The link under the cursor."""
        place = self.table.currentRow()
        return self.links[place] if 0 <= place < len(self.links) else None

    def mark(self) -> None:
        """Only what leads somewhere can be pressed."""
        link = self.link()
        self.show_button.setEnabled(bool(link and link.letter_ids))
        self.above_button.setEnabled(bool(link and link.above and link.above.letter_ids))
        self.mend_button.setEnabled(bool(link and link.flaws))

    def narrow(self, on: bool) -> None:
        """Only the broken links, or all."""
        for place, link in enumerate(self.links):
            self.table.setRowHidden(place, on and not link.flaws)
        first = next((place for place in range(len(self.links)) if not self.table.isRowHidden(place)), 0)
        self.table.setCurrentCell(first, 0)

    def show_letters(self) -> None:
        """Go to the letters of this link."""
        if (link := self.link()) and link.letter_ids:
            self.go_to("letters", link.letter_ids)

    def show_above(self) -> None:
        """Go to the letter above."""
        if (link := self.link()) and link.above and link.above.letter_ids:
            self.go_to("letters", link.above.letter_ids)

    def mend(self) -> None:
        """Go to what lacks: a letter, a person, a class, the school; else to where letters are issued."""
        if (link := self.link()) and link.flaws:
            found = offenders(self.chain, link)
            if found:
                self.go_to(found[0].register, found[0].ids)
            else:
                self.accept()
                self.desk.signals.page_wanted.emit("letters")

    def go_to(self, register: str, ids: tuple[int, ...]) -> None:
        """Close, and show these records."""
        self.accept()
        self.desk.signals.show_records.emit(register, ids)

    def print_paper(self, form: str) -> None:
        """The chart or the table as it will be on paper."""
        path = self.desk.office.folder.work / f"chain-{form}.pdf"
        self.write(form, path, self.show_preview)

    def export(self) -> None:
        """The table as a workbook that the clerk names."""
        name = self.desk.office.paper.text("chain.export_name", first=self.desk.year, last=self.desk.year + 1)
        path = save_path(self.desk, self, f"{name}.xlsx")
        if path:
            self.write(TABLE, path, partial(tell_exported, self.desk))

    def write(self, form: str, path: Path, then: Callable[[Paper], None]) -> None:
        """Write in a worker, go on with the paper."""
        try:
            work = chain_writer(self.desk.office, self.chain, form, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        name = self.desk.words.text("grid.writing", file=path.name)
        self.desk.tasks.run(
            name, lambda *_: work(), lambda _: then(chain_paper(self.chain, path)), self.desk.notices.refuse
        )

    def show_preview(self, paper: Paper) -> None:
        """The very file that is printed."""
        self.preview = PreviewDialog(self.desk, paper, self)
        self.preview.open()
