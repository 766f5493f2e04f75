"""演练计时: what was pressed during a drill, and the times that follow from it.

Every press is a transaction of its own, on the disk before the window says so. Times are differences of ticks, which
run on through a crash of the program and through every change of the PC's clock; only over a restart of the PC itself
must the clock be believed, and such a time is marked as uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from safetydesk.clock import Clock, Ticker
from safetydesk.errors import UserError, message
from safetydesk.storage.database import Database

Kind = Literal["alarm", "class", "out", "counted"]
ALARM: Final = "alarm"
CLASS: Final = "class"
OUT: Final = "out"
COUNTED: Final = "counted"
SECOND = 1_000_000_000
LONGEST = 6 * 3_600
"""Seconds after which an alarm that nobody ended belongs to another day."""


@dataclass(frozen=True)
class Press:
    """One press as it was stored."""

    id: int
    kind: str
    label: str
    present: int | None
    pressed_at: datetime
    ticks: int
    boot: str


@dataclass(frozen=True)
class Mark:
    """A press against the alarm: whole seconds after it, and the time of day that this makes."""

    press: Press
    seconds: int
    at: time
    certain: bool
    """False where the PC was started anew in between, so that its clock had to be believed."""


@dataclass(frozen=True)
class TimedDrill:
    """A drill that can be timed."""

    id: int
    day: date
    name: str


def drills_to_time(database: Database, today: date, chosen: Sequence[int]) -> list[TimedDrill]:
    """The chosen drill, then those of today: neither closed nor cancelled, the chosen one whatever its day is."""
    rows = database.query(
        "SELECT id, held_on, name FROM drill WHERE (id = ? OR held_on = ?) AND closed_on IS NULL "
        "AND cancelled_on IS NULL AND deleted_at IS NULL ORDER BY id = ? DESC, signal_at, id",
        [*(chosen or [0]), today.isoformat(), *(chosen or [0])],
    )
    return [TimedDrill(row_id, date.fromisoformat(day), name) for row_id, day, name in rows]


def presses(database: Database, drill_id: int) -> list[Press]:
    """What was pressed for a drill and not taken back, in the order of pressing."""
    rows = database.query(
        "SELECT id, kind, label, present, pressed_at, ticks, boot FROM stopwatch_press "
        "WHERE drill_id = ? AND deleted_at IS NULL ORDER BY id",
        [drill_id],
    )
    return [
        Press(row_id, kind, label, present, datetime.fromisoformat(at), ticks, boot)
        for row_id, kind, label, present, at, ticks, boot in rows
    ]


def press(
    database: Database,
    clock: Clock,
    ticker: Ticker,
    drill_id: int,
    kind: Kind,
    label: str = "",
    present: int | None = None,
) -> None:
    """Store a press. A class that reports again is corrected; its first time stays if it only mends its number.

    Raises UserError for a report before the alarm, a second alarm, or an end that was pressed already.
    """
    ticks, known = ticker.ticks(), presses(database, drill_id)
    check_order(known, kind)
    values = {
        "drill_id": drill_id, "kind": kind, "label": label, "pressed_at": clock.now(), "ticks": ticks,
        "boot": ticker.boot(), "present": present,
    }  # fmt: skip
    before = next((item for item in known if item.kind == CLASS == kind and item.label == label), None)
    with database.action("drills.stopwatch") as action:
        if before:
            action.update("stopwatch_press", before.id, {"present": present})
        else:
            action.insert("stopwatch_press", values)


def check_order(known: Sequence[Press], kind: Kind) -> None:
    """The alarm comes first and once; everybody out and everybody counted once each."""
    kinds = {item.kind for item in known}
    if kind == ALARM and known:
        raise UserError(message("stopwatch.runs"), message("stopwatch.runs_hint"))
    if kind != ALARM and ALARM not in kinds:
        raise UserError(message("stopwatch.no_alarm"), message("stopwatch.no_alarm_hint"))
    if kind in (OUT, COUNTED) and kind in kinds:
        raise UserError(message("stopwatch.pressed"), message("stopwatch.pressed_hint"))


def take_back(database: Database, drill_id: int) -> Press | None:
    """Take the last press back; it stays in the history. Returns it, or None where there is none."""
    known = presses(database, drill_id)
    if not known:
        return None
    with database.action("drills.stopwatch_back") as action:
        action.trash("stopwatch_press", known[-1].id, "stopwatch")
    return known[-1]


def start_anew(database: Database, drill_id: int, reason: str) -> None:
    """Lay all presses of a drill aside, with the reason, and begin again."""
    with database.action("drills.stopwatch_anew", reason=reason) as action:
        for item in presses(database, drill_id):
            action.trash("stopwatch_press", item.id, reason)


def elapsed(alarm: Press, ticks: int, boot: str, moment: datetime) -> tuple[int, bool]:
    """Whole seconds since the alarm, and whether ticks told them. Ticks that run backwards tell of a restart, too."""
    if alarm.boot == boot and ticks >= alarm.ticks:
        return (ticks - alarm.ticks) // SECOND, True
    return max(int((moment - alarm.pressed_at).total_seconds()), 0), False


def marks(known: Sequence[Press]) -> list[Mark]:
    """Every press with its seconds after the alarm; the time of day is the alarm's, moved on by them."""
    alarm = next((item for item in known if item.kind == ALARM), None)
    if alarm is None:
        return []
    found = []
    for item in known:
        seconds, certain = elapsed(alarm, item.ticks, item.boot, item.pressed_at)
        at = (alarm.pressed_at + timedelta(seconds=seconds)).time().replace(microsecond=0)
        found.append(Mark(item, seconds, at, certain))
    return found


def times(found: Sequence[Mark]) -> dict[str, time]:
    """The drill's own times by field: signal, everybody out, everybody counted."""
    fields = {ALARM: "signal_at", OUT: "assembled_at", COUNTED: "counted_at"}
    return {fields[mark.press.kind]: mark.at for mark in found if mark.press.kind in fields}


def reports(found: Sequence[Mark]) -> dict[str, Mark]:
    """What each class reported."""
    return {mark.press.label: mark for mark in found if mark.press.kind == CLASS}
