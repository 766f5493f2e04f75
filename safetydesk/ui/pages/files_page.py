"""Filed documents: the ordinary page; a file dropped on it opens the form of a new item."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMenu

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.intake.loose_file import page_count
from safetydesk.operations.archive.build import BuiltPackage, prepare, record_archive, refuse_taken, write
from safetydesk.operations.archive.catalogue import catalogue_sheet
from safetydesk.operations.archive.check import Checked, check
from safetydesk.operations.archive.gathering import PackageJob
from safetydesk.operations.filing.draft import TITLE_LIMIT
from safetydesk.registers.files.items.boxes import newest_year
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import choose_folder, open_paths, save_path
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.pages.filing.loose_dialog import LooseIntake, class_of_label
from safetydesk.ui.pages.filing.more_menu import MoreMenu
from safetydesk.ui.pages.filing.proposed_button import ProposedButton
from safetydesk.ui.pages.filing.scan_line import ScanLine
from safetydesk.ui.pages.filing.volume_action import VolumeAction
from safetydesk.ui.pages.labels_menu import LabelsMenu
from safetydesk.ui.pages.package_dialog import PackageDialog
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.register_page import RegisterPage

NAMED = 4
"""Classes that stand in the name of a package."""
TOLD = 30
"""Files that are named when a package is not sound; the command line names them all."""


class FilesPage(RegisterPage):
    """The register of filed documents."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.intake = LooseIntake(desk, self)
        self.scan_line = ScanLine(desk, self.intake, self)
        self.column.insertWidget(1, self.scan_line)
        self.setAcceptDrops(True)

    def add_buttons(self) -> None:
        """The catalogue under Export, the package beside it."""
        super().add_buttons()
        words = self.desk.words
        menu = QMenu(self)
        menu.addAction(words.text("files_page.package_folder"), lambda: self.package_into_folder())
        menu.addAction(words.text("files_page.package_zip"), lambda: self.package_into_zip())
        menu.addAction(words.text("files_page.package_classes"), self.choose_classes)
        menu.addSeparator()
        self.volume = VolumeAction(self.desk, self)
        menu.addAction(words.text("volume.action"), lambda: self.volume.ask(self.class_in_hand()))
        menu.addSeparator()
        menu.addAction(words.text("files_page.check_folder"), self.check_folder)
        menu.addAction(words.text("files_page.check_zip"), self.check_zip)
        self.proposed = ProposedButton(self.desk, self)
        self.buttons.addWidget(self.proposed)
        self.button(words.text("files_page.package"), "archive", menu=menu)
        self.button(words.text("boxing.menu"), "badge", menu=LabelsMenu(self.desk, self.meant, self.archive_year, self))
        self.button(words.text("filing.more"), "more", menu=MoreMenu(self.desk, self.grid.chosen_ids, self))

    def registers_changed(self, keys: set[str]) -> None:
        """Something was saved: another number of records may be waiting to be filed."""
        super().registers_changed(keys)
        self.proposed.count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scan_line.look()

    def meant(self) -> list[int]:
        """The chosen items, else all that are listed."""
        chosen = self.grid.chosen_ids()
        return chosen if len(chosen) > 1 else list(self.model.ids)

    def archive_year(self) -> int:
        """Archive codes count by calendar year: the one of the row in hand, else the newest that is listed."""
        ids = self.grid.chosen_ids() or list(self.model.ids)
        return newest_year(self.desk.office.database, ids) or self.desk.year

    def class_in_hand(self) -> str:
        """Code of the class of the chosen row, or nothing."""
        ids = self.grid.chosen_ids()
        sql = "SELECT c.code FROM file_item i JOIN file_class c ON c.id = i.file_class_id WHERE i.id = ?"
        found = self.desk.office.database.query(sql, ids[:1]) if ids else []
        return str(found[0][0]) if found else ""

    def export_menu(self) -> QMenu:
        """The catalogue that goes to an archive, then the ledger in each format."""
        menu = super().export_menu()
        first = menu.actions()[0]
        for format in ("xlsx", "pdf"):
            action = QAction(self.desk.words.text(f"files_page.catalogue_{format}"), menu)
            action.triggered.connect(partial(self.export_catalogue, format))
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        return menu

    def export_catalogue(self, format: str, *_: object) -> None:
        """The nine-column catalogue of the rows as they are listed."""
        path = save_path(self.desk, self, f"{self.desk.office.paper.text('archive.catalogue')}.{format}")
        if path:
            sheet = catalogue_sheet(self.desk.office, self.model.ids)
            self.write(format, path, partial(tell_exported, self.desk), sheet)

    def package_name(self, classes: Sequence[str] = ()) -> str:
        """What a package of the chosen year, or of some of its classes, is called."""
        office = self.desk.office
        school = office.database.query("SELECT name FROM school")[0][0]
        name = office.paper.text(
            "files_page.package_name", school=school, first=self.desk.year, last=self.desk.year + 1
        )
        return " ".join([name, *classes[:NAMED]])

    def choose_classes(self) -> None:
        """Some classes only; those that the list is narrowed to are ticked."""
        narrowed = class_of_label(self.desk, self.filters.chosen.get("file_class", set()))
        self.package = PackageDialog(self.desk, {narrowed} if narrowed is not None else set(), self)
        self.package.wanted.connect(self.package_of_classes)
        self.package.open()

    def package_of_classes(self, classes: list[str], zipped: bool) -> None:
        """What the dialog asked for."""
        if zipped:
            self.package_into_zip(classes)
        else:
            self.package_into_folder(classes)

    def package_into_folder(self, classes: Sequence[str] = ()) -> None:
        """A folder with the package, in a place the clerk chooses: a stick, for instance."""
        place = choose_folder(self.desk, self)
        if place:
            self.build_package(place / self.package_name(classes), classes)

    def package_into_zip(self, classes: Sequence[str] = ()) -> None:
        """The package as one file."""
        path = save_path(self.desk, self, f"{self.package_name(classes)}.zip")
        if path:
            self.build_package(path, classes)

    def build_package(self, out: Path, classes: Sequence[str] = ()) -> None:
        """Read the records, write in a worker, note it in the history, tell what somebody has to know."""
        office = self.desk.office
        try:
            refuse_taken(out)
            job = prepare(office, self.desk.year, classes=classes)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.desk.tasks.run(
            self.desk.words.text("files_page.packing", n=len(job.items)),
            lambda progress, cancelled: write(job, out, progress, cancelled),
            lambda built: self.built(job, built),
            self.desk.notices.refuse,
        )

    def built(self, job: PackageJob, built: BuiltPackage) -> None:
        """The package is there, proved."""
        words = self.desk.words
        record_archive(self.desk.office, job, built)
        done = words.text(
            "archive.built", n=built.items, volumes=built.volumes, files=built.files, path=str(built.path)
        )
        self.desk.notices.written("\n".join([done, *map(words.say, built.notes)]), built.path)

    def check_folder(self) -> None:
        """Check a package that is a folder."""
        if place := choose_folder(self.desk, self):
            self.check_package(place)

    def check_zip(self) -> None:
        """Check a package that is one file."""
        if paths := open_paths(self.desk, self, self.desk.words.text("files_page.zips")):
            self.check_package(paths[0])

    def check_package(self, path: Path) -> None:
        """Compare a package with its own list of checksums."""
        self.desk.tasks.run(
            self.desk.words.text("files_page.checking", name=path.name),
            lambda progress, cancelled: check(path, progress, cancelled),
            self.checked,
            self.desk.notices.refuse,
        )

    def checked(self, found: Checked) -> None:
        """Sound, or which files are not."""
        say = self.desk.words.text
        lines = [
            *(say("archive.changed", file=name) for name in found.changed),
            *(say("archive.missing", file=name) for name in found.missing),
            *(say("archive.added", file=name) for name in found.added),
            *(say("archive.renamed", old=old, new=new) for old, new in found.renamed),
        ]
        verdict = say("archive.sound", n=found.files) if found.ok else say("archive.not_sound", n=len(lines))
        self.desk.notices.tell("\n".join([verdict, *lines[:TOLD]]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.file_these(paths)

    def file_these(self, paths: list[Path]) -> FormDialog | None:
        """One document opens the form of a new item, title and pages filled in; several become an item each."""
        if len(paths) != 1 or paths[0].is_dir():
            self.intake.take(paths, class_of_label(self.desk, self.filters.chosen.get("file_class", set())))
            return None
        self.show_form(None)
        if self.form and self.form.strip:
            self.form.editors["title"].show(paths[0].stem[:TITLE_LIMIT])
            pages = page_count(paths[0])
            self.form.editors["pages"].show(str(pages) if pages else "")
            self.form.strip.add(paths)
        return self.form
