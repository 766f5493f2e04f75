"""Editors that are made inside a cell."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtWidgets import QComboBox, QWidget

from safetydesk.core.field import Choice, Flag
from safetydesk.words import Words


class TermBox(QComboBox):
    """A list of terms: shown in the window's language, kept as the Chinese term that they are."""

    def get_term(self) -> str:
        """The chosen term."""
        return str(self.currentData() or "")

    def set_term(self, shown: str) -> None:
        """Choose by what is shown or by the term itself."""
        place = self.findText(shown)
        self.setCurrentIndex(place if place >= 0 else max(self.findData(shown), 0))

    term = Property(str, get_term, set_term, user=True)


def choice_editor(parent: QWidget | None, item: Choice | Flag, words: Words) -> TermBox:
    """The list of a field of terms, with an empty line where nothing need be chosen."""
    box = TermBox(parent)
    if isinstance(item, Flag):
        box.addItem(words.text("core.yes"), "yes")
        box.addItem(words.text("core.no"), "no")
        return box
    if not item.required:
        box.addItem("", "")
    for value in item.choices.values:
        box.addItem(words.term(item.choices.family, value), value)
    return box
