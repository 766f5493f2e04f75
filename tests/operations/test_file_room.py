"""The made-up file room: a year of papers, entered as a clerk enters them, and put away when it is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from random import Random

import pytest

from safetydesk.clock import StoryClock
from safetydesk.operations.demo.file_room import FileRoom
from safetydesk.operations.demo.population import SIZES, letters, name_school, people
from safetydesk.operations.demo.year_papers import papers_of
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers.files.items.numbering import gaps
from safetydesk.registers.files.items.register import FILES
from safetydesk.reports.file_facts import class_codes
from safetydesk.storage.verify import verify
from tests.conftest import CHINA


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A small school from September 2025 to the end of January 2026; no test changes it."""
    clock = StoryClock(datetime(2025, 9, 1, 10, tzinfo=CHINA), datetime(2026, 1, 31, 10, tzinfo=CHINA))
    random = Random(3)
    with open_office(DataFolder(tmp_path_factory.mktemp("room")), clock) as office:
        people(office, SIZES["small"], random)
        name_school(office, SIZES["small"])
        clock.go_to(date(2025, 9, 5))
        letters(office, random)
        room = FileRoom(office, random, clock, date(2025, 9, 6))
        room.bring(2025)
        room.work_until(date(2026, 1, 16))
        clock.go_to(date(2026, 1, 16))
        room.put_away(2025)
        room.bring(2026)
        room.work_until(date(2026, 1, 31))
        yield office


@pytest.mark.parametrize("year", [2017, 2026])
def test_a_year_has_papers_of_every_class_on_working_days(year: int) -> None:
    papers = papers_of(Random(1), year)
    counts = Counter(paper.kind.file_class for paper in papers)
    assert set(counts) | {"A09"} == {f"A{number:02d}" for number in range(1, 17)}  # Drills are filed from records.
    assert 300 < len(papers) < 420 and counts["A13"] >= 40 and counts["A12"] >= 40
    assert all(paper.dated.year == year and paper.dated.weekday() < 5 for paper in papers)
    assert len({(paper.title, paper.doc_no) for paper in papers}) == len(papers)
    assert all("{" not in paper.title + paper.doc_no for paper in papers)


def test_every_class_is_filled_and_no_number_is_missing(told: Office) -> None:
    used = {row[0] for row in told.database.query("SELECT DISTINCT file_class_id FROM file_item")}
    assert len(used) == len(class_codes(told.database)) - 1  # No drill was held.
    assert gaps(told.database) == []
    assert verify(told.database, told.folder).ok


def test_the_year_that_is_over_is_frozen_and_boxed_and_the_new_one_is_not(told: Office) -> None:
    rows = told.database.query("SELECT year, filed_on, box <> '', shelf <> '' FROM file_item")
    assert {(year, bool(filed), boxed, shelved) for year, filed, boxed, shelved in rows} == {
        (2025, True, 1, 1), (2026, False, 0, 0),
    }  # fmt: skip
    row_id = told.database.query("SELECT min(id) FROM file_item WHERE year = 2025")[0][0]
    assert told.records.is_frozen(FILES, row_id)


def test_nothing_is_filed_before_it_exists_and_most_within_a_week(told: Office) -> None:
    sql = "SELECT julianday(substr(created_at, 1, 10)) - julianday(dated) FROM file_item WHERE dated >= '2025-09-06'"
    delays = [row[0] for row in told.database.query(sql)]
    assert min(delays) >= 0
    assert 0 < sum(delay > 7 for delay in delays) < len(delays) / 5


def test_some_papers_are_scanned_and_say_so(told: Office) -> None:
    sql = "SELECT carrier, i.id IN (SELECT record_id FROM attachment WHERE register = 'files') FROM file_item i"
    found = Counter(told.database.query(sql))
    assert set(found) == {("纸质", 0), ("双套", 1)}
    assert 0.01 < found["双套", 1] / sum(found.values()) < 0.15


def test_signed_letters_are_filed_from_their_records(told: Office) -> None:
    sql = "SELECT count(*) FROM file_item i JOIN file_class c ON c.id = i.file_class_id WHERE c.code = 'A04' AND "
    filed = told.database.query(f"{sql} json_array_length(i.sources) > 0")[0][0]
    signed = told.database.query("SELECT count(*) FROM letter WHERE kind <> 'parent' AND state = '已签回'")[0][0]
    bundles = told.database.query("SELECT count(DISTINCT class_name) FROM letter WHERE kind = 'parent'")[0][0]
    assert filed == signed + bundles
