"""演练年历: the school year at a glance; plan it in one step, move by dragging, cancel with the reason."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.drill_year import cancel, move, planned_today, still_planned, take_place_after_all
from safetydesk.registers.records.drills.calendar import DayOfDrill, drills_of, longest_pause
from safetydesk.registers.records.drills.requirements import read_requirements
from safetydesk.registers.records.drills.rhythm import months, terms
from safetydesk.ui.desk import Desk
from safetydesk.ui.icons import icon
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drill_year.year_view import YearView
from safetydesk.ui.theme import BETWEEN, INSIDE

SIZE = (1040, 560)


class CalendarDialog(QDialog):
    """The calendar of the chosen year, with what can be done about a drill."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        words = desk.words
        self.form: DrillForm | None = None
        self.planning: PlanYearDialog | None = None
        self.setWindowTitle(words.text("drill_calendar.heading", first=desk.year, last=desk.year + 1))
        self.view = YearView(words, desk.year, desk.office.clock.today())
        self.summary = QLabel()
        self.summary.setProperty("quiet", True)
        self.summary.setWordWrap(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        layout.setSpacing(INSIDE)
        layout.addLayout(self.buttons())
        layout.addWidget(self.summary)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.told)
        self.view.opened.connect(self.open_drill)
        self.view.wanted.connect(self.new_drill)
        self.view.moved.connect(self.move_drill)
        self.view.chosen.connect(self.tell_day)
        self.view.asked.connect(self.show_menu)
        desk.signals.changed.connect(self.refresh)
        self.refresh()
        self.resize(*SIZE)
        self.view.setFocus()

    def buttons(self) -> QHBoxLayout:
        """Plan the year, open, move, cancel; close."""
        words = self.desk.words
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        plan = QPushButton(words.text("drill_calendar.plan_year"))
        plan.setProperty("primary", True)
        plan.clicked.connect(lambda: self.plan_year())
        row.addWidget(plan)
        for name, picture, action in (
            ("open", "edit", self.view.open_day),
            ("move", "calendar", lambda: self.ask_day()),
            ("cancel", "void", lambda: self.cancel_drill()),
        ):
            button = QPushButton(icon(picture), words.text(f"drill_calendar.{name}"))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: action())
            row.addWidget(button)
        row.addStretch()
        close = QPushButton(words.text("window.close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def refresh(self, *_: object) -> None:
        """Read the year anew."""
        database, year, today = self.desk.office.database, self.desk.year, self.desk.office.clock.today()
        drills, by_month = drills_of(database, year, today), months(database, year, today)
        self.view.show_year(drills, by_month, terms(database, year))
        counts = Counter(str(drill.mark) for drill in drills)
        words = self.desk.words
        missing = sum(max(month.required - month.held, 0) for month in by_month if month.state == "missing")
        required = sum(month.required for month in by_month)
        lines = [words.text("drill_calendar.counted", required=required, missing=missing, **tally(counts))]
        pause = longest_pause(database, year, today)
        if pause and pause.days:
            key = "long_pause" if pause.days > read_requirements(database).pause else "pause"
            values = {"first": pause.first.isoformat(), "last": min(pause.last, today).isoformat(), "days": pause.days}
            lines.append(words.text(f"drill_calendar.{key}", **values))
        self.summary.setText("   ".join(lines) + "\n" + words.text("drill_calendar.key"))

    def tell_day(self, day: date) -> None:
        """What lies on the chosen day, in a line below."""
        self.told.setText(self.view.say(day))

    def drill(self) -> DayOfDrill | None:
        """The drill of the chosen day; says so where there is none."""
        found = self.view.on(self.view.day)
        if not found:
            self.desk.notices.tell(self.desk.words.text("drill_calendar.choose_drill"))
        return found[0] if found else None

    def open_drill(self, drill_id: int) -> None:
        """Its form."""
        self.form = DrillForm(self.desk, self.desk.office.register("drills"), drill_id, self)
        self.form.open()

    def new_drill(self, day: date) -> None:
        """An empty form for a day of today or later."""
        if day < self.desk.office.clock.today():
            self.desk.notices.tell(self.desk.words.text("drill_calendar.record_past"))
            return
        self.form = DrillForm(self.desk, self.desk.office.register("drills"), None, self)
        self.form.editors["held_on"].show(day.isoformat())
        self.form.open()

    def plan_year(self) -> None:
        """Look over what the year lacks, and write it down."""
        self.planning = PlanYearDialog(self.desk, self)
        self.planning.open()

    def ask_day(self) -> None:
        """Move without a mouse: type the day."""
        if drill := self.drill():
            typed = self.desk.notices.ask_text(self.desk.words.text("drill_calendar.new_day"), drill.day.isoformat())
            if typed:
                day, issues = self.desk.office.records.from_text(
                    self.desk.office.register("drills"), {"held_on": typed}
                )
                if issues:
                    self.desk.notices.tell(self.desk.words.say(issues[0].message))
                else:
                    self.move_drill(drill.id, day["held_on"])

    def move_drill(self, drill_id: int, day: date) -> None:
        """Put a drill on another day, asking why where it was planned before today."""
        try:
            still_planned(self.desk.office, drill_id)
            reason = ""
            if not planned_today(self.desk.office, drill_id):
                asked = self.desk.notices.ask_text(
                    self.desk.words.text("drill_calendar.why_moved", day=day.isoformat())
                )
                if asked is None:
                    return
                reason = asked
            move(self.desk.office, drill_id, day, reason)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.view.choose(day)

    def cancel_drill(self) -> None:
        """Cancel the drill of the chosen day with the reason; a cancelled one takes place after all."""
        drill = self.drill()
        if drill is None:
            return
        words, notices = self.desk.words, self.desk.notices
        try:
            if drill.mark == "cancelled":
                if notices.ask(
                    words.text("drill_calendar.after_all_ask", name=drill.name), words.text("drill_calendar.after_all")
                ):
                    take_place_after_all(self.desk.office, drill.id)
                return
            still_planned(self.desk.office, drill.id)
            reason = notices.ask_text(words.text("drill_calendar.why_cancelled", name=drill.name))
            if reason is not None:
                cancel(self.desk.office, drill.id, reason)
        except UserError as error:
            notices.refuse(error)

    def show_menu(self, drill_id: int, place: QPoint) -> None:
        """Open, move, cancel at the mouse."""
        words = self.desk.words
        menu = QMenu(self)
        menu.addAction(words.text("drill_calendar.open"), lambda: self.open_drill(drill_id))
        menu.addAction(words.text("drill_calendar.move"), self.ask_day)
        menu.addAction(words.text("drill_calendar.cancel"), self.cancel_drill)
        menu.popup(place)


def tally(counts: Counter[str]) -> dict[str, int]:
    """How many of each, named as the sentence names them."""
    return {mark: counts[mark] for mark in ("held", "planned", "overdue", "cancelled", "unstaffed")}
