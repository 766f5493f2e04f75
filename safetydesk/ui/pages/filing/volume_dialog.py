"""Which volume: a class of the school year or a box, and whether the catalogue goes inside."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from safetydesk.operations.archive.single_volume import Choice
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, ROW_HEIGHT

WIDTH = 460


class VolumeDialog(QDialog):
    """Asks for one of some volumes; the first begins chosen unless a class is said."""

    def __init__(self, desk: Desk, choices: list[Choice], code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = desk.words.text
        self.choices = choices
        self.setWindowTitle(say("volume.dialog_title"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        self.column.setSpacing(BETWEEN)
        self.quiet(say("volume.dialog_hint"))
        self.which = QComboBox()
        self.which.setAccessibleName(say("volume.which"))
        self.which.setMinimumHeight(ROW_HEIGHT)
        for choice in choices:
            self.which.addItem(say("volume.choice", name=choice.name, n=choice.items))
        self.which.setCurrentIndex(next((n for n, choice in enumerate(choices) if code and choice.code == code), 0))
        self.column.addWidget(self.which)
        self.catalogue = QCheckBox(say("volume.with_catalogue"))
        self.column.addWidget(self.catalogue)
        self.quiet(say("volume.with_catalogue_hint"))
        buttons = QDialogButtonBox()
        buttons.addButton(say("window.cancel"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        go = buttons.addButton(say("volume.save_as"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        go.clicked.connect(self.accept)
        self.column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)

    def quiet(self, text: str) -> None:
        """A line of explanation."""
        label = QLabel(text)
        label.setProperty("quiet", True)
        label.setWordWrap(True)
        label.setMinimumHeight(label.heightForWidth(WIDTH - 2 * AROUND))  # A dialog asks its layout for one line only.
        self.column.addWidget(label)

    def chosen(self) -> Choice:
        """The volume that is wanted."""
        return self.choices[self.which.currentIndex()]
