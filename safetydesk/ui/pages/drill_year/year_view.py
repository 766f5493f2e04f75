"""The calendar of a school year with its drills: looked at, opened, dragged to another day, by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from safetydesk.registers.records.drills.calendar import DayOfDrill
from safetydesk.registers.records.drills.rhythm import MonthOfDrills, Term
from safetydesk.ui.pages.drill_year.months_grid import MonthsGrid
from safetydesk.ui.pages.drill_year.painting import YearPainter
from safetydesk.ui.pages.drill_year.signs import SIGNS
from safetydesk.words import Words

LEAST = QSize(820, 396)
STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28,
}  # fmt: skip
"""Days that a key goes on by."""
DRAG = 4
"""Enough pixels to take a press for a drag."""


class YearView(QWidget):
    """Twelve months. A planned drill can be dragged, or moved with Alt and the arrows; Enter opens what lies on a day."""

    opened = Signal(int)
    wanted = Signal(object)
    """A day without a drill was opened: one may be planned there."""
    moved = Signal(int, object)
    chosen = Signal(object)
    asked = Signal(int, object)
    """A drill and the place on the screen where its menu is wanted."""

    def __init__(self, words: Words, year: int, today: date) -> None:
        super().__init__()
        self.words, self.year, self.today = words, year, today
        self.day = today if MonthsGrid(year, 1, 1).holds(today) else date(year, 9, 1)
        self.drills: dict[date, list[DayOfDrill]] = {}
        self.months: Sequence[MonthOfDrills] = ()
        self.terms: Sequence[Term] = ()
        self.held_at: QPointF | None = None
        self.dragged: DayOfDrill | None = None
        self.over: date | None = None
        self.setMinimumSize(LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.text("drill_calendar.title"))

    def show_year(self, drills: Sequence[DayOfDrill], months: Sequence[MonthOfDrills], terms: Sequence[Term]) -> None:
        """Take over what there is."""
        self.drills = {}
        for drill in drills:
            self.drills.setdefault(drill.day, []).append(drill)
        self.months, self.terms = months, terms
        self.choose(self.day)

    @property
    def grid(self) -> MonthsGrid:
        """Where the days lie now."""
        return MonthsGrid(self.year, self.width(), self.height())

    def choose(self, day: date) -> None:
        """Go to a day of this year, and say what lies there."""
        if self.grid.holds(day):
            self.day = day
            self.setAccessibleDescription(self.say(day))
            self.chosen.emit(day)
        self.update()

    def on(self, day: date | None) -> list[DayOfDrill]:
        """The drills of a day."""
        return self.drills.get(day, []) if day else []

    def planned(self, day: date | None) -> DayOfDrill | None:
        """The drill of a day that can still be moved."""
        return next((drill for drill in self.on(day) if drill.mark in ("planned", "overdue")), None)

    def say(self, day: date) -> str:
        """A day in a line: date and drills, each with what became of it."""
        told = [self.say_drill(drill) for drill in self.on(day)]
        return "   ".join([day.isoformat(), *(told or [self.words.text("drill_calendar.free")])])

    def say_drill(self, drill: DayOfDrill) -> str:
        """A drill with its state, its manner and the reason of a cancellation."""
        words = self.words
        notes = [words.text(f"drill_calendar.{drill.mark}")]
        notes += [words.text("drill_calendar.sudden")] if drill.sudden else []
        notes += [words.text("drill_calendar.night")] if drill.night else []
        notes += [words.text("drill_calendar.moved")] if drill.moved else []
        notes += [drill.reason] if drill.reason else []
        return (
            f"{SIGNS[drill.mark]} {drill.name}（{'，'.join(notes)}）"
            if words.language == "zh_CN"
            else (f"{SIGNS[drill.mark]} {drill.name} ({', '.join(notes)})")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        YearPainter(self).paint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.grid.day_at(event.position())
        if day:
            self.choose(day)
            if event.button() == Qt.MouseButton.LeftButton:
                self.held_at, self.dragged = event.position(), self.planned(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.dragged and self.held_at and (event.position() - self.held_at).manhattanLength() > DRAG:
            self.over = self.grid.day_at(event.position())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drill, over = self.dragged, self.over
        self.dragged, self.over, self.held_at = None, None, None
        self.unsetCursor()
        self.update()
        if drill and over and over != drill.day:
            self.moved.emit(drill.id, over)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_day()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        day = (
            self.day if event.reason() == QContextMenuEvent.Reason.Keyboard else self.grid.day_at(QPointF(event.pos()))
        )
        for drill in self.on(day)[:1]:
            self.asked.emit(drill.id, event.globalPos())

    def open_day(self) -> None:
        """Open the drill of the chosen day, or offer to plan one."""
        for drill in self.on(self.day)[:1]:
            self.opened.emit(drill.id)
            return
        self.wanted.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if drill := self.planned(self.day):
                self.moved.emit(drill.id, drill.day + timedelta(days=STEPS[key]))
        elif key in STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_to_next(STEPS[key] > 0)
        elif key in STEPS:
            self.choose(self.day + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day()
        elif key == Qt.Key.Key_Home:
            self.choose(self.today)
        elif key == Qt.Key.Key_Escape and self.dragged:
            self.dragged, self.over = None, None
            self.update()
        else:
            super().keyPressEvent(event)

    def go_to_next(self, forward: bool) -> None:
        """To the next day with a drill, or the one before."""
        days = sorted(day for day in self.drills if (day > self.day if forward else day < self.day))
        if days:
            self.choose(days[0 if forward else -1])

    def event(self, event: QEvent) -> bool:
        """What lies on the day under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.grid.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.say(day) if day else "", self)
            return True
        return super().event(event)
