"""A printer for tests of the window: it takes what the preview hands over, all pages or some, or refuses."""

from __future__ import annotations

from collections.abc import Collection
from unittest.mock import patch

from PySide6.QtWidgets import QPushButton

from safetydesk.errors import UserError, message
from safetydesk.ui import preview_dialog
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.printing import Sent

FAILED = UserError(message("preview.failed"), message("preview.failed_hint"))


def given(pages: Collection[int], *, to_file: bool = False) -> Sent:
    """A job of some pages, from 0, that the printer took."""
    return Sent(frozenset(pages), "HP", to_file)


def print_now(preview: PreviewDialog, outcome: Sent | UserError | str | None = "all") -> None:
    """Press Print in a preview; the printer takes all pages, or what `outcome` says: None is Cancel."""
    if isinstance(outcome, str):
        outcome = given(range(len(preview.pages)))
    text = preview.desk.words.text("preview.print")
    button = next(item for item in preview.findChildren(QPushButton) if item.text() == text)
    how = {"side_effect": outcome} if isinstance(outcome, UserError) else {"return_value": outcome}
    with patch.object(preview_dialog, "print_pages", **how):
        button.click()
