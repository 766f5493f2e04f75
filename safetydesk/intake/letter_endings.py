"""Where a letter ends: the lines and tables to sign on, the line to cut along, and the slip that comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safetydesk.intake.docx_lines import Line
from safetydesk.intake.letter_labels import Item

SHORT = 50
"""Characters of a line to sign on at most; a longer one is text."""
SIGNING = re.compile(
    r"(签字|签名|签章|盖章|盖 章|（章）|(?:负责人|代表|代表人)[:：]|年\s*月\s*日\s*$|[Ss]ignature|[Ss]igned|\(seal\))"
)
ONLY_SIGNING = re.compile(
    r"(?:[^。；，：:（(\s]{0,12}\s*(?:（(?:盖章|公章|签章|签字|签名|章|签字或盖章|签字盖章)）|签\s*字|签\s*名|盖\s*章|签\s*章)"
    r"\s*(?:（(?:盖章|公章|签章|签字|手印)）)?\s*[:：]\s*[_＿\s]*(?:年\s*月\s*日)?\s*)+"
)
"""Lines that are nothing but places to sign, wherever they stand."""
DATE = re.compile(
    r"(?:日\s*期|时\s*间|签订日期|签字日期)?[:：]?\s*(?:[\d〇○零一二三四五六七八九十_＿×Xx]{0,12}\s*年\s*[\d一二三四五六七八九十_＿×Xx]{0,6}\s*月\s*[\d一二三四五六七八九十_＿×Xx]{0,6}\s*日)"
)
UNIT = re.compile(
    r"[^。；，：:]{2,28}(?:学校|小学|中学|高中|幼儿园|教育局|教育体育局|委员会|办公室|公司|中心|分局|大队|校|园|局)(?:（[^）]{1,6}）)?"
)
PERSON = re.compile(
    r"(?:(?:甲|乙|丙)\s*方|学校|单位|家长|监护人|学生|班级|姓名|校长|园长|法定代表人|负责人|责任人|代表人?|班主任|联系电话|电话|地址|身份证号码?|与学生关系)"
    r"(?:姓名|名称)?\s*(?:（[^）]{1,8}）)?\s*[:：]"
)
CUT = re.compile(
    r"[✂✄✁]|沿.{0,6}(?:虚线|线|此处).{0,4}(?:剪|裁|撕)|(?:剪|裁|撕)下.{0,4}交回|(?:[-—–─┄┈…·]\s*){4,}\s*(?:回执|剪|裁|撕|沿)"
    r"|\b(?:cut|tear|detach) (?:here|along|off)",
    re.IGNORECASE,
)
RULE = re.compile(r"(?:[-—–─┄┈=＝·…*]\s*){6,}")
SLIP = re.compile(
    r"(?:[（【]?\s*)(?!请|并|填|将|把)[^。；，：:]{0,14}(?:回\s*执|回\s*条|存\s*根|反\s*馈)\s*(?:单|联|栏|表|条)?\s*[）】]?"
    r"|[\w ]{0,30}\b(?:reply|return|acknowledgement) slip|receipt",
    re.IGNORECASE,
)
ATTACHMENT = re.compile(r"附\s*(?:件|录|表)")


@dataclass(frozen=True)
class Ending:
    """Which lines are no text of the letter."""

    signing: frozenset[int]
    receipt: range
    """From the line to cut along, or the slip's title, to its last line."""


def ending_of(items: Sequence[Item]) -> Ending:
    """Find the slip, then the lines to sign on in what is left."""
    receipt = slip(items)
    rest = [place for place in range(len(items)) if place not in receipt]
    return Ending(frozenset(signing(items, rest)), receipt)


def slip(items: Sequence[Item]) -> range:
    """The slip's lines; empty where there is none. It goes on to the next heading or attachment."""
    body = next((place for place, item in enumerate(items) if item.label or item.text.endswith("。")), len(items))
    for place in range(body + 1, len(items)):
        if not begins_slip(items, place):
            continue
        end = place + 1
        while end < len(items) and not ends_slip(items[end]):
            end += 1
        return range(place, end)
    return range(0)


def begins_slip(items: Sequence[Item], place: int) -> bool:
    """Whether a line is the one to cut along, or the title of a slip."""
    line = items[place].line
    if items[place].label is not None or line.rows:
        return False
    if RULE.fullmatch(line.text):
        return any(begins_slip(items, following) for following in range(place + 1, min(place + 2, len(items))))
    return bool((CUT.search(line.text) and len(line.text) <= 120) or SLIP.fullmatch(line.text))


def ends_slip(item: Item) -> bool:
    """Whether a line begins something else after a slip."""
    heading = item.label is not None and item.label.family in ("part", "chapter", "ideo")
    return heading or bool(item.line.heading and not SLIP.fullmatch(item.text)) or bool(ATTACHMENT.match(item.text))


def signing(items: Sequence[Item], rest: Sequence[int]) -> set[int]:
    """Lines to sign on: those that are nothing else anywhere, and short ones that speak of it behind the text."""
    found = {place for place in rest if not items[place].label and ONLY_SIGNING.fullmatch(items[place].text)}
    body = [place for place in rest if is_text(items[place]) and place not in found]
    tail = [place for place in rest if place > max(body, default=0) and place not in found]
    found |= {place for place in tail if speaks_of_signing(items[place].line)}
    dated = [place for place in tail if DATE.fullmatch(items[place].text)]
    if found or dated:
        found |= {place for place in tail if belongs_to_signing(items[place].line)}
    return found


def is_text(item: Item) -> bool:
    """Whether a line is surely text of the letter: numbered, a heading, a whole sentence."""
    return not item.line.rows and bool(item.label or item.line.heading or item.text.endswith(("。", "；", "！")))


def speaks_of_signing(line: Line) -> bool:
    """Whether a short line, or a table, says that somebody signs or seals."""
    return bool(SIGNING.search(line.text)) and (bool(line.rows) or len(line.text) <= SHORT)


def belongs_to_signing(line: Line) -> bool:
    """Whether a short line beside lines to sign on is one of them: a date, a unit's name, somebody's particulars."""
    if line.rows or len(line.text) > SHORT or ATTACHMENT.match(line.text):
        return False
    return (
        bool(DATE.fullmatch(line.text) or UNIT.fullmatch(line.text) or PERSON.match(line.text)) or line.place == "right"
    )
