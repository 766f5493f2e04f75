"""Storing and finding people, beside plain SQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from peewee import Model

from safetydesk.clock import SystemClock
from safetydesk.core.listing import Query
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.reference.people import PEOPLE, Person
from tests.bench.made_school import Schools, pupil_rows
from tests.bench.measuring import Case, Side

COLUMNS = ("name", "kind", "sex", "student_no", "guardian", "relation", "phone", "joined")
STAMPS = {"version": 1, "row_hash": b"\x00" * 32, "created_at": "x", "updated_at": "x", "batch": "x"}
PAGE, PAGES = 200, 20


def storing(schools: Schools, scale: float) -> Iterator[Case]:
    """People stored in one go."""
    count = int(20_000 * scale)
    rows = list(pupil_rows(count))
    numbers = itertools.count()

    def side(title: str, work: Callable[[Office, Sequence[dict[str, Any]]], None], people: int) -> Side:
        return Side(title, lambda state: work(state[1], rows[:people]), new, lambda state: state[0].close())

    def new() -> tuple[ExitStack, Office]:
        """An empty school, which keeps no search lines, for the other ways keep none either."""
        holder = ExitStack()
        folder = DataFolder(schools.below / f"stored-{next(numbers)}")
        office = holder.enter_context(open_office(folder, SystemClock()))
        office.database.before_commit.clear()
        return holder, office

    ours, few = "insert_many with history and row hashes", count // 5
    bare = side("executemany", insert_bare, count)
    yield Case("people-stored", f"{count:,} people", side(ours, insert, count), ((bare, 16),))
    models = side("peewee create()", create, few)
    # The design wished 1/4, of a way that did not read every row back before COMMIT (faults.md 3.2).
    yield Case("people-created", f"{few:,} people", side(ours, insert, few), ((models, 1 / 2),))


def insert(office: Office, rows: Sequence[dict[str, Any]]) -> None:
    with office.database.action("bench.people") as action:
        action.insert_many("person", rows)


def insert_bare(office: Office, rows: Sequence[dict[str, Any]]) -> None:
    names = (*COLUMNS, *STAMPS)
    sql = f"INSERT INTO person ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    with office.database.orm.atomic("IMMEDIATE"):
        values = [(*(row[name] for name in COLUMNS), *STAMPS.values()) for row in rows]
        office.database.orm.connection().executemany(sql, values)


def create(office: Office, rows: Sequence[dict[str, Any]]) -> None:
    model: type[Model] = Person
    blank = {"dept": "", "post_ids": [], "staff_no": "", "state": "在岗", "deleted_reason": "", "note": ""}
    with office.database.orm.atomic("IMMEDIATE"):
        for row in rows:
            model.create(**{**blank, **STAMPS, **row})


def listing(schools: Schools, scale: float) -> Iterator[Case]:
    """The order of a whole register, and one page of it."""
    for size in (20_000, 100_000):
        yield from listing_of(schools, int(size * scale))


def listing_of(schools: Schools, count: int) -> Iterator[Case]:
    office = schools.of(count)
    ours = office.listing(PEOPLE)
    ids = ours.ids(Query())
    middle = ids[len(ids) // 2 :][:PAGE]
    raw = "SELECT id FROM person WHERE deleted_at IS NULL ORDER BY kind, class_id, name, id"
    block = f"SELECT * FROM person WHERE id IN ({','.join('?' * len(middle))})"
    yield Case(
        f"ids-{count}",
        f"{count:,} rows",
        Side("Listing.ids, by kind, class and pinyin", lambda _: ours.ids(Query())),
        ((Side("SELECT id … ORDER BY", lambda _: office.database.query(raw)), 8),),
    )
    yield Case(
        f"page-of-{count}",
        f"{PAGES} pages of {len(middle)} rows",
        Side("Listing.rows, links by name", lambda _: [ours.rows(middle) for _ in range(PAGES)]),
        ((Side("SELECT * … WHERE id IN", lambda _: [office.database.query(block, middle) for _ in range(PAGES)]), 3),),
    )


def searching(schools: Schools, scale: float) -> Iterator[Case]:
    """A name typed in Chinese, as initials and in pinyin, against LIKE over the searched columns."""
    count = int(20_000 * scale)
    office = schools.of(count)
    ours = office.listing(PEOPLE)
    columns = ("name", "guardian", "phone", "student_no", "staff_no", "dept")
    where = " OR ".join(f"{name} LIKE ?" for name in columns)
    order = ", ".join(ours.order_terms(PEOPLE.order))
    sql = f"SELECT t.id FROM person t WHERE t.deleted_at IS NULL AND ({where}) ORDER BY {order}"
    like = Side("LIKE over six columns", lambda _: office.database.query(sql, ["%王伟%"] * len(columns)))
    for name, typed in (("search-name", "王伟"), ("search-initials", "ww"), ("search-pinyin", "wangwei")):
        side = Side(f"search index, “{typed}”", lambda _, typed=typed: ours.ids(Query(search=typed)))  # type: ignore[misc]
        yield Case(name, f"{count:,} people", side, ((like, 2),))


FAMILIES = {("people",): storing, ("ids", "page"): listing, ("search",): searching}
"""Beginnings of names, and what measures them."""
