"""One record as a form: loaded, edited, checked and saved once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safetydesk.core.issue import Issue, Refused
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.core.records import Entry
from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.storage.drafts import drop_draft, keep_draft, read_draft
from safetydesk.ui.attachment_strip import AttachmentStrip
from safetydesk.ui.desk import Desk
from safetydesk.ui.editors import Editor, editor_for
from safetydesk.ui.history_view import HistoryView
from safetydesk.ui.theme import AROUND, BETWEEN, FORM_WIDTH, INSIDE

KEEP_AFTER_MS = 2_000
"""A pause in typing after which the form is kept."""


class FormDialog(QDialog):
    """The form of a new record, or of the one with `row_id`."""

    def __init__(
        self, desk: Desk, register: Register, row_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.register = register
        self.row_id = row_id
        self.version: int | None = None
        self.saved_id: int | None = None
        self.changed: set[str] = set()
        self.hints: list[Issue] = []
        self.editors: dict[str, Editor] = {}
        self.problems: dict[str, QLabel] = {}
        self.warned: set[str] = set()
        self.closed = row_id is not None and desk.office.records.is_frozen(register, row_id)
        self.strip = AttachmentStrip(desk, register, row_id, self.closed) if register.attachments else None
        self.summary = label("", "issue")
        self.draft = f"{register.key}/{row_id or 'new'}"
        self.keeping = QTimer(self)
        self.keeping.setSingleShot(True)
        self.keeping.setInterval(KEEP_AFTER_MS)
        self.keeping.timeout.connect(self.keep)
        self.build()
        self.load()
        self.take_up_draft()

    def build(self) -> None:
        """Labels right-aligned to editors, problems under each, buttons at the foot."""
        words = self.desk.words
        title = words.text(f"register.{self.register.key}")
        self.setWindowTitle(words.text("form.new" if self.row_id is None else "form.change", register=title))
        body = QWidget()
        rows = QFormLayout(body)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        rows.setHorizontalSpacing(INSIDE + 4)
        rows.setVerticalSpacing(INSIDE)
        for item in self.register.fields:
            if item.section:
                rows.addRow(label(words.text(f"section.{self.register.key}.{item.section}"), "section"))
            if item.asked and not (self.row_id is None and not item.editable):
                self.add_row(rows, item.name)
        if self.strip:
            rows.addRow(self.strip)
        if self.row_id is not None:
            rows.addRow(HistoryView(self.desk, self.register, self.row_id))
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        wide = body.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
        area.setMinimumWidth(wide + 2 * area.frameWidth())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.addWidget(self.summary)
        layout.addWidget(area)
        layout.addLayout(self.buttons())
        self.resize(min(FORM_WIDTH, 600), 540)

    def add_row(self, rows: QFormLayout, name: str) -> None:
        """One field: label as buddy, editor with its accessible name, its problem below."""
        item = self.register.field(name)
        text = self.desk.words.text(f"field.{self.register.key}.{name}")
        editor = self.editors[name] = editor_for(self.register, item, self.desk.office, self.desk.words)
        editor.widget.setEnabled(not self.closed)
        heading = QLabel(f"{text} *" if item.required else text)
        heading.setBuddy(editor.widget)
        editor.widget.setAccessibleName(text)
        if editor.changed is not None:
            editor.changed.connect(lambda *_: self.edited(name))
        problem = self.problems[name] = label("", "issue")
        problem.hide()
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(editor.widget)
        cell.addWidget(problem)
        rows.addRow(heading, cell)

    def buttons(self) -> QHBoxLayout:
        """Save, save and new, cancel."""
        words = self.desk.words
        row = QHBoxLayout()
        row.addStretch()
        save = QPushButton(words.text("form.save"))
        save.setProperty("primary", True)
        save.setDefault(True)
        save.clicked.connect(self.save)
        save.setEnabled(not self.closed)
        if self.row_id is None and self.register.grows:
            again = QPushButton(words.text("form.save_and_new"))
            again.clicked.connect(self.save_and_new)
            row.addWidget(again)
        cancel = QPushButton(words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(save)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save)
        return row

    def load(self) -> None:
        """Show the record as it is now."""
        if self.row_id is not None:
            words = self.desk.words
            values = self.desk.office.records.read(self.register, self.row_id)
            listing = self.desk.office.listing(self.register)
            shown = dict(zip(self.register.by_name, listing.values([self.row_id])[0], strict=True))
            self.version = values["version"]
            for name, editor in self.editors.items():
                item = self.register.field(name)
                linked = isinstance(item, Derived | Link | Many)
                editor.show(item.text(shown[name], words) if linked else item.typed(values[name], words))
        if self.closed:
            self.summary.setText(self.desk.words.text("core.closed"))
        self.changed.clear()

    def edited(self, name: str) -> None:
        """A field was changed: it is kept a moment later, in case the power goes."""
        self.changed.add(name)
        self.keeping.start()

    def keep(self) -> None:
        """Keep what stands in the form."""
        if self.changed:
            keep_draft(
                self.desk.office.database, self.draft, {name: self.editors[name].read() for name in self.changed}
            )

    def take_up_draft(self) -> None:
        """Offer what was typed when the program last ended without saving."""
        self.keeping.stop()
        draft = None if self.closed else read_draft(self.desk.office.database, self.draft)
        if draft is None:
            return
        kept = draft.kept_at.strftime("%Y-%m-%d %H:%M")
        if self.desk.notices.ask(
            self.desk.words.text("form.draft", time=kept), self.desk.words.text("form.draft_take")
        ):
            for name in draft.texts.keys() & self.editors.keys():
                self.editors[name].show(draft.texts[name])
                self.changed.add(name)
        else:
            drop_draft(self.desk.office.database, self.draft)

    def forget(self) -> None:
        """Nothing is left to be kept."""
        self.keeping.stop()
        self.changed.clear()
        drop_draft(self.desk.office.database, self.draft)

    def given(self) -> dict[str, str]:
        """What was typed: everything of a new record, the changed fields of one that is there."""
        names = set(self.editors) if self.row_id is None else self.changed
        return {
            name: editor.read()
            for name, editor in self.editors.items()
            if name in names
            and self.register.field(name).editable
            and not isinstance(self.register.field(name), Derived)
        }

    def fixed(self) -> Mapping[str, Any]:
        """Values that the form was opened for and that nobody types."""
        return {}

    def save(self) -> bool:
        """Check and save; True if it is stored. What is refused stays on the form with its reasons."""
        if self.closed:
            return False
        records = self.desk.office.records
        values, issues = records.from_text(self.register, self.given())
        values |= self.fixed()
        if issues or self.warns(values):
            self.show_issues(issues or self.hints)
            return False
        try:
            entry = Entry(values, self.row_id, self.version)
            also = self.strip.write if self.strip and self.row_id is None else None
            self.saved_id = records.save(self.register, entry, also)
        except Refused as refused:
            self.show_issues(refused.issues)
            return False
        except UserError as error:
            self.desk.notices.refuse(error)
            return False
        self.forget()
        self.accept()
        return True

    def warns(self, values: Mapping[str, Any]) -> bool:
        """Whether there is a hint that was not shown yet; saving a second time goes past it."""
        records = self.desk.office.records
        whole = records.completed(self.register, Entry(values, self.row_id))
        issues = records.check(self.register, whole, self.row_id)
        touched = self.changed if self.row_id is not None else set(self.editors)
        self.hints = [i for i in issues if not i.blocking and i.field in touched and i.field not in self.warned]
        if any(issue.blocking for issue in issues):
            return False
        self.warned.update(issue.field for issue in self.hints)
        return bool(self.hints)

    def save_and_new(self) -> None:
        """Save, and empty the form for the next record."""
        if self.save():
            self.setResult(0)
            for name, editor in self.editors.items():
                editor.show("")
                self.problems[name].hide()
            self.summary.setText("")
            self.changed.clear()
            self.warned.clear()
            if self.strip:
                self.strip.waiting.clear()
                self.strip.list_files()
            self.show()

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Each reason beside its field, and how many there are on top; the first field gets the focus."""
        words = self.desk.words
        for problem in self.problems.values():
            problem.hide()
        for issue in issues:
            if issue.field in self.problems:
                dress(self.problems[issue.field], "issue" if issue.blocking else "warning")
                self.problems[issue.field].setText(words.say(issue.message))
                self.problems[issue.field].show()
        blocking = any(issue.blocking for issue in issues)
        dress(self.summary, "issue" if blocking else "warning")
        key = "form.problems" if blocking else "form.hints"
        self.summary.setText(words.text(key, n=len(issues)))
        first = next((issue.field for issue in issues if issue.field in self.editors), None)
        if first:
            self.editors[first].widget.setFocus()

    def reject(self) -> None:
        """Cancel, Escape and the cross: ask before what was typed is lost."""
        words = self.desk.words
        if self.changed:
            if not self.desk.notices.ask(words.text("form.unsaved"), words.text("form.discard")):
                return
            self.forget()
        self.keeping.stop()
        super().reject()


def label(text: str, role: str) -> QLabel:
    """A label that the theme dresses by its role."""
    found = QLabel(text)
    found.setWordWrap(True)
    found.setProperty(role, True)
    return found


def dress(widget: QLabel, role: str) -> None:
    """Let a label look like a problem or like a hint."""
    for name in ("issue", "warning"):
        widget.setProperty(name, name == role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
