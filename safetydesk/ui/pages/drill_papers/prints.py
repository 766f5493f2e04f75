"""The papers of the drills page: those of the chosen drills, and those of the whole year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.errors import UserError
from safetydesk.operations.drill_papers import (
    drill_paper,
    photo_count,
    prepare_plans,
    prepare_records,
    prepare_roll_calls,
    prepare_summaries,
)
from safetydesk.operations.drill_tables import (
    CHART,
    COMPARISON,
    YEAR_PLAN,
    prepare_tables,
    tables_paper,
    write_prepared,
)
from safetydesk.operations.form_papers import PapersJob, write
from safetydesk.operations.paper import Paper
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.drill_papers.photos_dialog import PhotosDialog
from safetydesk.ui.paper_told import tell_exported, tell_unread
from safetydesk.ui.register_page import RegisterPage

if TYPE_CHECKING:
    from safetydesk.export.record_form.writer import RecordsWritten

Prepare = Callable[[int], PapersJob]
NAMES = {COMPARISON: "comparison", YEAR_PLAN: "year_plan", CHART: "chart"}


class DrillPrints:
    """What the menus of a page do; the file is written in a worker, and the very file is shown."""

    def __init__(self, page: RegisterPage) -> None:
        self.page = page
        self.desk = page.desk
        self.photos: PhotosDialog | None = None

    def add_to_print(self, menu: QMenu, before: QAction, year_table: Callable[[], object]) -> None:
        """The papers of the chosen drills above an entry of the menu, below them those of the year."""
        say = self.desk.words.text
        for text, work in (
            (say("drill_prints.plan"), self.plans),
            (say("drills_page.record"), self.records),
            (say("drill_prints.summary"), self.summaries),
            (say("drills_page.roll_call"), self.roll_calls),
        ):
            self.add(menu, before, text, work)
        menu.insertSeparator(before)
        self.add(menu, before, say("drills_page.year_table"), year_table)
        for form, name in NAMES.items():
            self.add(menu, before, say(f"drill_prints.{name}"), partial(self.show_table, form))
        menu.insertSeparator(before)

    def add_to_export(self, menu: QMenu, before: QAction) -> None:
        """The tables of the year as workbooks."""
        for form in (COMPARISON, YEAR_PLAN):
            text = self.desk.words.text(f"drill_prints.{NAMES[form]}_xlsx")
            self.add(menu, before, text, partial(self.save_table, form))

    def add(self, menu: QMenu, before: QAction, text: str, work: Callable[[], object]) -> None:
        """One entry."""
        action = QAction(text, menu)
        action.triggered.connect(lambda _=False: work())
        menu.insertAction(before, action)

    def plans(self) -> None:
        """The plans of the chosen drills."""
        ids = self.page.grid.chosen_ids()
        self.make(lambda: prepare_plans(self.desk.office, ids), "drill-plans.pdf")

    def records(self) -> None:
        """The records of the chosen drills."""
        ids = self.page.grid.chosen_ids()
        self.with_photos(ids, lambda per_page: prepare_records(self.desk.office, ids, per_page), "drill-records.pdf")

    def summaries(self) -> None:
        """The summaries of the chosen drills."""
        ids = self.page.grid.chosen_ids()
        self.with_photos(
            ids, lambda per_page: prepare_summaries(self.desk.office, ids, per_page), "drill-summaries.pdf"
        )

    def roll_calls(self) -> None:
        """A sheet for each class, for the drill that is chosen."""
        ids = self.page.grid.chosen_ids()
        if len(ids) != 1:
            self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
            return
        self.make(lambda: prepare_roll_calls(self.desk.office, ids[0]), "roll-calls.pdf")

    def with_photos(self, ids: list[int], prepare: Prepare, name: str) -> None:
        """Ask how many photos go on a page, where there are any, then make the paper."""
        count = photo_count(self.desk.office, ids)
        if not count:
            self.make(lambda: prepare(0), name)
            return
        dialog = self.photos = PhotosDialog(self.desk, count, self.page)
        dialog.accepted.connect(lambda: self.make(lambda: prepare(dialog.per_page), name))
        dialog.open()

    def make(self, prepare: Callable[[], PapersJob], name: str) -> None:
        """Read, write in a worker, show the very file."""
        path = self.desk.office.folder.work / name
        try:
            job = prepare()
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        self.desk.tasks.run(
            self.desk.words.text("grid.writing", file=path.name),
            lambda progress, cancelled: write(job, path, progress, cancelled),
            lambda written: self.show(job, path, written),
            self.desk.notices.refuse,
        )

    def show(self, job: PapersJob, path: Path, written: RecordsWritten) -> None:
        """Name the photos that could not be read, then the very file."""
        tell_unread(self.desk, written.unreadable)
        self.page.show_preview(drill_paper(job, path, written))

    def show_table(self, form: str) -> None:
        """A sheet of the year as it will be on paper."""
        path = self.desk.office.folder.work / f"drills-{form}.pdf"
        self.write_table(form, path, self.page.show_preview)

    def save_table(self, form: str) -> None:
        """A table of the year as a workbook that the clerk names."""
        words, year = self.desk.office.paper, self.desk.year
        name = words.text(f"drill_prints.{NAMES[form]}_name", first=year, last=year + 1)
        path = save_path(self.desk, self.page, f"{name}.xlsx")
        if path:
            self.write_table(form, path, partial(tell_exported, self.desk))

    def write_table(self, form: str, path: Path, then: Callable[[Paper], None]) -> None:
        """Read, write in a worker, go on with the paper."""
        office = self.desk.office
        try:
            job = prepare_tables(office, form, self.desk.year)
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        self.desk.tasks.run(
            self.desk.words.text("grid.writing", file=path.name),
            lambda *_: write_prepared(job, path),
            lambda _: then(tables_paper(job, path)),
            self.desk.notices.refuse,
        )
