"""The card of a school that has just begun: what is done, what is next, and the first run to go on with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.steps import LETTERS, ROSTER, SCHOOL, is_done
from safetydesk.ui.overview.card import Card

PAGES = {SCHOOL: "settings", ROSTER: "people", LETTERS: "letters"}


def first_steps_card(desk: Desk, go_on: Callable[[], object]) -> Card | None:
    """None once all is done; `go_on` opens the first run where it was left."""
    done = {step: is_done(desk.office.database, step) for step in PAGES}
    if all(done.values()):
        return None
    words = desk.words
    card = Card(words.text("overview.first_steps"), *(line(desk, step, done[step]) for step in PAGES))
    button = QPushButton(words.text("overview.go_on"))
    button.setProperty("primary", True)
    button.clicked.connect(lambda: go_on())
    button.setEnabled(not desk.office.database.read_only)
    card.head.addWidget(button)
    return card


def line(desk: Desk, step: str, done: bool) -> QWidget:
    """One step: ticked, or with a button that goes to its page."""
    words = desk.words
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    text = words.text(f"overview.step_{step}")
    label = QLabel(("✓ " if done else "○ ") + text)
    label.setAccessibleName(words.text("overview.step_done" if done else "overview.step_open", step=text))
    row.addWidget(label, 1)
    if not done:
        go = QPushButton(words.text("overview.go"))
        go.setAccessibleName(text)
        go.clicked.connect(lambda: desk.signals.page_wanted.emit(PAGES[step]))
        row.addWidget(go)
    return box
