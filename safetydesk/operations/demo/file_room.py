"""The file room of a made-up school: each Friday the week's papers are filed, each January a year is put away.

So the catalogue of ten years is entered as a clerk enters it: mostly within the week, a few papers late, those of the
months before the program came all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from safetydesk.clock import StoryClock
from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.operations.archive.boxing import put_into_boxes
from safetydesk.operations.attaching import store_all
from safetydesk.operations.closing import close
from safetydesk.operations.demo.drills import delete
from safetydesk.operations.demo.pictures import draw_scan
from safetydesk.operations.demo.year_papers import WEEK, Paper, papers_of
from safetydesk.operations.filing.confirm import file_drafts
from safetydesk.operations.filing.draft import BOTH, PAPER, Draft, file_classes
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.action import Action
from safetydesk.storage.attachments import StoredFile

FRIDAY, LATE_SHARE, SPINE = 4, 0.03, 30
SCANNED = {"A02": 0.3, "A03": 0.3, "A05": 0.3, "A06": 0.3, "A07": 0.15}
"""How likely a paper of a class is scanned: what bears a seal is; the others seldom (`SELDOM`)."""
SELDOM = 0.025
LAST_WEEKS, SIGNING = 24, 9
"""The program's proposals are gone through at the end of a month, and in September, when the letters come back, weekly."""
PAGES = {"letters": 2, "plans": 8, "drills": 4}
"""Sides of what the program prints, as a clerk counts them; a bundle of parents' letters has a leaf for each."""


@dataclass
class FileRoom:
    """What lies on the desk, and up to which day it has been filed."""

    office: Office
    random: Random
    clock: StoryClock
    done: date
    desk: list[tuple[date, Paper]] = field(default_factory=list)
    """Papers with the day on which each is filed."""

    def bring(self, year: int) -> None:
        """The papers of a calendar year will come to the desk."""
        for paper in papers_of(self.random, year):
            late = self.random.randrange(2, 6) * WEEK if self.random.random() < LATE_SHARE else timedelta()
            self.desk.append((min(paper.dated + late, max(paper.dated, date(year, 12, 31))), paper))

    def work_until(self, day: date) -> None:
        """File on every Friday before a day."""
        friday = self.done + timedelta(days=(FRIDAY - self.done.weekday()) % 7)
        while friday < day:
            self.clock.go_to(friday)
            self.file(friday)
            self.done = friday + timedelta(days=1)
            friday += WEEK

    def file(self, today: date) -> None:
        """What lies on the desk by today, as one action; then what the program proposes, where there was a reason."""
        ready = [paper for due, paper in self.desk if due <= today]
        self.desk = [(due, paper) for due, paper in self.desk if due > today]
        if ready:
            self.save(ready)
        if today.day > LAST_WEEKS or today.month == SIGNING:
            self.file_proposed()

    def save(self, papers: list[Paper]) -> None:
        """Many papers as one action, scans included; raises Refused where one breaks a rule."""
        classes = {one.code: one for one in file_classes(self.office)}
        scans = [self.scan(paper) for paper in papers]
        entries = [
            Entry(
                {
                    "title": paper.title, "author": paper.kind.author, "doc_no": paper.doc_no, "dated": paper.dated,
                    "file_class": classes[paper.kind.file_class].id, "pages": paper.pages,
                    "retention": paper.kind.retention or classes[paper.kind.file_class].retention,
                    "carrier": BOTH if scan else PAPER, "secrecy": paper.kind.secrecy, "year": paper.dated.year,
                }
            )
            for paper, scan in zip(papers, scans, strict=True)
        ]  # fmt: skip
        waiting_scans = iter(scans)

        def bind(action: Action, row_id: int) -> None:
            if scan := next(waiting_scans):
                action.attach(scan, FILES.key, row_id)

        stored = self.office.records.save_all(FILES, entries, also=bind)
        for issues in stored.refused.values():
            raise Refused(issues)

    def scan(self, paper: Paper) -> StoredFile | None:
        """The picture of a paper, for some of them."""
        if self.random.random() >= SCANNED.get(paper.kind.file_class, SELDOM):
            return None
        path = self.office.folder.work / f"{paper.title}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{line + 1}. {paper.title}，具体内容见正文。" for line in range(self.random.randrange(5, 15))]
        draw_scan(path, self.random, paper.title, lines)
        stored = store_all(self.office.folder, [path])
        delete([path])
        return stored[0]

    def file_proposed(self) -> None:
        """Closed drills, signed letters and approved plans, on paper as they were printed."""
        drafts = [replace(draft, pages=sides(draft)) for draft in waiting(self.office, self.office.year)]
        for issues in file_drafts(self.office, drafts).refused.values():
            raise Refused(issues)

    def put_away(self, last: int) -> None:
        """Calendar years are over, and so are all before: into boxes, onto the shelf, filed away for good."""
        sql = "SELECT id, year FROM file_item WHERE year <= ? AND filed_on IS NULL"
        rows = self.office.database.query(sql, [last])
        for year in sorted({year for _, year in rows}):
            put_into_boxes(self.office, year, SPINE)
        with self.office.database.action("files.box") as action:
            action.update_many(FILES.table, {row_id: {"shelf": f"{year % 5 + 1}号柜"} for row_id, year in rows})
        close(self.office, FILES, [row_id for row_id, _ in rows])


def sides(draft: Draft) -> int:
    """How many sides a proposal has."""
    return max(PAGES[draft.register], len(draft.sources))
