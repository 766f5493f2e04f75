"""Ctrl+K: one box that finds any record by name, number, text, pinyin, initials, phone tail or class."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from safetydesk.core.search import Hit
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import INSIDE

PAUSE_MS = 120
TOLD = 3
"""Values beside a hit's name."""


class SearchEverywhere(QDialog):
    """Type, go down with the arrow, press Enter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(desk.words.text("window.search_all"))
        self.box = QLineEdit()
        self.box.setPlaceholderText(desk.words.text("window.search_hint"))
        self.box.setAccessibleName(desk.words.text("window.search_all"))
        self.hits = QListWidget()
        self.hits.setProperty("hits", True)
        self.hits.setAccessibleName(desk.words.text("window.search_hits"))
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE_MS)
        self.timer.timeout.connect(self.list_hits)
        self.box.textChanged.connect(lambda: self.timer.start())
        self.box.returnPressed.connect(self.go)
        self.hits.itemActivated.connect(lambda _: self.go())
        layout = QVBoxLayout(self)
        layout.setSpacing(INSIDE)
        layout.addWidget(self.box)
        layout.addWidget(self.hits)
        self.resize(620, 420)

    def list_hits(self) -> None:
        """List what matches."""
        self.hits.clear()
        found = self.desk.office.search.everywhere(self.box.text())
        about = self.about(found)
        for hit in found:
            inside = [self.desk.words.text("file_text.inside", file=hit.inside)] if hit.inside else []
            parts = (hit.label, *inside, *about[hit], self.desk.words.text(f"register.{hit.register}"))
            entry = QListWidgetItem("　".join(parts), self.hits)
            entry.setData(Qt.ItemDataRole.UserRole, hit)
        self.hits.setCurrentRow(0)

    def about(self, hits: list[Hit]) -> dict[Hit, list[str]]:
        """What tells records of one name apart: the first of the values that they are found by."""
        told: dict[Hit, list[str]] = {}
        for key in {hit.register for hit in hits}:
            register = self.desk.office.register(key)
            mine = [hit for hit in hits if hit.register == key]
            names = [item.name for item in register.fields]
            wanted = [names.index(name) for name in register.search if name != register.label]
            rows = self.desk.office.listing(register).values([hit.row_id for hit in mine])
            for hit, row in zip(mine, rows, strict=True):
                told[hit] = [str(row[place]) for place in wanted if row[place]][:TOLD]
        return told

    def go(self) -> None:
        """Show the chosen record on its page."""
        if self.timer.isActive():
            self.timer.stop()
            self.list_hits()
        entry = self.hits.currentItem()
        if entry:
            hit = entry.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self.desk.signals.show_records.emit(hit.register, (hit.row_id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.box.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.hits.setCurrentRow(min(max(self.hits.currentRow() + step, 0), self.hits.count() - 1))
        else:
            super().keyPressEvent(event)
