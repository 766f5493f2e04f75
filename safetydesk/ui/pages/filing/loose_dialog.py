"""Loose documents as rows: each becomes an item; class and author can be said for all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.filing.confirm import Filed
from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.operations.filing.loose import documents_in, loose_drafts, read_loose
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.draft_table import AUTHOR
from safetydesk.ui.pages.filing.drafts_dialog import DraftsDialog

Then = Callable[[Sequence[Path]], None]


class LooseDialog(DraftsDialog):
    """What was dropped, or lies in the scan folder."""

    def __init__(self, desk: Desk, drafts: Sequence[Draft], then: Then, parent: QWidget | None = None) -> None:
        self.then = then
        say = desk.words.text
        super().__init__(desk, drafts, say("filing.loose"), say("filing.loose_head"), parent)

    def tools(self) -> QHBoxLayout:
        """A class and an author for all rows."""
        row, say = super().tools(), self.desk.words.text
        self.class_box = QComboBox()
        self.class_box.setAccessibleName(say("filing.class_for_all"))
        self.class_box.addItem("")
        self.class_box.addItems(list(self.table.classes))
        given = {draft.class_id for draft in self.table.drafts}
        labels = [label for label, one in self.table.classes.items() if {one.id} == given]
        self.class_box.setCurrentText(labels[0] if labels else "")
        self.class_box.activated.connect(lambda _: self.table.choose_class(self.class_box.currentText()))
        self.author = QLineEdit(self.table.drafts[0].author if self.table.drafts else "")
        self.author.setAccessibleName(say("filing.author_for_all"))
        self.author.setMaximumWidth(220)
        self.author.textEdited.connect(lambda text: self.table.write_all(AUTHOR, text))
        for name, widget in (("class_for_all", self.class_box), ("author_for_all", self.author)):
            label = QLabel(say(f"filing.{name}"))
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget)
        return row

    def filed(self, drafts: Sequence[Draft], filed: Filed) -> None:
        """The originals of what is stored may be put aside now."""
        self.then([path for draft in drafts if draft.key in filed.ids for path in draft.papers])


class LooseIntake:
    """From paths to the dialog: read in a worker, then asked."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self.desk = desk
        self.page = page
        self.dialog: LooseDialog | None = None

    def take(self, paths: Sequence[Path], class_id: int | None = None, then: Then = lambda paths: None) -> None:
        """Look into the documents and show them; what is no document is left out."""
        today = self.desk.office.clock.today()
        try:
            documents = documents_in(paths)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if documents:
            self.desk.tasks.run(
                self.desk.words.text("filing.reading", n=len(documents)),
                lambda progress, cancelled: read_loose(documents, today, progress, cancelled),
                lambda files: self.show(files, class_id, then),
                self.desk.notices.refuse,
            )

    def show(self, files: object, class_id: int | None, then: Then) -> None:
        """The dialog, over the window."""
        if isinstance(files, list):
            office = self.desk.office
            file_class = next((one for one in file_classes(office) if one.id == class_id), None)
            author = str(office.database.query("SELECT name FROM school")[0][0] or "")
            drafts = loose_drafts(office, files, self.desk.words, file_class, author)
            self.dialog = LooseDialog(self.desk, drafts, then, self.page)
            self.dialog.open()


def class_of_label(desk: Desk, labels: set[str]) -> int | None:
    """The class that the filter narrows the list to, where it is one."""
    rows = dict(desk.office.database.query("SELECT name, id FROM file_class WHERE deleted_at IS NULL"))
    ids = {int(rows[label]) for label in labels if label in rows}
    return ids.pop() if len(ids) == 1 else None
