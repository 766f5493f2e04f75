"""Boxes and labels of filed documents: pack items into boxes, print stamps, spines, fronts and notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from safetydesk.errors import UserError
from safetydesk.export.labels.sheet import SPINES, LabelSheet
from safetydesk.operations.archive.boxing import print_boxes, print_stamps, put_into_boxes
from safetydesk.operations.paper import saved_paper
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.label_sheet_dialog import LabelSheetDialog
from safetydesk.ui.paper_told import ask_printed


class LabelsMenu(QMenu):
    """The menu of the page of filed documents; `ids` gives the items that are meant, `archive_year` the boxes' year."""

    def __init__(
        self, desk: Desk, ids: Callable[[], list[int]], archive_year: Callable[[], int], parent: QWidget
    ) -> None:
        super().__init__(desk.words.text("boxing.menu"), parent)
        self.desk, self.ids, self.archive_year, self.page = desk, ids, archive_year, parent
        self.dialog: LabelSheetDialog | None = None
        say = desk.words.text
        self.addAction(say("boxing.pack"), self.pack)
        self.addSeparator()
        self.addAction(say("boxing.stamps"), self.stamps)
        for form in ("spine", "cover", "note"):
            self.addAction(say(f"boxing.print_{form}"), partial(self.boxes, form))

    def pack(self) -> None:
        """Ask for the thickness, then pack what lies loose."""
        spine = self.ask_spine()
        if spine is None:
            return
        count = self.guarded(lambda: put_into_boxes(self.desk.office, self.archive_year(), spine))
        if count is not None:
            self.desk.notices.tell(self.desk.words.text("boxing.packed", n=count))

    def ask_spine(self) -> int | None:
        """The thickness of the boxes in mm, or None."""
        choices = [str(thickness) for thickness in SPINES]
        say = self.desk.words.text
        chosen, ok = QInputDialog.getItem(self.page, say("boxing.menu"), say("boxing.ask_spine"), choices, 1, False)
        return int(chosen) if ok else None

    def stamps(self) -> None:
        """Ask for the sheet, then make the stamps."""
        self.dialog = LabelSheetDialog(self.desk, self.page)
        self.dialog.accepted.connect(self.make_stamps)
        self.dialog.open()

    def make_stamps(self) -> None:
        """The stamps as a PDF."""
        if self.dialog:
            sheet, first = self.dialog.sheet(), self.dialog.first()
            self.make("stamp", lambda path: self.stamp_file(sheet, first, path))

    def stamp_file(self, sheet: LabelSheet, first: int, path: Path) -> int:
        """Write the stamps of the chosen items."""
        return print_stamps(self.desk.office, self.ids(), sheet, path, first)

    def boxes(self, form: str) -> None:
        """Spines, fronts or notes of the year's boxes."""
        spine = self.ask_spine() if form == "spine" else SPINES[0]
        if spine is not None:
            self.make(form, lambda path: print_boxes(self.desk.office, form, self.archive_year(), spine, path))

    def make(self, form: str, write: Callable[[Path], int]) -> None:
        """Ask where to, write, and offer to open it."""
        path = save_path(self.desk, self.page, f"{self.desk.office.paper.text(f'boxing.form_{form}')}.pdf")
        if path:
            sides = self.guarded(lambda: write(path))
            if sides is not None:
                self.desk.notices.written(self.desk.words.text("boxing.printed", n=sides, path=str(path)), path)
                ask_printed(self.desk, saved_paper(self.desk.office, path.name))

    def guarded(self, work: Callable[[], int]) -> int | None:
        """Do it; a refusal is told."""
        try:
            return work()
        except UserError as error:
            self.desk.notices.refuse(error)
            return None
