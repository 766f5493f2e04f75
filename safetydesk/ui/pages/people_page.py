"""People: the ordinary page, and rosters dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths
from safetydesk.ui.pages.import_dialog import ImportDialog
from safetydesk.ui.register_page import RegisterPage


class PeoplePage(RegisterPage):
    """The register of people with its import."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.dialog: ImportDialog | None = None
        self.setAcceptDrops(True)

    def add_buttons(self) -> None:
        """Import stands beside New."""
        super().add_buttons()
        self.button(self.desk.words.text("import_page.import"), "import", self.choose_files)

    def choose_files(self) -> None:
        """Rosters from a folder."""
        paths = open_paths(self.desk, self, self.desk.words.text("import_page.kinds"))
        if paths:
            self.import_files(paths)

    def import_files(self, paths: list[Path]) -> None:
        """Read rosters and show what an import would do."""
        self.dialog = ImportDialog(self.desk, paths, self)
        self.dialog.open()
        self.dialog.read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.import_files(paths)
