"""An issue can be taken back as long as no number after it is in use and nothing of it is on paper."""

from __future__ import annotations

from datetime import date

import pytest

from safetydesk.errors import Message, UserError
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import select
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.registers.records.letters.signing import sign
from safetydesk.words import Words
from tests.letters.small_school import issue_now, join, note_print, of_letter


def test_an_issue_taken_back_leaves_no_letter_and_its_numbers_are_used_again(school: Office) -> None:
    made = issue_now(school, STAFF)
    take_back(school.database, made.batch)
    assert select(school, STAFF, 2026) == []
    assert issue_now(school, STAFF).numbers == made.numbers


def test_an_issue_with_later_numbers_after_it_stays(school: Office) -> None:
    first = issue_now(school, STAFF)
    join(school, name="新来", kind="教职工")
    issue_now(school, STAFF)
    with pytest.raises(UserError, match="numbers_after"):
        take_back(school.database, first.batch)
    assert len(select(school, STAFF, 2026)) == 7


def test_an_issue_that_was_printed_stays_and_the_clerk_reads_why(school: Office, words: Words) -> None:
    made = issue_now(school, STAFF)
    note_print(school, made.ids[:1])
    with pytest.raises(UserError) as refused:
        take_back(school.database, made.batch)
    assert "打印" in words.error(refused.value)
    assert select(school, STAFF, 2026) == list(made.ids)


def test_a_print_is_never_taken_back(school: Office) -> None:
    made = issue_now(school, STAFF)
    note_print(school, made.ids)
    printed = school.database.query("SELECT batch FROM audit WHERE action = 'print'")[0][0]
    with pytest.raises(UserError, match="given_out") as refused:
        take_back(school.database, printed)
    assert refused.value.what.values["how"] == Message("storage.kind.print")
    assert of_letter(school, made.numbers[0], "state") == "已打印"


def test_a_signature_marked_by_mistake_is_taken_back_whole(school: Office) -> None:
    made = issue_now(school, STAFF)
    note_print(school, made.ids)
    marked = sign(school.database, school.clock, made.ids[:2], date(2026, 9, 7))
    take_back(school.database, marked.batch)
    left = [of_letter(school, made.numbers[0], column) for column in ("state", "signed_on", "signed_entered")]
    assert left == ["已打印", None, None]


def test_an_issue_taken_back_comes_back_only_while_its_numbers_are_free(school: Office) -> None:
    undone = take_back(school.database, issue_now(school, STAFF).batch)
    again = issue_now(school, STAFF)
    with pytest.raises(UserError):
        take_back(school.database, undone)
    assert select(school, STAFF, 2026) == list(again.ids)


def test_an_issue_taken_back_by_mistake_comes_back_with_its_keys(school: Office) -> None:
    made = issue_now(school, STAFF)
    key = of_letter(school, made.numbers[0], "key")
    take_back(school.database, take_back(school.database, made.batch))
    assert select(school, STAFF, 2026) == list(made.ids)
    assert of_letter(school, made.numbers[0], "key") == key
