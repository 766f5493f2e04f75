"""A button for each class: pressed when the class reports, ticked once it has."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from safetydesk.registers.records.drills.stopwatch import Mark
from safetydesk.ui.theme import INSIDE
from safetydesk.words import Words

ACROSS = 6
MINUTE = 60


class ClassButtons(QScrollArea):
    """The classes in the order of the roster."""

    pressed = Signal(str)

    def __init__(self, words: Words, expected: Mapping[str, int]) -> None:
        super().__init__()
        self.words = words
        self.expected = dict(expected)
        self.buttons: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, INSIDE, 0)
        grid.setSpacing(4)
        for place, name in enumerate(self.expected):
            button = self.buttons[name] = QPushButton(name)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCheckable(True)
            button.setProperty("report", True)
            button.clicked.connect(lambda _=False, name=name: self.press(name))
            grid.addWidget(button, place // ACROSS, place % ACROSS)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(self.expected) // ACROSS + 1, 1)
        self.setWidget(body)

    def press(self, name: str) -> None:
        """A class reports; how it looks afterwards, the stored presses tell."""
        self.buttons[name].setChecked(not self.buttons[name].isChecked())
        self.pressed.emit(name)

    def show_reports(self, reports: Mapping[str, Mark], running: bool) -> None:
        """Tick who has reported, with the time after the alarm and the number."""
        for name, button in self.buttons.items():
            mark = reports.get(name)
            button.setEnabled(running)
            button.setChecked(mark is not None)
            if mark is None:
                button.setText(f"{name}   {self.expected[name]}")
            else:
                time = f"{mark.seconds // MINUTE}:{mark.seconds % MINUTE:02d}"
                button.setText(f"✓ {name}  {self.counted(name, mark.press.present)}  {time}")

    def counted(self, name: str, present: int | None) -> str:
        """A class's number, against the expected one where some are missing; nothing where only its report came."""
        if present is None:
            return ""
        expected = self.expected[name]
        return str(present) if present == expected else f"{present}/{expected}"
