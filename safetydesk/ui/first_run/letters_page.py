"""Which letters this school uses: they are issued, and the first batch is shown as it will be printed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel

from safetydesk.errors import UserError
from safetydesk.operations.letter_findings import Unfinished
from safetydesk.operations.print_letters import Printed, PrintJob, letter_paper, prepare_new, select, write
from safetydesk.registers.records.letters.issue import head_by_post, issue
from safetydesk.registers.records.letters.kinds import OWN_KINDS, STAFF, LetterKind
from safetydesk.registers.records.letters.signatories import missing
from safetydesk.registers.records.letters.without_duties import before_issue
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.step_page import StepPage
from safetydesk.ui.first_run.steps import LETTERS
from safetydesk.ui.pages.letters.no_duties import goes_on
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.theme import BETWEEN
from safetydesk.ui.wording.clause_shown import note_lines


class LettersPage(StepPage):
    """Kinds to tick, each with how many are due: those without a letter, and letters issued but not printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LETTERS)
        self.preview: PreviewDialog | None = None
        self.dialog: UnfinishedDialog | None = None
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.column.addWidget(self.head)
        self.boxes: dict[str, QCheckBox] = {}
        for kind in OWN_KINDS:
            box = self.boxes[kind.key] = QCheckBox()
            box.toggled.connect(self.show_first)
            self.column.addWidget(box)
        self.column.addSpacing(BETWEEN)
        self.note = QLabel()
        self.note.setProperty("quiet", True)
        self.note.setWordWrap(True)
        self.column.addWidget(self.note)
        self.column.addStretch()
        self.count()

    def arrive(self) -> None:
        self.count()
        first = next((box for box in self.boxes.values() if box.isEnabled()), None)
        if first:
            first.setFocus()

    def count(self) -> None:
        """How many letters of each kind are due, and in whose name."""
        office, words = self.desk.office, self.desk.words
        found = office.database.query(
            "SELECT s.name, COALESCE(p.name, '') FROM school s LEFT JOIN person p ON p.id = s.principal_id"
        )
        name, principal = found[0]
        principal = principal or head_by_post(office.database) or words.text("first_run.no_principal")
        year = self.desk.year
        self.head.setText(
            words.text("first_run.issue_head", school=name, first=year, last=year + 1, principal=principal)
        )
        for kind in OWN_KINDS:
            due = len(missing(office.database, kind, year)) + len(select(office, kind, year, "missing"))
            box = self.boxes[kind.key]
            box.setText(words.text("first_run.due", kind=words.term("letter_type", kind.type), n=due))
            box.setEnabled(due > 0)
            box.setChecked(due > 0)
        self.show_first()

    def ticked(self) -> list[LetterKind]:
        """The kinds that are wanted, the staff's first: it is the one to look at."""
        chosen = [kind for kind in OWN_KINDS if self.boxes[kind.key].isChecked()]
        return sorted(chosen, key=lambda kind: kind is not STAFF)

    def show_first(self) -> None:
        """Say which batch is shown first; the button follows."""
        words = self.desk.words
        if ticked := self.ticked():
            name = words.term("letter_type", ticked[0].type)
            self.note.setText(words.text("first_run.first_batch", kind=name))
        else:
            self.note.setText("" if self.any_due() else words.text("first_run.nothing_due"))
        self.changed.emit()

    def any_due(self) -> bool:
        """Whether there is a letter to be issued or printed."""
        return any(box.isEnabled() for box in self.boxes.values())

    def next_words(self) -> str:
        return "first_run.issue" if self.ticked() else "first_run.finish"

    def keep(self) -> bool:
        """Issue what is ticked and write the first batch; with nothing ticked the first run is over."""
        ticked = self.ticked()
        if not ticked:
            self.finished.emit()
            return False
        office = self.desk.office
        database, year, language = office.database, self.desk.year, office.settings.paper_language
        bare = [item for kind in ticked for item in before_issue(database, kind, year, language)]
        if not goes_on(self.desk, bare, "issue"):
            return False
        try:
            for kind in ticked:
                issue(database, office.clock, kind, year, language)
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        self.print_first(select(office, ticked[0], self.desk.year, "missing"))
        return False

    def print_first(self, ids: list[int]) -> None:
        """Write the first batch, unless something in it is unfinished: then that is settled first."""
        try:
            job = prepare_new(self.desk.office, ids)
        except Unfinished:
            self.dialog = UnfinishedDialog(self.desk, ids, lambda: self.print_first(ids), self)
            self.dialog.open()
        except UserError as error:
            self.desk.notices.refuse(error)
        else:
            self.write(job)

    def write(self, job: PrintJob) -> None:
        """In a worker, as every batch."""
        path = self.desk.office.folder.work / "letters.pdf"
        self.desk.tasks.run(
            self.desk.words.text("letters_page.writing", n=len(job.ids)),
            lambda progress, cancelled: write(job, path, progress, cancelled),
            lambda printed: self.written(job, printed),
            self.refuse,
        )

    def refuse(self, error: UserError) -> None:
        """The letters are issued but could not be written: they stay due."""
        self.count()
        self.desk.notices.refuse(error)

    def written(self, job: PrintJob, printed: Printed) -> None:
        """Show the pages; the first run ends where they are closed."""
        self.preview = PreviewDialog(self.desk, letter_paper(job, printed), self)
        self.preview.tell_note(note_lines(self.desk.words, job.noted))
        self.preview.finished.connect(lambda _: self.finished.emit())
        self.preview.open()
