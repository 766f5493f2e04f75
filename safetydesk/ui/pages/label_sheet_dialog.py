"""Where the stamps lie on the sheet: plain A4 to cut, or the measures of somebody's label paper."""

from __future__ import annotations

from dataclasses import asdict, replace

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from safetydesk.export.labels.sheet import LabelSheet, stamp_sheet
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import AROUND, BETWEEN, ROW_HEIGHT

COUNTS = {"columns": 9, "rows": 30}
MEASURES = ("left", "top", "across", "down")


class LabelSheetDialog(QDialog):
    """Columns, rows, margins and distances, remembered; and how many labels of the first sheet are used up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        say = desk.words.text
        self.setWindowTitle(say("boxing.sheet_title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AROUND, AROUND, AROUND, BETWEEN)
        layout.setSpacing(BETWEEN)
        hint = QLabel(say("boxing.sheet_hint"))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        layout.addWidget(hint)
        self.rows = QFormLayout()
        layout.addLayout(self.rows)
        self.boxes: dict[str, QSpinBox | QDoubleSpinBox] = {}
        stored = {**asdict(stamp_sheet()), **desk.office.settings.get("stamp_sheet")}
        for name, most in COUNTS.items():
            self.add(name, QSpinBox(minimum=1, maximum=most, value=int(stored[name])))
        for name in MEASURES:
            self.add(
                name, QDoubleSpinBox(minimum=0, maximum=297, decimals=1, singleStep=0.5, value=float(stored[name]))
            )
        self.add("first", QSpinBox(minimum=0, maximum=269, value=0))
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(say("window.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)
        go = buttons.addButton(say("boxing.save_as"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        go.clicked.connect(self.keep)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)

    def add(self, name: str, box: QSpinBox | QDoubleSpinBox) -> None:
        """One line of the form."""
        self.boxes[name] = box
        box.setMinimumHeight(ROW_HEIGHT)
        box.setAccessibleName(self.desk.words.text(f"boxing.{name}"))
        self.rows.addRow(self.desk.words.text(f"boxing.{name}"), box)

    def sheet(self) -> LabelSheet:
        """The sheet as typed."""
        counts = {name: int(self.boxes[name].value()) for name in COUNTS}
        measures = {name: float(self.boxes[name].value()) for name in MEASURES}
        return replace(stamp_sheet(), **counts, **measures)  # type: ignore[arg-type]

    def first(self) -> int:
        """Labels used up on the first sheet."""
        return int(self.boxes["first"].value())

    def keep(self) -> None:
        """Remember the measures, then go on."""
        names = (*COUNTS, *MEASURES)
        typed = asdict(self.sheet())
        self.desk.office.settings.put("stamp_sheet", {name: typed[name] for name in names})
        self.accept()
