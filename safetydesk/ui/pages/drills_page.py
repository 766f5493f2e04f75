"""Drills: the ordinary page, with a form that knows the classes and the papers that drills need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.errors import UserError
from safetydesk.operations.drill_papers import (
    PapersJob,
    prepare_records,
    prepare_roll_calls,
    record_print,
    write,
    write_year_table,
)
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.register_page import RegisterPage


class DrillsPage(RegisterPage):
    """The register of drills."""

    form_class = DrillForm

    def print_menu(self) -> QMenu:
        """Records, roll calls, the year's table, the list."""
        menu = super().print_menu()
        first = menu.actions()[0]
        for name, work in (
            ("record", self.print_records),
            ("roll_call", self.print_roll_calls),
            ("year_table", self.print_year_table),
        ):
            action = QAction(self.desk.words.text(f"drills_page.{name}"), menu)
            action.triggered.connect(lambda _=False, work=work: work())
            menu.insertAction(first, action)
        return menu

    def export_menu(self) -> QMenu:
        """The year's table as a workbook, then the ledger in each format."""
        menu = super().export_menu()
        action = QAction(self.desk.words.text("drills_page.year_table_xlsx"), menu)
        action.triggered.connect(lambda: self.export_year_table())
        menu.insertAction(menu.actions()[0], action)
        return menu

    def print_records(self) -> None:
        """The chosen drills as forms with their photos."""
        self.print_papers(lambda: prepare_records(self.desk.office, self.grid.chosen_ids()), "drill-records.pdf")

    def print_roll_calls(self) -> None:
        """A sheet for each class, for the drill that is chosen."""
        ids = self.grid.chosen_ids()
        if len(ids) != 1:
            self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
            return
        self.print_papers(lambda: prepare_roll_calls(self.desk.office, ids[0]), "roll-calls.pdf")

    def print_papers(self, prepare: Callable[[], PapersJob], name: str) -> None:
        """Read, write in a worker, note it in the history, show the very file."""
        office = self.desk.office
        path = office.folder.work / name
        try:
            job = prepare()
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        def done(_: object) -> None:
            record_print(office, job, path)
            self.show_preview(path)

        self.desk.tasks.run(
            self.desk.words.text("grid.writing", file=path.name),
            lambda progress, cancelled: write(job, path, progress, cancelled),
            done,
            self.desk.notices.refuse,
        )

    def print_year_table(self) -> None:
        """The year's drills on paper."""
        path = self.desk.office.folder.work / "drills-of-the-year.pdf"
        if self.write_table("pdf", path):
            self.show_preview(path)

    def export_year_table(self) -> None:
        """The year's drills as a workbook."""
        words = self.desk.office.paper
        name = words.text("drills_page.year_table_name", first=self.desk.year, last=self.desk.year + 1)
        path = save_path(self.desk, self, f"{name}.xlsx")
        if path and self.write_table("xlsx", path):
            self.desk.notices.written(self.desk.words.text("grid.exported"), path)

    def write_table(self, format: str, path: Path) -> bool:
        """Write the year's table: a few rows, done at once."""
        try:
            write_year_table(self.desk.office, self.desk.year, format, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        return True
