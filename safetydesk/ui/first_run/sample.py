"""Fills the folder with the made-up school: on the thread of the database, with the window kept drawn meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from safetydesk.clock import FixedClock
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office
from safetydesk.storage.action import Action

SIZE, SEED = "small", 1
DAY = 10
"""The made-up school stands as it would on this day of September, where that has come."""
PARTS = ("people", "letters", "papers")


def fill_sample(office: Office, window: QWidget, tell: Callable[[str], None]) -> None:
    """Fill an empty folder; `tell` hears which part is being made. Raises UserError as `fill` does.

    Every action of the filling is heard of after its commit: there the window is drawn anew. It takes no
    clicks or keys until all is made.
    """

    def drawn(part: str) -> None:
        tell(part)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def committed(action: Action) -> None:
        drawn(part_after(action.name))

    listeners = office.database.on_commit
    window.setEnabled(False)
    listeners.append(committed)
    try:
        drawn(PARTS[0])
        fill(replace(office, clock=sample_clock(office)), SIZE, SEED)
    finally:
        listeners.remove(committed)
        window.setEnabled(True)


def sample_clock(office: Office) -> FixedClock:
    """The day that the letters and papers of the made-up school bear; the history bears the real one."""
    now = office.clock.now()
    begun = now.replace(year=office.year, month=9, day=DAY, hour=9, minute=0, second=0)
    return FixedClock(min(begun, now))


def part_after(action: str) -> str:
    """What is made once an action of that name has been stored."""
    if action.startswith("demo.people"):
        return PARTS[0]
    return PARTS[1] if action.startswith(("demo.", "letters.")) else PARTS[2]
