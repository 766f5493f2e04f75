"""The page of the rhythm of drills in the settings: how often, how, how fast, each with the source of the default."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.drill_year import keep_requirements
from safetydesk.registers.records.drills.requirements import (
    MAY_BE_NONE,
    MOST,
    MOST_SECONDS,
    SETTING,
    SPANS,
    Requirements,
    read_requirements,
)
from safetydesk.ui.desk import Desk
from safetydesk.ui.theme import INSIDE

STEP = 10
"""Seconds by which a target goes up and down."""


class RhythmSettings(QWidget):
    """Every change is stored when it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.spans: dict[str, QComboBox] = {}
        self.figures: dict[str, QSpinBox] = {}
        self.targets: dict[str, QSpinBox] = {}
        body = QWidget()
        self.rows = QFormLayout(body)
        self.rows.setVerticalSpacing(INSIDE)
        for name in ("every", "kindergarten_every"):
            self.add_span(name)
        for name in MOST:
            self.figures[name] = self.add_figure(name, 0 if name in MAY_BE_NONE else 1, MOST[name])
            self.rows.addRow(desk.words.text(f"drill_year.{name}"), self.figures[name])
        for stage in Requirements().targets:
            box = self.targets[stage] = self.add_figure("targets", 1, MOST_SECONDS)
            box.setSingleStep(STEP)
            self.rows.addRow(desk.words.text("drill_year.target_of", stage=desk.words.term("stage", stage)), box)
        source = QLabel(desk.words.text("drill_year.source"))
        source.setProperty("quiet", True)
        source.setWordWrap(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        reset = QPushButton(desk.words.text("checks.reset"))
        reset.clicked.connect(self.reset)
        layout = QVBoxLayout(self)
        layout.addWidget(source)
        layout.addWidget(area, 1)
        layout.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.load()

    def add_span(self, name: str) -> None:
        """How often: a month, a quarter, a term."""
        words = self.desk.words
        box = self.spans[name] = QComboBox()
        for span in SPANS:
            box.addItem(words.text(f"drill_year.span_{span}"), span)
        box.activated.connect(lambda _: self.store(name, self.spans[name].currentData()))
        self.rows.addRow(words.text(f"drill_year.{name}"), box)

    def add_figure(self, name: str, least: int, most: int) -> QSpinBox:
        """A whole number within what makes sense."""
        box = QSpinBox()
        box.setRange(least, most)
        box.valueChanged.connect(lambda _: self.store(name, self.value(name)))
        return box

    def value(self, name: str) -> Any:
        """What stands in the fields of a figure."""
        if name == "targets":
            return {stage: box.value() for stage, box in self.targets.items()}
        return self.figures[name].value()

    def load(self) -> None:
        """Show what is kept, without keeping it again."""
        wanted = read_requirements(self.desk.office.database)
        for name, box in self.spans.items():
            box.setCurrentIndex(box.findData(getattr(wanted, name)))
        shown = [(box, getattr(wanted, name)) for name, box in self.figures.items()]
        for spin, value in (*shown, *((box, wanted.targets[stage]) for stage, box in self.targets.items())):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)

    def store(self, name: str, value: Any) -> None:
        """Keep a figure."""
        try:
            keep_requirements(self.desk.office, **{name: value})
        except UserError as error:
            self.desk.notices.refuse(error)
            self.load()

    def reset(self) -> None:
        """Every default again."""
        self.desk.office.settings.put(SETTING, {})
        self.load()
