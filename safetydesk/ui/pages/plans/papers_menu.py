"""Plans on paper: those that are chosen, and the book of all."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from safetydesk.errors import UserError
from safetydesk.operations.form_papers import write
from safetydesk.operations.plan_book import BookWritten, book_paper, prepare_book, write_book
from safetydesk.operations.plan_papers import plan_paper, prepare_plans
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.paper_told import tell_saved, tell_unread
from safetydesk.ui.register_page import RegisterPage


def add_papers(page: RegisterPage, menu: QMenu) -> None:
    """Put the papers of plans before what the menu has."""
    first = menu.actions()[0]
    for name, work in (("print_chosen", print_chosen), ("book", bind_book)):
        action = QAction(page.desk.words.text(f"plans_page.{name}"), menu)
        action.triggered.connect(lambda _=False, work=work: work(page))
        menu.insertAction(first, action)
    menu.insertSeparator(first)


def print_chosen(page: RegisterPage) -> None:
    """The chosen plans: read, written in a worker, and the very file shown."""
    desk, office = page.desk, page.desk.office
    path = office.folder.work / "plans.pdf"
    try:
        job = prepare_plans(office, page.grid.chosen_ids())
    except UserError as error:
        desk.notices.refuse(error)
        return

    desk.tasks.run(
        desk.words.text("grid.writing", file=path.name),
        lambda progress, cancelled: write(job, path, progress, cancelled),
        lambda written: page.show_preview(plan_paper(job, path, written)),
        desk.notices.refuse,
    )


def bind_book(page: RegisterPage) -> None:
    """All current plans as one book, where the clerk says."""
    desk, office, words = page.desk, page.desk.office, page.desk.words
    path = save_path(desk, page, f"{office.paper.text('plan_book.name')}.pdf")
    if path is None:
        return
    try:
        job = prepare_book(office)
    except UserError as error:
        desk.notices.refuse(error)
        return

    def done(made: BookWritten) -> None:
        tell_unread(desk, made.unread)
        key = "plans_page.bound" if made.archival else "plans_page.bound_plain"
        tell_saved(desk, book_paper(job, path), path, words.text(key, n=made.plans, pages=made.pages))

    desk.tasks.run(
        words.text("grid.writing", file=path.name),
        lambda progress, cancelled: write_book(job, path, progress, cancelled),
        done,
        desk.notices.refuse,
    )
