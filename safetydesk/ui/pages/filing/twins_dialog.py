"""Files with the same content in several places, and the way to each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.operations.duplicates import Place, twins
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE

PLACE = Qt.ItemDataRole.UserRole


class TwinsDialog(QDialog):
    """A branch for each content, a line for each place; nothing is removed here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words.text("duplicates.title"))
        found = twins(desk.office)
        head = QLabel(words.text("duplicates.head" if found else "duplicates.none"))
        head.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(words.text("duplicates.title"))
        self.tree.setHeaderHidden(True)
        for twin in found:
            size = max(twin.size // 1024, 1)
            branch = QTreeWidgetItem([words.text("duplicates.line", name=twin.places[0].name, size=size)])
            for place in twin.places:
                branch.addChild(self.line(place))
            self.tree.addTopLevelItem(branch)
            branch.setExpanded(True)
        self.tree.itemActivated.connect(lambda *_: self.go())
        show = QPushButton(words.text("duplicates.show"))
        show.clicked.connect(lambda: self.go())
        show.setEnabled(bool(found))
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(show)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(head)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        self.resize(640, 420)

    def line(self, place: Place) -> QTreeWidgetItem:
        """One place."""
        words = self.desk.words
        register = words.text(f"register.{place.register}")
        line = QTreeWidgetItem([words.text("duplicates.place", register=register, title=place.title)])
        line.setData(0, PLACE, place)
        return line

    def go(self) -> None:
        """To the record in hand."""
        line = self.tree.currentItem()
        place = line.data(0, PLACE) if line else None
        if isinstance(place, Place):
            self.accept()
            self.desk.signals.show_records.emit(place.register, (place.record_id,))
