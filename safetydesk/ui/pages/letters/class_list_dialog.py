"""Class list: a pile of receipts, or the convention's sheet, ticked pupil by pupil and kept with one press."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.dates import read_date
from safetydesk.core.pinyin import Pinyin
from safetydesk.errors import UserError, message
from safetydesk.paths import resources
from safetydesk.registers.records.letters.class_list import (
    Line,
    Sheet,
    classes_of,
    match_names,
    open_for_signing,
    parents_of,
    save_sheet,
    sheet_of,
)
from safetydesk.registers.records.letters.kinds import CONVENTION, DONE, PARENT
from safetydesk.registers.records.letters.signing import sign
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.letters.tick_list import TickList
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE

MOST_NAMES = 12


class ClassListDialog(QDialog):
    """Parents' letters or the convention of one class after another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(desk.words.text("status.class_list"))
        self.known: list[Line] = []
        self.sheet: Sheet | None = None
        self.kind_box, self.class_box = QComboBox(), QComboBox()
        self.day = QLineEdit(desk.office.clock.today().isoformat())
        self.names = TickList(Pinyin(resources() / "pinyin.tsv"))
        self.whole = QCheckBox(desk.words.text("status.sheet_back"))
        self.whole.setVisible(False)
        self.count_line, self.told = QLabel(), QLabel()
        self.count_line.setWordWrap(True)
        self.told.setWordWrap(True)
        self.told.setProperty("issue", True)
        self.build()
        self.fill_choices()
        self.names.ticked_changed.connect(self.count)
        self.names.pasted.connect(self.paste)
        self.kind_box.activated.connect(self.show_class)
        self.class_box.activated.connect(self.show_class)
        self.show_class()

    def build(self) -> None:
        """Choice above, names in the middle, what is missing and the buttons below."""
        words = self.desk.words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        row = QHBoxLayout()
        self.day.setFixedWidth(120)
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.kind_box, "status.what"),
            (self.class_box, "field.letters.class_name"),
            (self.day, "letters_page.sign_day"),
        )
        for widget, id in parts:
            label = QLabel(words.text(id))
            label.setBuddy(widget)
            widget.setAccessibleName(words.text(id))
            row.addWidget(label)
            row.addWidget(widget)
        row.addStretch()
        hint = QLabel(words.text("status.class_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        self.names.setAccessibleName(words.text("status.class_list"))
        layout.addLayout(row)
        layout.addWidget(hint)
        layout.addWidget(self.names, 1)
        for below in (self.whole, self.count_line, self.told):
            layout.addWidget(below)
        layout.addLayout(self.buttons())
        self.resize(720, 520)

    def buttons(self) -> QHBoxLayout:
        """Tick all, paste, then close and save."""
        words = self.desk.words
        row = QHBoxLayout()
        self.keep = QPushButton(words.text("status.save"))
        self.keep.setProperty("primary", True)
        made = {
            "status.tick_all": self.names.tick_all,
            "status.paste_names": self.paste,
            "window.close": self.reject,
        }
        for id, slot in made.items():
            if id == "window.close":
                row.addStretch()
            button = QPushButton(words.text(id))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            row.addWidget(button)
        self.keep.clicked.connect(lambda: self.save())
        row.addWidget(self.keep)
        return row

    def fill_choices(self) -> None:
        """The two kinds that go by class, and the classes."""
        for kind in (PARENT, CONVENTION):
            self.kind_box.addItem(self.desk.words.term("letter_type", kind.type), kind.key)
        for row_id, name in classes_of(self.desk.office.database):
            self.class_box.addItem(name, row_id)

    def show_class(self) -> None:
        """The names of the chosen class, ticked as they stand."""
        self.told.clear()
        class_id, database = self.class_box.currentData(), self.desk.office.database
        convention = self.kind_box.currentData() == CONVENTION.key
        self.sheet = sheet_of(database, self.desk.year, class_id) if convention and class_id else None
        if convention:
            self.known = list(self.sheet.lines) if self.sheet else []
        else:
            self.known = parents_of(database, self.desk.year, class_id) if class_id else []
        self.names.fill(
            (line.label, self.row_text(line), line.signed, convention or open_for_signing(line)) for line in self.known
        )
        done = bool(self.sheet and self.sheet.state in DONE)
        self.whole.setVisible(convention)
        self.whole.setChecked(done)
        self.whole.setEnabled(bool(self.sheet) and not done)
        self.names.aside = frozenset(line.label for line in self.known if line.note == "gone")
        self.names.go_to_first_open()
        self.names.setFocus()
        if convention and class_id and not self.sheet:
            self.told.setText(self.desk.words.text("status.no_convention"))

    def row_text(self, line: Line) -> str:
        """The name, and what keeps it from being ticked or missed."""
        words = self.desk.words
        if line.note:
            return f"{line.label}  {words.text(f'status.pupil_{line.note}')}"
        if self.sheet is None and line.letter_id is None:
            return f"{line.label}  {words.text('status.no_letter')}"
        if self.sheet is None and not line.signed and not open_for_signing(line):
            return f"{line.label}  {words.term('letter_state', line.state)}"
        return line.label

    def count(self) -> None:
        """How many are ticked, and who is missing by name."""
        ticked = set(self.names.ticked())
        missed = [line.label for line in self.known if line.label not in ticked and line.note != "gone"]
        due = [line for line in self.known if line.note != "gone"]
        self.keep.setEnabled(bool(self.known))
        text = self.desk.words.text("status.ticked", n=len(due) - len(missed), all=len(due))
        if missed:
            names = self.desk.words.listed(missed[:MOST_NAMES]) + ("…" if len(missed) > MOST_NAMES else "")
            text += self.desk.words.text("status.absent", n=len(missed), names=names)
        self.count_line.setText(text)

    def paste(self) -> None:
        """Names from the clipboard, compared exactly; those that are nobody's stay listed below."""
        typed = [part for part in re.split(r"[\t\r\n,，;；、]+", QGuiApplication.clipboard().text()) if part.strip()]
        found = match_names(typed, self.known)
        count = self.names.tick(found.labels)
        words = self.desk.words
        lines = [words.text("status.pasted", n=count)]
        if found.unknown:
            lines.append(words.text("status.unknown_names", names=self.desk.words.listed(found.unknown[:40])))
        if found.ambiguous:
            lines.append(words.text("status.same_names", names=self.desk.words.listed(found.ambiguous)))
        self.told.setText("\n".join(lines))

    def save(self) -> bool:
        """Keep what is ticked as one action, and stay for the next class."""
        day = read_date(self.day.text())
        if day is None:
            self.told.setText(self.desk.words.text("core.bad_date", value=self.day.text()))
            return False
        office = self.desk.office
        ticked = set(self.names.ticked())
        try:
            if self.sheet is not None:
                save_sheet(office.database, office.clock, self.sheet, ticked, day if self.whole.isChecked() else None)
                told = self.desk.words.text("status.sheet_saved", n=len(ticked))
            else:
                told = self.sign_ticked(ticked, day)
        except UserError as error:
            self.told.setText(self.desk.words.error(error))
            return False
        self.show_class()
        self.told.setText(told)
        return True

    def sign_ticked(self, ticked: set[str], day: date) -> str:
        """Mark the parents' letters that were ticked now; returns what to tell."""
        fresh = [line for line in self.known if line.label in ticked and not line.signed and line.letter_id is not None]
        if not fresh:
            raise UserError(message("status.nothing_ticked"))
        office = self.desk.office
        marked = sign(office.database, office.clock, [line.letter_id for line in fresh if line.letter_id], day)
        lines = [self.desk.words.text("letters_page.signed", n=len(marked.ids))]
        lines += [f"{number}  {self.desk.words.say(why)}" for number, why in marked.refused[:MOST_NAMES]]
        return "\n".join(lines)
