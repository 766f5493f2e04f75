"""Letters: the board, the list, and everything from issue to the signed sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QInputDialog, QMenu

from safetydesk.core.filter import AnyId, AnyOf
from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.letter_findings import Unfinished
from safetydesk.operations.letter_volume import VolumeWritten, prepare_volume, volume_paper, write_volume
from safetydesk.operations.print_letters import Printed, PrintJob, letter_paper, prepare_new, select, write
from safetydesk.registers.records.letters.board import Standing, board, by_group, group_field
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, STAFF, LetterKind, kind_of
from safetydesk.registers.records.letters.signing import Marked
from safetydesk.registers.records.letters.without_duties import among_letters, before_issue
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths, save_path
from safetydesk.ui.pages.chain_menu import ChainMenu
from safetydesk.ui.pages.issue_dialog import IssueDialog
from safetydesk.ui.pages.letter_form import LetterForm
from safetydesk.ui.pages.letter_ledgers_menu import add_ledgers
from safetydesk.ui.pages.letters.class_list_dialog import ClassListDialog
from safetydesk.ui.pages.letters.follow_up_dialog import FollowUpDialog
from safetydesk.ui.pages.letters.missing_bar import MissingBar
from safetydesk.ui.pages.letters.no_duties import goes_on
from safetydesk.ui.pages.letters.steps_menu import StepsMenu
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.pages.letters.word_export import export_word
from safetydesk.ui.pages.letters_board import LettersBoard
from safetydesk.ui.pages.sign_dialog import SignDialog
from safetydesk.ui.paper_told import tell_saved, tell_unread
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.scans.pile_dialog import PileDialog
from safetydesk.ui.scans.scanner_bar import ScannerBar
from safetydesk.ui.scans.scanner_ear import ScannerEar
from safetydesk.ui.wording.clause_shown import note_lines
from safetydesk.ui.wording.editor_dialog import WordingDialog

MOST_COPIES = 9
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
SCANS = " ".join(f"*{ending}" for ending in ENDINGS)


def scans_among(paths: list[Path]) -> list[Path]:
    """PDFs and pictures among what was dropped, those in a dropped folder included, in the order of their names."""
    found = [inside for path in paths for inside in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return [path for path in found if path.suffix.lower() in ENDINGS]


class LettersPage(RegisterPage):
    """The ordinary page of the register, with the board above it and the letters' own buttons."""

    form_class = LetterForm

    def __init__(self, desk: Desk, register: Register) -> None:
        self.board = LettersBoard(desk)
        self.missing_bar = MissingBar(desk)
        self.asked: LetterKind = STAFF
        self.group = ""
        self.dialog: QDialog | None = None
        self.scanner = ScannerBar(desk)
        super().__init__(desk, register)
        self.board.kind_chosen.connect(lambda key: self.show_group(key, ""))
        self.board.group_chosen.connect(self.show_group)
        self.board.follow_up_wanted.connect(self.follow_up)
        self.missing_bar.print_wanted.connect(self.print_ids)
        self.missing_bar.issue_wanted.connect(self.issue_missing)
        self.board.missing_wanted.connect(self.show_missing)

    def build(self) -> None:
        super().build()
        self.column.insertWidget(1, self.scanner)
        self.column.insertWidget(2, self.board)
        self.column.insertWidget(3, self.missing_bar)
        ScannerEar(self).heard.connect(self.scanner.take)
        self.setAcceptDrops(True)

    def add_buttons(self) -> None:
        """Issue, print, sign, and what is rarer under More."""
        words = self.desk.words
        self.button(words.text("letters_page.issue"), "send", self.issue, primary=True)
        prints = QMenu(self)
        for kind in LETTER_KINDS:
            part = prints.addMenu(words.term("letter_type", kind.type))
            for only in ("all", "missing", "unsigned"):
                part.addAction(words.text(f"letters_page.print_{only}"), partial(self.print_kind, kind, only))
        prints.addSeparator()
        add_ledgers(self, prints, "pdf")
        prints.addAction(words.text("letters_page.print_chosen"), self.print_chosen)
        prints.addAction(words.text("letters_page.print_list"), self.print_list)
        prints.addSeparator()
        copies = prints.addAction("", self.ask_copies)
        prints.aboutToShow.connect(lambda: copies.setText(self.copies_title()))
        self.button(words.text("letters_page.print"), "print", menu=prints)
        self.button(words.text("letters_page.sign"), "sign", self.sign)
        self.button(words.text("status.class_list_button"), "check", self.class_list)
        self.button(words.text("chain.button"), "list", menu=ChainMenu(self))
        exports = QMenu(self)
        add_ledgers(self, exports, "xlsx")
        exports.addAction(words.text("letter_ledger.volume"), self.bind_volume)
        exports.addAction(words.text("word.menu"), lambda: export_word(self))
        exports.addSeparator()
        exports.addActions(self.export_menu().actions())
        self.button(words.text("grid.export"), "export", menu=exports)
        self.button(words.text("letters_page.more"), "more", menu=StepsMenu(self))

    def list_again(self) -> None:
        super().list_again()
        if self.board.year != self.desk.year:
            self.board.refresh()
        if not self.filters.pinned:
            self.missing_bar.hide()

    def registers_changed(self, keys: set[str]) -> None:
        super().registers_changed(keys)
        if keys & {"letters", "people", "classes", "posts"}:
            self.board.refresh()
            if self.missing_bar.isVisible():
                self.missing_bar.tell(self.missing())

    def narrow(self, kind: LetterKind, group: str) -> None:
        """List the letters of a kind, or of one group of it."""
        conditions = [AnyOf("type", (kind.type,))]
        if group:
            conditions.append(AnyOf(group_field(kind), (group,)))
        self.filters.pin(*conditions)

    def show_group(self, key: str, group: str) -> None:
        """The letters of a department or class, and who of it is missing."""
        self.asked, self.group = kind_of(key), group
        self.narrow(self.asked, group)
        self.missing_bar.tell(self.missing() if group else ())

    def show_missing(self, key: str) -> None:
        """List the letters not signed, and name everybody who is missing."""
        self.asked, self.group = kind_of(key), ""
        missing = self.missing()
        self.filters.pin(AnyId("", tuple(item.letter_id for item in missing if item.letter_id is not None)))
        self.missing_bar.tell(missing)

    def missing(self) -> Sequence[Standing]:
        """Who has not signed, of the kind or the group that was asked for last."""
        database, year = self.desk.office.database, self.desk.year
        if not self.group:
            return board(database, year)[self.asked.key].missing
        return next((line.missing for line in by_group(database, self.asked, year) if line.label == self.group), ())

    def issue_missing(self) -> None:
        """A letter for everyone of the kind who has none."""
        office = self.desk.office
        language = office.settings.paper_language
        if not goes_on(self.desk, before_issue(office.database, self.asked, self.desk.year, language), "issue"):
            return
        try:
            issue(office.database, office.clock, self.asked, self.desk.year, language)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.show_missing(self.asked.key)

    def class_list(self) -> None:
        """A class's receipts or sheet, ticked by name."""
        self.dialog = ClassListDialog(self.desk, self)
        self.dialog.open()

    def follow_up(self) -> None:
        """Who came, who left, whose posts changed."""
        self.dialog = FollowUpDialog(self.desk, self)
        self.dialog.open()

    def issue(self) -> None:
        """Who would get a letter, and make them."""
        self.dialog = IssueDialog(self.desk, self)
        self.dialog.open()

    def edit_wording(self) -> None:
        """What letters say."""
        self.dialog = WordingDialog(self.desk, self)
        self.dialog.open()

    def sign(self) -> None:
        """Mark the chosen letters, or a list of numbers, as signed."""
        self.dialog = SignDialog(self.desk, self.grid.chosen_ids(), self)
        self.dialog.open()

    def choose_pile(self) -> None:
        """Signed letters as the copier gives them back: choose the files."""
        if paths := open_paths(self.desk, self, f"{self.desk.words.text('scan.choose')} ({SCANS})"):
            self.take_pile(paths)

    def take_pile(self, paths: list[Path]) -> None:
        """Read a scanned pile, show what it holds."""
        self.dialog = dialog = PileDialog(self.desk, paths, self)
        dialog.open()
        dialog.read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if scans := scans_among(paths):
            self.take_pile(scans)

    def with_reason(self, operation: Callable[..., Marked], question: str) -> None:
        """Ask for the reason, then mark the chosen letters."""
        if not self.grid.chosen_ids():
            self.desk.notices.tell(self.desk.words.text("letters_page.choose_first"))
            return
        reason = self.desk.notices.ask_text(self.desk.words.text(question))
        if reason is not None:
            self.mark(lambda ids: operation(self.desk.office.database, ids, reason))

    def mark(self, operation: Callable[[list[int]], Marked]) -> None:
        """Mark the chosen letters and tell of those that were left as they are."""
        ids = self.grid.chosen_ids()
        if not ids:
            self.desk.notices.tell(self.desk.words.text("letters_page.choose_first"))
            return
        try:
            marked = operation(ids)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if marked.refused:
            lines = "\n".join(f"{number}　{self.desk.words.say(why)}" for number, why in marked.refused[:20])
            self.desk.notices.tell(self.desk.words.text("letters_page.left_alone", n=len(marked.refused), lines=lines))

    def bind_volume(self) -> None:
        """The year's letters as one volume, where the clerk says."""
        office, words = self.desk.office, self.desk.words
        name = words.text("letter_ledger.volume_name", first=self.desk.year, last=self.desk.year + 1)
        path = save_path(self.desk, self, f"{name}.pdf")
        if path is None:
            return
        try:
            job = prepare_volume(office, self.desk.year)
        except UserError as error:
            self.desk.notices.refuse(error)
            return

        def bound(made: VolumeWritten) -> None:
            text = words.text("letter_ledger.bound", n=made.letters, pages=made.pages, scanned=made.scanned)
            tell_unread(self.desk, made.unread)
            tell_saved(self.desk, volume_paper(job, path), path, "\n".join([text, *note_lines(words, job.noted)]))

        self.desk.tasks.run(
            words.text("grid.writing", file=path.name),
            lambda progress, cancelled: write_volume(job, path, progress, cancelled),
            bound,
            self.desk.notices.refuse,
        )

    def copies_title(self) -> str:
        """How many copies of each letter are made."""
        return self.desk.words.text("letters_page.copies_now", n=self.desk.office.settings.get("print_copies"))

    def ask_copies(self) -> None:
        """Two or three of each, one after another, so that nobody has to sort them; remembered."""
        words, settings = self.desk.words, self.desk.office.settings
        now = int(settings.get("print_copies"))
        title, question = words.text("letters_page.print"), words.text("letters_page.copies_ask")
        count, ok = QInputDialog.getInt(self, title, question, now, 1, MOST_COPIES)
        if ok and count != now:
            settings.put("print_copies", count)

    def print_kind(self, kind: LetterKind, only: str) -> None:
        """A whole kind, or what is missing of it."""
        self.print_ids(select(self.desk.office, kind, self.desk.year, only))

    def print_chosen(self) -> None:
        """The chosen letters, in the order of the list."""
        self.print_ids(self.grid.chosen_ids())

    def print_ids(self, ids: list[int]) -> None:
        """Write the letters in a worker, then show the very file; they count as printed once a printer has it."""
        office = self.desk.office
        path = office.folder.work / "letters.pdf"
        try:
            job = prepare_new(office, ids, int(office.settings.get("print_copies")))
        except Unfinished:
            self.dialog = UnfinishedDialog(self.desk, ids, lambda: self.print_ids(ids), self)
            self.dialog.open()
            return
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if not goes_on(self.desk, among_letters(office.database, ids), "print"):
            return
        name = self.desk.words.text("letters_page.writing", n=len(ids))
        self.desk.tasks.run(
            name,
            lambda progress, cancelled: write(job, path, progress, cancelled),
            lambda printed: self.written(job, printed),
            self.desk.notices.refuse,
        )

    def written(self, job: PrintJob, printed: Printed) -> None:
        """Show the pages, and tell of characters another face stood in for."""
        self.tell_faces(job)
        self.show_preview(letter_paper(job, printed))
        if self.preview is not None:
            self.preview.tell_note(note_lines(self.desk.words, job.noted))

    def tell_faces(self, job: PrintJob) -> None:
        """Once: which of the standard's faces this PC lacks."""
        settings, words = self.desk.office.settings, self.desk.words
        if job.faces.lacking and settings.get("faces") == "system" and not settings.get("faces_told"):
            settings.put("faces_told", True)
            faces = tuple(words.text(f"letters_page.faces_{name}") for name in job.faces.lacking)
            self.desk.notices.tell(words.text("letters_page.faces_told", faces=faces))
