"""Which classes go into a package: all of the year's, unless the bureau asks for some only."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.operations.filing.draft import file_classes
from safetydesk.reports.file_facts import items_of
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN

COLUMNS = 2


class PackageDialog(QDialog):
    """Tick the classes, then choose folder or zip; nothing is ticked that holds nothing."""

    wanted = Signal(list, bool)
    """Codes of the classes, and whether it is to be a zip."""

    def __init__(self, desk: Desk, ticked: set[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        say = desk.words.text
        self.setWindowTitle(say("files_page.package_classes_title", first=desk.year, last=desk.year + 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.setSpacing(BETWEEN)
        layout.addWidget(QLabel(say("files_page.package_classes_head")))
        layout.addLayout(self.grid(ticked))
        note = QLabel(say("files_page.package_classes_note"))
        note.setProperty("quiet", True)
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addLayout(self.buttons())
        self.look()

    def grid(self, ticked: set[int]) -> QGridLayout:
        """A box for each class, with how many items of the year are in it."""
        counts = Counter(item.class_code for item in items_of(self.desk.office.database, self.desk.year))
        classes = file_classes(self.desk.office)
        self.boxes: dict[str, QCheckBox] = {}
        grid, rows = QGridLayout(), -(-len(classes) // COLUMNS)
        for place, one in enumerate(classes):
            count = counts[one.code]
            text = self.desk.words.text("files_page.package_class", code=one.code, name=one.name, n=count)
            box = self.boxes[one.code] = QCheckBox(text)
            box.setEnabled(count > 0)
            box.setChecked(count > 0 and one.id in ticked)
            box.toggled.connect(self.look)
            grid.addWidget(box, place % rows, place // rows)
        return grid

    def buttons(self) -> QHBoxLayout:
        """Cancel, zip, folder."""
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton(self.desk.words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        self.zip = QPushButton(self.desk.words.text("files_page.package_zip"))
        self.folder = QPushButton(self.desk.words.text("files_page.package_folder"))
        self.folder.setProperty("primary", True)
        for button, zipped in ((self.zip, True), (self.folder, False)):
            button.clicked.connect(partial(self.go, zipped))
        for button in (cancel, self.zip, self.folder):
            row.addWidget(button)
        return row

    def chosen(self) -> list[str]:
        """Codes of the classes that are ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def look(self, *_: object) -> None:
        """There is something to build once a class is ticked."""
        for button in (self.zip, self.folder):
            button.setEnabled(bool(self.chosen()))

    def go(self, zipped: bool, *_: object) -> None:
        """Build it."""
        self.accept()
        self.wanted.emit(self.chosen(), zipped)
