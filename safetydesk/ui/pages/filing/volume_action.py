"""One volume as PDF from the page of filed documents: which, where to, written in a worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from safetydesk.errors import UserError, message
from safetydesk.operations.archive.single_volume import (
    SingleVolume,
    SingleWritten,
    choices,
    prepare_choice,
    single_paper,
    write_single,
)
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.pages.filing.volume_dialog import VolumeDialog
from safetydesk.ui.paper_told import tell_saved


class VolumeAction(QObject):
    """The steps, one after another; the save dialog asks before a file is replaced."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page
        self.dialog: VolumeDialog | None = None

    def ask(self, code: str) -> None:
        """Which volume; `code` is the class that is in hand, if one is."""
        found = choices(self.desk.office, self.desk.year)
        if not found:
            year = self.desk.year
            refusal = UserError(message("volume.nothing", first=year, last=year + 1), message("volume.nothing_hint"))
            self.desk.notices.refuse(refusal)
            return
        self.dialog = VolumeDialog(self.desk, found, code, self.page)
        self.dialog.accepted.connect(self.make)
        self.dialog.open()

    def make(self) -> None:
        """Read the records, ask where to, write."""
        if self.dialog is None:
            return
        try:
            job = prepare_choice(self.desk.office, self.dialog.chosen())
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        path = save_path(self.desk, self.page, f"{job.title}.pdf")
        if path:
            self.write(replace(job, with_catalogue=self.dialog.catalogue.isChecked()), path)

    def write(self, job: SingleVolume, path: Path) -> None:
        """In a worker, with progress and Cancel."""
        self.desk.tasks.run(
            self.desk.words.text("volume.writing", name=job.name),
            lambda progress, cancelled: write_single(job, path, progress, cancelled),
            lambda written: self.written(job, written),
            self.desk.notices.refuse,
        )

    def written(self, job: SingleVolume, written: SingleWritten) -> None:
        """Tell what somebody has to know."""
        words = self.desk.words
        done = words.text(
            "volume.written", n=written.items, pages=written.pages, claim=written.claim, path=str(written.path)
        )
        told = "\n".join([done, *map(words.say, written.notes)])
        tell_saved(self.desk, single_paper(job, written.path), written.path, told)
