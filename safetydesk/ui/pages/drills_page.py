"""Drills: the ordinary page, with a form that knows the classes and the papers that drills need."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.drill_papers import write_year_table, year_table_paper
from safetydesk.registers.records.drills.stopwatch import drills_to_time
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_papers.judged_pane import JudgedPane
from safetydesk.ui.pages.drill_papers.prints import DrillPrints
from safetydesk.ui.pages.drill_task_form import DrillTaskForm
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.register_page import RegisterPage


class DrillsPage(RegisterPage):
    """The register of drills."""

    form_class = DrillForm
    details_class = JudgedPane

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
        """The stopwatch of today's drill, or of the one the clerk means; what it says goes into the record's form."""
        drill_id = self.drill_to_time()
        if drill_id is None:
            return
        self.stopwatch = StopwatchDialog(self.desk, drill_id, self)
        self.stopwatch.accepted.connect(lambda: self.fill_from_stopwatch(drill_id))
        self.stopwatch.open()

    def drill_to_time(self) -> int | None:
        """Today's drill if there is one and no other is chosen; where it is not certain, the clerk is asked."""
        words, today = self.desk.words, self.desk.office.clock.today()
        chosen = self.grid.chosen_ids()
        one = chosen if len(chosen) == 1 else []
        found = drills_to_time(self.desk.office.database, today, one)
        if not found:
            told = words.text("drills_page.not_timed" if one else "drills_page.no_drill_today", day=today)
            self.desk.notices.tell(told)
            return None
        if found[0].day == today and (len(found) == 1 or found[0].id in one):
            return found[0].id
        lines = [words.text("drills_page.timed_line", day=drill.day, name=drill.name) for drill in found]
        place = self.desk.notices.choose(words.text("drills_page.which_timed", day=today), lines)
        return None if place is None else found[place].id

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

    @cached_property
    def prints(self) -> DrillPrints:
        """The papers of drills."""
        return DrillPrints(self)

    def print_menu(self) -> QMenu:
        """Papers of the chosen drills, papers of the year, the list."""
        menu = super().print_menu()
        self.prints.add_to_print(menu, menu.actions()[0], self.print_year_table)
        return menu

    def export_menu(self) -> QMenu:
        """The year's tables as workbooks, then the ledger in each format."""
        menu = super().export_menu()
        first = menu.actions()[0]
        action = QAction(self.desk.words.text("drills_page.year_table_xlsx"), menu)
        action.triggered.connect(lambda: self.export_year_table())
        menu.insertAction(first, action)
        self.prints.add_to_export(menu, first)
        return menu

    def print_year_table(self) -> None:
        """The year's drills on paper."""
        path = self.desk.office.folder.work / "drills-of-the-year.pdf"
        if self.write_table("pdf", path):
            self.show_preview(year_table_paper(self.desk.office, self.desk.year, path))

    def export_year_table(self) -> None:
        """The year's drills as a workbook."""
        words = self.desk.office.paper
        name = words.text("drills_page.year_table_name", first=self.desk.year, last=self.desk.year + 1)
        path = save_path(self.desk, self, f"{name}.xlsx")
        if path and self.write_table("xlsx", path):
            tell_exported(self.desk, year_table_paper(self.desk.office, self.desk.year, path))

    def write_table(self, format: str, path: Path) -> bool:
        """Write the year's table: a few rows, done at once."""
        try:
            write_year_table(self.desk.office, self.desk.year, format, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        return True
