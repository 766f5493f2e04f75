"""Telling and asking, always in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from safetydesk.errors import UserError
from safetydesk.words import Words


class Notices(Protocol):
    """What pages may say to the clerk. Tests put a recording one in its place."""

    def tell(self, text: str) -> None:
        """Something is done."""
        ...

    def refuse(self, error: UserError) -> None:
        """Something was not done, and why."""
        ...

    def ask(self, text: str, yes: str, no: str = "") -> bool:
        """Whether to go on; `yes` is the word on the button, `no` that on the other, Cancel where there is none."""
        ...

    def ask_text(self, text: str, default: str = "") -> str | None:
        """A line of text, or None if the clerk thought better of it."""
        ...

    def choose(self, text: str, lines: Sequence[str]) -> int | None:
        """Which of several lines, by its place; None if the clerk thought better of it."""
        ...

    def written(self, text: str, path: Path) -> None:
        """A file is there: offers to open it or to show its folder."""
        ...


class WindowNotices:
    """Notices as message boxes over the main window."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parent: QWidget | None = None

    def box(self, icon: QMessageBox.Icon, text: str, detail: str = "") -> QMessageBox:
        """A message box with the program's name."""
        box = QMessageBox(icon, self.words.text("window.name"), text, QMessageBox.StandardButton.NoButton, self.parent)
        box.setInformativeText(detail)
        return box

    def tell(self, text: str) -> None:
        box = self.box(QMessageBox.Icon.Information, text)
        box.addButton(self.words.text("window.ok"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def refuse(self, error: UserError) -> None:
        detail = self.words.say(error.hint) if error.hint else ""
        box = self.box(QMessageBox.Icon.Warning, self.words.say(error.what), detail)
        box.addButton(self.words.text("window.ok"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, text: str, yes: str, no: str = "") -> bool:
        box = self.box(QMessageBox.Icon.Question, text)
        button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(no or self.words.text("window.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is button

    def ask_text(self, text: str, default: str = "") -> str | None:
        value, accepted = QInputDialog.getText(
            self.parent or QWidget(), self.words.text("window.name"), text, text=default
        )
        return value if accepted else None

    def choose(self, text: str, lines: Sequence[str]) -> int | None:
        line, accepted = QInputDialog.getItem(
            self.parent or QWidget(), self.words.text("window.name"), text, list(lines), 0, editable=False
        )
        return list(lines).index(line) if accepted else None

    def written(self, text: str, path: Path) -> None:
        box = self.box(QMessageBox.Icon.Information, text, str(path))
        show = box.addButton(self.words.text("window.open"), QMessageBox.ButtonRole.ActionRole)
        folder = box.addButton(self.words.text("window.show_folder"), QMessageBox.ButtonRole.ActionRole)
        box.setEscapeButton(box.addButton(self.words.text("window.ok"), QMessageBox.ButtonRole.AcceptRole))
        box.exec()
        if box.clickedButton() is show:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        elif box.clickedButton() is folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
