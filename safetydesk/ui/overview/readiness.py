"""The card of readiness: a line for each area, the worst checks below it, all of them on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from safetydesk.operations.readiness import judged
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS, WARN, Outcome, Records
from safetydesk.reports.readiness import AREAS, worst_first
from safetydesk.reports.said import threshold_said, value_said
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.card import Card, said
from safetydesk.ui.readiness_dialog import ReadinessDialog
from safetydesk.ui.theme import INSIDE

MOST = 3
"""Checks named on the card; the others are in the dialog."""
SIGNS = {FAIL: "▲", WARN: "◆", PASS: "✓", NOT_APPLICABLE: "—"}
ROLES = {FAIL: "issue", WARN: "warning", PASS: "good", NOT_APPLICABLE: "quiet"}


def readiness_card(desk: Desk) -> Card | None:
    """What stands in the way of an inspection; none in a school that has nothing to judge yet."""
    outcomes = judged(desk.office, desk.year)
    if all(item.result == NOT_APPLICABLE for item in outcomes):
        return None
    words = desk.words
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(INSIDE)
    grid.setVerticalSpacing(INSIDE // 2)
    grid.setColumnStretch(1, 1)
    for area in AREAS:
        add_area(desk, grid, area, [item for item in outcomes if area in item.check.areas])
    card = Card(words.text("checks.title"), box)
    more = QPushButton(words.text("checks.all"))
    more.setProperty("link", True)
    more.clicked.connect(lambda: ReadinessDialog(desk, outcomes, card.window()).open())
    card.head.addWidget(verdict(desk, outcomes))
    card.head.addWidget(more)
    return card


def verdict(desk: Desk, outcomes: Sequence[Outcome]) -> QLabel:
    """Ready or not: what fails at level A stands in the way."""
    ready = not any(item.result == FAIL for item in outcomes)
    label = QLabel(("✓ " if ready else "▲ ") + desk.words.text("checks.ready" if ready else "checks.not_ready"))
    label.setProperty("good" if ready else "issue", True)
    return label


def add_area(desk: Desk, grid: QGridLayout, area: str, outcomes: Sequence[Outcome]) -> None:
    """The area's name with its counts, then its worst checks."""
    words = desk.words
    counts = Counter(item.result for item in outcomes)
    row = grid.rowCount()
    counted = words.text(
        "checks.counted", fail=counts[FAIL], warn=counts[WARN], **{"pass": counts[PASS], "na": counts[NOT_APPLICABLE]}
    )
    grid.addWidget(QLabel(words.text(f"checks.area_{area}")), row, 0)
    grid.addWidget(said(counted, "quiet"), row, 1, 1, 2)
    for place, item in enumerate([item for item in worst_first(outcomes) if item.bad][: most_named()], row + 1):
        title = words.text(f"checks.{item.check.id}_title")
        told = words.text("checks.value_line", value=value_said(item, words), threshold=threshold_said(item, words))
        name = QLabel(f"{item.check.id}  {title}\n{told}")
        name.setWordWrap(True)
        name.setToolTip(words.text(f"checks.{item.check.id}_about"))
        grid.addWidget(sign(desk, item), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, place, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(show_button(desk, item, title), place, 2, Qt.AlignmentFlag.AlignTop)


def most_named() -> int:
    """Checks named in each area, so that the card stays small however many areas there are."""
    return max(MOST // len(AREAS), 1)


def sign(desk: Desk, item: Outcome) -> QLabel:
    """A sign and a word; the colour only helps."""
    label = QLabel(f"{SIGNS[item.result]} {desk.words.text(f'checks.{item.result}')}")
    label.setProperty(ROLES[item.result], True)
    return label


def show_button(desk: Desk, item: Outcome, title: str) -> QPushButton:
    """Jump to the first of the offending records; where there are several kinds, the dialog leads to each."""
    button = QPushButton(desk.words.text("overview.show_these"))
    button.setProperty("link", True)
    button.setAccessibleName(desk.words.text("overview.show_said", task=title))
    records: tuple[Records, ...] = item.finding.records
    if len(records) == 1:
        button.clicked.connect(lambda: desk.signals.show_records.emit(records[0].register, records[0].ids))
    else:
        button.clicked.connect(lambda: ReadinessDialog(desk, [item], button.window()).open())
    return button
