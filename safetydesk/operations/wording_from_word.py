"""A bureau's letter in Word made into a wording of ours: its texts, our fields where it leaves blanks, our signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from safetydesk.intake.docx_text import LeftOut
from safetydesk.intake.letter_docx import WordBlock, WordLetter
from safetydesk.intake.letter_facts import Blank
from safetydesk.registers.records.letters.template import Template, TemplateBlock

NAMES = {
    "学校": "school", "学校名称": "school", "单位": "school", "单位名称": "school", "甲方": "party_a", "姓名": "name", "乙方": "name", "教职工": "name",
    "教师": "name", "学生": "name", "学生姓名": "name", "岗位": "post", "职务": "post", "部门": "dept", "科室": "dept",
    "班级": "class_name", "班主任": "head_teacher", "家长": "guardian", "家长姓名": "guardian", "监护人": "guardian", "学生家长": "guardian",
    "关系": "relation", "与学生关系": "relation", "电话": "phone", "联系电话": "phone", "编号": "number", "学年": "year_title",
    "校长": "principal", "负责人": "leader", "第一责任人": "leader", "起始日期": "term_from", "截止日期": "term_to", "份数": "copies",
}  # fmt: skip
"""Words in brackets, and words before a blank, by the field they mean."""
BEHIND = (
    (re.compile(r"\s*学年"), "year_title"),
    (re.compile(r"\s*(?:学校|小学|中学|幼儿园)"), "school"),
    (re.compile(r"\s*(?:同学|的?(?:学生)?家长[：:])"), "name"),
)
"""What stands behind a blank that nothing before it names."""
SIGNERS = {"parent": {"乙方": "guardian"}}
"""Words that mean somebody else in a kind of letter."""
INCLUDED = {
    **dict.fromkeys(("school", "party_a"), re.compile(r"\s*(?:学校|小学|中学|幼儿园)(?![\u4e00-\u9fff])")),
    "year_title": re.compile(r"\s*学年度?"),
    "class_name": re.compile(r"\s*班(?![级主])"),
}
"""What a field says itself, and need not stand behind it again."""
DUTIES = "duties"
SIGNATURES = ("signatures", "closing")
RECEIPT = "receipt"
KEPT = (DUTIES, *SIGNATURES, RECEIPT, "roster")
"""Blocks that the program sets itself: the Word file's own lines to sign on give way to them."""
BEFORE_TERM = re.compile(
    r"考核|奖惩|奖罚|追究|追责|罚则|附\s*则|其\s*[他它]|份\s*数|assess|accountab|copies", re.IGNORECASE
)
"""Headings that may stand around the term at the end of a letter."""
TERM = re.compile(
    r"\{term_(?:from|to)\}|期\s*限|有效期|时效|生效|一式.{0,12}份|自.{0,12}起.{0,4}至|签[字订署]之日起|\bterm\b|validity|in force from|in duplicate",
    re.IGNORECASE,
)
"""What speaks of a letter's term."""
TWINS = {ord("{"): "｛", ord("}"): "｝"}
"""Braces of the file's own, which would be taken for fields."""


def guess(blank: Blank, kind: str = "") -> str:
    """The field that a blank most likely is in a kind of letter; empty where it is a line for a hand."""
    names = NAMES | SIGNERS.get(kind, {})
    if blank.name:
        return names.get(blank.name, "")
    before = re.sub(r"（[^）]{1,12}）$", "", blank.before.rstrip(" :：　(（"))
    role = re.search(r"（([^）]{1,12})）$", blank.before.rstrip(" :：　"))
    if role and role[1] in names:
        return names[role[1]]
    found = [word for word in names if before.endswith(word)]
    if found:
        return names[max(found, key=len)]
    return next((field for pattern, field in BEHIND if pattern.match(blank.after)), "")


def guesses(letter: WordLetter, kind: str = "") -> tuple[str, ...]:
    """A field for each blank, to be corrected by somebody."""
    return tuple(guess(blank, kind) for blank in letter.blanks)


def typed_guesses(letter: WordLetter, kind: str = "") -> tuple[str, ...]:
    """A field for each school year, term and party typed out; empty for one that stays as it is."""
    return tuple(guess(blank, kind) if blank.name else "" for blank in letter.typed)


