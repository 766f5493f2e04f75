"""What becomes of letters after signing and beside it: the rarer steps, each with its day or reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMenu

from safetydesk.registers.records.letters.filing import file_away
from safetydesk.registers.records.letters.printed import mark_printed
from safetydesk.registers.records.letters.signing import Marked, exempt, hand_out, make_void
from safetydesk.registers.records.letters.steps_back import step_back
from safetydesk.ui.pages.letters.step_dialog import StepDialog

if TYPE_CHECKING:
    from safetydesk.ui.pages.letters_page import LettersPage


class StepsMenu(QMenu):
    """Printed from a file, hand out, file away, exempt, make void, take the last step back: for the chosen letters."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page = page
        self.dialog: QDialog | None = None
        reasons = {"exempt": exempt, "void": make_void, "unsign": step_back}
        self.add("scanner.menu", page.scanner.begin)
        self.add("scan.menu", page.choose_pile)
        self.addSeparator()
        self.add("status.printed", self.printed)
        self.add("letters_page.hand_out", self.hand_out)
        self.add("status.file", self.file_away)
        self.addSeparator()
        for name, operation in reasons.items():
            self.add(f"letters_page.{name}", partial(page.with_reason, operation, f"letters_page.{name}_reason"))
        self.addSeparator()
        self.add("status.follow_up", page.follow_up)
        self.add("wording.menu", page.edit_wording)

    def add(self, id: str, slot: Callable[[], object]) -> None:
        """An entry by its words."""
        self.addAction(self.page.desk.words.text(id), lambda: slot())

    def printed(self) -> None:
        """The chosen letters were printed from a saved file."""
        office = self.page.desk.office
        self.ask(
            "status.printed_now",
            lambda ids, day, _: mark_printed(office.database, office.clock, ids, day),
            place=False,
        )

    def hand_out(self) -> None:
        """The chosen letters were handed out on a day."""
        office = self.page.desk.office
        self.ask("status.hand_out", lambda ids, day, _: hand_out(office.database, office.clock, ids, day), place=False)

    def file_away(self) -> None:
        """The chosen letters are filed away on a day, in a place."""
        office = self.page.desk.office
        self.ask(
            "status.file_now", lambda ids, day, at: file_away(office.database, office.clock, ids, day, at), place=True
        )

    def ask(self, title: str, step: Callable[..., Marked], *, place: bool) -> None:
        """Ask for the day, once some letters are chosen."""
        page, words = self.page, self.page.desk.words
        ids = page.grid.chosen_ids()
        if not ids:
            page.desk.notices.tell(words.text("letters_page.choose_first"))
            return
        self.dialog = StepDialog(page.desk, words.text(title), len(ids), partial(step, ids), place=place, parent=page)
        self.dialog.open()
