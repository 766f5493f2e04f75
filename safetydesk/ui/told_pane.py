"""A pane beside a list that tells how the chosen record stands, above the fields that it holds."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safetydesk.ui.details_pane import DetailsPane
from safetydesk.ui.form_dialog import label
from safetydesk.ui.theme import BETWEEN, INSIDE

Standing = TypeVar("Standing")


class ToldPane(DetailsPane, Generic[Standing]):
    """What is told is worked out anew for each record."""

    @abstractmethod
    def standing(self, row_id: int) -> Standing | None:
        """How a record stands; None where there is nothing to tell of it."""

    @abstractmethod
    def tell(self, row_id: int, standing: Standing) -> None:
        """Say it, line by line."""

    def body(self, row_id: int | None) -> QWidget:
        """What is told, then the fields."""
        fields = super().body(row_id)
        standing = None if row_id is None else self.standing(row_id)
        if row_id is None or standing is None:
            return fields
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(BETWEEN, 0, 0, 0)
        self.column.setSpacing(INSIDE // 2)
        self.tell(row_id, standing)
        fields.setContentsMargins(-BETWEEN, BETWEEN, 0, 0)
        self.column.addWidget(fields)
        self.column.addStretch()
        return body

    def add(self, text: str, role: str) -> None:
        """A line of text that wraps."""
        line = label(text, role)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(line)
