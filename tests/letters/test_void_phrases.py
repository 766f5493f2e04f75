"""The linter of void disclaimers against clauses with the truth beside them, each family by its own words."""

from __future__ import annotations

from itertools import product

import pytest

from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.registers.records.letters.linting import void_phrases
from safetydesk.registers.records.letters.template import load_posts, read_template, template_text
from safetydesk.words import LANGUAGES
from tests.letters import void_phrasings as written

FAMILIES = {
    "self-borne": (
        ("后果", "风险", "责任", "损失", "费用"),
        ("自负", "自担", "自行承担", "自己承担", "由家长自行负责"),
    ),
    "school-free": (
        ("学校", "此事学校"),
        ("概不负责", "不予负责", "不承担任何责任", "免责", "不负法律责任"),
    ),
    "no-compensation": (("对此", "丢失物品"), ("不予赔偿", "免于赔偿", "不作任何补偿")),
    "no-claims": (
        ("家长", "本人自愿"),
        ("不追究学校责任", "放弃索赔", "放弃追究学校责任的权利", "放弃诉讼权利", "不得向学校主张权利"),
    ),
    "all-on-parent": (("一切责任", "全部后果"), ("由家长承担", "均由监护人承担", "由学生及家长负责")),
}
"""The words that the issue names, first halves and second halves: every pair is void."""


@pytest.mark.parametrize(
    "clause", [*written.VOID_BEFORE, *written.VOID_AFTER, *written.VOID_TRAPS, *written.VOID_SHORT]
)
def test_a_void_clause_is_found_and_quoted_as_it_is_written(clause: str) -> None:
    found = void_phrases(clause)
    assert found and all(phrase in clause for phrase in found)


@pytest.mark.parametrize(
    "clause",
    [
        *written.LAWFUL_BEFORE, *written.LAWFUL_AFTER, *written.LAWFUL_TRAPS, *written.FORBIDDING_BEFORE,
        *written.FORBIDDING_AFTER,
    ],
)  # fmt: skip
def test_what_the_law_says_and_what_forbids_such_words_is_not_void(clause: str) -> None:
    assert void_phrases(clause) == ()


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("gap", ["", "\n", "　", "，", "”"])
def test_every_member_of_a_family_is_found_however_it_is_broken(family: str, gap: str) -> None:
    """A line break, a blank, a comma or a quotation mark between the halves hides nothing."""
    first, second = FAMILIES[family]
    pairs = list(product(first, second))
    if gap == "，":
        pairs = [(one, other) for one, other in pairs if other in ("自负", "自担", "概不负责", "不予负责", "不予赔偿")]
    assert [one + gap + other for one, other in pairs if not void_phrases(f"{one}{gap}{other}。")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programs_own_texts_hold_no_void_clause(language: str) -> None:
    texts = [
        text
        for kind in LETTER_KINDS
        for block in read_template(template_text(kind.key, language)).blocks
        for text in block.texts()
    ]
    duties = [duty for post in load_posts() for duty in (*post.duties, *post.duties_en)]
    assert [text for text in (*texts, *duties) if void_phrases(text)] == []
