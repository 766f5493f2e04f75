"""The rhythm of drills: what each month of the school year owes, by the school's own terms."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.rhythm import MonthOfDrills, months
from tests.drills.conftest import record

TERMS = {
    "autumn_start": "2026-09-01",
    "autumn_end": "2027-01-15",
    "spring_start": "2027-02-20",
    "spring_end": "2027-07-05",
}


def year(office: Office, today: str, first: int = 2026) -> dict[int, MonthOfDrills]:
    return {month.month: month for month in months(office.database, first, date.fromisoformat(today))}


def states(office: Office, today: str) -> str:
    """The states from September to August, by their first letters."""
    return "".join(month.state[0] for month in year(office, today).values())


def set_terms(office: Office, first: int = 2026, **days: str | None) -> None:
    found = office.database.query("SELECT id FROM school_year WHERE year = ?", [first])
    with office.database.action("test.terms") as action:
        if found:
            action.update("school_year", found[0][0], days)
        else:
            action.insert("school_year", {"year": first, **days})


def stages(office: Office, *names: str) -> None:
    with office.database.action("test.stages") as action:
        action.update("school", 1, {"stages": list(names)})


def held(office: Office, *days: str, form: str = "疏散") -> None:
    for day in days:
        assert record(office, held_on=day, name=day, form=form, type="火灾") == {}


def test_a_year_runs_from_september_to_august(office: Office) -> None:
    found = months(office.database, 2026, date(2026, 9, 7))
    assert [(month.year, month.month) for month in found] == [
        *((2026, month) for month in range(9, 13)),
        *((2027, month) for month in range(1, 9)),
    ]


def test_months_of_term_owe_one_and_holidays_none(office: Office) -> None:
    set_terms(office, **TERMS)
    assert states(office, "2026-09-07") == "ccccchcccchh"
    assert {month.required for month in year(office, "2026-09-07").values() if month.state != "holiday"} == {1}
    assert all(month.required == 0 for month in year(office, "2026-09-07").values() if month.state == "holiday")


@pytest.mark.parametrize(
    ("changes", "month", "counts"),
    [
        ({"spring_start": "2027-02-19"}, 2, True),
        ({"spring_start": "2027-02-20"}, 2, False),
        ({"spring_end": "2027-07-10"}, 7, True),
        ({"spring_end": "2027-07-09"}, 7, False),
        ({"autumn_end": "2027-01-10"}, 1, True),
        ({"autumn_end": "2027-01-09"}, 1, False),
        ({"autumn_end": "2027-01-05", "spring_start": "2027-01-27"}, 1, True),
        ({"spring_start": None}, 2, False),
    ],
)
def test_ten_days_of_term_make_a_month_count(
    office: Office, changes: dict[str, str | None], month: int, counts: bool
) -> None:
    set_terms(office, **{**TERMS, **changes})
    assert (year(office, "2026-09-07")[month].state != "holiday") is counts


def test_a_term_that_begins_in_august_belongs_to_the_month(office: Office) -> None:
    set_terms(office, **TERMS)
    set_terms(
        office, 2027, **{name: day.replace("2027", "2028").replace("2026", "2027") for name, day in TERMS.items()}
    )
    assert year(office, "2026-09-07")[8].state == "holiday"
    set_terms(office, 2027, autumn_start="2027-08-22")
    assert year(office, "2026-09-07")[8].state == "coming"


def test_a_year_that_nobody_noted_has_the_usual_terms(office: Office) -> None:
    assert office.database.query("SELECT 1 FROM school_year WHERE year = 2030") == []
    assert [month.state for month in year(office, "2030-09-01", 2030).values()].count("coming") == 9


def test_a_month_is_missing_once_its_last_day_of_school_is_over(office: Office) -> None:
    set_terms(office, **TERMS)
    assert states(office, "2026-09-30")[0] == "c" and states(office, "2026-10-01")[0] == "m"
    assert states(office, "2027-01-15")[4] == "c" and states(office, "2027-01-16")[4] == "m"


def test_drills_that_were_held_meet_their_month(office: Office) -> None:
    set_terms(office, **TERMS)
    held(office, "2026-09-04", "2026-09-07")
    assert (
        record(office, held_on="2026-10-09", **dict.fromkeys(("pupils_present", "staff_present", "counts"), "")) == {}
    )
    found = year(office, "2026-11-01")
    assert (found[9].held, found[9].required, found[9].state) == (2, 1, "met")
    assert (found[10].held, found[10].state) == (0, "missing")


def test_a_drill_in_the_holidays_is_counted_and_owed_by_nobody(office: Office) -> None:
    set_terms(
        office, 2025, **{name: day.replace("2026", "2025").replace("2027", "2026") for name, day in TERMS.items()}
    )
    held(office, "2026-08-31")
    found = year(office, "2026-09-07", 2025)
    assert (found[8].held, found[8].required, found[8].state) == (1, 0, "holiday")


@pytest.mark.parametrize(
    ("form", "state"), [("疏散", "met"), ("实战", "met"), ("桌面", "missing"), ("功能/技能", "missing")]
)
def test_only_drills_in_which_people_move_count(office: Office, form: str, state: str) -> None:
    held(office, "2026-09-04", form=form)
    assert year(office, "2026-10-01")[9].state == state


def test_a_drill_in_the_trash_was_none(office: Office) -> None:
    held(office, "2026-09-04")
    office.records.trash(office.register("drills"), [1], "重复")
    assert year(office, "2026-09-07")[9].held == 0


def test_a_kindergarten_owes_one_a_quarter(office: Office) -> None:
    set_terms(office, **TERMS)
    stages(office, "幼儿园")
    found = year(office, "2026-09-07")
    assert {month for month, item in found.items() if item.required} == {9, 12, 3, 6}
    assert found[9].state == "coming" and found[10].state == "coming"
    later = year(office, "2027-01-20")
    assert [later[month].state for month in (9, 10, 11, 12, 1)] == ["missing", "met", "met", "missing", "met"]


def test_a_kindergartens_drill_stands_in_the_month_in_which_it_was_held(office: Office) -> None:
    stages(office, "幼儿园")
    held(office, "2025-10-20", "2026-03-12")
    found = year(office, "2026-09-07", 2025)
    assert {month for month, item in found.items() if item.required} == {9, 10, 3, 6}
    assert [found[month].state for month in (9, 10, 11, 12, 3, 6)] == ["missing", "met", "met", "met", "met", "missing"]


def test_a_school_with_a_kindergarten_keeps_the_schools_rhythm(office: Office) -> None:
    stages(office, "幼儿园", "小学")
    assert year(office, "2026-09-07")[10].required == 1
