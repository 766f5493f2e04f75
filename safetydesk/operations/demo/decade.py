"""Ten years of a made-up school, told day by day: people come and go, letters, drills and papers of every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from safetydesk.clock import StoryClock
from safetydesk.core.class_name import ClassKey
from safetydesk.operations.demo.bureau import bureau_list
from safetydesk.operations.demo.drills import KINDS, drill_day, hold_drill
from safetydesk.operations.demo.file_room import FileRoom
from safetydesk.operations.demo.outside_units import contract_units, renew_contracts
from safetydesk.operations.demo.plans import plans
from safetydesk.operations.demo.population import Filled, Size, letters, name_school, people, pupil_rows
from safetydesk.operations.office import Office
from safetydesk.registers.reference.classes import stage_of
from safetydesk.registers.reference.people import GONE
from safetydesk.registers.reference.school_years import usual_terms

YEARS = 10
LAST_PRIMARY, LAST = 6, 9
GO_ON = 4
"""Classes of the last primary grade that go on in this school; the others leave for another."""


def fill_decade(office: Office, plan: Size, random: Random, clock: StoryClock) -> Filled:
    """Ten school years, the last one up to the day that the story ends."""
    last = office.year + YEARS - 1
    staff, pupils = people(office, plan, random)
    name_school(office, plan)
    contract_units(office, random, plan.units)
    plans(office)
    count = 0
    room = FileRoom(office, random, clock, date(office.year, 9, 6))
    room.bring(office.year)
    for year in range(office.year, last + 1):
        if year != last - YEARS + 1:
            room.work_until(date(year, 8, 31))
            clock.go_to(date(year, 8, 31))
            pupils += next_year(office, plan, random, year)
            renew_contracts(office, year)
        room.work_until(date(year, 9, 5))
        clock.go_to(date(year, 9, 5))
        count += letters(office, random)
        tell_year(office, random, room, year)
    room.work_until(clock.until.date())
    clock.moment = clock.until
    return Filled(staff, pupils, count)


def tell_year(office: Office, random: Random, room: FileRoom, year: int) -> None:
    """Drills month by month, papers week by week; in January the calendar year before is put away."""
    bureau_list(office, year)
    for month in KINDS:
        day = drill_day(year, month)
        if day >= room.clock.until.date():
            break
        room.work_until(day)
        room.clock.go_to(day)
        hold_drill(office, random, day)
        if month == 1:
            room.put_away(year)
            room.bring(year + 1)


def next_year(office: Office, plan: Size, random: Random, year: int) -> int:
    """The last classes leave, everybody else goes up, new first classes come; returns how many pupils came."""
    database = office.database
    rows = database.query("SELECT id, grade, number FROM school_class WHERE deleted_at IS NULL")
    leaving = {i for i, grade, number in rows if grade == LAST or (grade == LAST_PRIMARY and number > GO_ON)}
    keys = [ClassKey(1, number) for number in range(1, dict(plan.classes)[1] + 1)]
    with database.action("demo.year") as action:
        action.insert("school_year", {"year": year, **usual_terms(year)})
        marks = ",".join(str(i) for i in leaving)
        gone = [
            row[0] for row in database.query(f"SELECT id FROM person WHERE class_id IN ({marks}) AND state <> '{GONE}'")
        ]
        action.update_many("person", {i: {"state": GONE, "left": date(year, 7, 5)} for i in gone})
        for class_id in leaving:
            action.trash("school_class", class_id, "毕业")
        staying = {i: ClassKey(grade + 1, number) for i, grade, number in rows if i not in leaving}
        action.update_many(
            "school_class",
            {i: {"name": k.name, "grade": k.grade, "stage": stage_of(k.grade)} for i, k in staying.items()},
        )
        new = [{"name": k.name, "grade": k.grade, "number": k.number, "stage": stage_of(k.grade)} for k in keys]
        classes = action.insert_many("school_class", new)
        heads = database.query(f"SELECT id, head_teacher_id FROM school_class WHERE id IN ({marks})")
        action.update_many(
            "school_class", {c: {"head_teacher_id": head[1]} for c, head in zip(classes, heads, strict=False)}
        )
        share = replace(plan, pupils=plan.pupils * len(keys) // len(rows))
        pupils = list(pupil_rows(share, random, list(zip(classes, keys, strict=True)), year))
        action.insert_many("person", pupils)
    return len(pupils)
