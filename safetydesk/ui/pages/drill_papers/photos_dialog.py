"""How many photos go on a page, asked before a paper with photos is made and remembered."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from safetydesk.operations.drill_papers import PER_PAGE
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE


class PhotosDialog(QDialog):
    """Two large ones, four or six."""

    def __init__(self, desk: Desk, photos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        say = desk.words.text
        self.setWindowTitle(say("drill_prints.photos_title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(QLabel(say("drill_prints.photos_count", n=photos)))
        self.choices = QButtonGroup(self)
        for count in PER_PAGE:
            button = QRadioButton(say("drill_prints.photos_per_page", n=count))
            button.setChecked(count == desk.office.settings.get("drill_photos"))
            self.choices.addButton(button, count)
            layout.addWidget(button)
        if self.choices.checkedButton() is None:
            self.choices.buttons()[0].setChecked(True)
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(say("window.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        go = buttons.addButton(say("drill_prints.go_on"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        go.setDefault(True)
        go.clicked.connect(self.keep)
        layout.addSpacing(INSIDE)
        layout.addWidget(buttons)
        self.setMinimumWidth(360)

    @property
    def per_page(self) -> int:
        """Photos to a page, as chosen."""
        return self.choices.checkedId()

    def keep(self) -> None:
        """Remember the choice, then go on."""
        settings = self.desk.office.settings
        if settings.get("drill_photos") != self.per_page and not self.desk.office.database.read_only:
            settings.put("drill_photos", self.per_page)
        self.accept()
