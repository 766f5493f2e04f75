"""The bureau's lists: taken in from its workbook, matched with the files, given back filled in or as a package."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from safetydesk.core.dates import school_year
from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.archive.build import prepare, record_archive, refuse_taken, write
from safetydesk.operations.bureau.giving_back import choose_column, columns_of, fill
from safetydesk.operations.bureau.taking_in import read_list
from safetydesk.registers.files.bureau.register import BUREAU_LISTS
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths, save_path
from safetydesk.ui.pages.bureau_import import BureauImportDialog
from safetydesk.ui.pages.bureau_mapping import MappingDialog
from safetydesk.ui.register_page import RegisterPage


class BureauListsPage(RegisterPage):
    """The register of lists; a workbook dropped on it is taken in."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.dialog: BureauImportDialog | None = None
        self.mapping: MappingDialog | None = None
        self.setAcceptDrops(True)

    def add_buttons(self) -> None:
        """Take in, match, fill in, pack."""
        super().add_buttons()
        words = self.desk.words
        self.button(words.text("bureau.take_in"), "import", self.choose_file)
        self.button(words.text("bureau.match"), "list", self.match)
        self.button(words.text("bureau.fill_in"), "spreadsheet", self.fill_in)
        self.button(words.text("bureau.pack"), "archive", self.pack)

    def choose_file(self) -> None:
        """A workbook from the disk."""
        if paths := open_paths(self.desk, self, self.desk.words.text("bureau.workbooks")):
            self.take_in(paths[0])

    def take_in(self, path: Path) -> None:
        """Read the workbook and show what would be stored; the lines are matched next."""
        try:
            taken = read_list(self.desk.office, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        dialog = self.dialog = BureauImportDialog(self.desk, taken, self)
        dialog.accepted.connect(lambda: self.show_mapping(dialog.stored_id))
        dialog.open()

    def show_mapping(self, list_id: int | None) -> None:
        """The lines and the classes."""
        if list_id is not None:
            self.mapping = MappingDialog(self.desk, list_id, self)
            self.mapping.open()

    def one_chosen(self) -> int | None:
        """The one list that is chosen; the only one there is needs no choosing."""
        ids = self.grid.chosen_ids() or list(self.model.ids)
        if len(ids) == 1:
            return ids[0]
        self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
        return None

    def match(self) -> None:
        """Match the chosen list."""
        self.show_mapping(self.one_chosen())

    def fill_in(self) -> None:
        """The bureau's own workbook with our papers in it; which column is asked once."""
        list_id = self.one_chosen()
        if list_id is None or not self.column_known(list_id):
            return
        name = self.desk.office.records.read(BUREAU_LISTS, list_id)["name"]
        path = save_path(self.desk, self, f"{name}.xlsx")
        if path is None:
            return
        try:
            count = fill(self.desk.office, list_id, path)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.desk.notices.written(self.desk.words.text("bureau.filled", n=count, path=path.name), path)

    def column_known(self, list_id: int) -> bool:
        """Whether it is known which column to fill; otherwise the clerk types its letter."""
        if columns_of(self.desk.office, list_id):
            return True
        typed = self.desk.notices.ask_text(self.desk.words.text("bureau.which_column"))
        column = column_number(typed or "")
        if column:
            choose_column(self.desk.office, list_id, column)
        return bool(column)

    def pack(self) -> None:
        """The package of what this list asks for."""
        list_id = self.one_chosen()
        if list_id is None:
            return
        office = self.desk.office
        values = office.records.read(BUREAU_LISTS, list_id)
        path = save_path(self.desk, self, f"{values['name']}.zip")
        if path is None:
            return
        try:
            refuse_taken(path)
            job = prepare(office, school_year(values["to_on"]), list_id)
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        def done(built: object) -> None:
            record_archive(office, job, built)  # type: ignore[arg-type]
            self.desk.notices.written(self.desk.words.text("bureau.packed", n=len(job.items)), path)

        self.desk.tasks.run(
            self.desk.words.text("files_page.packing", n=len(job.items)),
            lambda progress, cancelled: write(job, path, progress, cancelled),
            done,
            self.desk.notices.refuse,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_in(paths[0])


def column_number(letters: str) -> int:
    """E as 5; 0 for what names no column."""
    plain = letters.strip().upper()
    if not (plain.isascii() and plain.isalpha() and len(plain) <= 2):
        return 0
    number = 0
    for letter in plain:
        number = number * 26 + ord(letter) - 64
    return number
