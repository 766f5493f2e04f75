"""Clauses that stop letters from being printed: mended in the wording, or accepted one by one with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from safetydesk.errors import UserError
from safetydesk.operations.letter_findings import Concern, accept_concerns, in_a_wording, look_over
from safetydesk.registers.records.letters.kinds import kind_of
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, INSIDE
from safetydesk.ui.wording.clause_shown import with_titles
from safetydesk.ui.wording.editor_dialog import WordingDialog

CONCERN = Qt.ItemDataRole.UserRole
CLAUSE_WIDTH = 400


class UnfinishedDialog(QDialog):
    """Closes by itself, accepted, when nothing is left; then `again` prints."""

    def __init__(
        self, desk: Desk, ids: Sequence[int], again: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ids = list(ids)
        self.editor: WordingDialog | None = None
        say = desk.words.text
        self.setWindowTitle(say("unfinished.title"))
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(say("unfinished.title"))
        self.tree.setHeaderLabels([say(f"unfinished.column_{name}") for name in ("clause", "why", "letters")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setItemsExpandable(False)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setColumnWidth(0, CLAUSE_WIDTH)
        self.tree.currentItemChanged.connect(self.show_chosen)
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        layout.setSpacing(INSIDE)
        layout.addWidget(self.head)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.detail)
        layout.addLayout(self.reason_row())
        layout.addLayout(self.foot())
        self.resize(860, 390)
        self.accepted.connect(again)
        self.look_again()

    def reason_row(self) -> QHBoxLayout:
        """Why the chosen clause is printed as it stands."""
        say = self.desk.words.text
        self.reason = QLineEdit()
        label = QLabel(say("unfinished.reason"))
        label.setBuddy(self.reason)
        self.reason.setAccessibleName(label.text())
        self.accept_button = QPushButton(say("unfinished.accept"))
        self.accept_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self.accept_chosen)
        self.reason.returnPressed.connect(self.accept_chosen)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.reason, 1)
        row.addWidget(self.accept_button)
        return row

    def foot(self) -> QHBoxLayout:
        """How many are left, cancel, mend."""
        say = self.desk.words.text
        self.left = QLabel()
        self.left.setProperty("quiet", True)
        cancel = QPushButton(say("window.cancel"))
        cancel.clicked.connect(self.reject)
        self.mend_button = QPushButton(say("unfinished.mend"))
        self.mend_button.setProperty("primary", True)
        self.mend_button.clicked.connect(self.mend)
        row = QHBoxLayout()
        row.addWidget(self.left, 1)
        for button in (cancel, self.mend_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def look_again(self) -> None:
        """Show what still stops the letters; with nothing left the dialog is done."""
        concerns = [concern for concern in look_over(self.desk.office, self.ids) if concern.open]
        if not concerns:
            self.accept()
            return
        words = self.desk.words
        self.head.setText(words.text("unfinished.head", n=len({n for one in concerns for n in one.stopped})))
        self.left.setText(words.text("unfinished.left", n=len(concerns)))
        self.tree.clear()
        groups: dict[tuple[str, str], QTreeWidgetItem] = {}
        for concern in concerns:
            key = (concern.type, concern.language)
            if key not in groups:
                groups[key] = self.group(*key)
            groups[key].addChild(self.item(concern))
        self.tree.expandAll()
        if (first := next(iter(groups.values())).child(0)) is not None:
            self.tree.setCurrentItem(first)
        self.reason.clear()

    def group(self, type_: str, language: str) -> QTreeWidgetItem:
        """A wording: its kind and language."""
        words = self.desk.words
        name = f"{words.term('letter_type', type_)} · {words.text(f'settings.paper_language_{language}')}"
        item = QTreeWidgetItem(self.tree, [name])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        return item

    def item(self, concern: Concern) -> QTreeWidgetItem:
        """One clause."""
        words = self.desk.words
        texts = [
            " ".join(with_titles(words, concern.clause.wording).split()),
            words.clauses(tuple(map(words.say, concern.why))),
            str(len(concern.stopped)),
        ]
        item = QTreeWidgetItem(texts)
        item.setData(0, CONCERN, concern)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        return item

    @property
    def chosen(self) -> Concern | None:
        """The clause in hand."""
        item = self.tree.currentItem()
        concern = item.data(0, CONCERN) if item else None
        return concern if isinstance(concern, Concern) else None

    def show_chosen(self) -> None:
        """The clause whole, with the heading it stands under."""
        words, chosen = self.desk.words, self.chosen
        self.accept_button.setEnabled(chosen is not None)
        if chosen is None:
            self.detail.clear()
            return
        under = words.text("unfinished.where", under=chosen.clause.under) if chosen.clause.under else ""
        about = words.clauses(part for part in (under, *map(words.say, chosen.why)) if part)
        self.detail.setText(f"{with_titles(words, chosen.clause.wording)}\n{about}")

    def accept_chosen(self) -> None:
        """Accept the clause in hand; without a reason the line asks for one."""
        if self.chosen is None:
            return
        try:
            accept_concerns(self.desk.office, [self.chosen], self.reason.text())
        except UserError as error:
            self.desk.notices.refuse(error)
            self.reason.setFocus()
            return
        self.look_again()

    def mend(self) -> None:
        """Open the wording at the clause; what it does not hold is mended where it comes from."""
        chosen = self.chosen
        if chosen is None:
            return
        if not in_a_wording(self.desk.office, chosen):
            self.desk.notices.tell(self.desk.words.text("unfinished.elsewhere"))
            return
        self.editor = WordingDialog(self.desk, self, kind_of(chosen.kind), chosen.language)
        self.editor.show_clause(chosen.clause.wording)
        self.editor.finished.connect(lambda _: self.look_again())
        self.editor.open()
