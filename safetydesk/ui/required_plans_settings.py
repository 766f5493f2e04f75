"""The page of the settings that says which kinds of plan this school must have."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.required_plans import required_plans, set_required_plans
from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.reports.required_plans import REQUIRED
from safetydesk.ui.desk import Desk
from safetydesk.ui.form_dialog import label


class RequiredPlansSettings(QWidget):
    """Every kind with a box; a tick is stored when it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        words = desk.words
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(words.text("required_plans.title"))
        for kind in TYPES.values:
            item = QListWidgetItem(words.term("emergency", kind))
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.kinds.addItem(item)
        self.tick(required_plans(desk.office))
        self.kinds.itemChanged.connect(lambda _: self.store())
        reset = QPushButton(words.text("required_plans.reset", n=len(REQUIRED)))
        reset.clicked.connect(self.reset)
        foot = QHBoxLayout()
        foot.addWidget(reset)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(label(words.text("required_plans.hint"), "quiet"))
        layout.addWidget(self.kinds, 1)
        layout.addWidget(label(words.text("checks.source", source=words.text("required_plans.source")), "quiet"))
        layout.addLayout(foot)

    def items(self) -> list[QListWidgetItem]:
        """The lines of the list."""
        return [self.kinds.item(row) for row in range(self.kinds.count())]

    def tick(self, required: Iterable[str]) -> None:
        """Show which kinds are required, without storing anything."""
        wanted = set(required)
        self.kinds.blockSignals(True)
        for item in self.items():
            on = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.kinds.blockSignals(False)
        self.kinds.viewport().update()

    def store(self) -> None:
        """Keep what is ticked."""
        ticked = [
            item.data(Qt.ItemDataRole.UserRole) for item in self.items() if item.checkState() == Qt.CheckState.Checked
        ]
        try:
            set_required_plans(self.desk.office, ticked)
        except UserError as error:
            self.desk.notices.refuse(error)
            self.tick(required_plans(self.desk.office))

    def reset(self) -> None:
        """The fourteen again."""
        self.tick(REQUIRED)
        self.store()
