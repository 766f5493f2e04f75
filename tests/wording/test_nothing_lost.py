"""Whatever a Word letter looks like, each of its texts is in the wording or among what was left out."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safetydesk.intake.letter_docx import read_letter_docx
from safetydesk.operations.wording_from_word import guesses, left_out, typed_guesses, wording_from_word
from safetydesk.registers.records.letters.template import read_template, template_text
from safetydesk.registers.records.letters.wording import serialized

BEFORE = (
    "", "一、", "二、", "（一）", "(二)", "1.", "2、", "3．", "（1）", "1.1", "①", "第一条 ", "第二章 ", "甲方：", "乙方（签字）：", "学校（盖章）：", "附件：",
    "✂", "------", "回执", "编号：", "2025—2026学年", "《办法》", "____",
)  # fmt: skip
BEHIND = (
    "",
    "。",
    "；",
    "：",
    "____",
    "（章）",
    "年  月  日",
    "，签字确认。",
    "×××",
    "【姓名】",
    "回执",
    "有限公司",
    "有效期一年。",
)
STYLES = ("Normal", "Heading 1", "Heading 2", "List Number", "List Bullet", "Title")
PLACES = (None, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)


PLAIN = (0, "", "Normal", None, 1)


@settings(max_examples=40)
@example([("一、", *PLAIN), ("✂", *PLAIN), ("✂", *PLAIN)], "parent")
@given(
    st.lists(
        st.tuples(
            st.sampled_from(BEFORE), st.integers(0, 60), st.sampled_from(BEHIND), st.sampled_from(STYLES),
            st.sampled_from(PLACES), st.integers(0, 9),
        ),
        min_size=1, max_size=14,
    ),
    st.sampled_from(("parent", "staff", "bureau", "convention")),
)  # fmt: skip
def test_every_text_is_in_the_wording_or_listed(
    tmp_path: Path, lines: list[tuple[str, int, str, str, WD_ALIGN_PARAGRAPH | None, int]], kind: str
) -> None:
    document = Document()
    for place, (before, length, behind, style, align, table) in enumerate(lines):
        text = f"{before}词{place:03d}{'安' * length}{behind}"
        if table == 0 and place:
            document.add_table(1, 2).cell(0, 1).text = text
            continue
        document.add_paragraph(text, style=style).alignment = align
    document.save(str(tmp_path / "a.docx"))
    letter = read_letter_docx(tmp_path / "a.docx")
    base = read_template(template_text(kind, "zh_CN"))
    wording = wording_from_word(letter, dict(enumerate(guesses(letter, kind))), base)
    replaced = [fact.shown for fact, field in zip(letter.typed, typed_guesses(letter, kind), strict=True) if field]
    found = [text for block in wording.blocks for text in block.texts()]
    found += [item.text for item in left_out(letter, base)] + replaced
    whole = "\n".join(found)
    assert [f"词{place:03d}" for place in range(len(lines)) if f"词{place:03d}" not in whole] == []
    assert read_template(serialized(wording)) == wording
    assert not re.search(r"\d\.(?:（[一二三四五]）|\d{1,2}、)词", whole), "no number stands twice"
