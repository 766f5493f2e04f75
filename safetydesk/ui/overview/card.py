"""A framed part of the overview, and the line that an empty one offers instead of figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.ui.theme import BETWEEN, INSIDE


class Card(QFrame):
    """A heading with parts below it."""

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(BETWEEN, BETWEEN - 4, BETWEEN, BETWEEN - 4)
        self.column.setSpacing(INSIDE)
        self.head = QHBoxLayout()
        self.head.addWidget(said(title, "section"), 1)
        self.column.addLayout(self.head)
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch()


def said(text: str, role: str = "") -> QLabel:
    """A line of text that the theme dresses by its role."""
    label = QLabel(text)
    label.setWordWrap(role in ("quiet", "good", "warning"))
    if role:
        label.setProperty(role, True)
    return label


def teaching(text: str, button: str, action: Callable[[], object]) -> QWidget:
    """What goes here, and the first step towards it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(INSIDE)
    go = QPushButton(button)
    go.clicked.connect(lambda: action())
    column.addWidget(said(text, "quiet"))
    column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
    return box
