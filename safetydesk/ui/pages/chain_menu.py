"""What belongs to the chain of letters: its table and chart, the bureau's letter, and that letter's targets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from safetydesk.core.dates import read_date
from safetydesk.errors import UserError, message
from safetydesk.operations.paper import Paper
from safetydesk.operations.target_papers import target_sheet, target_writer, targets_paper
from safetydesk.registers.records.letters.bureau_letter import record_bureau_letter
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.chain_dialog import ChainDialog
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.register_page import RegisterPage


class ChainMenu(QMenu):
    """A menu of the letters page."""

    def __init__(self, page: RegisterPage) -> None:
        super().__init__(page)
        self.page = page
        self.desk = page.desk
        self.dialog: ChainDialog | None = None
        words = self.desk.words
        self.addAction(words.text("chain.menu"), self.show_chain)
        self.addSeparator()
        self.addAction(words.text("chain.record_bureau"), self.record_bureau)
        self.addAction(words.text("chain.targets_print"), self.print_targets)
        self.addAction(words.text("chain.targets_export"), self.export_targets)

    def show_chain(self) -> None:
        """The chain of the chosen year."""
        self.dialog = ChainDialog(self.desk, self.page)
        self.dialog.open()

    def record_bureau(self) -> None:
        """Write down that the bureau's letter is signed, then open its form for targets and scan."""
        office = self.desk.office
        typed = self.desk.notices.ask_text(self.desk.words.text("chain.bureau_day"), office.clock.today().isoformat())
        if typed is None:
            return
        day = read_date(typed)
        try:
            if day is None:
                raise UserError(message("core.bad_date", value=typed))
            row_id = record_bureau_letter(
                office.database, office.clock, self.desk.year, office.settings.paper_language, day
            )
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.page.show_only((row_id,))
        self.page.open_record(row_id)

    def print_targets(self) -> None:
        """The table of targets as it will be on paper."""
        path = self.desk.office.folder.work / "targets.pdf"
        self.write(path, self.page.show_preview)

    def export_targets(self) -> None:
        """The table of targets as a workbook that the clerk names."""
        words = self.desk.office.paper
        name = words.text("chain.targets_name", first=self.desk.year, last=self.desk.year + 1)
        path = save_path(self.desk, self.page, f"{name}.xlsx")
        if path:
            self.write(path, partial(tell_exported, self.desk))

    def write(self, path: Path, then: Callable[[Paper], None]) -> None:
        """Write in a worker, go on with the paper."""
        office = self.desk.office
        try:
            targets = target_sheet(office, self.desk.year)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        work = target_writer(office, targets, path)
        name = self.desk.words.text("grid.writing", file=path.name)
        self.desk.tasks.run(
            name, lambda *_: work(), lambda _: then(targets_paper(targets, path)), self.desk.notices.refuse
        )
