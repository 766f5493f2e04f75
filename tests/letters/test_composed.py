"""A letter as it is composed: headings counted without a gap, both parties by name."""

from __future__ import annotations

import re

import pytest

from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import Closing, Heading, LetterDocument, Paragraph, Signatures
from safetydesk.export.letter.layout import LetterLayout
from safetydesk.operations.office import Office
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import compose, documents, read_letters
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
from safetydesk.registers.records.letters.template import load_posts, read_template, template_text
from tests.letters.small_school import CONTRACTOR, NAME, issue_now

CHINESE = "一二三四五六七八九"
NUMBERED = [kind for kind in LETTER_KINDS if kind not in (CONVENTION, PARENT)]


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest, school: Office) -> str:
    school.settings.put("paper_language", request.param)
    return str(request.param)


def letters_of(school: Office, kind: LetterKind) -> list[LetterDocument]:
    return documents(school.database, issue_now(school, kind).ids)


def headings(letter: LetterDocument, level: int = 1) -> list[Heading]:
    return [block for block in letter.blocks if isinstance(block, Heading) and block.level == level]


@pytest.mark.parametrize("kind", NUMBERED, ids=lambda kind: kind.key)
def test_headings_are_counted_without_a_gap_whatever_a_letter_lacks(
    school: Office, language: str, kind: LetterKind
) -> None:
    for letter in letters_of(school, kind):
        found = [heading.number for heading in headings(letter)]
        wanted = [f"{CHINESE[place]}、" if language == "zh_CN" else f"{place + 1}  " for place in range(len(found))]
        assert found == wanted and len(found) >= 4
        assert not any(re.match(r"[一二三四五六七]、|\d", heading.text) for heading in headings(letter))


def test_who_has_no_duties_has_no_heading_for_them(school: Office, language: str) -> None:
    with_duties, without = (
        next(letter for letter in letters_of_staff if letter.party == name)
        for letters_of_staff in [letters_of(school, STAFF)]
        for name in ("孙大伟", "吴亮")
    )
    assert len(headings(with_duties)) == len(headings(without)) + 1


def test_clauses_count_under_their_heading(school: Office, language: str) -> None:
    letter = next(letter for letter in letters_of(school, STAFF) if letter.party == "赵𬭚")
    numbers: list[str] = []
    for block in letter.blocks:
        if isinstance(block, Heading):
            numbers.append("#" + block.number.strip())
        elif isinstance(block, Paragraph) and block.number:
            numbers.append(block.number.strip())
    duties = numbers[numbers.index("#四、" if language == "zh_CN" else "#4") :]
    wanted = ["#四、", "#（一）", "1.", "2."] if language == "zh_CN" else ["#4", "#4.1", "4.1.1", "4.1.2"]
    assert duties[:4] == wanted
    assert ("#（二）" if language == "zh_CN" else "#4.2") in duties


@pytest.mark.parametrize("typed", ["三、责任", "（三）责任", "3. 责任", "3、责任", "第三章责任", "责任", "12.责任"])
def test_a_number_typed_into_a_heading_is_replaced(school: Office, typed: str) -> None:
    text = template_text("staff", "zh_CN").replace('text = "责任目标"', f'text = "{typed}"')
    facts = read_letters(school.database, issue_now(school, STAFF).ids[:1])[0]
    assert headings(compose(read_template(text), facts, "QS01"))[0].printed == "一、责任"


@pytest.mark.parametrize("text", ["2026年安全目标", "119宣传", "一票否决", "三防责任", "12岁以下学生"])
def test_a_heading_that_begins_with_a_number_of_its_own_keeps_it(school: Office, text: str) -> None:
    wording = template_text("staff", "zh_CN").replace('text = "责任目标"', f'text = "{text}"')
    facts = read_letters(school.database, issue_now(school, STAFF).ids[:1])[0]
    assert headings(compose(read_template(wording), facts, "QS01"))[0].printed == f"一、{text}"


def test_a_heading_above_an_empty_list_is_left_out(school: Office) -> None:
    wording = re.sub(
        r"(责任目标\"\n.*?clauses = \[).*?\]", r"\1 ]", template_text("staff", "zh_CN"), flags=re.DOTALL, count=1
    )
    facts = read_letters(school.database, issue_now(school, STAFF).ids[:1])[0]
    found = headings(compose(read_template(wording), facts, "QS01"))
    assert found[0].printed == "一、甲方职责"


