"""The page of thresholds in the settings: each with the check's title, its unit and where the figure comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from safetydesk.errors import UserError, message
from safetydesk.operations.readiness import set_threshold, threshold_of
from safetydesk.reports.checks.check import Check
from safetydesk.reports.readiness import CHECKS
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import INSIDE

EDIT_WIDTH = 64
UNIT_WIDTH = 76


class ChecksSettings(QWidget):
    """Stored when the field is left; a figure out of bounds is refused and put back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.edits: dict[str, QLineEdit] = {}
        words = desk.words
        hint = QLabel(words.text("checks.settings_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        body = QWidget()
        self.grid = QGridLayout(body)
        self.grid.setVerticalSpacing(INSIDE // 2)
        self.grid.setColumnStretch(0, 1)
        for check in CHECKS:
            self.add(check)
        self.grid.setRowStretch(self.grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        reset = QPushButton(words.text("checks.reset"))
        reset.clicked.connect(self.reset)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(area, 1)
        layout.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, check: Check) -> None:
        """Title, figure, unit; the source below."""
        words, row = self.desk.words, self.grid.rowCount()
        title = words.text(f"checks.{check.id}_title")
        edit = self.edits[check.id] = QLineEdit(shown(check, threshold_of(self.desk.office, check)))
        edit.setFixedWidth(EDIT_WIDTH)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setAccessibleName(title)
        edit.editingFinished.connect(lambda: self.store(check))
        unit = QLabel(words.text(f"checks.unit_{check.threshold.unit}"))
        unit.setFixedWidth(UNIT_WIDTH)
        unit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        source = QLabel(words.text("checks.source", source=words.text(f"checks.{check.id}_source")))
        source.setProperty("quiet", True)
        source.setWordWrap(True)
        self.grid.addWidget(QLabel(f"{check.id}  {title}"), row, 0)
        self.grid.addWidget(unit, row, 1)
        self.grid.addWidget(edit, row, 2)
        self.grid.addWidget(source, row + 1, 0, 1, 3)

    def store(self, check: Check) -> None:
        """Keep what was typed, if it was changed."""
        edit = self.edits[check.id]
        before = threshold_of(self.desk.office, check)
        if edit.text().strip() == shown(check, before):
            return
        try:
            set_threshold(self.desk.office, check, read(check, edit.text()))
        except UserError as error:
            self.desk.notices.refuse(error)
        edit.setText(shown(check, threshold_of(self.desk.office, check)))

    def reset(self) -> None:
        """Every default again."""
        for check in CHECKS:
            self.edits[check.id].setText(shown(check, check.threshold.default))
            self.store(check)


def shown(check: Check, value: float) -> str:
    """A threshold as it is typed: shares in percent."""
    return f"{value * 100 if check.threshold.unit == 'share' else value:g}"


def read(check: Check, text: str) -> float:
    """What was typed; raises UserError for what is no number."""
    plain = text.strip().removesuffix("%").removesuffix("％").strip()
    try:
        value = float(plain)
    except ValueError:
        raise UserError(message("checks.not_a_number", value=text)) from None
    return round(value / 100, 6) if check.threshold.unit == "share" else value
