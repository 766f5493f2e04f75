"""A letter is followed to the signed sheet: one by one, in a block, from a list, with every refusal named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import select
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.registers.records.letters.signing import (
    Marked,
    exempt,
    hand_out,
    make_void,
    sign,
    sign_numbers,
)
from safetydesk.registers.records.letters.steps_back import step_back
from tests.letters.small_school import correct, issue_now, note_print, of_letter

TODAY = date(2026, 9, 7)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NUMBERS = tuple(f"ZR-2026-JG-{serial:04d}" for serial in range(1, 7))


@pytest.fixture
def ids(school: Office) -> tuple[int, ...]:
    """Six letters, issued today, not printed."""
    return issue_now(school, STAFF).ids


@pytest.fixture
def printed(school: Office, ids: tuple[int, ...]) -> tuple[int, ...]:
    """The same letters, printed today."""
    note_print(school, ids)
    return ids


def whys(marked: Marked) -> dict[str, str]:
    return {number: why.id for number, why in marked.refused}


def states(office: Office) -> list[object]:
    return [of_letter(office, number, "state") for number in NUMBERS]


def test_one_letter_is_signed(school: Office, printed: Sequence[int]) -> None:
    marked = sign(school.database, school.clock, printed[:1], TODAY)
    assert (marked.numbers, marked.refused) == (NUMBERS[:1], ())
    assert states(school) == ["已签回", *["已打印"] * 5]
    assert of_letter(school, NUMBERS[0], "signed_on") == "2026-09-07"


def test_a_block_is_signed_as_one_action(school: Office, printed: Sequence[int]) -> None:
    marked = sign(school.database, school.clock, printed[1:5], TODAY)
    assert states(school) == ["已打印", *["已签回"] * 4, "已打印"]
    batches = school.database.query("SELECT DISTINCT batch FROM letter WHERE state = '已签回'")
    assert batches == [(marked.batch,)]


def test_a_list_is_read_in_any_width_and_case_and_bad_numbers_are_named(school: Office, printed: Sequence[int]) -> None:
    make_void(school.database, printed[2:3], "有误")
    sign(school.database, school.clock, printed[:1], TODAY)
    listed = ["zr-2026-jg-0002", "ＺＲ－２０２６－ＪＧ－０００４", " ZR-2026-JG-0005 ", "", NUMBERS[4]]
    marked = sign_numbers(school.database, school.clock, [*listed, NUMBERS[0], NUMBERS[2], "ZR-2026-JG-9999"], TODAY)
    assert marked.numbers == (NUMBERS[1], NUMBERS[3], NUMBERS[4])
    assert whys(marked) == {
        NUMBERS[0]: "letters.already_signed",
        NUMBERS[2]: "letters.closed",
        "ZR-2026-JG-9999": "letters.unknown_number",
    }
    assert states(school) == ["已签回", "已签回", "作废", "已签回", "已签回", "已打印"]


def test_a_list_of_nothing_but_bad_numbers_changes_nothing(school: Office, printed: Sequence[int]) -> None:
    head = school.database.chain_head()
    marked = sign_numbers(school.database, school.clock, ["ZR-1", "责任书"], TODAY)
    assert (marked.ids, len(marked.refused)) == ((), 2)
    assert school.database.chain_head() == head


def test_nobody_signs_before_the_letter_was_printed(school: Office, printed: Sequence[int]) -> None:
    marked = sign(school.database, school.clock, printed, YESTERDAY)
    assert whys(marked) == dict.fromkeys(NUMBERS, "letters.before_print")
    assert states(school) == ["已打印"] * 6


def test_nobody_signs_before_the_letter_was_issued(school: Office, ids: Sequence[int]) -> None:
    marked = sign(school.database, school.clock, ids, YESTERDAY)
    assert sorted(whys(marked)) == list(NUMBERS)
    assert states(school) == ["未生成"] * 6


def test_nobody_signs_tomorrow(school: Office, printed: Sequence[int]) -> None:
    with pytest.raises(UserError, match="future_day"):
        sign(school.database, school.clock, printed, TOMORROW)
    with pytest.raises(UserError, match="future_day"):
        hand_out(school.database, school.clock, printed, TOMORROW)
    assert states(school) == ["已打印"] * 6


def test_a_letter_is_handed_out_once_it_is_printed(school: Office, ids: Sequence[int]) -> None:
    note_print(school, ids[:2])
    marked = hand_out(school.database, school.clock, ids, TODAY)
    assert marked.numbers == NUMBERS[:2]
    assert set(whys(marked).values()) == {"letters.not_printed"}
    assert whys(hand_out(school.database, school.clock, ids[:1], TODAY)) == {NUMBERS[0]: "letters.already_handed"}


@pytest.mark.parametrize("change", [make_void, exempt, step_back])
def test_void_exempt_and_unsigned_need_a_reason(school: Office, printed: Sequence[int], change: object) -> None:
    sign(school.database, school.clock, printed[:1], TODAY)
    for reason in ("", "  "):
        with pytest.raises(UserError, match="reason_needed"):
            change(school.database, printed, reason)  # type: ignore[operator]
    assert states(school) == ["已签回", *["已打印"] * 5]


def test_a_void_letter_keeps_its_number_and_says_why(school: Office, printed: Sequence[int]) -> None:
    make_void(school.database, printed[1:2], " 岗位有误 ")
    assert of_letter(school, NUMBERS[1], "state") == "作废"
    assert of_letter(school, NUMBERS[1], "void_reason") == "岗位有误"
    assert whys(make_void(school.database, printed[1:2], "再次")) == {NUMBERS[1]: "letters.already_void"}
    assert printed[1] not in select(school, STAFF, 2026)


def test_an_exempt_letter_is_asked_for_no_more(school: Office, printed: Sequence[int]) -> None:
    exempt(school.database, printed[:1], "长期外派")
    assert whys(sign(school.database, school.clock, printed[:1], TODAY)) == {NUMBERS[0]: "letters.closed"}
    assert printed[0] not in select(school, STAFF, 2026, "unsigned")


def test_an_unsigned_letter_is_where_it_was_before(school: Office, ids: Sequence[int]) -> None:
    note_print(school, ids[:2])
    hand_out(school.database, school.clock, ids[:1], TODAY)
    sign(school.database, school.clock, ids[:3], TODAY)
    step_back(school.database, ids[:3], "看错行")
    assert states(school)[:3] == ["已发放", "已打印", "未生成"]
    assert [of_letter(school, number, "signed_on") for number in NUMBERS[:3]] == [None] * 3


def test_taking_a_signature_back_keeps_the_note_that_was_there(school: Office, printed: Sequence[int]) -> None:
    correct(school, "letters", {"number": NUMBERS[0]}, {"note": "原件在保卫处"})
    sign(school.database, school.clock, printed[:1], TODAY)
    step_back(school.database, printed[:1], "看错行")
    note = str(of_letter(school, NUMBERS[0], "note"))
    assert "原件在保卫处" in note
    assert "看错行" in note


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"signed_on": "2026-09-06"}, "signed_on"),
        ({"signed_on": "2026-09-08"}, "signed_on"),
        ({"handed_on": "2026-09-06"}, "handed_on"),
        ({"proxy": "是", "signer": "同事"}, "proxy_reason"),
        ({"proxy": "是", "proxy_reason": "住院"}, "signer"),
    ],
)
def test_the_form_refuses_days_out_of_order_and_a_proxy_without_reason(
    school: Office, printed: Sequence[int], texts: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        correct(school, "letters", {"number": NUMBERS[0]}, texts)
    assert {issue.field for issue in refused.value.issues} == {field}


def test_a_signed_letter_cannot_lose_its_day(school: Office, printed: Sequence[int]) -> None:
    sign(school.database, school.clock, printed[:1], TODAY)
    with pytest.raises(Refused):
        school.records.save(school.register("letters"), Entry({"signed_on": None}, printed[0]))
    assert of_letter(school, NUMBERS[0], "signed_on") == "2026-09-07"


def test_a_letter_is_never_deleted(school: Office, ids: Sequence[int]) -> None:
    with pytest.raises(UserError, match="never_deleted"):
        school.records.trash(school.register("letters"), ids[:1], "不要了")
    assert len(select(school, STAFF, 2026)) == 6
