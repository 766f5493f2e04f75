"""演练计时: a large stopwatch for the day of the drill; every press is on the disk before it is shown."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.clock import SystemTicker, Ticker
from safetydesk.core.class_name import read_class_name
from safetydesk.errors import UserError
from safetydesk.operations.class_rolls import classes_with_pupils
from safetydesk.registers.records.drills.stopwatch import (
    ALARM,
    CLASS,
    COUNTED,
    OUT,
    Kind,
    Mark,
    Press,
    elapsed,
    marks,
    press,
    presses,
    reports,
    start_anew,
    take_back,
)
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.drill_year.class_buttons import ClassButtons
from safetydesk.ui.theme import BETWEEN, INSIDE

EVERY_MS = 200
SIZE = (1060, 560)
STEPS: tuple[tuple[Kind, str], ...] = ((ALARM, "F5"), (OUT, "F6"), (COUNTED, "F7"))
MINUTE = 60


class StopwatchDialog(QDialog):
    """The stopwatch of one drill. Closed and opened again, or after a crash, it goes on where it was.

    Whatever is typed lands in the line for classes: no button takes the keyboard, so a blank or an Enter never
    presses one. Each button has a key of its own.
    """

    def __init__(self, desk: Desk, drill_id: int, parent: QWidget | None = None, ticker: Ticker | None = None) -> None:
        super().__init__(parent)
        self.desk, self.drill_id = desk, drill_id
        self.ticker = ticker or SystemTicker()
        self.database = desk.office.database
        self.found: list[Mark] = []
        name, day = self.database.query("SELECT name, held_on FROM drill WHERE id = ?", [drill_id])[0]
        self.setWindowTitle(desk.words.text("stopwatch.title", name=name, day=day))
        self.clock = QLabel()
        self.clock.setProperty("clock", True)
        self.clock.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clock.setAccessibleName(desk.words.text("stopwatch.elapsed"))
        self.saved = QLabel()
        self.saved.setProperty("quiet", True)
        self.steps: dict[str, QPushButton] = {}
        self.entry = QLineEdit()
        self.classes = ClassButtons(desk.words, classes_with_pupils(desk.office))
        self.build()
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.tick)
        self.timer.start()
        self.refresh()
        self.resize(*SIZE)
        self.entry.setFocus()

    def build(self) -> None:
        """The time, the three great buttons, the line for classes, a button for each class."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        layout.setSpacing(INSIDE)
        top = QGridLayout()
        top.setHorizontalSpacing(BETWEEN)
        top.addWidget(self.clock, 0, 0, len(STEPS), 1)
        top.setColumnStretch(0, 1)
        for row, (kind, key) in enumerate(STEPS):
            button = self.steps[kind] = mouse_button("")
            button.setMinimumHeight(36)
            button.clicked.connect(lambda _=False, kind=kind: self.press(kind))
            QShortcut(QKeySequence(key), self, lambda kind=kind: self.press(kind))
            top.addWidget(button, row, 1)
        top.setColumnMinimumWidth(1, 280)
        layout.addLayout(top)
        layout.addLayout(self.line())
        layout.addWidget(self.classes, 1)
        layout.addLayout(self.foot())
        self.entry.returnPressed.connect(self.report_typed)
        self.classes.pressed.connect(lambda name: self.press(CLASS, name))

    def line(self) -> QHBoxLayout:
        """Where a class and its number are typed as they are called in."""
        words = self.desk.words
        row = QHBoxLayout()
        label = QLabel(words.text("stopwatch.class"))
        label.setBuddy(self.entry)
        self.entry.setPlaceholderText(words.text("stopwatch.class_hint"))
        self.entry.setAccessibleName(words.text("stopwatch.class"))
        self.reported = QLabel()
        row.addWidget(label)
        row.addWidget(self.entry, 1)
        row.addWidget(self.reported)
        return row

    def foot(self) -> QHBoxLayout:
        """Take back, start anew; what is on the disk; into the record."""
        words = self.desk.words
        row = QHBoxLayout()
        for name, key, action in (("back", "F8", self.back), ("anew", "F9", self.anew)):
            button = mouse_button(f"{words.text(f'stopwatch.{name}')}   {key}")
            button.clicked.connect(lambda _=False, action=action: action())
            QShortcut(QKeySequence(key), self, action)
            row.addWidget(button)
        row.addWidget(self.saved, 1)
        self.into_record = mouse_button(f"{words.text('stopwatch.into_record')}   F10")
        self.into_record.setProperty("primary", True)
        self.into_record.clicked.connect(self.accept)
        QShortcut(QKeySequence("F10"), self, self.into_record.click)
        row.addWidget(self.into_record)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while nothing has the keyboard goes into the line for classes, the first key included."""
        if event.text().isprintable() and event.text() and not self.entry.hasFocus():
            self.entry.setFocus()
            QApplication.sendEvent(self.entry, event)
        else:
            super().keyPressEvent(event)

    def press(self, kind: Kind, name: str = "", present: int | None = None) -> None:
        """Store a press, then show it."""
        try:
            press(self.database, self.desk.office.clock, self.ticker, self.drill_id, kind, name, present)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        self.refresh()

    def report_typed(self) -> None:
        """`302` or `三2班 41`: the class, and how many are there if that was called in."""
        name, _, number = self.entry.text().strip().rpartition(" ")
        if not name:
            name, number = self.entry.text().strip(), ""
        read = read_class_name(name)
        known = read.name if read and read.name in self.classes.expected else None
        if known is None or (number and not number.isdigit()):
            self.saved.setText(self.desk.words.text("stopwatch.no_class", text=self.entry.text()))
            self.entry.selectAll()
            return
        self.entry.clear()
        self.press(CLASS, known, int(number) if number else None)

    def back(self) -> None:
        """Take the last press back, and say which one it was."""
        times = {mark.press.id: mark for mark in self.found}
        gone = take_back(self.database, self.drill_id)
        self.refresh()
        if gone is None:
            self.saved.setText(self.desk.words.text("stopwatch.nothing_back"))
        else:
            what = self.say_press(gone)
            self.saved.setText(self.desk.words.text("stopwatch.taken_back", what=what, time=told(times[gone.id])))

    def say_press(self, item: Press) -> str:
        """A press in words: the step, or the class with its number."""
        if item.kind != CLASS:
            return self.desk.words.text(f"stopwatch.{item.kind}")
        return item.label if item.present is None else f"{item.label} {item.present}"

    def anew(self) -> None:
        """Begin again, saying why; what was pressed stays in the history."""
        reason = self.desk.notices.ask_text(self.desk.words.text("stopwatch.why_anew")) if self.found else None
        if reason and reason.strip():
            start_anew(self.database, self.drill_id, reason.strip())
            self.refresh()

    def refresh(self) -> None:
        """Read what is stored, and show that."""
        words = self.desk.words
        self.found = marks(presses(self.database, self.drill_id))
        done = {mark.press.kind: mark for mark in self.found if mark.press.kind != CLASS}
        for kind, key in STEPS:
            mark = done.get(kind)
            text = words.text(f"stopwatch.{kind}")
            self.steps[kind].setText(f"{text}   {key}" if mark is None else f"✓ {text}   {told(mark)}")
            self.steps[kind].setEnabled(mark is None and (kind == ALARM or ALARM in done))
        self.classes.show_reports(reports(self.found), ALARM in done)
        here = reports(self.found)
        self.reported.setText(words.text("stopwatch.reported", n=len(here), all=len(self.classes.expected)))
        self.into_record.setEnabled(bool(self.found))
        if self.found:
            last = self.found[-1]
            self.saved.setText(words.text("stopwatch.saved", time=last.at.isoformat("seconds")))
        else:
            self.saved.setText("")
        if any(not mark.certain for mark in self.found):
            self.saved.setText(words.text("stopwatch.restarted"))
        self.tick()

    def tick(self) -> None:
        """The running time; it stands still once everybody is counted."""
        if not self.found:
            self.clock.setText("00:00")
            return
        last = self.found[-1] if self.found[-1].press.kind == COUNTED else None
        seconds = last.seconds if last else self.seconds()
        self.clock.setText(f"{seconds // MINUTE:02d}:{seconds % MINUTE:02d}")

    def seconds(self) -> int:
        """Since the alarm, by ticks."""
        moment: datetime = self.desk.office.clock.now()
        return elapsed(self.found[0].press, self.ticker.ticks(), self.ticker.boot(), moment)[0]


def mouse_button(text: str) -> QPushButton:
    """A button that never takes the keyboard away from the line for classes."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def told(mark: Mark) -> str:
    """A press as minutes and seconds after the alarm, with the time of day."""
    return f"{mark.seconds // MINUTE}:{mark.seconds % MINUTE:02d}   {mark.at.isoformat('seconds')}"
