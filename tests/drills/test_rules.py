"""A drill is stored as it was, or not at all: numbers that cannot be, times that run backwards, a close without a summary."""

from __future__ import annotations

import pytest

from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.closing import CannotClose, close, reopen
from safetydesk.operations.office import Office
from safetydesk.storage.history import of_row
from tests.drills.conftest import record


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pupils_present": "85"}, "pupils_present"),
        ({"pupils_present": "81"}, "pupils_present"),
        ({"pupils_expected": "90"}, "pupils_expected"),
        ({"staff_present": "11"}, "staff_present"),
        ({"staff_present": ""}, "staff_present"),
        ({"injured": ""}, "injured"),
        ({"assembled_at": "10:04"}, "assembled_at"),
        ({"counted_at": "10:06:49"}, "counted_at"),
        ({"held_on": "2026-09-08"}, "pupils_present"),
        ({"type": "外星人"}, "type"),
        ({"commander": ""}, "commander"),
        ({"counts": '[{"class_name": "三年级1班", "expected": "很多", "present": "1", "done_at": ""}]'}, "counts"),
    ],
)
def test_what_cannot_have_been_is_refused_by_its_field(office: Office, changes: dict[str, str], field: str) -> None:
    refused = record(office, **changes)
    assert field in refused[0]
    assert office.database.query("SELECT count(*) FROM drill") == [(0,)]


def test_a_planned_drill_needs_no_head_counts(office: Office) -> None:
    blank = dict.fromkeys(
        ("pupils_expected", "pupils_present", "staff_expected", "staff_present", "injured", "counts", "absent"), ""
    )
    assert record(office, held_on="2026-10-16", **blank) == {}
    assert shown(office, "state") == "计划"


def test_a_night_drill_may_pass_midnight(office: Office) -> None:
    night = {"period": "夜间宿舍", "signal_at": "23:59:30", "assembled_at": "0:01:10", "counted_at": "0:03"}
    assert record(office, **night) == {}
    assert shown(office, "seconds") == 100


def shown(office: Office, name: str) -> object:
    register = office.register("drills")
    listing = office.listing(register)
    row = listing.values(listing.ids(Query()))[0]
    return row[list(register.by_name).index(name)]


def test_seconds_and_late_entry_are_worked_out(drilled: Office) -> None:
    assert shown(drilled, "seconds") == 110
    assert shown(drilled, "late") is False
    assert record(drilled, held_on="2026-08-20", name="暑期") == {}
    register = drilled.register("drills")
    listing = drilled.listing(register)
    late = [row[list(register.by_name).index("late")] for row in listing.values(listing.ids(Query(order=("held_on",))))]
    assert late == [True, False]


def test_a_school_year_holds_its_own_drills_only(drilled: Office) -> None:
    assert record(drilled, held_on="2026-08-31", name="上学年最后一天") == {}
    listing = drilled.listing(drilled.register("drills"))
    assert (listing.count(Query(year=2026)), listing.count(Query(year=2025)), listing.count(Query())) == (1, 1, 2)


def test_closing_asks_for_what_is_missing_and_freezes_the_record(drilled: Office) -> None:
    register = drilled.register("drills")
    drilled.records.save(register, Entry({"summary": ""}, 1))
    with pytest.raises(CannotClose) as caught:
        close(drilled, register, [1])
    assert (caught.value.row_id, [issue.field for issue in caught.value.issues]) == (1, ["summary"])
    drilled.records.save(register, Entry({"summary": "好"}, 1))
    close(drilled, register, [1])
    assert shown(drilled, "state") == "已结案"
    assert drilled.records.save_texts(register, [(1, {"name": "别的"})]).refused
    with pytest.raises(UserError, match="closed"):
        drilled.records.trash(register, [1], "x")


def test_opening_again_needs_a_reason_that_the_history_keeps(drilled: Office) -> None:
    register = drilled.register("drills")
    close(drilled, register, [1])
    with pytest.raises(UserError, match="reason_needed"):
        reopen(drilled, register, 1, "  ")
    reopen(drilled, register, 1, "人数有误")
    assert of_row(drilled.database, "drill", 1)[-1].reason == "人数有误"
    assert not drilled.records.save_texts(register, [(1, {"name": "更正"})]).refused
