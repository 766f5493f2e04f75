"""What happened to a record, in words: when, by which action, from what to what."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from safetydesk.core.linked_field import Derived
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
        changes = "；".join(
            self.change(entry, name) for name in entry.after if entry.kind == "update" and self.title(name)
        )
        reason = f"（{entry.reason}）" if entry.reason else ""
        return f"{when}　{what}{reason}　{changes}".strip()

    def change(self, entry: HistoryEntry, column: str) -> str:
        """One field, from what to what."""
        before, after = (str(side.get(column) or "—")[:LONGEST] for side in (entry.before, entry.after))
        return f"{self.title(column)}：{before} → {after}"

    def title(self, column: str) -> str:
        """The heading of a column, or nothing for one that no field shows."""
        for item in self.register.fields:
            if not isinstance(item, Derived) and item.stored_in == column:
                return self.desk.words.text(f"field.{self.register.key}.{item.name}")
        return ""
