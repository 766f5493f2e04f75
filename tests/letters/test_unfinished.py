"""What stops a letter: every kind of thing that was not finished, and what only looks like it and stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.export.letter.document import Block, LetterDocument, Paragraph, Receipt, Title
from safetydesk.operations.office import Office
from safetydesk.operations.wording import findings_of, sample_facts
from safetydesk.registers.records.letters.clause import marked
from safetydesk.registers.records.letters.compose import LetterFacts, compose
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, PARENT, LetterKind
from safetydesk.registers.records.letters.school_year_in_text import Own
from safetydesk.registers.records.letters.template import TemplateBlock, load_posts, read_template, template_text
from safetydesk.registers.records.letters.unfinished import findings
from safetydesk.words import LANGUAGES

OWN = Own(2026, date(2026, 9, 1))
STOPS = {
    "placeholder": (
        "受托人为×××。", "XXX学校", "ＸＸ小学", "20××年", "×年×月×日", "× × ×学校", "○○学校", "□□县教育局", "某某学校", "【特殊情况】",
        "【】", "〔待填〕", "（待填）", "[TODO]", "[name of school]", "｛校长｝", "联系人：***", "（此处填写学校名称）", "甲方：（学校名称）",
        "The head is <name>.", "Phone TBD", "TODO: add rules", "本责任书有效期为×××学年。", "请点击此处输入文字",
        "(to be completed)", "负责人：待填",
    ),
    "party": (
        "乙方：", "甲方：　　　乙方：张三", "Party B:", "乙方：____________", "甲方（学校）：", "Party A: ______    Party B: Li",
        "第一行\n乙方：\n第三行", "Party A: Qingshan School    Party B:",
    ),
    "blank": (
        "尊敬的__________家长：", "本责任书一式____份。", "本责任书一式   份。", "由＿＿＿＿负责。", "自____年__月__日起至____年__月__日止。",
        "本校（　　）班学生", "与“　　”签订", "made in ____ copies", "填表时间为____，缴费后签字确认。", "责任目标：————————。",
    ),
    "year": (
        "2025—2026学年学生安全责任书", "2025-2026学年度", "2025～2026 学年", "２０２５—２０２６学年", "二〇二五—二〇二六学年", "2025学年",
        "School year 2025–2026", "the 2025/26 school year", "2025年秋季学期", "2026年春季学期", "2025年度考核", "签订2025年安全责任书",
        "自2025年9月1日起至2026年8月31日止", "我已阅读《2025—2026学年学生安全家长责任书》", "from 1 September 2025 to 31 August 2026", "至2026年8月31日止",
        "2027—2028学年", "2027学年",
    ),
    "void": ("学生离校后发生意外，后果自负。", "The school accepts no liability."),
}  # fmt: skip
STAYS = (
    "〔2024〕", "教安〔2024〕3号", "青教[2024]5号", "印章位置45×45毫米", "长×宽×高", "二○○八年", "二○二六年", "[1]", "□同意　□不同意",
    "《中小学幼儿园安全管理办法》（2006年第23号令）", "《中华人民共和国安全生产法》（2021年修正）", "《未成年人保护法》2024年修订",
    "GB/T 9704—2012", "GB 2020—2021", "the Work Safety Law (revised in 2021)", "the Law on Minors, amended in 2024",
    "自2021年9月1日起施行", "截至2025年12月31日，", "根据2025年9月印发的通知", "2025级新生", "三年行动（2024—2026年）",
    "2026—2027学年学生安全责任书", "2026-2027学年度第一学期", "2026年秋季学期", "2027年春季学期", "2027年度考核", "School year 2026–2027",
    "至2026年9月30日止", "一式  份", "自2026年9月1日起至2027年8月31日止", "from 1 September 2026 to 31 August 2027", "2026年 9 月 1 日",
    "家长签字：________", "日期：____年____月____日", "年　　月　　日", "　　年　　月　　日", "2026年  月  日", "2026年____月____日",
    "联系电话：________", "家长签字：________    联系电话：________", "与学生关系：____", "甲方（盖章）：            乙方（签字）：",
    "Signature of parent: ____________________    Date: ____________________",
    "甲方：青山学校    乙方：王建国", "乙方：王建国　　　部门：教务处", "Party A: Qingshan School", "Party B: Li Lei    Department: Teaching",
    "Party B: Li Lei    First responsible person: Wang", "甲方代表：", "责任书", "回　执", "责　　任　　书", "第一条    总则", "这是……的", "安全吗？",
    "（请家长填写并交回）", "Foxx and Maxx", "电话：0571-8888  传真：0571-9999", "由依法设立的机构承担。",
)  # fmt: skip


def found_in(text: str, block: type = Paragraph) -> list[tuple[str, str]]:
    made: Block = Receipt("", "", (text,)) if block is Receipt else block(text)
    letter = LetterDocument("", "", "", "", "zh_CN", "", (made,))
    return [(finding.kind, finding.phrase) for finding in findings(letter, OWN)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in STOPS.items() for text in texts])
def test_what_is_unfinished_is_found_as_what_it_is(kind: str, text: str) -> None:
    found = found_in(text)
    assert {one for one, _ in found} == {kind}
    assert all(phrase in text for _, phrase in found)


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"), [("____年____月____日", []), ("□□□□", []), ("回执：（    ）班", []), ("×××", ["placeholder"])]
)
def test_a_receipt_has_blanks_for_a_hand_but_no_placeholders(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found_in(text, Receipt)] == kinds


def test_a_bare_year_in_a_title_is_a_school_year() -> None:
    assert found_in("青山县2025年学校安全目标管理责任书", Title) == [("year", "2025")]
    assert found_in("青山县2026年学校安全目标管理责任书", Title) == []
    assert found_in("青教〔2025〕3号\n安全责任书", Title) == []


@pytest.mark.parametrize("known", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_the_programs_own_letters_are_finished(office: Office, kind: LetterKind, language: str, known: bool) -> None:
    """With every post's duties, and for somebody of whom nothing but the name is known."""
    facts = sample_facts(office, kind)
    given = {"party_a": "青山小学", "guardian": "王父", "phone": "13000000000", "leader": "李丽"}
    bare = dict.fromkeys(("principal", "class_name", "head_teacher", "dept", "post", "guardian"), "")
    values = {**facts.values, "party_a": "青山小学", **(given if known else bare)}
    duties = [
        {"post": post.name, "duties": post.duties_en if language == "en" else post.duties} for post in load_posts()
    ]
    letter = LetterFacts(values, facts.pupils, tuple(duties) if known else ())
    document = compose(read_template(template_text(kind.key, language)), letter, "QS", marked)
    assert findings(document, OWN) == []


def test_a_value_that_is_missing_or_unfinished_itself_is_found(office: Office) -> None:
    template = read_template(template_text("outside-unit", "zh_CN"))
    facts = sample_facts(office, LETTER_KINDS[-1])
    for name, value, kind in (("party_a", "", "party"), ("party_b", "ＸＸＸ公司", "placeholder")):
        letter = compose(template, replace(facts, values={**facts.values, "party_a": "青山", name: value}), "", marked)
        assert kind in {finding.kind for finding in findings(letter, OWN)}


def test_a_clause_is_the_same_for_all_who_have_it(office: Office) -> None:
    """With the field in braces, without its number, under its heading; the value is shown."""
    template = read_template(template_text("parent", "zh_CN"))
    clause = TemplateBlock("clauses", {"clauses": ["按时接送。", "{name}的家长承担一切责任。"]})
    heading = TemplateBlock("heading", {"text": "一、家长的责任"})
    found = findings_of(office, PARENT, replace(template, blocks=(*template.blocks, heading, clause)))
    assert [(one.clause.wording, one.clause.text, one.clause.under) for one in found] == [
        ("{name}的家长承担一切责任。", "王小明的家长承担一切责任。", "一、家长的责任")
    ]


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(phrase for _, phrase in found_in(text))
