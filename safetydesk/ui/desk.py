"""What every page of the window is handed: the office, the words, and ways to work, tell and ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from safetydesk.operations.office import Office
from safetydesk.ui.notices import Notices
from safetydesk.ui.tasks import Tasks
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words


class DeskSignals(QObject):
    """What pages tell each other."""

    changed = Signal(set)
    """Keys of the registers that a committed action wrote to; open pages list again."""
    committed = Signal(str, str)
    """Batch and name of an action that was committed: what undo goes by."""
    show_records = Signal(str, tuple)
    """A register's key and row ids: go there and show exactly these."""
    backed_up = Signal()
    """A backup was made: its age is shown anew."""
    page_wanted = Signal(str)
    """A tab or page by its name."""


class YearChoice(QObject):
    """The school year that all pages obey."""

    changed = Signal(int)

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = year

    def choose(self, year: int) -> None:
        """Change the year for the whole window."""
        if year != self.year:
            self.year = year
            self.changed.emit(year)


@dataclass(frozen=True)
class Desk:
    """The bundle passed to every page; nothing in the window is global."""

    office: Office
    words: Words
    tasks: Tasks
    notices: Notices
    state: WindowState
    year_choice: YearChoice
    signals: DeskSignals = field(default_factory=DeskSignals)

    @property
    def year(self) -> int:
        """The school year chosen in the tool bar."""
        return self.year_choice.year
