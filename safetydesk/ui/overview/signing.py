"""The card of the letters: a line for each kind, with the way to those that are not signed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from safetydesk.core.share import percent
from safetydesk.registers.records.letters.board import Tally, board
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.ui.bars import ShareBar
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.card import Card, teaching
from safetydesk.ui.theme import BETWEEN


def signing_card(desk: Desk) -> Card:
    """Figures as on the signing board; before there are any, the step that leads to them."""
    words, wanted = desk.words, desk.signals.page_wanted
    tallies = board(desk.office.database, desk.year)
    title = words.text("overview.signing")
    if not any(line.due for line in tallies.values()):
        text, button = words.text("overview.nobody_due"), words.text("overview.import")
        return Card(title, teaching(text, button, lambda: wanted.emit("people")))
    if not any(line.made for line in tallies.values()):
        text, button = words.text("overview.none_issued"), words.text("overview.issue")
        return Card(title, teaching(text, button, lambda: wanted.emit("letters")))
    return Card(title, figures(desk, tallies))


def figures(desk: Desk, tallies: dict[str, Tally]) -> QWidget:
    """Kind, bar, signed of due, and the missing ones."""
    words = desk.words
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(BETWEEN)
    # A kind that nobody needs says nothing; one that is complete needs no button, and so no height for it.
    for row, kind in enumerate(kind for kind in LETTER_KINDS if tallies[kind.key].due):
        line = tallies[kind.key]
        name = words.term("letter_type", kind.type)
        rate = "—" if line.rate is None else percent(line.rate)
        counted = words.text("overview.signed", signed=line.signed, due=line.due, rate=rate)
        bar = ShareBar()
        bar.set_share(line.rate)
        bar.setAccessibleName(name)
        bar.setAccessibleDescription(counted)
        for column, widget in enumerate((QLabel(name), bar, QLabel(counted))):
            grid.addWidget(widget, row, column)
        if line.missing:
            show = show_button(desk, line)
            show.setAccessibleName(words.text("overview.show_said", task=f"{name} {len(line.missing)}"))
            grid.addWidget(show, row, 3)
    grid.setColumnStretch(1, 1)
    return box


def show_button(desk: Desk, line: Tally) -> QPushButton:
    """Jump to the letters that are not signed."""
    show = QPushButton(desk.words.text("overview.show", n=len(line.missing)))
    ids = tuple(item.letter_id for item in line.missing if item.letter_id is not None)
    show.setEnabled(bool(ids))
    show.clicked.connect(lambda: desk.signals.show_records.emit("letters", ids))
    return show