def wording_from_word(
    letter: WordLetter, fields: Mapping[int, str], base: Template, typed: Sequence[str] | None = None
) -> Template:
    """The wording: `fields` gives the field for each blank by its place, empty for a line that stays; `typed` the
    field for each text in `letter.typed`, their guesses where it is left out.

    What the program sets itself (duties, signatures, receipt, roster) is taken from `base`, the wording in use.
    """
    chosen = typed_guesses(letter, base.kind) if typed is None else typed
    places = [(blank, fields.get(place, "")) for place, blank in enumerate(letter.blanks)]
    places += zip(letter.typed, chosen, strict=True)
    places.sort(key=lambda pair: (pair[0].block, pair[0].text, pair[0].start))
    blocks = [made(block, place, places) for place, block in enumerate(letter.blocks)]
    own = [block for block in base.blocks if block.kind in KEPT]
    duties = [block for block in own if block.kind == DUTIES]
    rest = [block for block in own if block.kind != DUTIES]
    at = place_of_duties(blocks)
    body = (*blocks[:at], *duties, *blocks[at:], *kept_ending(letter, base))
    return Template(base.kind, base.language, base.version, base.name, base.number, (*body, *rest))


def place_of_duties(blocks: Sequence[TemplateBlock]) -> int:
    """Before the term and the headings of assessment around it that end the letter; at its end where none speaks of a
    term. Without a heading of its own the term begins with its text."""
    tail = len(blocks)
    headings = [
        place for place, block in enumerate(blocks) if block.kind == "heading" and block.members.get("level", 1) == 1
    ]
    for place in reversed(headings):
        text = block_text(blocks[place])
        if not BEFORE_TERM.search(text) and not TERM.search(text):
            break
        tail = place
    if any(TERM.search(block_text(block)) for block in blocks[tail:]):
        return tail
    first = headings[-1] + 1 if headings else 1
    paragraphs = (place for place in range(first, len(blocks)) if blocks[place].kind == "paragraph")
    return next((place for place in paragraphs if TERM.search(block_text(blocks[place]))), len(blocks))


def block_text(block: TemplateBlock) -> str:
    """All texts of a block."""
    return " ".join(block.texts())


def has_own(base: Template, kinds: Sequence[str]) -> bool:
    """Whether the wording in use has a block of some kind."""
    return any(block.kind in kinds for block in base.blocks)


def kept_ending(letter: WordLetter, base: Template) -> Iterator[TemplateBlock]:
    """The file's own lines to sign on and its slip, where the wording in use has none."""
    if not has_own(base, SIGNATURES):
        for text in letter.signing:
            yield TemplateBlock("paragraph", {"text": text.translate(TWINS), "indent": 0})
    if letter.slip is not None and not has_own(base, (RECEIPT,)):
        lines = [text.translate(TWINS) for text in letter.slip.lines]
        yield TemplateBlock(
            RECEIPT,
            {"cut": letter.slip.cut.translate(TWINS), "title": letter.slip.title.translate(TWINS), "lines": lines},
        )


def left_out(letter: WordLetter, base: Template) -> tuple[LeftOut, ...]:
    """Everything of the file that the wording will not have, each with its own text."""
    found = list(letter.left_out)
    if has_own(base, SIGNATURES):
        found += [LeftOut("wording_docx.lost_signatures", text) for text in letter.signing]
    if letter.slip is not None and has_own(base, (RECEIPT,)):
        texts = (letter.slip.cut, letter.slip.title, *letter.slip.lines)
        found.append(LeftOut("wording_docx.lost_receipt", " / ".join(filter(None, texts))))
    return tuple(found)


def made(block: WordBlock, place: int, places: Sequence[tuple[Blank, str]]) -> TemplateBlock:
    """One block with its fields put in."""
    texts = [
        "".join(filled(text, [pair for pair in places if (pair[0].block, pair[0].text) == (place, number)]))
        for number, text in enumerate(block.texts)
    ]
    members: dict[str, Any] = {"clauses": texts} if block.kind == "clauses" else {"text": texts[0]}
    if block.kind == "heading" and block.level != 1:
        members["level"] = block.level
    if block.continued:
        members["continued"] = True
    return TemplateBlock(block.kind, members)


def filled(text: str, places: Sequence[tuple[Blank, str]]) -> Iterator[str]:
    """A text piece by piece, with the chosen fields in their places; other blanks stay as they are."""
    at = 0
    for blank, field in places:
        yield text[at : blank.start].translate(TWINS)
        yield f"{{{field}}}" if field else blank.shown.translate(TWINS)
        again = INCLUDED[field].match(text, blank.end) if field in INCLUDED else None
        at = again.end() if again else blank.end
    yield text[at:].translate(TWINS)
