"""Issue letters: what would be made, kind by kind."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import BUREAU, LETTER_KINDS, kind_of
from safetydesk.registers.records.letters.signatories import missing
from safetydesk.registers.records.letters.without_duties import WithoutDuties, before_issue, named
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.letters.no_duties import told
from safetydesk.ui.theme import AROUND, BETWEEN


class IssueDialog(QDialog):
    """Tick the kinds; everyone who needs a letter and has none gets one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.setWindowTitle(words.text("letters_page.issue_title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.setSpacing(BETWEEN // 2)
        head = QLabel(words.text("letters_page.issue_head", first=desk.year, last=desk.year + 1))
        head.setWordWrap(True)
        layout.addWidget(head)
        self.boxes: dict[str, QCheckBox] = {}
        self.bare: dict[str, list[WithoutDuties]] = {}
        for kind in LETTER_KINDS:
            count = len(missing(desk.office.database, kind, desk.year))
            name = words.term("letter_type", kind.type)
            box = self.boxes[kind.key] = QCheckBox(words.text("letters_page.issue_line", kind=name, n=count))
            box.setChecked(count > 0 and kind is not BUREAU)
            box.setEnabled(count > 0)
            box.toggled.connect(self.name_without_duties)
            layout.addWidget(box)
        self.lacking = QLabel()
        self.lacking.setWordWrap(True)
        layout.addWidget(self.lacking)
        note = QLabel(words.text("letters_page.issue_note"))
        note.setProperty("quiet", True)
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addLayout(self.buttons())
        self.setMinimumWidth(460)
        self.resize(460, 0)
        self.name_without_duties()

    def buttons(self) -> QHBoxLayout:
        """Issue and cancel."""
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton(self.desk.words.text("window.cancel"))
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(self.desk.words.text("letters_page.issue"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(any(box.isChecked() for box in self.boxes.values()))
        self.go.clicked.connect(self.issue)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def name_without_duties(self) -> None:
        """Say whose letter, of the kinds that are ticked, would lack the duties of a post."""
        ticked = [key for key, box in self.boxes.items() if box.isChecked()]
        found = [item for key in ticked for item in self.without_duties(key)]
        self.lacking.setText(told(self.desk.words, found, "note"))
        self.lacking.setToolTip(self.desk.words.listed(named(found, self.desk.words)))
        self.lacking.setVisible(bool(found))
        self.fit_height()

    def fit_height(self) -> None:
        """As high as the wrapped texts need at this width: a dialog by itself asks for less, and they were cut."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def without_duties(self, key: str) -> list[WithoutDuties]:
        """Those of a kind, looked up once."""
        if key not in self.bare:
            office = self.desk.office
            language = office.settings.paper_language
            self.bare[key] = before_issue(office.database, kind_of(key), self.desk.year, language)
        return self.bare[key]

    def issue(self) -> None:
        """Make the letters; each kind is one action."""
        office = self.desk.office
        made = 0
        try:
            for kind in LETTER_KINDS:
                if self.boxes[kind.key].isChecked():
                    made += len(
                        issue(office.database, office.clock, kind, self.desk.year, office.settings.paper_language).ids
                    )
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.accept()
        self.desk.notices.tell(self.desk.words.text("letters_page.issued", n=made))
