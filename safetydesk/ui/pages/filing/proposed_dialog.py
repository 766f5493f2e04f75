"""待归档: closed drills, signed letters and approved plans, filled in and ticked, to be filed singly or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.filing.confirm import dismiss
from safetydesk.operations.filing.draft import Draft
from safetydesk.operations.filing.papers import prepare_forms, store_papers, sweep_forms, write_forms
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.drafts_dialog import DraftsDialog
from safetydesk.ui.tasks import Work


class ProposedDialog(DraftsDialog):
    """Proposals with their pages counted."""

    def __init__(self, desk: Desk, drafts: Sequence[Draft], parent: QWidget | None = None) -> None:
        say = desk.words.text
        super().__init__(desk, drafts, say("filing.proposed"), say("filing.proposed_head"), parent)
        self.finished.connect(lambda _: sweep_forms(desk.office))

    def storing(self, drafts: Sequence[Draft]) -> Work:
        """The forms are written now that they are wanted, and stored."""
        folder, jobs = self.desk.office.folder, prepare_forms(self.desk.office, drafts)
        return lambda progress, cancelled: store_papers(folder, write_forms(jobs, progress, cancelled))

    def more_buttons(self) -> list[QPushButton]:
        """To the record, and not to be filed."""
        show = QPushButton(self.desk.words.text("filing.show_record"))
        show.clicked.connect(lambda: self.show_record())
        away = QPushButton(self.desk.words.text("filing.dismiss"))
        away.clicked.connect(lambda: self.dismiss())
        return [show, away]

    def show_record(self) -> None:
        """The records that the row in hand is made of."""
        rows = self.table.in_hand()
        if rows:
            draft = self.table.drafts[rows[0]]
            self.reject()
            ids = tuple(int(source.partition("/")[2]) for source in draft.sources)
            self.desk.signals.show_records.emit(draft.register, ids)

    def dismiss(self) -> None:
        """Turn the rows in hand down, with the reason."""
        drafts = self.table.read(self.table.in_hand())
        if not drafts:
            return
        reason = self.desk.notices.ask_text(self.desk.words.text("filing.dismiss_why", n=len(drafts)))
        if reason is None:
            return
        try:
            dismiss(self.desk.office, drafts, reason)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.table.keep_refused({}, [draft.key for draft in drafts])
        if not self.table.rowCount():
            self.accept()
