"""The made-up school: the same for the same seed, believable, and sound by the program's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from safetydesk.clock import FixedClock, StoryClock
from safetydesk.core.listing import Query
from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.demo.drills import KINDS, drill_day, hold_drill
from safetydesk.operations.demo.population import SIZES, name_school, people
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.paths import DataFolder
from safetydesk.registers import REGISTERS
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, SIGNED
from safetydesk.registers.records.letters.signatories import missing
from safetydesk.registers.reference.people import head_counts
from safetydesk.reports.drill_groups import groups
from safetydesk.reports.held_drills import all_drills, rooms
from safetydesk.storage.verify import verify
from tests.conftest import CHINA

READ_ONLY = ("core.closed", "rule.plan_replaced")
"""Rules that let a record be read and not written: a closed drill, an earlier edition of a plan."""
DEMO_DAY = FixedClock(datetime(2026, 9, 10, 9, tzinfo=CHINA))


def made(root: Path, seed: int) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all registers of a small school, as shown."""
    with open_office(DataFolder(root), DEMO_DAY) as office:
        fill(office, "small", seed)
        return {register.key: rows(office, register) for register in REGISTERS}


def rows(office: Office, register: Register) -> list[tuple[Any, ...]]:
    listing = office.listing(register)
    return listing.values(listing.ids(Query()))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The small school; no test changes it."""
    with open_office(DataFolder(tmp_path_factory.mktemp("demo")), DEMO_DAY) as office:
        fill(office, "small", 1)
        yield office


def test_one_seed_gives_one_school_and_another_seed_another(tmp_path: Path) -> None:
    first, again, other = made(tmp_path / "1", 1), made(tmp_path / "2", 1), made(tmp_path / "3", 2)
    assert first == again
    assert all(first[key] for key in ("people", "classes", "letters", "school", "posts"))
    assert first["people"] != other["people"] and first["letters"] != other["letters"]


@pytest.mark.parametrize("key", [register.key for register in REGISTERS])
def test_its_records_keep_the_rules_of_the_program(demo: Office, key: str) -> None:
    register = demo.register(key)
    faults = []
    for row_id in demo.listing(register).ids(Query()):
        values = demo.records.read(register, row_id)
        issues = demo.records.check(register, values, row_id)
        faults += [(row_id, item) for item in issues if item.blocking and item.message.id not in READ_ONLY]
    assert faults == []


def test_it_has_the_people_that_it_says(demo: Office) -> None:
    plan = SIZES["small"]
    assert head_counts(demo.database) == (sum(count for *_, count in plan.posts), plan.pupils) == (20, 120)
    sizes = demo.database.query("SELECT count(*) FROM person WHERE class_id IS NOT NULL GROUP BY class_id")
    assert sizes == [(20,)] * 6
    assert demo.database.query("SELECT count(*) FROM school_class WHERE head_teacher_id IS NULL") == [(0,)]


def test_nobody_is_without_a_letter_and_most_have_signed(demo: Office) -> None:
    for kind in LETTER_KINDS:
        assert missing(demo.database, kind, demo.year) == []
        letters = demo.database.query("SELECT serial, state, signed_on FROM letter WHERE kind = ?", [kind.key])
        assert [row[0] for row in letters] == list(range(1, len(letters) + 1))
        signed = [row[2] for row in letters if row[1] == SIGNED]
        assert len(signed) >= len(letters) / 2
        assert all("2026-09-01" < day <= "2026-09-10" for day in signed)


def test_its_names_hold_what_old_programs_lose(tmp_path: Path) -> None:
    with open_office(DataFolder(tmp_path), DEMO_DAY) as office:
        fill(office, "school", 1)
        names = [row[0] for row in office.database.query("SELECT name FROM person")]
        assert verify(office.database, office.folder).ok
    assert len(names) == 2150
    assert any("·" in name for name in names) and any(ord(ch) > 0xFFFF for name in names for ch in name)
    assert len(set(names)) < len(names)  # Namesakes too.


def test_its_data_are_whole_and_its_phones_nobodys(demo: Office) -> None:
    assert verify(demo.database, demo.folder).ok
    phones = [row[0] for row in demo.database.query("SELECT phone FROM person")]
    assert all(len(phone) == 11 and phone[3:7] == "0000" for phone in phones)


def test_a_folder_that_holds_people_is_refused_and_left_alone(tmp_path: Path) -> None:
    with open_office(DataFolder(tmp_path), DEMO_DAY) as office:
        made = fill(office, "small", 1)
        assert (made.staff, made.pupils, made.letters) == (20, 120, 160)
        head = office.database.chain_head()
        with pytest.raises(UserError, match="not_empty"):
            fill(office, "small", 1)
        assert office.database.chain_head() == head


def test_its_classes_have_rooms_and_higher_floors_come_out_later(demo: Office) -> None:
    drills, known = all_drills(demo.database), rooms(demo.database)
    assert all(room.building and room.floor and room.stairs and room.spot for room in known.values())
    floors = {group.name[1]: group.mean or 0 for group in groups(drills, known, "floor")}
    assert floors[1] < floors[2] < floors[3]
    for drill in drills:
        reports = [drill.after_signal(line["done_at"]) or 0 for line in drill.values["counts"]]
        counted = drill.after_signal(drill.values["counted_at"]) or 0
        assert min(reports) > 0 and (drill.seconds or 0) < max(reports) <= counted


def test_its_summaries_follow_their_drills_and_one_of_the_year_is_late(tmp_path: Path) -> None:
    clock = StoryClock(datetime(2025, 9, 1, 9, tzinfo=CHINA), until=datetime(2026, 8, 31, 9, tzinfo=CHINA))
    with open_office(DataFolder(tmp_path), clock) as office:
        people(office, SIZES["small"], Random(1))
        name_school(office, SIZES["small"])
        for month in KINDS:
            clock.go_to(drill_day(2025, month))
            hold_drill(office, Random(month), clock.today())
        after = [(drill.values["summary_on"] - drill.day).days for drill in all_drills(office.database)]
        assert (
            sorted(after)[-1] == 5 and sum(days > 3 for days in after) == 1 and min(after) >= 0 and len(set(after)) > 2
        )
