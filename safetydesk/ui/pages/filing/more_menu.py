"""What else can be done with the files: their quality, what lies twice, where an item comes from, lending."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.lending import give_back, lend, lent_out
from safetydesk.registers.files.items.sources import sources_of
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.filing.quality_dialog import QualityDialog
from safetydesk.ui.pages.filing.twins_dialog import TwinsDialog


class MoreMenu(QMenu):
    """The menu behind *More* on the page of filed documents."""

    def __init__(self, desk: Desk, chosen: Callable[[], list[int]], page: QWidget) -> None:
        super().__init__(page)
        self.chosen = chosen
        self.desk = desk
        self.page = page
        self.dialog: QDialog | None = None
        self.addAction(desk.words.text("file_quality.title"), lambda: self.show_dialog(QualityDialog(desk, page)))
        self.addAction(desk.words.text("duplicates.title"), lambda: self.show_dialog(TwinsDialog(desk, page)))

        self.addAction(desk.words.text("filing.show_source"), self.show_source)
        self.addSeparator()
        for name, action in (("lend", self.lend), ("give_back", self.give_back), ("show_out", self.show_out)):
            self.addAction(desk.words.text(f"lending.{name}"), action)

    def item(self) -> int | None:
        """The one item in hand; asks for it where there is none."""
        ids = self.chosen()
        if len(ids) == 1:
            return ids[0]
        self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
        return None

    def show_source(self) -> None:
        """The records that the item in hand was filed from."""
        row_id = self.item()
        if row_id is None:
            return
        key, ids = sources_of(self.desk.office.database, row_id)
        if ids:
            self.desk.signals.show_records.emit(key, ids)
        else:
            self.desk.notices.tell(self.desk.words.text("filing.no_source"))

    def lend(self) -> None:
        """Lend the item in hand: to whom, and who allowed it."""
        row_id, say, notices = self.item(), self.desk.words.text, self.desk.notices
        if row_id is None:
            return
        title = self.desk.office.database.query("SELECT title FROM file_item WHERE id = ?", [row_id])[0][0]
        person = notices.ask_text(say("lending.ask_person", title=title))
        approved = notices.ask_text(say("lending.ask_approved")) if person is not None else None
        if person is not None and approved is not None:
            self.attempt(lambda: lend(self.desk.office, row_id, person, approved))

    def give_back(self) -> None:
        """The item in hand is back."""
        if (row_id := self.item()) is not None:
            self.attempt(lambda: give_back(self.desk.office, row_id))

    def show_out(self) -> None:
        """Exactly the items that are out."""
        out = tuple(loan.item_id for loan in lent_out(self.desk.office.database))
        if out:
            self.desk.signals.show_records.emit("files", out)
        else:
            self.desk.notices.tell(self.desk.words.text("lending.none_out"))

    def attempt(self, step: Callable[[], str]) -> None:
        """Do something that may be refused."""
        try:
            step()
        except UserError as error:
            self.desk.notices.refuse(error)

    def show_dialog(self, dialog: QDialog) -> None:
        """Over the window."""
        self.dialog = dialog
        dialog.open()
