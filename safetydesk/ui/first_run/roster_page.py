"""The rosters: dropped or chosen, seen row by row in the preview of the import, then imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from safetydesk.errors import UserError
from safetydesk.registers.reference.people import head_counts
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import ROSTER
from safetydesk.ui.notices import Notices
from safetydesk.ui.pages.import_dialog import ImportDialog
from safetydesk.ui.theme import AROUND, INSIDE


class RosterPage(StepPage):
    """Files may come one after another; the page counts who is registered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ROSTER)
        words = desk.words
        self.dialog: ImportDialog | None = None
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(INSIDE)
        drop = QLabel(words.text("first_run.drop"))
        drop.setProperty("section", True)
        self.choose = QPushButton(words.text("first_run.choose"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self.choose_files)
        files = QLabel(words.text("first_run.files"))
        files.setProperty("quiet", True)
        files.setWordWrap(True)
        files.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(files)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.counted = QLabel()
        self.counted.setProperty("good", True)
        self.column.addWidget(card)
        self.column.addWidget(self.told)
        self.column.addWidget(self.counted)
        self.column.addStretch()
        self.count()

    def arrive(self) -> None:
        self.count()

    def next_words(self) -> str:
        return "first_run.next" if any(self.heads()) else "first_run.skip"

    def heads(self) -> tuple[int, int]:
        """Staff and pupils registered."""
        return head_counts(self.desk.office.database)

    def count(self) -> None:
        """Say who is registered, once anybody is."""
        staff, pupils = self.heads()
        self.counted.setText("✓ " + self.desk.words.text("first_run.registered", staff=staff, pupils=pupils))
        self.counted.setVisible(bool(staff or pupils))
        self.told.setVisible(bool(self.told.text()))

    def choose_files(self) -> None:
        """Rosters from a folder."""
        if paths := open_paths(self.desk, self, self.desk.words.text("import_page.kinds")):
            self.import_files(paths)

    def import_files(self, paths: list[Path]) -> None:
        """Read rosters and show what an import would do."""
        desk = replace(self.desk, notices=QuietNotices(self.desk.notices))
        self.dialog = ImportDialog(desk, paths, self)
        self.dialog.accepted.connect(self.imported)
        self.dialog.open()
        self.dialog.read()

    def imported(self) -> None:
        """Say on the page what came of it; a notice would be one more click."""
        if self.dialog and (plan := self.dialog.plan):
            added, changed, refused = len(plan.added), len(plan.changed), len(plan.refused)
            self.told.setText(self.desk.words.text("first_run.imported", added=added, changed=changed, refused=refused))
        self.count()
        self.changed.emit()


class QuietNotices:
    """Good news is left to the page, where it stops nobody; all else is said as everywhere."""

    def __init__(self, notices: Notices) -> None:
        self.notices = notices

    def tell(self, text: str) -> None:
        """The page says it itself."""

    def refuse(self, error: UserError) -> None:
        self.notices.refuse(error)

    def ask(self, text: str, yes: str, no: str = "") -> bool:
        return self.notices.ask(text, yes, no)

    def ask_text(self, text: str, default: str = "") -> str | None:
        return self.notices.ask_text(text, default)

    def choose(self, text: str, lines: Sequence[str]) -> int | None:
        return self.notices.choose(text, lines)

    def written(self, text: str, path: Path) -> None:
        self.notices.written(text, path)
