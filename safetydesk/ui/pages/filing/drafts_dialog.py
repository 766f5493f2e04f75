"""A dialog that files the ticked drafts in one action; what was refused stays, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.filing.confirm import Filed, file_drafts
from safetydesk.operations.filing.draft import Draft
from safetydesk.operations.filing.papers import store_papers
from safetydesk.storage.attachments import StoredFile
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.draft_table import DraftTable
from safetydesk.ui.tasks import Work
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE


class DraftsDialog(QDialog):
    """What proposals and dropped documents have in common."""

    def __init__(
        self, desk: Desk, drafts: Sequence[Draft], title: str, head: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.table = DraftTable(desk, drafts)
        self.table.setAccessibleName(title)
        self.table.ticked_changed.connect(self.count)
        self.summary = QLabel()
        self.summary.setProperty("quiet", True)
        about = QLabel(head)
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(about)
        layout.addLayout(self.tools())
        layout.addWidget(self.table, 1)
        layout.addLayout(self.foot())
        self.resize(1040, 520)
        self.count()

    def tools(self) -> QHBoxLayout:
        """What is chosen for all rows at once."""
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        for name, on in (("tick_all", True), ("tick_none", False)):
            button = QPushButton(self.desk.words.text(f"filing.{name}"))
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, on=on: self.table.tick(on))
            row.addWidget(button)
        row.addStretch()
        return row

    def foot(self) -> QHBoxLayout:
        """How many, close, file."""
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        for button in self.more_buttons():
            button.setAutoDefault(False)
            row.addWidget(button)
        close = QPushButton(self.desk.words.text("window.close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.go = QPushButton(self.desk.words.text("filing.file"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(lambda: self.file())
        row.addWidget(close)
        row.addWidget(self.go)
        return row

    def more_buttons(self) -> list[QPushButton]:
        """Buttons of one kind of drafts only."""
        return []

    def count(self) -> None:
        """How many would be filed."""
        ticked = len(self.table.ticked())
        self.summary.setText(self.desk.words.text("filing.ticked", n=ticked, all=self.table.rowCount()))
        self.go.setEnabled(ticked > 0)

    def file(self) -> None:
        """Store the papers in a worker, then file in one action."""
        drafts = self.table.read(self.table.ticked())
        try:
            work = self.storing(drafts)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.desk.tasks.run(
            self.desk.words.text("filing.storing", n=len(drafts)),
            work,
            lambda stored: self.stored(drafts, stored),
            self.desk.notices.refuse,
        )

    def storing(self, drafts: Sequence[Draft]) -> Work:
        """What a worker does before the drafts are filed; raises UserError where it cannot begin."""
        folder = self.desk.office.folder
        return lambda progress, cancelled: store_papers(folder, drafts)

    def stored(self, drafts: Sequence[Draft], stored: Mapping[str, Sequence[StoredFile]]) -> None:
        """File them; the dialog closes when nothing is left in it."""
        try:
            filed = file_drafts(self.desk.office, drafts, stored)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.table.keep_refused(filed.refused, filed.ids)
        if filed.ids:
            self.filed(drafts, filed)
        if filed.refused:
            self.summary.setText(
                self.desk.words.text("filing.some_refused", n=len(filed.ids), refused=len(filed.refused))
            )
        elif not self.table.rowCount():
            self.accept()

    def filed(self, drafts: Sequence[Draft], filed: Filed) -> None:
        """After COMMIT."""
