"""Which folder is watched for scans, and what becomes of a scan that was filed: a page of the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from safetydesk.operations.filing.watched import FOLDER, MOVE
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import choose_folder
from safetydesk.ui.theme import INSIDE

Store = Callable[[str, object], None]


class ScanSettings(QWidget):
    """The folder, chosen or left out; stored at once."""

    def __init__(self, desk: Desk, store: Store) -> None:
        super().__init__()
        self.desk = desk
        self.store = store
        say = desk.words.text
        self.shown = QLineEdit(desk.office.settings.get(FOLDER))
        self.shown.setReadOnly(True)
        self.shown.setPlaceholderText(say("filing.no_scan_folder"))
        self.shown.setAccessibleName(say("filing.scan_folder"))
        choose = QPushButton(say("filing.choose"))
        choose.clicked.connect(lambda: self.choose())
        self.none = QPushButton(say("filing.watch_none"))
        self.none.clicked.connect(lambda: self.keep(""))
        self.none.setEnabled(bool(self.shown.text()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self.shown, 1)
        row.addWidget(choose)
        row.addWidget(self.none)

    def choose(self) -> None:
        """Another folder."""
        if place := choose_folder(self.desk, self):
            self.keep(str(place))

    def keep(self, folder: str) -> None:
        """Store and show it."""
        self.store(FOLDER, folder)
        self.shown.setText(self.desk.office.settings.get(FOLDER))
        self.none.setEnabled(bool(self.shown.text()))


class ScanPage(QWidget):
    """The page of the settings dialog: the folder, and whether what was filed is moved aside."""

    def __init__(self, desk: Desk, store: Store) -> None:
        super().__init__()
        say = desk.words.text
        rows = QFormLayout(self)
        rows.setVerticalSpacing(INSIDE + 2)
        rows.addRow(say("filing.scan_folder"), ScanSettings(desk, store))
        move = QCheckBox(say("filing.scan_move"))
        move.setChecked(bool(desk.office.settings.get(MOVE)))
        move.toggled.connect(lambda on: store(MOVE, on))
        rows.addRow("", move)
        hint = QLabel(say("filing.scan_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        rows.addRow(hint)
