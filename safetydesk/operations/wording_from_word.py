"""A bureau's letter in Word made into a wording of ours: its texts, our fields where it leaves blanks, our signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from safetydesk.intake.letter_docx import Blank, WordBlock, WordLetter
from safetydesk.registers.records.letters.template import Template, TemplateBlock

NAMES = {
    "学校": "school", "学校名称": "school", "单位": "school", "甲方": "party_a", "姓名": "name", "乙方": "name", "教职工": "name",
    "教师": "name", "学生": "name", "学生姓名": "name", "岗位": "post", "职务": "post", "部门": "dept", "科室": "dept",
    "班级": "class_name", "班主任": "head_teacher", "家长": "guardian", "家长姓名": "guardian", "监护人": "guardian",
    "关系": "relation", "与学生关系": "relation", "电话": "phone", "联系电话": "phone", "编号": "number", "学年": "year_title",
    "校长": "principal", "负责人": "leader", "第一责任人": "leader", "起始日期": "term_from", "截止日期": "term_to", "份数": "copies",
}  # fmt: skip
"""Words in brackets, and words before a blank, by the field they mean."""
KEPT = ("duties", "signatures", "receipt", "roster", "closing")
"""Blocks that the program sets itself: the Word file's own lines to sign on give way to them."""
TWINS = {ord("{"): "｛", ord("}"): "｝"}
"""Braces of the file's own, which would be taken for fields."""


def guess(blank: Blank) -> str:
    """The field that a blank most likely is; empty where it is a line for a hand."""
    if blank.name:
        return NAMES.get(blank.name, "")
    before = blank.before.rstrip(" :：　(（")
    found = [word for word in NAMES if before.endswith(word)]
    return NAMES[max(found, key=len)] if found else ""


def guesses(letter: WordLetter) -> tuple[str, ...]:
    """A field for each blank, to be corrected by somebody."""
    return tuple(guess(blank) for blank in letter.blanks)


def wording_from_word(letter: WordLetter, fields: Mapping[int, str], base: Template) -> Template:
    """The wording: `fields` gives the field for each blank by its place, empty for a line that stays.

    What the program sets itself (duties, signatures, receipt, roster) is taken from `base`, the wording in use.
    """
    blocks = [made(block, place, letter, fields) for place, block in enumerate(letter.blocks)]
    own = [block for block in base.blocks if block.kind in KEPT]
    duties = [block for block in own if block.kind == "duties"]
    rest = [block for block in own if block.kind != "duties"]
    return Template(base.kind, base.language, base.version, base.name, base.number, (*blocks, *duties, *rest))


def made(block: WordBlock, place: int, letter: WordLetter, fields: Mapping[int, str]) -> TemplateBlock:
    """One block with its fields put in."""
    texts = [filled(text, place, number, letter, fields) for number, text in enumerate(block.texts)]
    members: dict[str, Any] = {"clauses": texts} if block.kind == "clauses" else {"text": texts[0]}
    if block.kind == "heading" and block.level != 1:
        members["level"] = block.level
    return TemplateBlock(block.kind, members)


def filled(text: str, block: int, number: int, letter: WordLetter, fields: Mapping[int, str]) -> str:
    """A text with the chosen fields in the place of its blanks; other blanks stay as they are."""
    return "".join(parts(text, block, number, letter, fields))


def parts(text: str, block: int, number: int, letter: WordLetter, fields: Mapping[int, str]) -> Iterator[str]:
    """The text piece by piece."""
    at = 0
    for place, blank in enumerate(letter.blanks):
        if (blank.block, blank.text) == (block, number):
            yield text[at : blank.start].translate(TWINS)
            yield f"{{{fields[place]}}}" if fields.get(place) else blank.shown.translate(TWINS)
            at = blank.end
    yield text[at:].translate(TWINS)
