"""python -m tests.bench.handlers [--data FOLDER]: what each click costs, page by page, the slowest first.

Every page is opened over a copy of a large school; its list is sorted, searched, filtered, chosen as a whole, saved
in and taken back, as a clerk does it with mouse and keyboard. Told is the CPU time of the window's own thread until
the window is still again: what a worker does is not counted, since nobody waits for it before the window answers.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safetydesk.clock import SystemClock
from safetydesk.core.field import Choice, Flag, Text
from safetydesk.core.linked_field import Link, Many, Rows
from safetydesk.core.listing import Query
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder, resources
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.tasks import WindowTasks
from safetydesk.ui.theme import apply_theme, load_fonts
from safetydesk.ui.window_state import WindowState
from safetydesk.words import Words
from tests.desks import RecordedNotices
from tests.ui.clerk import Clerk

BOUND = 100
"""Milliseconds of CPU that a click may cost."""
SIZE = (1093, 535)
SETTLED = 0.35
"""Seconds without work after which the window is still: a search waits 0.15 s for the next key."""


@dataclass(frozen=True)
class Cost:
    """What one handler cost."""

    page: str
    handler: str
    rows: int
    ms: float


class Tour:
    """Goes through the pages of a window and takes the time of each click."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.costs: list[Cost] = []
        self.page = ""

    def take(self, handler: str, click: Callable[[], object], rows: int = 0) -> None:
        """Do something, wait until the window is still, and note what it cost."""
        start = time.thread_time()
        click()
        self.settle()
        self.costs.append(Cost(self.page, handler, rows, (time.thread_time() - start) * 1000))

    def settle(self) -> None:
        """Let the window work until nothing is left to do."""
        until = time.monotonic() + SETTLED
        while time.monotonic() < until or self.clerk.desk.tasks.busy:
            before = time.thread_time()
            QApplication.processEvents()
            if time.thread_time() - before > 0.002:
                until = time.monotonic() + SETTLED
            time.sleep(0.01)

    def everything(self) -> None:
        """The overview, then each register's page."""
        self.page = "overview"
        self.take("open", lambda: self.clerk.open_tab("overview"))
        for register in self.clerk.desk.office.registers:
            if register.tab:
                self.register(register.key)

    def register(self, key: str) -> None:
        """One page."""
        self.page = key
        self.take("open", lambda: self.clerk.open_page(key))
        page = self.clerk.open_page(key)
        self.settle()
        self.work(page)
        self.take("tab away", lambda: self.clerk.open_tab("overview"), len(page.model.ids))
        self.take("tab back", lambda: self.clerk.open_page(key), len(page.model.ids))

    def work(self, page: RegisterPage, label: str = "") -> None:
        """What can be done with a list."""
        rows = len(page.model.ids)

        def take(handler: str, click: Callable[[], object]) -> None:
            self.take(f"{label}{handler}", click, rows)

        take("list", page.list_again)
        for column, direction in ((0, "sort"), (0, "sort down"), (0, "own order")):
            take(direction, lambda column=column: self.click_header(page, column))
        if page.register.search and not label:
            take("search", lambda: page.filters.search.setText("1"))
            take("search cleared", page.filters.clear)
        if not label:
            self.filter(page, take)
        if not rows:
            return
        take("select all", lambda: self.key(page, "A"))
        take("sort, all chosen", lambda: self.click_header(page, 0))
        take("list, all chosen", page.list_again)
        editable = self.editable(page)
        if editable is not None:
            take("save, all chosen", lambda: self.save(page, editable))
            take("undo, all chosen", self.clerk.window.undo_stack.undo)
        take("own order, all chosen", lambda: [self.click_header(page, 0), self.click_header(page, 0)])
        page.grid.clearSelection()

    def filter(self, page: RegisterPage, take: Callable[[str, Callable[[], object]], None]) -> None:
        """The first filter that lists values, and back."""
        for name in list(page.filters.buttons)[:1]:
            menu = page.filters.buttons[name].menu()
            take("filter opened", menu.aboutToShow.emit)
            if menu.actions():
                take("filter", lambda menu=menu: menu.actions()[0].setChecked(True))
                take("filter cleared", page.filters.clear)

    def click_header(self, page: RegisterPage, visual: int) -> None:
        """A click on a column's heading."""
        header = page.grid.horizontalHeader()
        logical = header.logicalIndex(visual)
        place = QPoint(header.sectionViewportPosition(logical) + 8, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def key(self, page: RegisterPage, letter: str) -> None:
        """A key with Ctrl in the grid."""
        page.grid.setFocus()
        QTest.keyClick(page.grid, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.ControlModifier)

    def editable(self, page: RegisterPage) -> int | None:
        """A column of plain texts that may be edited in the first row."""
        model = page.model
        for column, item in enumerate(model.fields):
            plain = isinstance(item, Text) and not isinstance(item, Link | Many | Rows | Choice | Flag)
            if plain and item.editable and model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable:
                return column
        return None

    def save(self, page: RegisterPage, column: int) -> None:
        """One cell typed anew; what is chosen stays chosen."""
        text = page.model.text(0, column)
        page.grid.write({(0, column): f"{text}1"})


@contextmanager
def window_over(office: Office, language: str = "zh_CN") -> Iterator[Clerk]:
    """A window of the size that a laptop has."""
    words = Words(language)
    tasks, notices = WindowTasks(words), RecordedNotices()
    desk = Desk(office, words, tasks, notices, WindowState(office.folder.window_state), YearChoice(office.year))
    window = tasks.parent_window = MainWindow(desk)
    clerk = Clerk(QTest, window, desk, notices)  # type: ignore[arg-type]
    window.resize(*SIZE)
    window.show()
    QTest.qWaitForWindowActive(window)
    try:
        yield clerk
    finally:
        clerk.leave()


def every_letter(tour: Tour) -> None:
    """The letters of all years in one list."""
    clerk = tour.clerk
    page = clerk.open_page("letters")
    ids = tuple(clerk.desk.office.listing(page.register).ids(Query()))
    tour.page = "letters, all years"
    tour.take("shown", lambda: clerk.desk.signals.show_records.emit("letters", ids), len(ids))
    tour.work(page, "")


def table(costs: Sequence[Cost], most: int) -> str:
    """The slowest handlers."""
    ordered = sorted(costs, key=lambda cost: -cost.ms)
    lines = [f"{'page':22} {'handler':24} {'rows':>7} {'CPU ms':>9}"]
    lines += [f"{cost.page:22} {cost.handler:24} {cost.rows:7,} {cost.ms:9.0f}" for cost in ordered[:most]]
    over = sum(cost.ms > BOUND for cost in costs)
    lines.append(f"{len(costs)} handlers, {over} over {BOUND} ms")
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and tell; 1 where a handler was over the bound."""
    parser = ArgumentParser(prog="python -m tests.bench.handlers", description=__doc__)
    parser.add_argument(
        "--data", type=Path, help="a school to measure on (it is copied); none: the sample of ten years"
    )
    parser.add_argument("--pages", nargs="*", help="keys of registers; none: all")
    parser.add_argument("--rows", type=int, default=40, help="lines of the table")
    options = parser.parse_args(argv)
    app = QApplication.instance() or QApplication(["safetydesk"])
    apply_theme(app, "light", load_fonts(resources() / "fonts"))
    with tempfile.TemporaryDirectory(prefix="safetydesk-tour-") as below:
        folder = DataFolder(Path(below) / "school")
        if options.data:
            shutil.copytree(options.data, folder.root)
        with open_office(folder, SystemClock()) as office:
            if not options.data:
                fill(office, "decade", 1)
            with window_over(office) as clerk:
                tour = Tour(clerk)
                tour.settle()
                if options.pages:
                    for key in options.pages:
                        tour.register(key)
                else:
                    tour.everything()
                every_letter(tour)
    sys.stdout.write(table(tour.costs, options.rows))
    return int(any(cost.ms > BOUND for cost in tour.costs))


if __name__ == "__main__":
    sys.exit(main())
