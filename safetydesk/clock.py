"""What time it is, given rather than asked for: rules, demo and tests decide their own day."""

from __future__ import annotations

import sys
import time as clock
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

BOOT_KEY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"


class Clock(Protocol):
    """A source of the present moment."""

    def now(self) -> datetime:
        """The moment, with its offset from UTC."""
        ...

    def today(self) -> date:
        """The calendar day where the PC stands."""
        ...


class SystemClock:
    """The PC's own clock."""

    def now(self) -> datetime:
        """The moment, to the second, with the PC's offset."""
        return datetime.now().astimezone().replace(microsecond=0)

    def today(self) -> date:
        """The PC's calendar day."""
        return self.now().date()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        """Always the same moment."""
        return self.moment

    def today(self) -> date:
        """The day of that moment."""
        return self.moment.date()


class Ticker(Protocol):
    """What a stopwatch counts by: ticks that no change of the clock disturbs, and which run of the PC they belong to."""

    def ticks(self) -> int:
        """Nanoseconds since the PC began, sleep included where the system counts it."""
        ...

    def boot(self) -> str:
        """A name of this run of the PC; empty where the system tells none."""
        ...


class SystemTicker:
    """The PC's own ticks."""

    def ticks(self) -> int:
        """Since the PC began: a program that ends and begins again goes on counting."""
        # Linux has a clock that goes on in sleep, as that of Windows does.
        asleep_too = getattr(clock, "CLOCK_BOOTTIME", None)
        return clock.monotonic_ns() if asleep_too is None else clock.clock_gettime_ns(asleep_too)

    def boot(self) -> str:
        """Windows counts its starts in the registry, Linux names them."""
        return boot_name()


def boot_name() -> str:
    """A name of this run of the PC; empty where the system tells none."""
    try:
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, BOOT_KEY) as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


class StoryClock:
    """A clock that is set from day to day: for schools that are made up, over years."""

    def __init__(self, moment: datetime, until: datetime) -> None:
        self.moment = moment
        self.until = until
        """The moment the story has to end at."""

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def today(self) -> date:
        """The day of that moment."""
        return self.moment.date()

    def go_to(self, day: date) -> None:
        """Ten in the morning of a day."""
        self.moment = datetime.combine(day, time(10), self.moment.tzinfo)
