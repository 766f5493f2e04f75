"""What no post, no person or no clause covers, each with its count and the way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.operations.preset_posts import add_presets, missing_presets
from safetydesk.registers.records.letters.coverage import coverage
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN

SHOWN = 16
"""Names that stand in a line; the list shows the others."""


class CoverageDialog(QDialog):
    """Four lines: vacant posts, people without a post, domains without a clause, presets to be added."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(desk.words.text("status.coverage_title"))
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        self.body = QWidget()
        self.layout_.addWidget(self.body, 1)
        row = QHBoxLayout()
        row.addStretch()
        close = QPushButton(desk.words.text("window.close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        self.layout_.addLayout(row)
        self.resize(760, 400)
        self.show_lines()

    def show_lines(self) -> None:
        """Count anew."""
        words, found = self.desk.words, coverage(self.desk.office.database)
        domains = [words.term("safety_domain", domain) for domain in found.uncovered]
        presets = [post.name for post in missing_presets(self.desk.office.database)]
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(BETWEEN)
        grid.setHorizontalSpacing(BETWEEN)
        lines: list[tuple[str, Sequence[str], str, Callable[[], None] | None]] = [
            ("vacant", [name for _, name in found.vacant], "show", lambda: self.go("posts", found.vacant)),
            ("without_post", [name for _, name in found.without_post], "show", lambda: self.go("people", found.without_post)),
            ("uncovered", domains, "", None),
            ("presets", presets, "add_presets", self.add),
        ]  # fmt: skip
        for place, (name, names, button, slot) in enumerate(lines):
            self.line(grid, place, (name, names), button, slot)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(lines), 1)
        self.layout_.replaceWidget(self.body, fresh)
        self.body.deleteLater()
        self.body = fresh

    def line(
        self,
        grid: QGridLayout,
        place: int,
        what: tuple[str, Sequence[str]],
        button: str,
        slot: Callable[[], None] | None,
    ) -> None:
        """Count and names, and what can be done about them."""
        words, (name, names) = self.desk.words, what
        shown = self.desk.words.text("status.comma").join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
        head = words.text(f"status.coverage_{name}", n=len(names))
        label = QLabel(f"{head}\n{shown}" if names else head)
        label.setWordWrap(True)
        grid.addWidget(label, place, 0)
        if names and slot:
            act = QPushButton(words.text(f"status.{button}"))
            act.clicked.connect(lambda: slot())
            grid.addWidget(act, place, 1)

    def go(self, register: str, found: Sequence[tuple[int, str]]) -> None:
        """Close, and show exactly these."""
        self.accept()
        self.desk.signals.show_records.emit(register, tuple(row_id for row_id, _ in found))

    def add(self) -> None:
        """Take over the preset posts that are not here; what is here stays as the school has it."""
        add_presets(self.desk.office.database)
        self.show_lines()
