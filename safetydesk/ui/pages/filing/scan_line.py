"""The line that says that there is something new in the scan folder; not there while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from safetydesk.operations.filing.watched import ScanFolder
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.loose_dialog import LooseIntake
from safetydesk.ui.theme import INSIDE

EVERY_MS = 4_000


class ScanLine(QWidget):
    """Looks when its page is shown, and every few seconds while it is in sight."""

    def __init__(self, desk: Desk, intake: LooseIntake, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self.intake = intake
        self.page = page
        self.scans = ScanFolder(desk.office)
        self.paths: list[Path] = []
        self.label = QLabel()
        self.button = QPushButton(desk.words.text("filing.take_scans"))
        self.button.clicked.connect(lambda: self.take())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        row.addWidget(self.label)
        row.addWidget(self.button)
        row.addStretch()
        self.hide()
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """What is new; the look is skipped out of sight, while work runs, and while a dialog is open."""
        if not self.page.isVisible() or self.desk.tasks.busy or (self.intake.dialog and self.intake.dialog.isVisible()):
            return
        self.tell(self.scans.look())

    def tell(self, paths: list[Path]) -> None:
        """Say how many there are."""
        self.paths = paths
        self.label.setText(self.desk.words.text("filing.scans", n=len(self.paths)))
        self.setVisible(bool(self.paths))

    def take(self) -> None:
        """Into the dialog."""
        self.intake.take(self.paths, then=self.put_aside)

    def put_aside(self, paths: Sequence[Path]) -> None:
        """After COMMIT; what cannot be moved stays where it is, and is said."""
        stay = self.scans.finish(paths)
        if stay:
            names = ", ".join(path.name for path in stay[:5])
            self.desk.notices.tell(self.desk.words.text("filing.not_moved", n=len(stay), names=names))
        self.tell([path for path in self.paths if path not in paths])
