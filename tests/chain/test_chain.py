"""The chain: what hangs on what, and every way in which it can be broken."""

from __future__ import annotations

import pytest

from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.chain import Chain, Link, chain
from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    LETTER_KINDS,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.signing import exempt, make_void
from tests.letters.small_school import (
    CONTRACTOR,
    DEPARTMENTS,
    FIRST_CLASS,
    SECOND_CLASS,
    correct,
    issue_now,
    join,
    of_letter,
    sign_today,
)


def whole(office: Office) -> dict[LetterKind, tuple[int, ...]]:
    """Everything issued and signed, every department led and the cook in one: a chain without a flaw."""
    correct(office, "people", {"name": "周玉兰"}, {"dept": "保卫处", "post": "食堂厨师、保卫主任"})
    correct(office, "people", {"name": "吴亮"}, {"post": "教务主任"})
    ids = {kind: issue_now(office, kind).ids for kind in LETTER_KINDS}
    sign_today(office, *(row_id for found in ids.values() for row_id in found))
    return ids


def now(office: Office) -> Chain:
    return chain(office.database, 2026)


def link(found: Chain, kind: LetterKind, label: str) -> Link:
    return next(item for item in found.links() if item.kind is kind and item.label == label)


def flaws(found: Chain) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(item.kind.key, item.label): item.flaws for item in found.broken()}


def test_every_link_hangs_on_the_one_above(school: Office) -> None:
    whole(school)
    found = now(school)
    assert found.broken() == []
    assert [item.label for item in found.departments] == list(DEPARTMENTS)
    for item in found.departments:
        assert item.above is found.school
    for label in DEPARTMENTS:
        assert link(found, STAFF, label).above is link(found, DEPARTMENT, label)
    for label in (FIRST_CLASS, SECOND_CLASS):
        head = link(found, HEAD_TEACHER, label)
        assert head.above is found.school
        assert link(found, CONVENTION, label).above is head and link(found, PARENT, label).above is head
    assert link(found, OUTSIDE_UNIT, CONTRACTOR).above is found.school
    # bureau 1; departments 3, staff 6, head teachers 2, conventions 2, parents 5, units 1.
    assert found.hanging(found.school) == 19
    assert sum(item.due for item in found.links()) == 20 == sum(item.signed for item in found.links())


def test_before_any_issue_the_letters_that_others_hang_on_are_missing(school: Office) -> None:
    found = flaws(now(school))
    assert found["bureau", "青山实验学校"] == ("no_letter",)
    assert found["department", "教务处"] == ("no_letter", "no_leader")
    assert found["head-teacher", FIRST_CLASS] == ("no_letter",)
    assert found["staff", "食堂人员"] == ("no_department",)
    assert not {kind for kind, _ in found} & {"convention", "parent", "outside-unit"}


@pytest.mark.parametrize("kind", [BUREAU, DEPARTMENT, HEAD_TEACHER])
def test_a_void_letter_breaks_the_chain_and_cuts_off_what_hangs_on_it(school: Office, kind: LetterKind) -> None:
    ids = whole(school)
    make_void(school.database, ids[kind][:1], "写错")
    found = now(school)
    assert list(flaws(found).values()) == [("void",)]
    broken = found.broken()[0]
    below = found.below[id(broken)]
    assert below and all(item.cut_off and not item.flaws for item in below)


@pytest.mark.parametrize("kind", [BUREAU, DEPARTMENT, HEAD_TEACHER])
def test_an_unsigned_letter_breaks_the_chain_an_exempt_one_holds(school: Office, kind: LetterKind) -> None:
    ids = whole(school)
    make_void(school.database, ids[kind][:1], "写错")
    again = issue_now(school, kind).ids
    assert list(flaws(now(school)).values()) == [("unsigned",)]
    exempt(school.database, again, "上级另签")
    assert flaws(now(school)) == {}


def test_a_leaf_that_is_not_signed_is_no_broken_chain(school: Office) -> None:
    ids = whole(school)
    make_void(school.database, [*ids[STAFF], *ids[PARENT], *ids[CONVENTION], *ids[OUTSIDE_UNIT]], "写错")
    found = now(school)
    assert found.broken() == []
    assert sum(item.signed for item in found.staff) == 0


def test_a_class_without_a_head_teacher_and_a_department_without_a_leader(school: Office) -> None:
    whole(school)
    correct(school, "classes", {"name": FIRST_CLASS}, {"head_teacher": ""})
    correct(school, "people", {"name": "吴亮"}, {"post": "任课教师"})
    found = now(school)
    broken = flaws(found)
    assert broken["head-teacher", FIRST_CLASS] == ("no_head_teacher",)
    assert broken["department", "教务处"] == ("no_leader",)
    assert link(found, CONVENTION, FIRST_CLASS).cut_off
    assert link(found, PARENT, FIRST_CLASS).above is found.school, "the school itself signs with these parents"


def test_without_a_bureau_there_is_no_top(school: Office) -> None:
    whole(school)
    correct(school, "school", {"name": "青山实验学校"}, {"bureau": ""})
    found = now(school)
    assert found.school.flaws == ("no_bureau",)
    assert all(item.cut_off for item in found.departments)


def test_staff_without_a_department_hang_on_nothing_unless_the_school_has_none(school: Office) -> None:
    whole(school)
    join(school, name="新来的", kind="教职工")
    join(school, name="新书记", kind="教职工", post="书记")
    found = now(school)
    lost = [item for item in found.staff if item.flaws]
    assert [(item.label, [who.signatory.name for who in item.standings]) for item in lost] == [
        ("教职工", ["新来的"])
    ], "who leads the school answers to it directly"
    for name in ("王建国", "李㛃", "赵𬭚", "孙大伟", "周玉兰", "吴亮"):
        correct(school, "people", {"name": name}, {"dept": ""})
    found = now(school)
    assert not found.departments and not [item for item in found.staff if item.flaws]
    assert all(item.above is found.school for item in found.staff)


def test_each_letter_knows_the_number_of_the_letter_above(school: Office) -> None:
    ids = whole(school)
    letters = school.register("letters")
    listing = school.listing(letters)
    place = [field.name for field in letters.fields].index("above")
    number = dict(school.database.query("SELECT id, number FROM letter"))
    above = {
        row_id: values[place]
        for found in ids.values()
        for row_id, values in zip(found, listing.values(found), strict=True)
    }
    found = now(school)
    assert above[ids[BUREAU][0]] is None
    for item in found.links():
        for row_id in item.letter_ids:
            assert above[row_id] == (item.above.number if item.above else None), number[row_id]
    assert of_letter(school, above[ids[PARENT][0]], "kind") == "head-teacher"
    make_void(school.database, ids[DEPARTMENT], "写错")
    assert {listing.values([row_id])[0][place] for row_id in ids[STAFF]} == {None}
