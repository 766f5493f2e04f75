"""Overview: the first steps of a new school, then readiness, signing, what is late or due, drills by month and by seconds, and the data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from safetydesk.registers.records.drills.rhythm import MonthOfDrills, months
from safetydesk.ui.desk import Desk
from safetydesk.ui.first_run.dialog import FirstRun
from safetydesk.ui.overview.card import Card, said, teaching
from safetydesk.ui.overview.data import data_card
from safetydesk.ui.overview.drill_chart import DrillChart
from safetydesk.ui.overview.first_steps import first_steps_card
from safetydesk.ui.overview.readiness import readiness_card
from safetydesk.ui.overview.signing import signing_card
from safetydesk.ui.overview.task_list import tasks_card
from safetydesk.ui.overview.tasks import tasks
from safetydesk.ui.overview.times import times_card
from safetydesk.ui.theme import AROUND, BETWEEN


class OverviewPage(QWidget):
    """Cards, made anew after whatever was saved, once the page is in sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.first_run: FirstRun | None = None
        self.stale = True
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        desk.signals.changed.connect(self.follow)
        desk.signals.backed_up.connect(self.follow)
        desk.year_choice.changed.connect(self.follow)

    def follow(self, *_: object) -> None:
        """Something was saved, or another year chosen: count anew, at once only where it is seen."""
        self.stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self.stale:
            self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Build the cards, and stay where the page was scrolled to."""
        self.stale = False
        place = self.area.verticalScrollBar().value()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(AROUND, BETWEEN, AROUND, BETWEEN)
        column.setSpacing(BETWEEN)
        column.addWidget(self.heading())
        if steps := first_steps_card(self.desk, self.go_on):
            column.addWidget(steps)
        office, year = self.desk.office, self.desk.year
        by_month = months(office.database, year, office.clock.today())
        grid = QGridLayout()
        grid.setSpacing(BETWEEN)
        under = QVBoxLayout()
        under.setSpacing(BETWEEN)
        under.addWidget(signing_card(self.desk), 1)
        under.addWidget(data_card(self.desk))
        grid.addLayout(under, 0, 0)
        beside = QVBoxLayout()
        beside.setSpacing(BETWEEN)
        if ready := readiness_card(self.desk):
            beside.addWidget(ready)
        beside.addWidget(tasks_card(self.desk, tasks(office, self.desk.words, year, by_month)), 1)
        grid.addLayout(beside, 0, 1)
        grid.addWidget(self.drills(by_month), 1, 0)
        grid.addWidget(times_card(self.desk), 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        column.addLayout(grid)
        column.addStretch()
        self.area.setWidget(body)
        self.area.verticalScrollBar().setValue(place)

    def heading(self) -> QLabel:
        """The school and the year."""
        words, year = self.desk.words, self.desk.year
        found = self.desk.office.database.query("SELECT name FROM school")
        name = found[0][0] if found and found[0][0] else words.text("overview.unnamed")
        return said(words.text("overview.title", school=name, first=year, last=year + 1), "heading")

    def drills(self, by_month: list[MonthOfDrills]) -> Card:
        """The chart; a year without any drill says what the chart is for."""
        words = self.desk.words
        chart = DrillChart(words, by_month)
        key = said(words.text("overview.drills_key"), "quiet")
        if any(month.held for month in by_month):
            return Card(words.text("overview.drills"), chart, key)
        first = teaching(
            words.text("overview.drills_empty"),
            words.text("overview.record_drill"),
            lambda: self.desk.signals.page_wanted.emit("drills"),
        )
        return Card(words.text("overview.drills"), first, chart, key)

    def go_on(self) -> None:
        """The first run, at the first step that is not done."""
        self.first_run = FirstRun(self.desk, self)
        self.first_run.open()
