"""Which old backups may go: a rule over numbers and days, applied only after a new one was verified."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta

from safetydesk.storage.backup import Backup

ALWAYS = 5
ALL_WITHIN = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 14, 8, 24


def to_keep(backups: Iterable[Backup], now: datetime) -> set[str]:
    """Ids that stay: the newest five, all of two days, then one a day, week and month, and one a school year for ever."""
    ordered = sorted(backups, key=lambda item: item.manifest.seq, reverse=True)
    made = {item.id: datetime.fromisoformat(item.manifest.made_at) for item in ordered}
    keep = {item.id for item in ordered[:ALWAYS]}
    keep |= {item.id for item in ordered if now - made[item.id] <= ALL_WITHIN}
    keep |= newest_of_each(ordered, lambda day: day, made, DAILY)
    keep |= newest_of_each(ordered, lambda day: day.isocalendar()[:2], made, WEEKLY)
    keep |= newest_of_each(ordered, lambda day: (day.year, day.month), made, MONTHLY)
    keep |= newest_of_each(ordered, lambda day: day.year - (day.month < 9), made, len(ordered))
    return keep


def newest_of_each(
    ordered: list[Backup], period: Callable[[date], Hashable], made: dict[str, datetime], most: int
) -> set[str]:
    """The newest backup of each of the latest periods."""
    first: dict[Hashable, str] = {}
    for item in ordered:
        first.setdefault(period(made[item.id].date()), item.id)
    return set(list(first.values())[:most])


def prune(backups: list[Backup], now: datetime) -> list[str]:
    """Remove what need not stay; attachments in `objects` stay, since any kept backup may point at them."""
    keep = to_keep(backups, now)
    gone = [item for item in backups if item.id not in keep]
    for item in gone:
        shutil.rmtree(item.path, ignore_errors=True)
    return [item.id for item in gone]
