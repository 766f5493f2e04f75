"""What happened to a record, in words: when, by which action, from what to what."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from safetydesk.core.field import Field
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.core.register import Register
from safetydesk.storage.history import HistoryEntry, of_row
from safetydesk.ui.desk import Desk

SHOWN = 20
LONGEST = 60


class HistoryView(QWidget):
    """The newest entries of a record's history."""

    def __init__(self, desk: Desk, register: Register, row_id: int) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        heading = QLabel(desk.words.text("form.history"))
        heading.setProperty("section", True)
        layout.addWidget(heading)
        for entry in of_row(desk.office.database, register.table, row_id)[-SHOWN:][::-1]:
            line = QLabel(self.sentence(entry))
            line.setProperty("quiet", True)
            line.setWordWrap(True)
            layout.addWidget(line)

    def sentence(self, entry: HistoryEntry) -> str:
        """One entry."""
        words = self.desk.words
        when = entry.at.strftime("%Y-%m-%d %H:%M")
        what = words.text(f"history.{entry.kind}")
        if entry.reason:
            what = words.text("history.with_reason", what=what, reason=entry.reason)
        fields = {item.stored_in: item for item in self.register.fields if not isinstance(item, Derived)}
        changes = [
            self.change(entry, fields[name]) for name in entry.after if entry.kind == "update" and name in fields
        ]
        return words.text("history.line", when=when, what=what, changes=words.text("history.and").join(changes)).strip()

    def change(self, entry: HistoryEntry, item: Field) -> str:
        """One field, from what to what."""
        before, after = (self.shown(item, side.get(item.stored_in)) for side in (entry.before, entry.after))
        title = self.desk.words.text(f"field.{self.register.key}.{item.name}")
        return self.desk.words.text("history.change", field=title, before=before, after=after)

    def shown(self, item: Field, stored: Any) -> str:
        """A stored value as a person reads it: links by their labels."""
        value = item.from_store(stored)
        if item.empty(value):
            return "—"
        if isinstance(item, Link | Many):
            ids = [value] if isinstance(item, Link) else list(value)
            return self.desk.words.listed(self.label(item.to, row_id) for row_id in ids)[:LONGEST]
        return item.text(value, self.desk.words)[:LONGEST] or "—"

    def label(self, key: str, row_id: int) -> str:
        """What a linked record is called."""
        target = self.desk.office.register(key)
        column = target.field(target.label).stored_in
        found = self.desk.office.database.query(f'SELECT "{column}" FROM "{target.table}" WHERE id = ?', [row_id])
        return str(found[0][0]) if found else "—"
