"""What the letters say: complete in both languages, with the duties of the post, fair, and as they were issued."""

from __future__ import annotations

import re

import pytest

from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import prepare
from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.kinds import (
    CONVENTION,
    HEAD_TEACHER,
    LETTER_KINDS,
    PARENT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.template import load_posts, read_template, template_text
from safetydesk.words import LANGUAGES
from tests.letters.small_school import FIRST_CLASS, NAME, contract, correct, issue_now, join, row_of

UNFILLED = re.compile(r"[{}]|None|\[\]|�|【|】")
EMPTY = re.compile(r"(?m)(?:岗位|部门|班级|学生|关系|电话|Post|Department|Class|Pupil|Relation|Phone)[：:][ 　]*$")
"""A label with nothing after it, not even a line to write on."""
HAN = re.compile(r"[㐀-鿿]")
VOID_CLAUSES = ("后果自负", "概不负责", "概由家长", "一切责任", "at your own risk", "no liability", "not liable")
BOTH = [(kind, language) for kind in LETTER_KINDS for language in LANGUAGES]
NAMED = [f"{kind.key}-{language}" for kind, language in BOTH]


def printed_texts(office: Office, kind: LetterKind, language: str = "zh_CN") -> list[str]:
    """The whole text of each letter of a kind, issued in a language."""
    office.settings.put("paper_language", language)
    letters = prepare(office, issue_now(office, kind).ids).letters
    return ["\n".join(letter.texts()) for letter in letters]


@pytest.mark.parametrize(("kind", "language"), BOTH, ids=NAMED)
def test_every_blank_of_the_wording_is_filled(school: Office, kind: LetterKind, language: str) -> None:
    for text in printed_texts(school, kind, language):
        assert not UNFILLED.search(text), UNFILLED.search(text)
        assert kind.code in text.splitlines()[0]
        assert NAME in text or kind is HEAD_TEACHER
        assert "2026" in text


@pytest.mark.parametrize(("kind", "language"), BOTH, ids=NAMED)
def test_a_person_of_whom_nothing_is_known_has_lines_to_write_on(
    office: Office, kind: LetterKind, language: str
) -> None:
    correct(office, "school", {"name": ""}, {"name": NAME, "code": "QS01"})
    correct(office, "school", {"code": "QS01"}, {"bureau": "青山县教育局"})
    join(office, name="吴亮", kind="教职工", post="班主任", dept="教务处")
    contract(office, name="青山餐饮服务有限公司", contract_from="2026-09-01", leader="钱师傅")
    join(office, name="钱空", kind="教职工")
    join(office, name="何欣", kind="学生", class_name=FIRST_CLASS)
    for text in printed_texts(office, kind, language):
        assert not UNFILLED.search(text)
        assert EMPTY.findall(text) == []


def test_a_guardian_of_whom_nothing_is_known_fills_in_relation_and_telephone(school: Office) -> None:
    text = printed_texts(school, PARENT)[2]
    assert re.search(r"关系：_{4,}　+电话：_{10,}", text)


@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_the_english_wording_has_no_chinese_in_it(kind: LetterKind) -> None:
    template = read_template(template_text(kind.key, "en"))
    texts = [template.name, template.number, *(text for block in template.blocks for text in block.texts())]
    assert [text for text in texts if HAN.search(untagged(text))] == []


@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_both_languages_have_the_same_blocks_and_as_many_clauses(kind: LetterKind) -> None:
    chinese, english = (read_template(template_text(kind.key, language)) for language in LANGUAGES)
    assert [block.kind for block in chinese.blocks] == [block.kind for block in english.blocks]
    for own, other in zip(chinese.blocks, english.blocks, strict=True):
        for name in ("clauses", "left", "right", "headings"):
            assert len(own.members.get(name, ())) == len(other.members.get(name, ()))


@pytest.mark.parametrize(("kind", "language"), BOTH, ids=NAMED)
def test_no_wording_disclaims_what_the_school_must_answer_for(kind: LetterKind, language: str) -> None:
    text = template_text(kind.key, language)
    assert [phrase for phrase in VOID_CLAUSES if phrase in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_of_each_member_of_staff_lists_the_duties_of_the_posts_held(school: Office, language: str) -> None:
    presets = {post.name: post for post in load_posts()}
    held = [["校长"], ["班主任"], ["班主任", "任课教师"], ["门卫"], ["食堂厨师"], []]
    for text, posts in zip(printed_texts(school, STAFF, language), held, strict=True):
        for name, preset in presets.items():
            duties = preset.duties if language == "zh_CN" else preset.duties_en
            assert all(untagged(duty) in text for duty in duties) == (name in posts), name


def test_a_second_post_is_headed_by_its_name_and_a_single_one_is_not(school: Office) -> None:
    texts = printed_texts(school, STAFF)
    assert "（一）班主任" in texts[2]
    assert "（二）任课教师" in texts[2]
    assert "（一）" not in texts[1]


def test_the_schools_own_duties_are_printed(school: Office) -> None:
    correct(school, "posts", {"name": "门卫"}, {"duties": "凌晨四点巡查围墙。\n\n收发快递。"})
    text = printed_texts(school, STAFF)[3]
    assert "1.凌晨四点巡查围墙。" in text
    assert "2.收发快递。" in text


def test_a_convention_lists_every_pupil_of_the_class_in_order(school: Office) -> None:
    first, second = printed_texts(school, CONVENTION)
    assert first.endswith("钱䶮\n𠮷雨\n古丽娜尔·买买提")
    assert second.endswith("何欣\n吕晨")


def test_a_parents_letter_names_pupil_class_and_telephone(school: Office) -> None:
    text = printed_texts(school, PARENT)[1]
    assert "𠮷雨" in text
    assert FIRST_CLASS in text
    assert "13000000001" in text


def test_braces_in_a_name_are_printed_as_typed(school: Office) -> None:
    join(school, name="{phone}{school}", kind="学生", class_name=FIRST_CLASS, phone="13000000002")
    assert any("{phone}{school}同学" in text for text in printed_texts(school, PARENT))


def test_a_letter_is_reprinted_in_the_words_it_was_issued_with(school: Office) -> None:
    ids = issue_now(school, STAFF).ids
    before = [letter.texts() for letter in prepare(school, ids).letters]
    school.settings.put("paper_language", "en")
    correct(school, "posts", {"name": "校长"}, {"duties": "另行规定。"})
    correct(school, "people", {"name": "王建国"}, {"name": "王国建"})
    assert [letter.texts() for letter in prepare(school, ids).letters] == before
    assert row_of(school, "people", {"name": "王国建"})


@pytest.mark.parametrize(
    "wording",
    [
        '[[block]]\nkind = "picture"\ntext = "x"',
        '[[block]]\nkind = "title"\nwords = "x"',
        '[[block]]\nkind = "paragraph"\ntext = "{salary}"',
        '[[block]]\nkind = "clauses"\nclauses = "x"',
    ],
)
def test_a_wording_with_something_unknown_in_it_is_refused(wording: str) -> None:
    head = 'kind = "staff"\nlanguage = "zh_CN"\nversion = 1\nname = "x"\nnumber = "{number}"\n'
    with pytest.raises(ValueError, match=r"picture|words|salary|clauses"):
        read_template(f"{head}\n{wording}")


def test_no_tag_of_a_clause_is_ever_printed(school: Office) -> None:
    assert any("#" in clause for post in load_posts() for clause in post.duties)
    assert not any("#" in text for text in printed_texts(school, STAFF))
