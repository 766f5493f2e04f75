"""What the chosen record holds, beside the list: read without opening the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QWidget

from safetydesk.core.linked_field import Rows
from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE

WIDTH = 280


class DetailsPane(QScrollArea):
    """Every field of one record that holds something."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(desk.words.text("grid.details"))

    def show_record(self, row_id: int | None) -> None:
        """Fill the pane; without a record it is empty."""
        self.setWidget(self.body(row_id))

    def body(self, row_id: int | None) -> QWidget:
        """The fields, one below the other."""
        body = QWidget()
        rows = QFormLayout(body)
        rows.setContentsMargins(BETWEEN, 0, 0, 0)
        rows.setVerticalSpacing(INSIDE)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for title, text in self.lines(row_id):
            heading, value = QLabel(title), QLabel(text)
            heading.setProperty("quiet", True)
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addRow(heading, value)
        return body

    def lines(self, row_id: int | None) -> list[tuple[str, str]]:
        """Headings and values, the empty ones left out."""
        if row_id is None:
            return []
        words = self.desk.words
        row = self.desk.office.listing(self.register).values([row_id])[0]
        shown = [
            (words.text(f"field.{self.register.key}.{item.name}"), item.text(value, words))
            for item, value in zip(self.register.fields, row, strict=True)
            if not isinstance(item, Rows) and not item.empty(value)
        ]
        return [(title, text) for title, text in shown if text]
