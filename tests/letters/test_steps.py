"""Steps after printing: signed by whom, filed where, each one taken back with its reason, days typed into the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from safetydesk.core.issue import Refused
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.filing import file_away
from safetydesk.registers.records.letters.kinds import PARENT, STAFF
from safetydesk.registers.records.letters.signature import Signature
from safetydesk.registers.records.letters.signing import Marked, exempt, hand_out, make_void, sign
from safetydesk.registers.records.letters.steps_back import step_back
from tests.letters.small_school import correct, issue_now, note_print, of_letter

TODAY = date(2026, 9, 7)
NUMBERS = tuple(f"ZR-2026-JG-{serial:04d}" for serial in range(1, 7))


@pytest.fixture
def printed(school: Office) -> tuple[int, ...]:
    """Six letters, printed today."""
    ids = issue_now(school, STAFF).ids
    note_print(school, ids)
    return ids


def whys(marked: Marked) -> list[str]:
    return [why.id for _, why in marked.refused]


def state(office: Office, place: int = 0) -> object:
    return of_letter(office, NUMBERS[place], "state")


def test_a_proxy_signature_says_who_signed_and_why(school: Office, printed: Sequence[int]) -> None:
    for half in (Signature(proxy=True, signer="吴亮"), Signature(proxy=True, proxy_reason="住院")):
        with pytest.raises(UserError, match="proxy_incomplete"):
            sign(school.database, school.clock, printed[:1], TODAY, half)
    assert state(school) == "已打印"
    sign(school.database, school.clock, printed[:1], TODAY, Signature("吴亮", proxy=True, proxy_reason="本人住院"))
    told = [of_letter(school, NUMBERS[0], column) for column in ("signer", "proxy", "proxy_reason")]
    assert told == ["吴亮", 1, "本人住院"]


def test_who_signed_for_a_pupil_is_kept_beside_what_was_printed(school: Office) -> None:
    made = issue_now(school, PARENT)
    number = made.numbers[0]
    sign(school.database, school.clock, made.ids[:1], TODAY, Signature("钱奶奶", "祖母"))
    sign(school.database, school.clock, made.ids[1:2], TODAY)
    columns = ("guardian", "relation", "signer", "signer_relation")
    assert [of_letter(school, number, column) for column in columns] == ["钱父", "父亲", "钱奶奶", "祖母"]
    assert [of_letter(school, made.numbers[1], column) for column in columns[2:]] == ["", None]


def test_only_signed_letters_are_filed_away_and_not_before_they_were_signed(
    school: Office, printed: Sequence[int]
) -> None:
    sign(school.database, school.clock, printed[:2], TODAY)
    assert whys(file_away(school.database, school.clock, printed[2:3], TODAY, "")) == ["letters.not_signed"]
    early = file_away(school.database, school.clock, printed[:1], TODAY - timedelta(days=1), "")
    assert whys(early) == ["letters.before_signing"]
    with pytest.raises(UserError, match="future_day"):
        file_away(school.database, school.clock, printed[:1], TODAY + timedelta(days=1), "")
    marked = file_away(school.database, school.clock, printed[:2], TODAY, " 2柜3盒 ")
    assert marked.numbers == NUMBERS[:2]
    assert [of_letter(school, NUMBERS[0], name) for name in ("state", "filed_on", "paper_place")] == [
        "已归档", "2026-09-07", "2柜3盒",
    ]  # fmt: skip
    assert whys(file_away(school.database, school.clock, printed[:1], TODAY, "")) == ["letters.already_filed"]
    take_back(school.database, marked.batch)
    assert [state(school, place) for place in (0, 1)] == ["已签回", "已签回"]


def test_each_step_is_taken_back_one_at_a_time_as_far_as_the_paper(school: Office, printed: Sequence[int]) -> None:
    first = printed[:1]
    hand_out(school.database, school.clock, first, TODAY)
    sign(school.database, school.clock, first, TODAY, Signature("同事", proxy=True, proxy_reason="出差"))
    file_away(school.database, school.clock, first, TODAY, "2柜")
    seen = []
    for turn in range(3):
        step_back(school.database, first, f"第{turn}次看错")
        seen.append(state(school))
    assert seen == ["已签回", "已发放", "已打印"]
    columns = ("filed_on", "paper_place", "signed_on", "signer", "proxy", "proxy_reason", "handed_on")
    assert [of_letter(school, NUMBERS[0], column) or None for column in columns] == [None] * 7
    assert of_letter(school, NUMBERS[0], "note") == "第0次看错；第1次看错；第2次看错"
    assert whys(step_back(school.database, first, "再退")) == ["letters.on_paper"]
    reasons = school.database.query("SELECT DISTINCT reason FROM audit WHERE name = 'letters.step_back'")
    assert ("第1次看错",) in reasons


def test_an_exempt_or_void_letter_comes_back_where_it_was(school: Office, printed: Sequence[int]) -> None:
    hand_out(school.database, school.clock, printed[:1], TODAY)
    exempt(school.database, printed[:1], "外派")
    sign(school.database, school.clock, printed[1:2], TODAY)
    make_void(school.database, printed[1:2], "有误")
    step_back(school.database, printed[:2], "弄错人")
    assert [state(school, place) for place in (0, 1)] == ["已发放", "已签回"]
    assert [of_letter(school, NUMBERS[0], "exempt_reason"), of_letter(school, NUMBERS[1], "void_reason")] == ["", ""]


def test_a_void_letter_stays_void_once_there_is_another(school: Office, printed: Sequence[int]) -> None:
    make_void(school.database, printed[:1], "有误")
    issue_now(school, STAFF)
    assert whys(step_back(school.database, printed[:1], "还要")) == ["letters.has_double"]
    assert state(school) == "作废"


def test_a_day_typed_into_the_list_moves_the_letter_on(school: Office, printed: Sequence[int]) -> None:
    letters = school.register("letters")
    lines = [(printed[0], {"signed_on": "2026-09-07"}), (printed[1], {"handed_on": "2026-09-07"})]
    stored = school.records.save_texts(letters, lines, "letters.paste")
    assert not stored.refused
    assert [state(school, place) for place in (0, 1, 2)] == ["已签回", "已发放", "已打印"]
    assert of_letter(school, NUMBERS[0], "signed_entered") == "2026-09-07"
    take_back(school.database, stored.batch)
    assert [state(school, place) for place in (0, 1)] == ["已打印", "已打印"]


def test_a_day_is_refused_where_the_letter_cannot_move(school: Office, printed: Sequence[int]) -> None:
    exempt(school.database, printed[:1], "外派")
    with pytest.raises(Refused):
        correct(school, "letters", {"number": NUMBERS[0]}, {"signed_on": "2026-09-07"})
    fresh = issue_now(school, PARENT).numbers
    for texts in ({"handed_on": "2026-09-07"}, {"signed_on": "2026-09-06"}):
        with pytest.raises(Refused):
            correct(school, "letters", {"number": fresh[0]}, texts)
    assert of_letter(school, fresh[0], "state") == "未生成"
