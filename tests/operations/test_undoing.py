"""What was done can be taken back, until it has left the program or others stand on it; the refusal says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.demo.school import fill
from safetydesk.operations.ledger import write_ledger
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import print_letters
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.issue import Issued, issue
from safetydesk.registers.records.letters.kinds import PARENT, STAFF, LetterKind
from safetydesk.registers.reference.people import PEOPLE
from safetydesk.storage.verify import verify
from safetydesk.words import Words


@pytest.fixture
def school(office: Office) -> Office:
    """A school with a name and three pupils."""
    row_id = office.database.query("SELECT id FROM school")[0][0]
    office.records.save(office.register("school"), Entry({"name": "青山小学", "stages": ("小学",)}, row_id))
    add_pupils(office, "李明", "王芳", "赵云")
    return office


def add_pupils(office: Office, *names: str) -> str:
    lines = [{"name": name, "kind": "学生", "class_name": "三年级1班"} for name in names]
    stored = office.records.save_texts(PEOPLE, [(None, line) for line in lines])
    assert not stored.refused
    return stored.batch


def issued(office: Office, kind: LetterKind = PARENT) -> Issued:
    return issue(office.database, office.clock, kind, office.year, "zh_CN")


def numbers(office: Office) -> list[str]:
    return [row[0] for row in office.database.query("SELECT number FROM letter WHERE deleted_at IS NULL ORDER BY id")]


def refused(office: Office, batch: str, why: str) -> None:
    """It cannot be taken back; the sentence can be said in both languages, and nothing has changed."""
    head = office.database.chain_head()
    with pytest.raises(UserError, match=why) as caught:
        take_back(office.database, batch)
    assert all(Words(language).error(caught.value) for language in ("zh_CN", "en"))
    assert office.database.chain_head() == head


def test_letters_just_issued_are_taken_back_and_their_numbers_given_again(school: Office) -> None:
    made = issued(school)
    take_back(school.database, made.batch)
    assert numbers(school) == []
    assert issued(school).numbers == made.numbers
    assert verify(school.database, school.folder).ok


def test_taking_back_the_taking_back_brings_the_same_letters(school: Office) -> None:
    made = issued(school)
    undone = take_back(school.database, made.batch)
    take_back(school.database, undone)
    assert numbers(school) == list(made.numbers)


def test_letters_before_later_ones_are_not_taken_back(school: Office) -> None:
    first = issued(school)
    add_pupils(school, "孙权")
    second = issued(school)
    refused(school, first.batch, "numbers_after")
    take_back(school.database, second.batch)
    take_back(school.database, first.batch)
    assert numbers(school) == []


def test_letters_of_another_kind_do_not_stand_in_the_way(school: Office) -> None:
    first = issued(school)
    school.records.save_texts(PEOPLE, [(None, {"name": "周瑜", "kind": "教职工"})])
    assert issued(school, STAFF).numbers
    take_back(school.database, first.batch)
    assert [number.split("-")[2] for number in numbers(school)] == ["JG"]


def test_letters_brought_back_after_others_took_their_numbers_are_refused(school: Office) -> None:
    made = issued(school)
    undone = take_back(school.database, made.batch)
    again = issued(school)
    head = school.database.chain_head()
    with pytest.raises(UserError):
        take_back(school.database, undone)
    assert school.database.chain_head() == head
    assert numbers(school) == list(again.numbers)


def printed(office: Office, made: Issued, folder: Path) -> None:
    print_letters(office, made.ids[:1], folder / "letters.pdf")


def exported(office: Office, made: Issued, folder: Path) -> None:
    write_ledger(office, office.register("letters"), Query(), "csv", folder / "letters.csv")


@pytest.mark.parametrize(("leave", "why"), [(printed, "changed_since|given_out"), (exported, "given_out")])
def test_letters_that_have_left_the_program_are_not_taken_back(
    school: Office, tmp_path: Path, leave: Callable[[Office, Issued, Path], None], why: str
) -> None:
    made = issued(school)
    leave(school, made, tmp_path)
    refused(school, made.batch, why)
    assert len(numbers(school)) == 3


def test_a_change_made_after_an_export_can_still_be_taken_back(school: Office, tmp_path: Path) -> None:
    write_ledger(school, PEOPLE, Query(), "csv", tmp_path / "people.csv")
    row_id = school.listing(PEOPLE).ids(Query())[0]
    saved = school.records.save_texts(PEOPLE, [(row_id, {"phone": "13800000001"})])
    take_back(school.database, saved.batch)
    assert school.records.read(PEOPLE, row_id)["phone"] == ""


def test_of_two_changes_the_later_one_goes_first(school: Office) -> None:
    row_id = school.listing(PEOPLE).ids(Query())[0]
    phones = ("13800000001", "13800000002")
    one, two = (school.records.save_texts(PEOPLE, [(row_id, {"phone": phone})]).batch for phone in phones)
    refused(school, one, "changed_since")
    take_back(school.database, two)
    assert school.records.read(PEOPLE, row_id)["phone"] == phones[0]
    refused(school, two, "changed_since|nothing|already")


def test_what_changed_nothing_and_what_never_was_cannot_be_taken_back(school: Office, tmp_path: Path) -> None:
    write_ledger(school, PEOPLE, Query(), "csv", tmp_path / "people.csv")
    export = school.database.query("SELECT batch FROM audit ORDER BY seq DESC LIMIT 1")[0][0]
    refused(school, export, "nothing_to_undo")
    refused(school, "0123456789abcdef", "nothing_to_undo")


def test_a_post_made_on_the_way_goes_with_the_record_that_made_it(school: Office) -> None:
    stored = school.records.save_texts(PEOPLE, [(None, {"name": "周瑜", "kind": "教职工", "post": "锅炉房值守"})])
    take_back(school.database, stored.batch)
    made = "SELECT count(*) FROM post WHERE name = '锅炉房值守' AND deleted_at IS NULL"
    assert school.database.query(made) == [(0,)]


def test_a_class_made_on_the_way_is_kept_while_others_are_in_it(office: Office) -> None:
    first = add_pupils(office, "李明")
    add_pupils(office, "王芳")
    with pytest.raises(UserError):
        take_back(office.database, first)
    shown = office.listing(PEOPLE).values(office.listing(PEOPLE).ids(Query()))
    assert [row[[item.name for item in PEOPLE.fields].index("class_name")] for row in shown] == ["三年级1班"] * 2


def test_the_made_up_school_can_be_taken_back_to_an_empty_register(office: Office) -> None:
    fill(office, "small", 1)
    batches = office.database.query(
        "SELECT batch FROM audit WHERE name NOT LIKE 'office%' GROUP BY batch ORDER BY max(seq) DESC"
    )
    for (batch,) in batches:
        take_back(office.database, batch)
    for key in ("people", "classes", "letters"):
        assert office.listing(office.register(key)).ids(Query()) == []
    assert verify(office.database, office.folder).ok
