"""What is late and what is due soon: sentences, each with the records it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.lending import lent_out
from safetydesk.operations.letter_follow_up import to_follow_up
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.rhythm import MonthOfDrills
from safetydesk.registers.records.letters.follow_up import JOINED, LEFT, POSTS_CHANGED
from safetydesk.registers.records.letters.kinds import WAITING
from safetydesk.storage import backup
from safetydesk.words import Words

DAYS = 14
"""A letter comes back signed, and a drill is closed, within so many days."""
BACKUP_DAYS = 7
LATE, THIS_WEEK, THIS_MONTH = "late", "this_week", "this_month"
MISSING, COMING = "missing", "coming"
FOLLOW_UP = "letters/follow-up"
"""Where the task about people who came and left leads: the letters, and the names at once."""


@dataclass(frozen=True)
class Task:
    """One line: late, or due by when, what it is about, and where *Show* leads."""

    when: str
    text: str
    page: str
    """Key of a register, or name of a page."""
    ids: tuple[int, ...] = ()
    """These very records; without any, the page as a whole."""


@dataclass(frozen=True)
class Week:
    """Today and the Sunday that ends its week."""

    today: date

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.today + timedelta(days=6 - self.today.weekday())


def tasks(office: Office, words: Words, year: int, months: Sequence[MonthOfDrills]) -> list[Task]:
    """All of them, what is late first."""
    week = Week(office.clock.today())
    found = [
        *letters(office, words, year, week),
        *after_september(office, words, year),
        *drills(office, words, year, week),
        *rhythm(words, months, week.today),
        *files(office, words, year, week.today),
        *copies(office, words),
    ]
    return sorted(found, key=lambda task: (LATE, THIS_WEEK, THIS_MONTH).index(task.when))


def letters(office: Office, words: Words, year: int, week: Week) -> list[Task]:
    """Letters that are out and not signed."""
    sql = f"SELECT id, issued_on FROM letter WHERE year = ? AND deleted_at IS NULL AND ended_on IS NULL AND state IN {WAITING} ORDER BY id"
    rows = [(row_id, date.fromisoformat(day)) for row_id, day in office.database.query(sql, [year])]
    limit = timedelta(days=DAYS)
    late = tuple(row_id for row_id, day in rows if day + limit < week.today)
    due = tuple(row_id for row_id, day in rows if week.today <= day + limit <= week.sunday)
    return [*line(words, LATE, "letters", late, "letters_late"), *line(words, THIS_WEEK, "letters", due, "letters_due")]


def after_september(office: Office, words: Words, year: int) -> list[Task]:
    """People without a letter, letters to be ended, posts that are no longer those signed for: one line, one way."""
    counts = Counter(item.reason for item in to_follow_up(office, year))
    reasons = (JOINED, LEFT, POSTS_CHANGED)
    parts = [words.text(f"status.count_{reason}", n=counts[reason]) for reason in reasons if counts[reason]]
    text = words.text("status.follow_up_task", parts=words.text("status.and").join(parts))
    return [Task(THIS_WEEK, text, FOLLOW_UP)] if parts else []


def drills(office: Office, words: Words, year: int, week: Week) -> list[Task]:
    """Drills held and not closed, those whose day went by untold, those without staff, those of the days to come."""
    belongs = office.register("drills").year_sql("d", year)
    sql = (
        "SELECT d.id, d.held_on, d.pupils_present IS NOT NULL, coalesce(d.staff_present, 0) FROM drill d "
        f"WHERE {belongs} AND d.deleted_at IS NULL AND d.closed_on IS NULL AND d.cancelled_on IS NULL "
        "ORDER BY d.held_on, d.id"
    )
    rows = [(row_id, date.fromisoformat(day), held, staff) for row_id, day, held, staff in office.database.query(sql)]
    limit = timedelta(days=DAYS)
    held = [(row_id, day) for row_id, day, held, _ in rows if held]
    untold = tuple(row_id for row_id, day, held, _ in rows if not held and day < week.today)
    unstaffed = tuple(row_id for row_id, _, held, staff in rows if held and not staff)
    late = tuple(row_id for row_id, day in held if day + limit <= week.today)
    due = tuple(row_id for row_id, day in held if week.today < day + limit <= week.sunday)
    planned = tuple(row_id for row_id, day, held, _ in rows if not held and week.today <= day <= week.sunday)
    return [
        *line(words, LATE, "drills", untold, "drills_untold"),
        *line(words, LATE, "drills", unstaffed, "drills_unstaffed"),
        *line(words, LATE, "drills", late, "drills_late"),
        *line(words, THIS_WEEK, "drills", due, "drills_due"),
        *line(words, THIS_WEEK, "drills", planned, "drills_planned"),
        *findings(office, words, week),
    ]


def findings(office: Office, words: Words, week: Week) -> list[Task]:
    """What drills found and nobody has settled yet, whichever year it comes from."""
    sql = "SELECT id, due_on FROM drill_task WHERE deleted_at IS NULL AND done_on IS NULL ORDER BY due_on, id"
    rows = [(row_id, date.fromisoformat(day)) for row_id, day in office.database.query(sql)]
    late = tuple(row_id for row_id, day in rows if day < week.today)
    due = tuple(row_id for row_id, day in rows if week.today <= day <= week.sunday)
    return [
        *line(words, LATE, "drill-tasks", late, "findings_late"),
        *line(words, THIS_WEEK, "drill-tasks", due, "findings_due"),
    ]


def line(words: Words, when: str, register: str, ids: tuple[int, ...], name: str) -> list[Task]:
    """A line about some records; none where there are none."""
    return [Task(when, words.text(f"overview.{name}", n=len(ids), days=DAYS), register, ids)] if ids else []


def rhythm(words: Words, months: Sequence[MonthOfDrills], today: date) -> list[Task]:
    """Months without the drill they require, and this month while its drill is still to come."""
    missing = [month_name(words, month) for month in months if month.state == MISSING]
    found = []
    if missing:
        text = words.text("overview.drills_missing", months=tuple(missing))
        found.append(Task(LATE, text, "drills"))
    for month in months:
        if month.state == COMING and (month.year, month.month) == (today.year, today.month):
            values: dict[str, Any] = {"required": month.required, "held": month.held}
            text = words.text("overview.drills_wanted", month=month_name(words, month), **values)
            found.append(Task(THIS_MONTH, text, "drills"))
    return found


def month_name(words: Words, month: MonthOfDrills) -> str:
    """The month as the chart names it."""
    return words.text(f"overview.month_{month.month}")


def files(office: Office, words: Words, year: int, today: date) -> list[Task]:
    """Records that have waited for weeks to be filed, and filed items that are lent and not returned."""
    before, out = today - timedelta(days=DAYS), lent_out(office.database)
    count = sum(draft.dated is not None and draft.dated < before for draft in waiting(office, year))
    found = [Task(THIS_MONTH, words.text("filing.task", n=count, days=DAYS), "files")] if count else []
    ids = tuple(dict.fromkeys(loan.item_id for loan in out))
    return [*found, Task(THIS_MONTH, words.text("lending.task", n=len(ids)), "files", ids)] if ids else found


def copies(office: Office, words: Words) -> list[Task]:
    """The newest backup, once it is old. A folder without any says so beside its figures."""
    newest = next(iter(backup.existing(office.folder)), None)
    age = days_old(office, newest) if newest else 0
    return [Task(LATE, words.text("overview.backup_late", days=age), "settings")] if age > BACKUP_DAYS else []


def days_old(office: Office, copy: backup.Backup) -> int:
    """Days since a backup was made."""
    return (office.clock.today() - datetime.fromisoformat(copy.manifest.made_at).date()).days
