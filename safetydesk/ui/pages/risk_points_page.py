"""Risk points: the ordinary page, with their checklist and a word about those that no plan answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.paper import Paper
from safetydesk.operations.risk_papers import list_paper, list_writer
from safetydesk.reports.risk_list import unplanned
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.note_bar import Note, NoteBar
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.register_page import RegisterPage


class RiskPointsPage(RegisterPage):
    """The register of risk points."""

    def __init__(self, desk: Desk, register: Register) -> None:
        self.notes = NoteBar()
        super().__init__(desk, register)

    def build(self) -> None:
        super().build()
        self.column.insertWidget(1, self.notes)

    def print_menu(self) -> QMenu:
        """The checklist, the list."""
        menu = super().print_menu()
        self.put_first(menu, "menu", self.print_checklist)
        return menu

    def export_menu(self) -> QMenu:
        """The checklist as a workbook, then the ledger in each format."""
        menu = super().export_menu()
        self.put_first(menu, "menu_xlsx", self.export_checklist)
        return menu

    def put_first(self, menu: QMenu, name: str, work: Callable[[], None]) -> None:
        """An entry before the others."""
        action = QAction(self.desk.words.text(f"risk_list.{name}"), menu)
        action.triggered.connect(lambda: work())
        menu.insertAction(menu.actions()[0], action)

    def list_again(self) -> None:
        super().list_again()
        self.tell_unplanned()

    def registers_changed(self, keys: set[str]) -> None:
        super().registers_changed(keys)
        self.tell_unplanned()

    def tell_unplanned(self) -> None:
        """Name the larger risks that no plan answers (C21), with the way to them."""
        say, ids = self.desk.words.text, tuple(unplanned(self.desk.office.database))
        note = Note(say("risk_list.unplanned", n=len(ids)), say("risk_list.show"), lambda: self.show_only(ids))
        self.notes.tell([note] if ids else [])

    def print_checklist(self) -> None:
        """The checklist as it will be on paper."""
        path = self.desk.office.folder.work / "risk-points.pdf"
        self.write_checklist("pdf", path, self.show_preview)

    def export_checklist(self) -> None:
        """The checklist as a workbook that the clerk names."""
        path = save_path(self.desk, self, f"{self.desk.office.paper.text('risk_list.file_name')}.xlsx")
        if path:
            self.write_checklist("xlsx", path, partial(tell_exported, self.desk))

    def write_checklist(self, format: str, path: Path, then: Callable[[Paper], None]) -> None:
        """Write in a worker, go on with the paper."""
        office = self.desk.office
        try:
            work = list_writer(office, format, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        name = self.desk.words.text("grid.writing", file=path.name)
        self.desk.tasks.run(name, lambda *_: work(), lambda _: then(list_paper(office, path)), self.desk.notices.refuse)
