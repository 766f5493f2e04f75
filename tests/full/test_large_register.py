"""A register of a hundred thousand people lists, pages and finds exactly what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from safetydesk.core.filter import AnyOf
from safetydesk.core.listing import Query
from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import PEOPLE
from safetydesk.storage.verify import verify
from tests.bench.made_school import Schools, pupil_rows
from tests.full.lengths import length

PEOPLE_COUNT = length(ordinary=2_000, full=100_000)


@dataclass(frozen=True)
class Crowd:
    """A school, and the rows that were put in."""

    office: Office
    rows: tuple[dict[str, Any], ...]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with ExitStack() as stack:
        office = Schools(tmp_path_factory.mktemp("crowd"), stack).of(PEOPLE_COUNT)
        yield Crowd(office, tuple(pupil_rows(PEOPLE_COUNT)))


def column(crowd: Crowd, ids: list[int], name: str) -> list[Any]:
    place = [item.name for item in PEOPLE.columns].index(name)
    return [row[place] for row in crowd.office.listing(PEOPLE).rows(ids)]


def test_everybody_is_listed_once(crowd: Crowd, record_property: Callable[[str, object], None]) -> None:
    listing = crowd.office.listing(PEOPLE)
    ids = listing.ids(Query())
    assert len(ids) == len(set(ids)) == listing.count(Query()) == PEOPLE_COUNT
    assert sorted(column(crowd, ids, "student_no")) == [row["student_no"] for row in crowd.rows]
    record_property("people listed", PEOPLE_COUNT)


def test_a_page_in_the_middle_is_the_same_as_in_the_whole(crowd: Crowd) -> None:
    listing = crowd.office.listing(PEOPLE)
    ids = listing.ids(Query(order=("-name",)))
    whole = listing.rows(ids)
    for start in range(0, PEOPLE_COUNT, PEOPLE_COUNT // 7):
        assert listing.rows(ids[start : start + 200]) == whole[start : start + 200]


def test_sorting_by_number_up_and_down_are_opposites(crowd: Crowd) -> None:
    listing = crowd.office.listing(PEOPLE)
    up, down = (listing.ids(Query(order=(order,))) for order in ("student_no", "-student_no"))
    assert column(crowd, up, "student_no") == [row["student_no"] for row in crowd.rows]
    assert down == up[::-1]


@pytest.mark.parametrize("typed", ["王", "伟", "𠮷", "买买提", "0000123"])
def test_a_search_finds_all_and_nothing_else(crowd: Crowd, typed: str) -> None:
    searched = ("name", "guardian", "phone", "student_no")
    wanted = {row["student_no"] for row in crowd.rows if any(typed in row[name] for name in searched)}
    ids = crowd.office.listing(PEOPLE).ids(Query(search=typed))
    assert set(column(crowd, ids, "student_no")) == wanted


def test_a_filter_finds_all_and_nothing_else(crowd: Crowd) -> None:
    girls = [row["student_no"] for row in crowd.rows if row["sex"] == "女"]
    ids = crowd.office.listing(PEOPLE).ids(Query(order=("student_no",)).also(AnyOf("sex", ("女",))))
    assert column(crowd, ids, "student_no") == girls


def test_all_of_it_verifies(crowd: Crowd) -> None:
    assert verify(crowd.office.database, crowd.office.folder).ok
