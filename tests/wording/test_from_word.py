"""A bureau's letter in Word becomes a wording: what is recognised, what is asked, what is lost, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from safetydesk.errors import UserError
from safetydesk.intake.letter_docx import WordLetter, read_letter_docx
from safetydesk.operations.wording_from_word import guesses, wording_from_word
from safetydesk.registers.records.letters.linting import void_phrases
from safetydesk.registers.records.letters.template import PLACE, read_template, template_text
from tests.wording import bureau_letters


def shape(letter: WordLetter) -> list[tuple[str, int]]:
    return [(block.kind, len(block.texts)) for block in letter.blocks]


def made(letter: WordLetter, kind: str) -> list[str]:
    base = read_template(template_text(kind, "zh_CN"))
    wording = wording_from_word(letter, dict(enumerate(guesses(letter))), base)
    return [text for block in wording.blocks for text in block.texts()]


def test_typed_numbers_headings_and_title_are_recognised(tmp_path: Path) -> None:
    letter = read_letter_docx(bureau_letters.typed(tmp_path / "a.docx"))
    assert shape(letter) == [
        ("title", 1), ("paragraph", 1), ("heading", 1), ("clauses", 3), ("heading", 1), ("heading", 1), ("clauses", 1),
        ("heading", 1), ("paragraph", 1),
    ]  # fmt: skip
    assert letter.blocks[0].texts == ("青山县教育局\n2026年学校安全工作目标管理责任书",)
    assert letter.blocks[3].texts == (
        "不发生重大安全责任事故。",
        "师生安全教育覆盖率100%。",
        "应急演练每月不少于一次。",
    )
    assert [block.level for block in letter.blocks if block.kind == "heading"] == [1, 1, 2, 1]
    assert letter.lost == ("wording_docx.lost_tables", "wording_docx.lost_signatures")


def test_words_own_numbers_and_headings_are_recognised(tmp_path: Path) -> None:
    letter = read_letter_docx(bureau_letters.numbered(tmp_path / "a.docx"))
    assert shape(letter) == [
        ("title", 1), ("paragraph", 1), ("heading", 1), ("clauses", 3), ("heading", 1), ("paragraph", 1),
    ]  # fmt: skip
    assert letter.lost == ("wording_docx.lost_headers",)


def test_blanks_are_guessed_by_their_brackets_or_by_what_stands_before(tmp_path: Path) -> None:
    typed = read_letter_docx(bureau_letters.typed(tmp_path / "a.docx"))
    assert guesses(typed) == ("", "name", "post", "")
    numbered = read_letter_docx(bureau_letters.numbered(tmp_path / "b.docx"))
    assert guesses(numbered) == ("party_a", "name", "dept")
    parents = read_letter_docx(bureau_letters.parents(tmp_path / "c.docx"))
    assert guesses(parents)[:3] == ("guardian", "name", "class_name")


def test_the_wording_has_fields_for_blanks_and_the_programs_own_signatures(tmp_path: Path) -> None:
    texts = made(read_letter_docx(bureau_letters.numbered(tmp_path / "a.docx")), "staff")
    assert "甲方：{party_a} 乙方：{name} 部门：{dept}" in [" ".join(text.split()) for text in texts]
    assert "发现隐患及时报告｛校长｝。" in texts, "braces of the file are no fields"
    assert any("乙方（签字）" in text for text in texts)
    wording = wording_from_word(
        read_letter_docx(tmp_path / "a.docx"), {}, read_template(template_text("staff", "zh_CN"))
    )
    kinds = [block.kind for block in wording.blocks]
    assert kinds[-2:] == ["duties", "signatures"]


def test_a_void_disclaimer_is_found_in_it(tmp_path: Path) -> None:
    texts = made(read_letter_docx(bureau_letters.parents(tmp_path / "a.docx")), "parent")
    assert [phrase for text in texts for phrase in void_phrases(text)] == ["后果自负"]
    assert {name for text in texts for name in PLACE.findall(text)} >= {"guardian", "name", "class_name"}


def test_clauses_that_speak_of_signing_stay_and_lines_to_sign_on_are_named(tmp_path: Path) -> None:
    document = Document()
    texts = (
        "值班责任书", "1.严格执行值班签字登记制度。", "2.（负责人：各班主任）每日晨检。", "填表时间为____，缴费后签字确认。", "3.离校登记并签字",
        "1.5米以下水深也不得下水。", "12.4米高的围墙每周检查。", "甲方（盖章）：", "签字：     年  月  日",
    )  # fmt: skip
    for text in texts:
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    letter = read_letter_docx(tmp_path / "a.docx")
    assert [text for block in letter.blocks for text in block.texts] == [
        "值班责任书", "严格执行值班签字登记制度。", "（负责人：各班主任）每日晨检。", "填表时间为____，缴费后签字确认。", "离校登记并签字",
        "1.5米以下水深也不得下水。", "12.4米高的围墙每周检查。",
    ]  # fmt: skip
    assert letter.signing == ("甲方（盖章）：", "签字：     年  月  日")


@pytest.mark.parametrize(
    "text",
    [
        "学校不承担责任", "学校不承担一切责任", "本校概不承担", "一切责任由家长承担", "由此产生的后果由家长承担", "学校免责", "与本校无关", "后果 自负",
        "at their own risk", "The school is not liable.", "shall not be liable", "not be held liable", "takes no responsibility",
    ],
)  # fmt: skip
def test_a_disclaimer_is_found_however_it_is_put(text: str) -> None:
    assert void_phrases(text)


@pytest.mark.parametrize(
    "text", ["对工作不负责任的，依法追究。", "监护人由父母担任。", "学校依法承担责任。", "与学校有关部门联系。"]
)
def test_a_duty_is_no_disclaimer(text: str) -> None:
    assert not void_phrases(text)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b""), ("b.docx", b"\xd0\xcf\x11\xe0old word"), ("c.docx", b"PK\x03\x04broken"), ("d.docx", b"<html>")],
)
def test_what_is_no_word_file_is_refused_with_a_remedy(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match="no_word") as refused:
        read_letter_docx(tmp_path / name)
    assert refused.value.hint is not None


def test_other_zips_bombs_and_empty_files_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 90_000_000)
    with zipfile.ZipFile(tmp_path / "bad.docx", "w") as package:
        package.writestr("word/document.xml", "<not xml")
    Document().save(str(tmp_path / "empty.docx"))
    for name, reason in (("x", "no_word"), ("bomb", "absurd"), ("bad", "broken"), ("empty", "empty"), ("gone", "no_file")):  # fmt: skip
        with pytest.raises(UserError, match=reason):
            read_letter_docx(tmp_path / f"{name}.docx")
