"""What became of a paper, told to the history and to the clerk: saved as a file, given to the printer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

from safetydesk.core.picture_file import Unread
from safetydesk.errors import UserError, message
from safetydesk.operations.paper import Paper, record_printed, record_saved
from safetydesk.operations.unread import unread_told
from safetydesk.ui.desk import Desk

T = TypeVar("T")


def tell_saved(desk: Desk, paper: Paper, path: Path, text: str) -> None:
    """A file was saved: note it, say where it is, and ask once whether a PDF was printed, for nobody else knows."""
    noted(desk, "paper.saved_unrecorded", lambda: record_saved(desk.office, paper, path))
    desk.notices.written(text, path)
    if path.suffix.lower() == ".pdf":
        ask_printed(desk, paper)


def tell_exported(desk: Desk, paper: Paper) -> None:
    """A list or table was written where the clerk said."""
    tell_saved(desk, paper, paper.path, desk.words.text("grid.exported"))


def tell_written(desk: Desk, paper: Paper) -> None:
    """The job only wrote another file, which lies where the clerk put it: as if it had been saved."""
    noted(desk, "paper.saved_unrecorded", lambda: record_saved(desk.office, paper))
    ask_printed(desk, paper)


def ask_printed(desk: Desk, paper: Paper) -> None:
    """Yes notes the paper as printed; No and closing leave it as saved only."""
    words = desk.words
    if desk.notices.ask(
        words.text("paper.printed_ask"), words.text("paper.printed_yes"), words.text("paper.printed_no")
    ):
        tell_printed(desk, paper)


def tell_printed(desk: Desk, paper: Paper, pages: Collection[int] | None = None) -> int | None:
    """The printer took the pages, or the clerk says so: note it; returns how many records count as printed now.

    The paper is printed either way: where it cannot be noted, None, and the clerk hears that.
    """
    found = noted(desk, "paper.printed_unrecorded", lambda: record_printed(desk.office, paper, pages))
    return None if found is None else len(found)


def tell_unread(desk: Desk, found: Sequence[Unread]) -> None:
    """Name what the paper could not show, before the paper itself is seen."""
    if told := unread_told(desk.words, found):
        desk.notices.tell(told)


def noted(desk: Desk, failed: str, work: Callable[[], T]) -> T | None:
    """Write into the history; a refusal is told as what it is, beside work that was done."""
    try:
        return work()
    except UserError as error:
        desk.notices.refuse(UserError(message(failed, why=error.what), error.hint))
        return None
