"""A desk for tests: what the window would say is recorded, and questions are answered as the test has set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.office import Office
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.tasks import Work
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words


class RecordedNotices:
    """Keeps what was said; answers `answer` to every question, `line` to every request for a text, `place` to a choice."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.refused: list[UserError] = []
        self.asked: list[str] = []
        self.files: list[Path] = []
        self.answer = True
        self.line: str | None = None
        self.place: int | None = 0
        self.offered: list[list[str]] = []

    def tell(self, text: str) -> None:
        self.told.append(text)

    def refuse(self, error: UserError) -> None:
        self.refused.append(error)

    def ask(self, text: str, yes: str, no: str = "") -> bool:
        self.asked.append(text)
        return self.answer

    def ask_text(self, text: str, default: str = "") -> str | None:
        self.asked.append(text)
        return self.line

    def choose(self, text: str, lines: Sequence[str]) -> int | None:
        self.asked.append(text)
        self.offered.append(list(lines))
        return self.place

    def written(self, text: str, path: Path) -> None:
        self.told.append(text)
        self.files.append(path)


class PlainTasks:
    """Does the work at once, on this thread."""

    @property
    def busy(self) -> bool:
        return False

    def run(self, name: str, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        try:
            result = work(lambda *_: None, lambda: False)
        except Cancelled:
            return
        except UserError as error:
            failed(error)
        else:
            done(result)


def desk_of(office: Office, folder: Path, language: str = "en") -> Desk:
    """A desk over an office, with its own window state."""
    state = WindowState(folder / "window.ini")
    return Desk(office, Words(language), PlainTasks(), RecordedNotices(), state, YearChoice(office.year))
