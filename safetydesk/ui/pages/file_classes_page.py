"""File classes: documents dropped on a row are filed in that class."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.loose_dialog import LooseIntake
from safetydesk.ui.register_page import RegisterPage


class FileClassesPage(RegisterPage):
    """The register of classes."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.intake = LooseIntake(desk, self)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        place = self.grid.viewport().mapFrom(self, event.position().toPoint())
        row = self.grid.indexAt(place).row()
        self.intake.take(paths, self.model.ids[row] if 0 <= row < len(self.model.ids) else None)