@pytest.mark.parametrize(
    ("kind", "left", "right", "sealed"),
    [
        (STAFF, NAME, "王建国", False),
        (HEAD_TEACHER, NAME, "李㛃", False),
        (DEPARTMENT, NAME, "校长室", False),
        (OUTSIDE_UNIT, NAME, CONTRACTOR, True),
        (BUREAU, "青山县教育局", NAME, True),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_both_parties_sign_by_name_and_units_have_a_seal(
    school: Office, language: str, kind: LetterKind, left: str, right: str, sealed: bool
) -> None:
    block = next(block for block in letters_of(school, kind)[0].blocks if isinstance(block, Signatures))
    assert (block.left.name, block.left.sealed) == (left, True)
    assert (block.right.name, block.right.sealed) == (right, sealed)
    assert block.left.lines and block.right.lines


def test_pledge_and_parents_letter_end_with_the_school_over_the_date(school: Office, language: str) -> None:
    for kind in (CONVENTION, PARENT):
        block = next(block for block in letters_of(school, kind)[0].blocks if isinstance(block, Closing))
        assert block.sender == (NAME,) and block.sealed and block.lines
        assert "_" in block.date and "日" in block.date.replace("日期", "") + ("日" if language == "en" else "")


def test_a_wording_written_before_parties_had_names_is_understood(school: Office) -> None:
    old = re.sub(
        r"left = .*\nright = .*",
        'left = ["甲方（盖章）：", "代表签字："]\nright = ["乙方（签字）："]',
        template_text("staff", "zh_CN"),
    )
    facts = read_letters(school.database, issue_now(school, STAFF).ids[:1])[0]
    block = next(item for item in compose(read_template(old), facts, "QS01").blocks if isinstance(item, Signatures))
    assert (block.left.label, block.left.name, block.left.lines) == ("甲方（盖章）：", NAME, ("代表签字：",))
    assert (block.right.label, block.right.name, block.right.lines) == ("乙方：", "王建国", ("签字：",))


def test_no_wording_refers_to_a_clause_by_a_number_that_may_change() -> None:
    kinds = [template_text(kind.key, language) for kind in LETTER_KINDS for language in ("zh_CN", "en")]
    duties = [duty for post in load_posts() for duty in (*post.duties, *post.duties_en)]
    refers = re.compile(r"第[一二三四五六七八九十\d]+[条款项]|(?:section|clause|paragraph|item) \d", re.IGNORECASE)
    assert [found[0] for text in (*kinds, *duties) for found in refers.finditer(text)] == []


@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_laws_are_named_in_full(kind: LetterKind) -> None:
    laws = re.findall(r"《([^》]+法)》", template_text(kind.key, "zh_CN"))
    assert [law for law in laws if not law.startswith("中华人民共和国") and "办法" not in law] == []


@pytest.mark.parametrize(
    ("lines", "sender", "date", "others"),
    [
        (
            ["{school}（盖章）", "班主任：____", "日　期：____年____月____日"],
            NAME,
            "____年____月____日",
            ("班主任：____",),
        ),
        (["{school} (seal)", "Date: ________"], NAME, "Date: ________", ()),
        (["{school}（盖章）", "班主任（签章）：____", "2026年9月1日"], NAME, "2026年9月1日", ("班主任（签章）：____",)),
        (["班主任：____", "家长：____"], None, "", ("班主任：____", "家长：____")),
    ],
    ids=["handwritten", "a label alone", "printed", "nobody seals"],
)
def test_the_lines_of_a_closing_are_told_apart(
    school: Office, lines: list[str], sender: str | None, date: str, others: tuple[str, ...]
) -> None:
    listed = ", ".join(f'"{line}"' for line in lines)
    wording = re.sub(r"(kind = \"closing\"\nlines = )\[.*\]", rf"\1[{listed}]", template_text("parent", "zh_CN"))
    facts = read_letters(school.database, issue_now(school, PARENT).ids[:1])[0]
    block = next(item for item in compose(read_template(wording), facts, "QS01").blocks if isinstance(item, Closing))
    assert (block.sender, block.sealed) == ((sender,) if sender else (), sender is not None)
    assert (block.date, block.lines) == (date, others)


@pytest.mark.parametrize("kind", [BUREAU, DEPARTMENT, HEAD_TEACHER, OUTSIDE_UNIT], ids=lambda kind: kind.key)
def test_letters_to_units_and_head_teachers_take_one_sheet(
    school: Office, language: str, kind: LetterKind, layout: LetterLayout
) -> None:
    assert [len(layout.pages(letter)) for letter in letters_of(school, kind)[:1]] == [2]


@pytest.fixture(scope="module")
def layout() -> LetterLayout:
    return LetterLayout(Fonts(resources() / "fonts"))
