"""档案质量: the four scores of the chosen year with what they count, the weakest places, and what was entered late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from safetydesk.core.share import percent
from safetydesk.operations.file_quality import measured
from safetydesk.reports.file_facts import LATE_DAYS
from safetydesk.reports.file_quality import Score
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE

GOOD, FAIR = 0.95, 0.8
"""Shares from which a score is shown as good, and below which it is shown as bad; the colour only helps."""


class QualityDialog(QDialog):
    """Read only; each score leads to the items that stand in its way."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.found = measured(desk.office, desk.year)
        self.setWindowTitle(words.text("file_quality.title"))
        head = QLabel(words.text("file_quality.head", first=desk.year, last=desk.year + 1, n=self.found.items))
        head.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(head)
        layout.addLayout(self.scores())
        layout.addWidget(self.section("weakest"))
        for line in self.found.weakest:
            layout.addWidget(QLabel(f"· {words.say(line)}"))
        layout.addWidget(self.section("late"))
        layout.addWidget(self.late(), 1)
        layout.addLayout(self.foot())
        self.resize(720, 560)

    def section(self, name: str) -> QLabel:
        """A heading."""
        label = QLabel(self.desk.words.text(f"file_quality.{name}"))
        label.setProperty("section", True)
        return label

    def scores(self) -> QGridLayout:
        """A line for each score: its name, the share, so many of so many of what, and the way to the others."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(INSIDE)
        grid.setColumnStretch(3, 1)
        words = self.desk.words
        for row, score in enumerate(self.found.scores):
            value = QLabel("—" if score.value is None else percent(score.value))
            value.setProperty(role(score), True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            counted = words.text("file_quality.of", have=score.have, wanted=score.wanted)
            about = QLabel(words.text(f"file_quality.{score.name}_about"))
            about.setProperty("quiet", True)
            about.setWordWrap(True)
            grid.addWidget(QLabel(words.text(f"file_quality.{score.name}")), row, 0)
            grid.addWidget(value, row, 1)
            grid.addWidget(QLabel(counted), row, 2)
            grid.addWidget(about, row, 3)
            if score.ids:
                grid.addWidget(self.way(score), row, 4)
        return grid

    def way(self, score: Score) -> QPushButton:
        """To the items that stand in the way of a score."""
        button = QPushButton(self.desk.words.text("file_quality.show"))
        button.setProperty("link", True)
        name = self.desk.words.text(f"file_quality.{score.name}")
        button.setAccessibleName(self.desk.words.text("overview.show_said", task=name))
        button.clicked.connect(lambda: self.go_to(score.ids))
        return button

    def late(self) -> QListWidget:
        """Items entered late, the latest first."""
        words = self.desk.words
        listed = QListWidget()
        listed.setAccessibleName(words.text("file_quality.late"))
        for item in self.found.late:
            values = {"dated": item.dated.isoformat(), "entered": item.entered.isoformat()}
            listed.addItem(words.text("file_quality.late_line", title=item.title, n=item.days_late, **values))
        if not self.found.late:
            listed.addItem(words.text("file_quality.late_none", days=LATE_DAYS))
            listed.setEnabled(False)
        listed.itemActivated.connect(lambda _: self.go_to((self.found.late[listed.currentRow()].id,)))
        return listed

    def foot(self) -> QHBoxLayout:
        """Close."""
        row = QHBoxLayout()
        row.addStretch()
        close = QPushButton(self.desk.words.text("window.close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def go_to(self, ids: tuple[int, ...]) -> None:
        """Close, and show exactly these items."""
        self.accept()
        self.desk.signals.show_records.emit("files", ids)


def role(score: Score) -> str:
    """How a score is coloured."""
    if score.value is None:
        return "quiet"
    return "good" if score.value >= GOOD else "warning" if score.value >= FAIR else "issue"
