"""Pages of a pile that no code could place: each with its picture, beside a box to say whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (  # fmt: skip
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.listing import Query
from safetydesk.operations.scan_intake.matching import KnownLetter, ScanPage, known_letters
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import BETWEEN, INSIDE

SMALL = QSize(72, 96)
LARGE = QSize(300, 400)
OFFERED = 50
ROLE = Qt.ItemDataRole.UserRole


class OpenPages(QWidget):
    """Choose a page at the left, look at it, type part of a name or number, Enter."""

    assigned = Signal(int, int, int)
    """File, page, and row id of the letter; 0 takes a page back."""

    def __init__(self, desk: Desk, paths: Sequence[Path]) -> None:
        super().__init__()
        self.desk, self.paths = desk, paths
        self.pages: list[ScanPage] = []
        say = desk.words.text
        self.list = QListWidget()
        self.list.setIconSize(SMALL)
        self.list.setAccessibleName(say("scan.choose"))
        self.list.currentRowChanged.connect(self.show_page)
        self.picture = QLabel()
        self.picture.setMinimumSize(LARGE.width(), 120)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("scan.find"))
        self.search.setAccessibleName(say("scan.find"))
        self.search.textEdited.connect(self.look_up)
        self.search.returnPressed.connect(self.take_only)
        self.hits = QListWidget()
        self.hits.setProperty("hits", True)
        self.hits.setAccessibleName(say("scan.assign"))
        self.hits.itemActivated.connect(self.take)
        self.back = QPushButton(say("scan.not_mine"))
        self.back.clicked.connect(lambda: self.give(0))
        right = QVBoxLayout()
        for widget in (self.why, self.search):
            right.addWidget(widget)
        right.addWidget(self.hits, 1)
        right.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, INSIDE, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.list, 2)
        row.addWidget(self.picture, 2)
        row.addLayout(right, 2)

    def show_pages(self, pages: Sequence[ScanPage]) -> None:
        """The pages to look at; the one in hand stays in hand."""
        row = self.list.currentRow()
        self.pages = list(pages)
        self.list.clear()
        for page in self.pages:
            name = self.desk.words.text("scan.page_of", file=self.paths[page.read.file].name, page=page.read.page)
            self.list.addItem(QListWidgetItem(QIcon(picture_of(page)), f"{name}\n{self.remark(page)}"))
        self.list.setCurrentRow(min(max(row, 0), len(self.pages) - 1))
        self.show_page(self.list.currentRow())

    def remark(self, page: ScanPage) -> str:
        """Why it is here, or whose it was said to be."""
        words = self.desk.words
        if page.letter:
            return words.text("scan.assigned_to", number=page.letter.number, party=page.letter.party)
        return words.say(page.why) if page.why else ""

    def show_page(self, row: int) -> None:
        """One page, large."""
        page = self.pages[row] if 0 <= row < len(self.pages) else None
        for widget in (self.search, self.hits):
            widget.setEnabled(page is not None)
        self.back.setVisible(bool(page and page.letter))
        self.why.setText(self.remark(page) if page else "")
        large = picture_of(page) if page else QPixmap()
        if not large.isNull():
            large = large.scaled(LARGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(large)
        self.search.clear()
        self.hits.clear()

    def look_up(self, text: str) -> None:
        """Letters of the year that fit what is typed: number, name, pinyin, class."""
        self.hits.clear()
        if not text.strip():
            return
        office = self.desk.office
        ids = office.listing(LETTERS).ids(Query(year=self.desk.year, search=text))[:OFFERED]
        letters = {letter.id: letter for letter in known_letters(office.database, [], ids)}
        for row_id in ids:
            item = QListWidgetItem(self.title(letters[row_id]))
            item.setData(ROLE, row_id)
            self.hits.addItem(item)

    def title(self, letter: KnownLetter) -> str:
        """A letter in the list of hits."""
        return f"{letter.number}　{letter.party}　{self.desk.words.term('letter_state', letter.state)}"

    def take_only(self) -> None:
        """Enter: the only hit, or say how many there are."""
        if self.hits.count() == 1:
            self.take(self.hits.item(0))
        else:
            key = "scan.several_found" if self.hits.count() else "scan.none_found"
            self.why.setText(self.desk.words.text(key, n=self.hits.count()))

    def take(self, item: QListWidgetItem) -> None:
        """The page belongs to this letter."""
        self.give(int(item.data(ROLE)))

    def give(self, letter: int) -> None:
        """Tell whose the page in hand is."""
        row = self.list.currentRow()
        if 0 <= row < len(self.pages):
            file, page = self.pages[row].place
            self.assigned.emit(file, page, letter)


def picture_of(page: ScanPage) -> QPixmap:
    """A page's small picture."""
    pixmap = QPixmap()
    pixmap.loadFromData(page.read.thumbnail)
    return pixmap
