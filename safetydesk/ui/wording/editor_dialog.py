"""The wording of a kind of letter: blocks at the left, their texts in the middle, the real page at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.errors import UserError
from safetydesk.operations.wording import (  # fmt: skip
    findings_of,
    letters_with,
    load_fonts,
    reset_wording,
    sample_facts,
    save_wording,
    write_preview,
)
from safetydesk.registers.records.letters.clause import same
from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, STAFF, LetterKind, kind_of
from safetydesk.registers.records.letters.template import (  # fmt: skip
    KINDS,
    Template,
    TemplateBlock,
    read_template,
    template_text,
)
from safetydesk.registers.records.letters.wording import (  # fmt: skip
    refuse_unfinished,
    versions,
    wording_in_use,
    wording_of,
)
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths
from safetydesk.ui.theme import BETWEEN, INSIDE
from safetydesk.ui.wording.block_form import BlockForm
from safetydesk.ui.wording.clause_shown import found_lines, with_titles
from safetydesk.ui.wording.draft import Draft
from safetydesk.ui.wording.page_view import PageView
from safetydesk.ui.wording.word_import_dialog import WordImportDialog
from safetydesk.words import LANGUAGES

SHOWN = 16
PROGRAM = 0
"""Stands for the wording that comes with the program in the list of versions."""


class WordingDialog(QDialog):
    """Nothing is stored before Save; a second press saves what was warned of."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, kind: LetterKind = STAFF, language: str = "") -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words.text("wording.title"))
        self.kind, self.language = kind, language or desk.office.settings.paper_language
        self.draft = Draft(read_template(wording_in_use(desk.office.database, self.kind, self.language)))
        self.warned = False
        self.fonts = load_fonts(desk.office)
        self.school = str(desk.office.database.query("SELECT code FROM school")[0][0])
        self.blocks = QListWidget()
        self.blocks.setAccessibleName(words.text("wording.blocks"))
        self.blocks.currentRowChanged.connect(self.show_block)
        self.form = BlockForm(words)
        self.form.changed.connect(self.typed)
        self.view = PageView(words, desk.office.folder.work / "wording.pdf", self.write)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("warning", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        layout.addLayout(self.head())
        layout.addLayout(self.middle(), 1)
        layout.addWidget(self.note)
        layout.addLayout(self.foot())
        self.resize(1060, 580)
        self.list_versions()
        self.list_blocks(0)
        self.show_findings()
        self.view.draw()

    def head(self) -> QHBoxLayout:
        """Kind, language, version."""
        words = self.desk.words
        self.kinds, self.languages, self.versions = QComboBox(), QComboBox(), QComboBox()
        for kind in LETTER_KINDS:
            self.kinds.addItem(words.term("letter_type", kind.type), kind.key)
        self.kinds.setCurrentIndex(self.kinds.findData(self.kind.key))
        for language in LANGUAGES:
            self.languages.addItem(words.text(f"settings.paper_language_{language}"), language)
        self.languages.setCurrentIndex(self.languages.findData(self.language))
        row = QHBoxLayout()
        for name, box, slot in (
            ("kind", self.kinds, self.choose),
            ("language", self.languages, self.choose),
            ("version", self.versions, self.choose_version),
        ):
            label = QLabel(words.text(f"wording.{name}"))
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            box.activated.connect(slot)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(INSIDE)
        row.addStretch()
        return row

    def middle(self) -> QHBoxLayout:
        """Blocks with their buttons, texts, page."""
        words = self.desk.words
        add = QPushButton(words.text("wording.add"))
        menu = QMenu(self)
        for kind in KINDS:
            menu.addAction(words.text(f"wording.block_{kind}"), partial(self.add_block, kind))
        add.setMenu(menu)
        left = QVBoxLayout()
        left.addWidget(self.blocks, 1)
        for group in ((("remove", self.remove_block), ("undo", self.step_back)), (("up", lambda: self.shift(-1)), ("down", lambda: self.shift(1)))):  # fmt: skip
            row = QHBoxLayout()
            for name, slot in group:
                button = QPushButton(words.text(f"wording.{name}"))
                button.clicked.connect(lambda _=False, slot=slot: slot())
                row.addWidget(button)
            left.addLayout(row)
        left.insertWidget(1, add)
        middle = QVBoxLayout()
        tools = QHBoxLayout()
        tools.addWidget(self.form.fields)
        tools.addWidget(self.form.tags)
        tools.addStretch()
        middle.addLayout(tools)
        middle.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addLayout(left, 3)
        row.addLayout(middle, 5)
        row.addWidget(self.view)
        return row

    def foot(self) -> QHBoxLayout:
        """From Word, back to the program's, close, save."""
        words = self.desk.words
        row = QHBoxLayout()
        for name, slot in (("from_word", self.from_word), ("reset", self.reset)):
            button = QPushButton(words.text(f"wording.{name}"))
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch()
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.reject)
        save = self.save_button = QPushButton(words.text("wording.save"))
        save.setProperty("primary", True)
        save.clicked.connect(self.save)
        row.addWidget(close)
        row.addWidget(save)
        for button in (close, save):
            button.setAutoDefault(False)
        return row

    def write(self, path: Path) -> None:
        """The preview: a real letter in the wording as it stands."""
        refuse_unfinished(self.draft.template)
        write_preview(self.draft.template, sample_facts(self.desk.office, self.kind), self.school, path, self.fonts)

    def choose(self, _: int = 0) -> None:
        """Another kind or language: what was not saved is asked about."""
        if not self.may_leave():
            self.kinds.setCurrentIndex(self.kinds.findData(self.kind.key))
            self.languages.setCurrentIndex(self.languages.findData(self.language))
            return
        self.kind = kind_of(str(self.kinds.currentData()))
        self.language = str(self.languages.currentData())
        self.load(wording_in_use(self.desk.office.database, self.kind, self.language))
        self.list_versions()

    def choose_version(self, _: int = 0) -> None:
        """Take an older version up; saving makes it the newest again."""
        chosen = int(self.versions.currentData())
        text = template_text(self.kind.key, self.language) if chosen == PROGRAM else wording_of(self.desk.office.database, chosen)  # fmt: skip
        self.take_up(read_template(text))

    def load(self, text: str) -> None:
        """Begin with a stored wording."""
        self.draft, self.warned = Draft(read_template(text)), False
        self.list_blocks(0)
        self.show_findings()
        self.view.page = 0
        self.view.draw()

    def list_versions(self) -> None:
        """The program's wording, and the school's own by day."""
        words = self.desk.words
        self.versions.clear()
        for item in versions(self.desk.office.database, self.kind, self.language):
            key = "wording.version_current" if item.current else "wording.version_old"
            self.versions.addItem(words.text(key, day=item.day, n=item.letters), item.id)
        self.versions.addItem(words.text("wording.version_program"), PROGRAM)
        self.versions.setCurrentIndex(0)

    def list_blocks(self, row: int) -> None:
        """The blocks with their first words."""
        self.blocks.blockSignals(True)
        self.blocks.clear()
        self.blocks.addItems([self.block_title(block) for block in self.draft.template.blocks])
        self.blocks.setCurrentRow(min(row, self.blocks.count() - 1))
        self.blocks.blockSignals(False)
        self.show_block(self.blocks.currentRow())

    def block_title(self, block: TemplateBlock) -> str:
        """What a block is, and its first words."""
        start = next((text for text in block.texts() if text.strip()), "").replace("\n", " ")
        shown = with_titles(self.desk.words, start)
        return f"{self.desk.words.text(f'wording.block_{block.kind}')}　{shown[:SHOWN]}"

    def show_clause(self, clause: str) -> None:
        """The block that holds a clause, as the wording has it."""
        holds = (any(same(untagged(text)) == same(clause) for text in block.texts()) for block in self.draft.blocks)
        self.blocks.setCurrentRow(next((row for row, found in enumerate(holds) if found), 0))

    def show_findings(self, last: str = "") -> bool:
        """Name what is unfinished or void below the texts, then say something; False where there is nothing."""
        found = findings_of(self.desk.office, self.kind, self.draft.template)
        lines = [*found_lines(self.desk.words, found), last]
        self.note.setText("\n".join(line for line in lines if line))
        return bool(found)

    def show_block(self, row: int) -> None:
        """One block to type into."""
        self.form.show_block(self.draft.template.blocks[row] if 0 <= row < len(self.draft.template.blocks) else None)

    def typed(self) -> None:
        """A key in one of the texts."""
        row = self.blocks.currentRow()
        if 0 <= row < len(self.draft.blocks):
            block = self.form.block()
            self.draft.put(row, block)
            self.blocks.item(row).setText(self.block_title(block))
            self.warned = False
            self.show_findings()
            self.view.soon()

    def show_draft(self, row: int) -> None:
        """Blocks and page after a step that is more than a key."""
        self.warned = False
        self.list_blocks(row)
        self.show_findings()
        self.view.draw()

    def step_back(self) -> None:
        """Take the last step back."""
        if self.draft.step_back():
            self.show_draft(self.blocks.currentRow())

    def add_block(self, kind: str) -> None:
        """A new block below the one in hand."""
        row = self.blocks.currentRow() + 1
        self.draft.add(kind, row)
        self.show_draft(row)

    def remove_block(self) -> None:
        """Without the block in hand."""
        row = self.blocks.currentRow()
        if 0 <= row < len(self.draft.blocks):
            self.draft.remove(row)
            self.show_draft(max(row - 1, 0))

    def shift(self, step: int) -> None:
        """The block in hand a place up or down."""
        row = self.blocks.currentRow()
        if self.draft.shift(row, step):
            self.show_draft(row + step)

    def take_up(self, template: Template) -> None:
        """Go on with another wording: an older version, or what was read from Word."""
        self.draft.become(template)
        self.show_draft(0)

    def from_word(self) -> None:
        """A bureau's letter: choose the file, say what its blanks are."""
        if paths := open_paths(self.desk, self, f"{self.desk.words.text('wording.word_files')} (*.docx)"):
            self.take_word(paths[0])

    def take_word(self, path: Path) -> None:
        """Show what was read; accepted, it becomes the wording to go on with."""
        try:
            dialog = self.importing = WordImportDialog(self.desk, path, self.draft.template, self)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        dialog.accepted.connect(lambda: self.take_up(dialog.wording()))
        dialog.open()

    def save(self) -> None:
        """Store a version; what is void or open is named first, and saved with the second press."""
        words = self.desk.words
        if not self.warned and self.show_findings(words.text("wording.press_again")):
            self.warned = True
            return
        try:
            row = save_wording(self.desk.office, self.kind, self.language, self.draft.template)
        except UserError as error:
            self.note.setText(words.error(error))
            return
        self.draft.saved()
        self.warned = False
        handed_over = letters_with(self.desk.office, row)
        said = [words.text("wording.saved"), words.text("unfinished.handed_over", n=handed_over) if handed_over else ""]
        self.show_findings(" ".join(filter(None, said)))
        self.list_versions()

    def reset(self) -> None:
        """The program's wording again, after a question."""
        words = self.desk.words
        if self.desk.notices.ask(words.text("wording.reset_ask"), words.text("wording.reset")):
            reset_wording(self.desk.office, self.kind, self.language)
            self.load(template_text(self.kind.key, self.language))
            self.list_versions()

    def may_leave(self) -> bool:
        """Whether nothing is unsaved, or the clerk does not mind."""
        words = self.desk.words
        return not self.draft.touched or self.desk.notices.ask(
            words.text("wording.leave_ask"), words.text("wording.leave")
        )

    def reject(self) -> None:
        if self.may_leave():
            super().reject()

    def done(self, result: int) -> None:
        self.view.timer.stop()
        super().done(result)
