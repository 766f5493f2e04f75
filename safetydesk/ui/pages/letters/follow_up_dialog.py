"""After September: who has no letter, whose letter should end, whose posts have changed; ticked and done at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.errors import UserError
from safetydesk.operations.letter_follow_up import follow_up, new_without_duties, to_follow_up
from safetydesk.registers.records.letters.follow_up import DUTIES_CHANGED, REASONS, Proposal
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.letters.no_duties import goes_on
from safetydesk.ui.theme import AROUND, BETWEEN

PROPOSAL = Qt.ItemDataRole.UserRole
COLUMNS = ("name", "kind", "number", "detail")


class FollowUpDialog(QDialog):
    """Proposals by reason. Changed wording of duties is not ticked: a comma may have been mended."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words.text("status.follow_up"))
        self.tree = QTreeWidget()
        self.rows: list[QTreeWidgetItem] = []
        self.tree.setAccessibleName(words.text("status.follow_up"))
        self.tree.setHeaderLabels([words.text(f"status.column_{name}") for name in COLUMNS])
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setUniformRowHeights(True)
        self.fill()
        self.tree.itemChanged.connect(self.follow)
        head = QLabel(words.text("status.follow_up_head"))
        head.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.addWidget(head)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self.buttons())
        self.resize(860, 460)
        self.follow()

    def fill(self) -> None:
        """One branch for each reason that there is."""
        words = self.desk.words
        found = to_follow_up(self.desk.office, self.desk.year)
        for reason in REASONS:
            items = [item for item in found if item.reason == reason]
            if not items:
                continue
            branch = QTreeWidgetItem(
                [words.text("status.branch", reason=words.text(f"status.reason_{reason}"), n=len(items))]
            )
            branch.setFlags(branch.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            rows = [self.row(item) for item in items]
            self.rows += rows
            branch.addChildren(rows)
            self.tree.addTopLevelItem(branch)
            branch.setFirstColumnSpanned(True)
            branch.setExpanded(len(items) <= 60)
        for column in range(len(COLUMNS)):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def row(self, item: Proposal) -> QTreeWidgetItem:
        """Name, kind, number, and what differs."""
        words = self.desk.words
        none = words.text("grid.nothing")
        detail = ""
        if item.letter and item.signatory and item.reason != DUTIES_CHANGED:
            detail = words.text("status.posts", before=item.letter.post or none, after=item.signatory.post or none)
        elif item.letter and item.letter.left:
            detail = words.text("status.left_on", day=item.letter.left)
        elif item.signatory:
            detail = item.signatory.class_name or item.signatory.dept
        kind = words.term("letter_type", item.kind.type)
        row = QTreeWidgetItem([item.name, kind, item.letter.number if item.letter else "", detail])
        row.setData(0, PROPOSAL, item)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Unchecked if item.reason == DUTIES_CHANGED else Qt.CheckState.Checked)
        return row

    def buttons(self) -> QHBoxLayout:
        """Carry out and close."""
        row = QHBoxLayout()
        self.summary = QLabel()
        self.summary.setProperty("quiet", True)
        row.addWidget(self.summary, 1)
        close = QPushButton(self.desk.words.text("window.close"))
        close.clicked.connect(self.reject)
        self.go = QPushButton(self.desk.words.text("status.carry_out"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(lambda: self.carry_out())
        row.addWidget(close)
        row.addWidget(self.go)
        return row

    def chosen(self) -> list[Proposal]:
        """What is ticked."""
        return [row.data(0, PROPOSAL) for row in self.rows if row.checkState(0) == Qt.CheckState.Checked]

    def follow(self) -> None:
        """Say what would be done."""
        chosen = self.chosen()
        ended, issued = (
            sum(item.letter is not None for item in chosen),
            sum(item.signatory is not None for item in chosen),
        )
        text = self.desk.words.text("status.would", ended=ended, issued=issued)
        self.summary.setText(text if self.tree.topLevelItemCount() else self.desk.words.text("status.nothing_to_do"))
        self.go.setEnabled(bool(chosen))

    def carry_out(self) -> None:
        """One action, one undo; whose letter would lack duties is named before."""
        chosen = self.chosen()
        if not goes_on(self.desk, new_without_duties(self.desk.office, self.desk.year, chosen), "issue"):
            return
        try:
            done = follow_up(self.desk.office, self.desk.year, chosen)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.accept()
        self.desk.notices.tell(self.desk.words.text("status.done", ended=len(done.ended), issued=len(done.issued)))
