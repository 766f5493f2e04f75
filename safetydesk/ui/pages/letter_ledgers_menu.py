"""Ledger, rates and missing list of the letters: as a workbook, or on paper as it will be printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.core.sheet import Sheet
from safetydesk.operations.ledger import writer
from safetydesk.operations.letter_ledgers import letter_ledger_paper, letter_sheet
from safetydesk.operations.paper import Paper
from safetydesk.registers.records.letters.ledgers import FORMS
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.paper_told import tell_exported
from safetydesk.ui.register_page import RegisterPage


def add_ledgers(page: RegisterPage, menu: QMenu, format: str) -> None:
    """Put the three forms into a menu."""
    for form in FORMS:
        action = QAction(page.desk.words.text(f"letter_ledger.{form}"), menu)
        action.triggered.connect(partial(write_form, page, form, format))
        menu.addAction(action)
    menu.addSeparator()


def write_form(page: RegisterPage, form: str, format: str, *_: object) -> None:
    """Show the preview, or ask where the workbook goes."""
    desk = page.desk
    made = letter_sheet(desk.office, form, desk.year)
    if format == "pdf":
        path = desk.office.folder.work / f"letter-{form}.pdf"
        run(page, made, "pdf", path, page.show_preview)
        return
    title = desk.words.text(f"letter_ledger.{form}")
    name = desk.words.text("letter_ledger.file_name", form=title, first=desk.year, last=desk.year + 1)
    chosen = save_path(desk, page, f"{name}.xlsx")
    if chosen:
        run(page, made, "xlsx", chosen, partial(tell_exported, desk))


def run(page: RegisterPage, made: Sheet, format: str, path: Path, then: Callable[[Paper], None]) -> None:
    """Write in a worker, go on with the paper."""
    desk = page.desk
    year = desk.year
    write = writer(desk.office, made, format, path)

    def done(_: object) -> None:
        then(letter_ledger_paper(desk.office, year, path))

    name = desk.words.text("grid.writing", file=path.name)
    desk.tasks.run(name, lambda _, cancelled: write(cancelled), done, desk.notices.refuse)
