"""What time it is, given rather than asked for: rules, demo and tests decide their own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol


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
