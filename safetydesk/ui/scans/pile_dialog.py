"""A scanned pile on the screen: the letters found, what is missing, and the pages somebody has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.dates import read_date
from safetydesk.intake.scans.reading import PageRead, read_pile
from safetydesk.operations.scan_intake.filing import FiledScans, file_scans, store_scans
from safetydesk.operations.scan_intake.matching import Place, ScanLetter, ScanPlan, match
from safetydesk.registers.records.letters.kinds import DONE
from safetydesk.storage.attachments import StoredFile
from safetydesk.ui.desk import Desk
from safetydesk.ui.scans.open_pages import OpenPages
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE

TOLD = 12
"""Refused letters that are named."""


class PileDialog(QDialog):
    """Reads the files when it is opened; nothing is stored before the button is pressed."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.paths = desk, list(paths)
        self.reads: list[PageRead] = []
        self.assigned: dict[Place, int] = {}
        self.plan: ScanPlan | None = None
        self.filed: FiledScans | None = None
        say = desk.words.text
        self.setWindowTitle(say("scan.title"))
        self.head = QLabel(say("scan.reading"))
        self.head.setWordWrap(True)
        self.tabs = QTabWidget()
        self.letters = self.tree("scan.number", "scan.party", "scan.pages", "scan.state")
        self.incomplete = self.tree("scan.number", "scan.party", "scan.state")
        self.open_pages = OpenPages(desk, self.paths)
        self.open_pages.assigned.connect(self.assign)
        self.tabs.addTab(self.letters, "")
        self.tabs.addTab(self.open_pages, "")
        self.tabs.addTab(self.incomplete, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self.foot())
        self.resize(900, 540)

    def tree(self, *titles: str) -> QTreeWidget:
        """A plain table."""
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels([self.desk.words.text(title) for title in titles])
        return tree

    def foot(self) -> QHBoxLayout:
        """The day, asked once, and the buttons."""
        words = self.desk.words
        row = QHBoxLayout()
        label = QLabel(words.text("scan.day"))
        self.day = QLineEdit(self.desk.office.clock.today().isoformat())
        self.day.setFixedWidth(120)
        self.day.setAccessibleName(words.text("scan.day"))
        label.setBuddy(self.day)
        self.issue = QLabel()
        self.issue.setProperty("issue", True)
        self.issue.setWordWrap(True)
        cancel = QPushButton(words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(words.text("scan.go", n=0))
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.store)
        for button in (cancel, self.go, self.open_pages.back):
            button.setAutoDefault(False)  # Enter belongs to the search box.
        for widget in (label, self.day):
            row.addWidget(widget)
        row.addSpacing(INSIDE)
        row.addWidget(self.issue, 1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def read(self) -> None:
        """Read the files in a worker; with Cancel the dialog closes and nothing has happened."""
        self.desk.tasks.run(
            self.desk.words.text("scan.reading"),
            lambda progress, cancelled: read_pile(self.paths, progress, cancelled),
            self.sort_out,
            self.desk.notices.refuse,
        )

    def sort_out(self, reads: list[PageRead]) -> None:
        """Match the pages with the letters and show the outcome."""
        self.reads = reads
        plan = self.plan = match(self.desk.office, reads, self.assigned)
        words = self.desk.words
        self.head.setText(
            words.text(
                "scan.head",
                n=len(plan.pages), letters=len(plan.letters), blanks=plan.blanks, open=len(plan.open_pages),
            )
        )  # fmt: skip
        self.fill(self.letters, [self.line(item) for item in plan.ready])
        self.fill(self.incomplete, [self.incomplete_line(item) for item in plan.incomplete])
        self.open_pages.show_pages([page for page in plan.pages if page.open or page.place in self.assigned])
        for place, (key, count) in enumerate(
            (
                ("scan.ready", len(plan.ready)),
                ("scan.open_tab", len(plan.open_pages)),
                ("scan.incomplete_tab", len(plan.incomplete)),
            )
        ):
            self.tabs.setTabText(place, words.text(key, n=count))
        self.go.setText(words.text("scan.go", n=len(plan.ready)))
        self.go.setEnabled(bool(plan.ready))

    def fill(self, tree: QTreeWidget, rows: list[list[str]]) -> None:
        """Show rows."""
        tree.clear()
        tree.addTopLevelItems([QTreeWidgetItem(row) for row in rows])
        for column in range(tree.columnCount()):
            tree.resizeColumnToContents(column)

    def line(self, item: ScanLetter) -> list[str]:
        """A letter that can be filed."""
        remark = self.desk.words.text("scan.already") if item.letter.state in DONE else ""
        return [item.letter.number, item.letter.party, str(len(item.pages)), remark]

    def incomplete_line(self, item: ScanLetter) -> list[str]:
        """A letter of which pages are missing."""
        missing = self.desk.words.text("scan.missing", pages=tuple(map(str, item.missing)))
        return [item.letter.number, item.letter.party, missing]

    def assign(self, file: int, page: int, letter: int) -> None:
        """Somebody said whose a page is; 0 takes it back."""
        if letter:
            self.assigned[file, page] = letter
        else:
            self.assigned.pop((file, page), None)
        self.sort_out(self.reads)

    def store(self) -> None:
        """Put the scans into the store in a worker, then file them all in one action."""
        day = read_date(self.day.text())
        if day is None:
            self.issue.setText(self.desk.words.text("core.bad_date", value=self.day.text()))
            return
        if day > self.desk.office.clock.today():
            self.issue.setText(self.desk.words.text("letters.future_day", day=day.isoformat()))
            return
        plan = self.plan
        assert plan is not None
        self.desk.tasks.run(
            self.desk.words.text("scan.filing"),
            lambda progress, cancelled: store_scans(self.desk.office.folder, plan, self.paths, progress, cancelled),
            lambda stored: self.file(plan, stored),
            self.desk.notices.refuse,
        )

    def file(self, plan: ScanPlan, stored: dict[int, StoredFile]) -> None:
        """File, close, tell."""
        day = read_date(self.day.text())
        assert day is not None
        filed = self.filed = file_scans(self.desk.office, plan, stored, day)
        words = self.desk.words
        self.accept()
        told = [words.text("scan.done", signed=len(filed.signed), kept=len(filed.kept))]
        if filed.refused:
            lines = "\n".join(f"{number}　{words.say(why)}" for number, why in filed.refused[:TOLD])
            told.append(words.text("scan.refused", n=len(filed.refused), lines=lines))
        self.desk.notices.tell("\n".join(told))
