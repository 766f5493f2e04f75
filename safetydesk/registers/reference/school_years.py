"""School years with the days their two terms begin and end; year Y runs from September Y to August Y+1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from peewee import IntegerField, TextField

from safetydesk.core.field import Date, Text, Whole
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.row import Row

TERM_DAYS = ("autumn_start", "autumn_end", "spring_start", "spring_end")


class SchoolYear(Row):
    """One school year."""

    year = IntegerField()
    autumn_start = TextField(null=True)
    autumn_end = TextField(null=True)
    spring_start = TextField(null=True)
    spring_end = TextField(null=True)

    class Meta:
        table_name = "school_year"


def usual_terms(year: int) -> dict[str, date]:
    """The terms of most schools, to start from: 1 September to mid January, mid February to early July."""
    return {
        "autumn_start": date(year, 9, 1),
        "autumn_end": date(year + 1, 1, 15),
        "spring_start": date(year + 1, 2, 20),
        "spring_end": date(year + 1, 7, 5),
    }


def terms_in_order(row: Values, checking: Checking) -> Iterator[Issue]:
    """The first term ends before the second begins, and both lie within the year."""
    given = [(name, row[name]) for name in TERM_DAYS if row.get(name)]
    for (_, earlier), (name, later) in pairwise(given):
        if later <= earlier:
            yield Issue(name, message("rule.terms_in_order"))
    year = row.get("year")
    for name, day in given:
        if year and not date(year, 8, 1) <= day <= date(year + 1, 8, 31):
            yield Issue(name, message("rule.term_outside_year", first=year, last=year + 1))


def year_once(row: Values, checking: Checking) -> Iterator[Issue]:
    """Each year stands here once."""
    found = checking.database.query(
        "SELECT id FROM school_year WHERE year = ? AND id IS NOT ? AND deleted_at IS NULL",
        [row.get("year"), checking.row_id],
    )
    if found:
        yield Issue("year", message("rule.year_once", first=row.get("year")))


SCHOOL_YEARS = Register(
    key="school-years",
    model=SchoolYear,
    tab="resources",
    fields=(
        Whole("year", required=True, minimum=2000, maximum=2199, width=8),
        Date("autumn_start", required=True),
        Date("autumn_end"),
        Date("spring_start", required=True),
        Date("spring_end"),
        Text("note", lines=3, listed=False),
    ),
    label="year",
    order=("-year",),
    rules=(year_once, terms_in_order),
)
