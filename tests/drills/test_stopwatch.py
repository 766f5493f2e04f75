"""The stopwatch: times by ticks that no change of the clock disturbs, and nothing lost when the program is killed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from safetydesk.clock import FixedClock, SystemClock, SystemTicker
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.stopwatch import (
    ALARM,
    CLASS,
    COUNTED,
    OUT,
    Kind,
    marks,
    press,
    presses,
    start_anew,
    take_back,
)
from tests.conftest import CHINA
from tests.torture.killing import killed_at_random
from tests.torture.worker import press_on

PLANNED = {
    "name": "今天的演练",
    "type": "火灾",
    "form": "疏散",
    "announced": "预定式(有预警)",
    "place": "操场",
    "commander": "王强",
}
ENOUGH = 40
"""Presses that are acknowledged before the last kill."""
LEAST_LIVES, MOST_LIVES = 6, 200
"""Kills; a slow machine gives up after the most of them."""
BEGUN = datetime(2026, 9, 7, 10, 0, tzinfo=CHINA)


@dataclass
class Hand:
    """Somebody who presses: a clock that can be set wrong, ticks that cannot."""

    office: Office
    moment: datetime = BEGUN
    ticks: int = 1_000_000_000_000
    boot_name: str = "first"

    def press(self, kind: Kind, after: float = 0, label: str = "", present: int | None = None) -> None:
        self.moment += timedelta(seconds=after)
        self.ticks += int(after * 1_000_000_000)
        ticker = Ticks(self.ticks, self.boot_name)
        press(self.office.database, FixedClock(self.moment), ticker, 1, kind, label, present)

    def told(self) -> list[tuple[str, int, bool]]:
        return [(mark.press.label or mark.press.kind, mark.seconds, mark.certain) for mark in self.marks()]

    def marks(self):
        return marks(presses(self.office.database, 1))


@dataclass(frozen=True)
class Ticks:
    now: int
    name: str

    def ticks(self) -> int:
        return self.now

    def boot(self) -> str:
        return self.name


def plan_drill(office: Office) -> None:
    """A drill of today."""
    office.records.save_texts(office.register("places"), [(None, {"name": "操场"})])
    day = office.clock.today().isoformat()
    stored = office.records.save_texts(DRILLS, [(None, {**PLANNED, "held_on": day})])
    assert not stored.refused


@pytest.fixture
def hand(office: Office) -> Hand:
    plan_drill(office)
    return Hand(office)


def test_presses_make_seconds_and_times_of_day(hand: Hand) -> None:
    hand.press(ALARM)
    hand.press(CLASS, 61.9, "三年级1班", 41)
    hand.press(OUT, 30)
    hand.press(COUNTED, 60)
    assert hand.told() == [("alarm", 0, True), ("三年级1班", 61, True), ("out", 91, True), ("counted", 151, True)]
    assert [mark.at for mark in hand.marks()][2:] == [time(10, 1, 31), time(10, 2, 31)]
    assert hand.marks()[1].press.present == 41


@pytest.mark.parametrize("jump", [timedelta(hours=-3), timedelta(days=400), timedelta(seconds=-1)])
def test_a_clock_that_is_set_during_the_drill_changes_no_time(hand: Hand, jump: timedelta) -> None:
    hand.press(ALARM)
    hand.moment += jump
    hand.press(OUT, 95)
    assert hand.told()[1] == ("out", 95, True)
    assert hand.marks()[1].at == time(10, 1, 35)


@pytest.mark.parametrize(("boot", "ticks"), [("second", 5_000_000_000_000), ("first", 10)])
def test_a_pc_that_was_started_anew_believes_its_clock_and_says_so(hand: Hand, boot: str, ticks: int) -> None:
    hand.press(ALARM)
    hand.boot_name, hand.ticks = boot, ticks
    hand.moment += timedelta(seconds=200)
    hand.press(COUNTED)
    assert hand.told()[1] == ("counted", 200, False)


def test_what_cannot_be_pressed_is_said_and_nothing_is_noted(hand: Hand) -> None:
    for kind in (CLASS, OUT, COUNTED):
        with pytest.raises(UserError, match="no_alarm"):
            hand.press(kind)
    hand.press(ALARM)
    hand.press(OUT, 60)
    for kind, why in ((ALARM, "runs"), (OUT, "pressed")):
        with pytest.raises(UserError, match=why):
            hand.press(kind)
    assert len(hand.told()) == 2


def test_a_class_that_reports_again_mends_its_number_not_its_time(hand: Hand) -> None:
    hand.press(ALARM)
    hand.press(CLASS, 50, "三年级1班", 40)
    hand.press(CLASS, 50, "三年级1班", 41)
    found = hand.marks()[1]
    assert (len(hand.marks()), found.seconds, found.press.present) == (2, 50, 41)


def test_a_slip_is_taken_back_and_stays_in_the_history(hand: Hand, office: Office) -> None:
    hand.press(ALARM)
    hand.press(OUT, 10)
    gone = take_back(office.database, 1)
    assert gone is not None and gone.kind == OUT and len(hand.told()) == 1
    assert office.database.query("SELECT count(*) FROM stopwatch_press") == [(2,)]
    hand.press(OUT, 80)
    start_anew(office.database, 1, "误响")
    assert hand.told() == [] and take_back(office.database, 1) is None
    hand.press(ALARM)
    assert hand.told() == [("alarm", 0, True)]


def test_the_pcs_own_ticks_run_on() -> None:
    ticker = SystemTicker()
    first = ticker.ticks()
    assert 0 <= ticker.ticks() - first < 60_000_000_000
    assert ticker.boot() == SystemTicker().boot()


@pytest.mark.kill
def test_killed_in_mid_drill_and_started_again_nothing_is_lost(tmp_path: Path) -> None:
    with open_office(DataFolder(tmp_path), SystemClock()) as office:
        plan_drill(office)
    random, heard, life = Random(5), [], 0
    while life < LEAST_LIVES or (len(heard) < ENOUGH and life < MOST_LIVES):
        life += 1
        heard += killed_at_random(random, press_on, str(tmp_path), life * 1000)
        with open_office(DataFolder(tmp_path), SystemClock()) as office:
            found = marks(presses(office.database, 1))
        labels = [mark.press.label or mark.press.kind for mark in found]
        assert set(heard) <= set(labels) and len(labels) - len(heard) <= life
        assert all(mark.certain for mark in found)
        assert [mark.seconds for mark in found] == sorted(mark.seconds for mark in found)
    assert len(heard) >= ENOUGH
