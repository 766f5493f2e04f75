"""Undo and redo over every action since the window opened."""

from __future__ import annotations

from safetydesk.errors import UserError
from safetydesk.operations.undoing import take_back
from safetydesk.storage.action import Action
from safetydesk.ui.desk import Desk

NOT_UNDOABLE = ("letters.print", "settings.change")
"""Actions that left the program, or that are not about records."""


class UndoStack:
    """Batches in the order they were committed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[str] = []
        self.undone: list[str] = []
        self.working = False

    def committed(self, action: Action) -> None:
        """Remember an action of the clerk's that changed records; it ends the way forward."""
        if not self.working and action.touched and action.name not in NOT_UNDOABLE:
            self.done.append(action.batch)
            self.undone.clear()

    def undo(self) -> None:
        """Take the last action back."""
        self.step(self.done, self.undone)

    def redo(self) -> None:
        """Take the last undoing back."""
        self.step(self.undone, self.done)

    def step(self, source: list[str], target: list[str]) -> None:
        """Move one action; a refusal is told with its reason and leaves everything as it is."""
        if not source:
            return
        self.working = True
        try:
            target.append(take_back(self.desk.office.database, source[-1]))
            source.pop()
        except UserError as error:
            self.desk.notices.refuse(error)
        finally:
            self.working = False
