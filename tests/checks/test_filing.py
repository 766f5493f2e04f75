"""C40: the safety files are whole, in every class and every month, and somebody keeps them."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.core.records import Entry
from safetydesk.operations.archive.handing_over import hand_over
from safetydesk.operations.office import Office
from safetydesk.operations.readiness import as_json, judged, set_threshold
from safetydesk.registers.files.custodians import CUSTODIANS
from safetydesk.reports.checks.check import FAIL, NOT_APPLICABLE, PASS
from safetydesk.reports.file_facts import MONTHLY
from safetydesk.reports.readiness import CHECKS
from tests.archive.filed_school import file_paper
from tests.checks.test_letters import on, outcome, told

CLASSES = [f"A{number:02d}" for number in range(1, 17)]
OCTOBER = date(2026, 10, 5)
"""September is over, October is not."""


@pytest.fixture
def filed(school: Office) -> Office:
    """A custodian, and a document in each class, in September, entered on the day it is of."""
    school.records.save(CUSTODIANS, Entry({"name": "单小满", "from_on": date(2020, 9, 1)}))
    for code in CLASSES:
        file_paper(school, code, f"{code}的文件", date(2026, 9, 7), [])
    return school


def parts(office: Office, year: int = 2026) -> dict[str, tuple[int, ...]]:
    """Offenders by part."""
    return {found.part: found.ids for found in outcome(office, "C40", year).finding.records}


def of_class(office: Office, code: str) -> int:
    return int(office.database.query("SELECT id FROM file_class WHERE code = ?", [code])[0][0])


def file_in(office: Office, code: str, day: str) -> None:
    """A document of a later day, entered on it."""
    row_id = file_paper(office, code, day, date(2026, 9, 7), [])
    with office.database.action("test.later") as action:
        action.update("file_item", row_id, {"dated": day, "created_at": f"{day}T09:00:00+08:00"})


def change(office: Office, code: str, **values: object) -> int:
    row_id = int(office.database.query("SELECT i.id FROM file_item i WHERE i.title = ?", [f"{code}的文件"])[0][0])
    with office.database.action("test.item") as action:
        action.update("file_item", row_id, values)
    return row_id


def test_a_school_without_files_has_nothing_to_judge(school: Office) -> None:
    assert told(school, "C40")[0] == NOT_APPLICABLE


def test_whole_files_pass(filed: Office) -> None:
    assert told(on(filed, OCTOBER), "C40")[:2] == (PASS, 0)


def test_an_item_that_lacks_something_is_named(filed: Office) -> None:
    row_id = change(filed, "A02", author="")
    assert told(filed, "C40")[:2] == (FAIL, 1) and parts(filed) == {"incomplete": (row_id,)}


def test_a_code_that_two_have_is_found(filed: Office) -> None:
    code = filed.database.query("SELECT code FROM file_item WHERE id = 1")[0][0]
    with filed.database.action("test.freeze") as action:
        action.update_many("file_item", {1: {"filed_on": "2026-09-07"}, 2: {"filed_on": "2026-09-07", "code": code}})
    assert parts(filed) == {"incomplete": (1, 2)}


def test_the_school_may_allow_some(filed: Office) -> None:
    filed.records.trash(filed.register("files"), [3], "错")
    set_threshold(filed, next(check for check in CHECKS if check.id == "C40"), 1)
    assert told(filed, "C40")[:2] == (PASS, 1)


def test_an_empty_class_is_named(filed: Office) -> None:
    filed.records.trash(filed.register("files"), [3], "错")
    assert told(filed, "C40")[:2] == (FAIL, 1) and parts(filed) == {"empty": (of_class(filed, "A03"),)}


@pytest.mark.parametrize("code", MONTHLY)
def test_a_month_without_a_document_is_a_gap_once_it_is_over(filed: Office, code: str) -> None:
    november = on(filed, date(2026, 11, 2))
    for other in MONTHLY:
        if other != code:
            file_in(filed, other, "2026-10-12")
    assert told(november, "C40")[:2] == (FAIL, 1) and parts(november) == {"gaps": (of_class(filed, code),)}
    assert "2026-10" in repr(outcome(november, "C40").finding.lines)
    file_in(filed, code, "2026-10-31")
    assert told(november, "C40")[0] == PASS


def test_holidays_owe_nothing(filed: Office) -> None:
    august = on(filed, date(2027, 8, 25))
    gaps = [line for line in outcome(august, "C40").finding.lines if line.id == "file_checks.gap"]
    assert len(gaps) == 4
    assert "2027-08" not in repr(gaps) and "2027-02" not in repr(gaps), "holidays"
    assert "2027-07" not in repr(gaps), "five days of school are no month"


def test_somebody_has_to_keep_the_files_today(filed: Office) -> None:
    with filed.database.action("test.gone") as action:
        action.update("custodian", 1, {"to_on": "2026-09-06"})
    assert told(filed, "C40")[:2] == (FAIL, 1)
    assert [line.id for line in outcome(filed, "C40").finding.lines] == ["file_checks.no_custodian"]
    hand = on(filed, date(2026, 9, 7))
    with filed.database.action("test.back") as action:
        action.update("custodian", 1, {"to_on": None})
    hand_over(hand, "万俟舟", date(2026, 9, 7))
    assert told(filed, "C40")[0] == PASS


@pytest.mark.parametrize(("day", "late"), [(date(2026, 8, 31), False), (date(2026, 9, 1), False)])
def test_seven_days_are_in_time(filed: Office, day: date, late: bool) -> None:
    row_id = change(filed, "A05", dated=day.isoformat(), created_at="2026-09-08T09:00:00+08:00")
    assert (row_id in parts(filed).get("late", ())) is late


def test_late_entries_are_listed_and_do_not_fail(filed: Office) -> None:
    row_id = change(filed, "A05", created_at="2026-09-15T09:00:00+08:00")
    assert told(filed, "C40")[:2] == (PASS, 0) and parts(filed) == {"late": (row_id,)}


def test_the_parts_stand_in_the_json(filed: Office) -> None:
    row_id = change(filed, "A02", author="")
    found = next(as_json(item) for item in judged(filed, 2026) if item.check.id == "C40")
    assert found["records"] == [{"register": "files", "ids": [row_id], "part": "incomplete"}]
    assert (found["result"], found["value"], found["areas"]) == ("fail", 1, ["files"])
