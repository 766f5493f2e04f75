"""The card of what is late and what is due soon, each line with the way to its records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.card import Card, said
from safetydesk.ui.overview.tasks import DAYS, LATE, Task
from safetydesk.ui.theme import INSIDE


def tasks_card(desk: Desk, found: Sequence[Task]) -> Card:
    """Late ones first; a card without any says what it is for."""
    words = desk.words
    if not found:
        quiet = said(words.text("overview.tasks_empty", days=DAYS), "quiet")
        return Card(words.text("overview.tasks"), said("✓ " + words.text("overview.no_tasks"), "good"), quiet)
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(INSIDE)
    grid.setVerticalSpacing(INSIDE)
    grid.setColumnStretch(1, 1)
    for row, task in enumerate(found):
        sentence = QLabel(task.text)
        sentence.setWordWrap(True)
        grid.addWidget(sign(desk, task), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(sentence, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(show_button(desk, task), row, 2, Qt.AlignmentFlag.AlignTop)
    return Card(words.text("overview.tasks"), box)


def sign(desk: Desk, task: Task) -> QLabel:
    """A sign and a word; the colour only helps."""
    late = task.when == LATE
    label = QLabel(f"{'▲' if late else '◆'} {desk.words.text(f'overview.{task.when}')}")
    label.setProperty("issue" if late else "warning", True)
    return label


def show_button(desk: Desk, task: Task) -> QPushButton:
    """Jump to those very records, or to the page where they are made."""
    button = QPushButton(desk.words.text("overview.show_these"))
    button.setProperty("link", True)
    button.setAccessibleName(desk.words.text("overview.show_said", task=task.text))

    def show() -> None:
        if task.ids:
            desk.signals.show_records.emit(task.page, task.ids)
        else:
            desk.signals.page_wanted.emit(task.page)

    button.clicked.connect(show)
    return button
