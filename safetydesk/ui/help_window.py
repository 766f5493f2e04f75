"""F1: the help of the page that is open, offline, in the window's language."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from safetydesk.paths import resources
from safetydesk.words import Words

TOPICS = ("overview", "letters", "drills", "plans", "files", "people", "import", "settings", "backup")
OF_TAB = {"overview": "overview", "letters": "letters", "drills": "drills", "files": "files", "resources": "people"}
OF_PAGE = {"plans": "plans", "risk-points": "plans"}
"""Registers with a help of their own; the others have that of their tab."""


class HelpWindow(QDialog):
    """Topics at the left, the text at the right."""

    def __init__(self, words: Words, tab: str, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__(parent)
        self.words = words
        self.setWindowTitle(words.text("window.help"))
        self.names = QListWidget()
        self.names.setFixedWidth(150)
        self.names.setProperty("sidebar", True)
        self.names.addItems([words.text(f"help.{topic}") for topic in TOPICS])
        self.names.setAccessibleName(words.text("window.help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(words.text("window.help"))
        layout = QHBoxLayout(self)
        layout.addWidget(self.names)
        layout.addWidget(self.text, 1)
        self.names.currentRowChanged.connect(self.show_topic)
        self.names.setCurrentRow(TOPICS.index(OF_PAGE.get(page) or OF_TAB.get(tab, "overview")))
        self.resize(760, 520)

    def show_topic(self, row: int) -> None:
        """The text of a topic."""
        file = resources() / "help" / self.words.language / f"{TOPICS[row]}.md"
        self.text.setMarkdown(file.read_text(encoding="utf-8"))
