"""A tab: the narrow list of its registers, and the page of the chosen one, built when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from safetydesk.core.listing import Query
from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages import page_class
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.theme import ROW_HEIGHT

LIST_WIDTH = 132


class TabPage(QWidget):
    """Registers of one tab."""

    def __init__(self, desk: Desk, registers: list[Register]) -> None:
        super().__init__()
        self.desk = desk
        self.registers = registers
        self.pages: dict[str, RegisterPage] = {}
        self.names = QListWidget()
        self.names.setProperty("sidebar", True)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setAccessibleName(desk.words.text("window.registers"))
        self.stack = QStackedWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names)
        layout.addWidget(self.stack, 1)
        self.names.addItems(["" for _ in registers])
        self.count()
        self.names.setFixedWidth(max(LIST_WIDTH, self.names.sizeHintForColumn(0) + 12))
        self.names.currentRowChanged.connect(self.show_row)
        desk.signals.changed.connect(self.follow)
        desk.year_choice.changed.connect(self.follow)
        self.names.setCurrentRow(0)

    def follow(self, *_: object) -> None:
        """Something was saved, or another year chosen: count anew, at once only where it is seen."""
        self.stale = True
        if self.isVisible():
            self.count()

    def showEvent(self, event: QShowEvent) -> None:
        if self.stale:
            self.count()
        super().showEvent(event)

    def count(self) -> None:
        """Names with the number of their records."""
        self.stale = False
        for row, register in enumerate(self.registers):
            year = self.desk.year if register.year else None
            n = self.desk.office.listing(register).count(Query(year=year))
            self.names.item(row).setText(f"{self.desk.words.text(f'register.{register.key}')}  {n}")
            width = self.names.fontMetrics().horizontalAdvance(self.names.item(row).text()) + 32
            self.names.item(row).setSizeHint(QSize(width, ROW_HEIGHT + 4))

    def show_row(self, row: int) -> None:
        """The page of the register in a row of the list."""
        self.stack.setCurrentWidget(self.page(self.registers[row].key))

    @property
    def current_key(self) -> str:
        """The register whose page is shown."""
        return self.registers[max(self.names.currentRow(), 0)].key

    def page(self, key: str) -> RegisterPage:
        """A register's page, made when it is first wanted."""
        if key not in self.pages:
            register = self.desk.office.register(key)
            page = self.pages[key] = page_class(key)(self.desk, register)
            self.stack.addWidget(page)
        return self.pages[key]

    def go_to(self, key: str) -> RegisterPage:
        """Choose a register in the list and return its page."""
        self.names.setCurrentRow([register.key for register in self.registers].index(key))
        return self.page(key)
