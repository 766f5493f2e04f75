"""Drills: the ordinary page, with a form that knows the classes and the papers that drills need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.drill_papers import (
    PapersJob,
    prepare_records,
    prepare_roll_calls,
    record_print,
    write,
    write_year_table,
)
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_task_form import DrillTaskForm
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.register_page import RegisterPage


class DrillsPage(RegisterPage):
    """The register of drills."""

    form_class = DrillForm

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.calendar: CalendarDialog | None = None
        self.stopwatch: StopwatchDialog | None = None
        self.task: DrillTaskForm | None = None

    def add_buttons(self) -> None:
        """The calendar, the stopwatch and a task from the findings, after the ordinary ones."""
        super().add_buttons()
        words = self.desk.words
        self.button(words.text("drills_page.calendar"), "calendar", self.show_calendar)
        self.button(words.text("drills_page.stopwatch"), "clock", self.time_chosen)
        self.button(words.text("drills_page.make_task"), "send", self.make_task)

    def show_calendar(self) -> None:
        """The year at a glance."""
        self.calendar = CalendarDialog(self.desk, self)
        self.calendar.open()

    def one_chosen(self) -> int | None:
        """The one drill that is chosen; says so where it is not one."""
        ids = self.grid.chosen_ids()
        if len(ids) == 1:
            return ids[0]
        self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
        return None

    def time_chosen(self) -> None:
        """The stopwatch of the chosen drill; what it says goes into the record's form."""
        drill_id = self.one_chosen()
        if drill_id is None:
            return
        values = self.desk.office.records.read(self.register, drill_id)
        if values["closed_on"] or values["cancelled_on"]:
            self.desk.notices.tell(self.desk.words.text("drills_page.not_timed"))
            return
        self.stopwatch = StopwatchDialog(self.desk, drill_id, self)
        self.stopwatch.accepted.connect(lambda: self.fill_from_stopwatch(drill_id))
        self.stopwatch.open()

    def fill_from_stopwatch(self, drill_id: int) -> None:
        """The record's form with the times in it, to be completed and saved."""
        self.show_form(drill_id)
        if isinstance(self.form, DrillForm):
            self.form.from_stopwatch()

    def make_task(self) -> None:
        """A finding of the chosen drill as somebody's task."""
        drill_id = self.one_chosen()
        if drill_id is not None:
            self.task = DrillTaskForm(self.desk, drill_id, self)
            self.task.open()

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
