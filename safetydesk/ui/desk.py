"""What every page of the window is handed: the office, the words, and ways to work, tell and ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from safetydesk.operations.office import Office
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.ui.notices import Notices
    from safetydesk.ui.tasks import Tasks
    from safetydesk.ui.window_state import WindowState


class DeskSignals(QObject):
    """What pages tell each other."""

    changed = Signal(set)
    """Keys of the registers whose rows were written by a committed action; open pages list again."""
    year_changed = Signal(int)
    """The school year chosen in the tool bar."""
    show_records = Signal(str, tuple)
    """A register's key and row ids: go there and show exactly these."""


@dataclass(frozen=True)
class Desk:
    """The bundle passed to every page; nothing in the window is global."""

    office: Office
    words: Words
    tasks: Tasks
    notices: Notices
    state: WindowState
    signals: DeskSignals = field(default_factory=DeskSignals)
