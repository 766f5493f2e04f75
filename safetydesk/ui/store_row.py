"""The last row of a dialog that looks something over before it is stored: leave it, or store it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from safetydesk.words import Words


class StoreRow(QHBoxLayout):
    """Cancel, and the primary button, which Enter presses."""

    def __init__(self, dialog: QDialog, words: Words, text: str, store: Callable[[], None]) -> None:
        super().__init__()
        cancel = QPushButton(words.text("window.cancel"))
        cancel.clicked.connect(dialog.reject)
        self.save = QPushButton(text)
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        self.save.clicked.connect(lambda: store())
        self.addStretch()
        self.addWidget(cancel)
        self.addWidget(self.save)
