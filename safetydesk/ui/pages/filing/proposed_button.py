"""The button of the files page that says how many records of the chosen school year are waiting to be filed."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.filing.papers import count_forms, prepare_forms
from safetydesk.operations.filing.waiting import waiting
from safetydesk.ui.desk import Desk
from safetydesk.ui.icons import icon
from safetydesk.ui.pages.filing.proposed_dialog import ProposedDialog


class ProposedButton(QPushButton):
    """Counts anew after every save; opens the dialog once the pages are counted in a worker."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(icon("check"), "", page)
        self.desk = desk
        self.page = page
        self.dialog: ProposedDialog | None = None
        self.clicked.connect(lambda: self.propose())
        desk.year_choice.changed.connect(self.count)
        self.count()

    def count(self, *_: object) -> None:
        """How many wait."""
        found = len(waiting(self.desk.office, self.desk.year))
        self.setText(self.desk.words.text("filing.proposed_button", n=found))
        self.setEnabled(found > 0)

    def propose(self) -> None:
        """Read, count in a worker, show."""
        try:
            jobs = prepare_forms(self.desk.office, waiting(self.desk.office, self.desk.year))
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.desk.tasks.run(
            self.desk.words.text("filing.counting", n=len(jobs)),
            lambda progress, cancelled: count_forms(jobs, progress, cancelled),
            self.show_dialog,
            self.desk.notices.refuse,
        )

    def show_dialog(self, drafts: object) -> None:
        """The proposals, over the window."""
        if isinstance(drafts, list):
            self.dialog = ProposedDialog(self.desk, drafts, self.page)
            self.dialog.open()
