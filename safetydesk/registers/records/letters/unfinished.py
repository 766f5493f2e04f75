"""What is unfinished or wrong in a composed letter: nothing of it is printed before somebody has looked at it.

Rules for a hand stay: dates, signatures, telephones, relations, receipts, and fields that the record leaves empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from safetydesk.errors import Message, message
from safetydesk.export.letter.document import LetterDocument
from safetydesk.registers.records.letters.clause import EMPTY, FILLED, Clause, Shape, clauses
from safetydesk.registers.records.letters.linting import void_phrases
from safetydesk.registers.records.letters.plain_text import PlainText, narrow
from safetydesk.registers.records.letters.school_year_in_text import Own, other_years

PLACEHOLDER, PARTY, BLANK, YEAR, VOID = KINDS = ("placeholder", "party", "blank", "year", "void")

ANYTHING = rf"(?=[^\s{FILLED}])"
PLACEHOLDERS = re.compile(
    r"(?<![A-Za-z])[xX](?:\s?[xX])+(?![A-Za-z])|[×✕✖╳](?:\s?[×✕✖╳])+|(?<!\d)×(?=[年月日时号班校县市区省名]|老师|同学|学校|小学|中学|先生|女士)"
    r"|(?<=[\u4e00-\u9fff:])×(?=\s*(?:[,。;、)]|$))|(?<![一二三四五六七八九零〇○\d])[○〇◯](?:\s?[○〇◯])+(?![一二三四五六七八九零\d])"
    r"|[●△▲□■☆★◇](?:\s?[●△▲□■☆★◇])+|某{2,}|\*{2,}|#{3,}|\?{3,}|\.{7,}"
    rf"|【\s*{ANYTHING}[^】]*】|【\s*】|〔(?!\s*(?:\d{{2,4}}|[一二三四五六七八九〇○零]{{4}})年?\s*〕){ANYTHING}[^〕]*〕"
    rf"|\[(?!\s*\d*\s*\]){ANYTHING}[^\[\]]{{1,40}}\]|<[A-Za-z\u4e00-\u9fff][^<>]{{0,30}}>|\{{[^{{}}]{{0,40}}\}}"
    r"|\((?:此处|在此|待|需|请)(?!家长|学生|各|认真|您|老师|监护人|本人)[^()]{0,8}?(?:填|补|定|写|完善|明确|确认|替换|插入|修改|输入)[^()]{0,8}\)"
    r"|\((?:insert|fill in|enter|add|name of|to be (?:filled|completed|confirmed|decided|determined|added|defined|announced))\b[^()]*\)|\(略\)"
    r"|(?<=[:为是])\s*\((?:姓名|学校名称|学校|单位|单位名称|岗位|部门|班级|职务|日期|年份|电话|地址|name|school|class|post|department)\)"
    r"|(?<![A-Za-z])(?:TODO|TBD|TBC|FIXME)(?![A-Za-z])|待(?:填写?|补充|补全)(?=[,。;、\s]|$)|(?:[单点]击)?(?:此处|在此)(?:填写|填入|插入|输入)|click here to enter|lorem ipsum",
    re.IGNORECASE,
)
TICKS = re.compile(r"[□■](?:\s?[□■])+")
"""Boxes of a receipt, to be ticked or written in."""
EMPTY_PARTY = re.compile(
    rf"(?:^|(?<=[\s,;。、]))(?:[甲乙丙]\s*方|party\s[abc])\s*(?:\((?![^()]*(?:签|章|seal|sign))[^()]*\)\s*)?:"
    rf"(?:[\s_.{EMPTY}—-]*(?=$|[,。;])|[\s_{EMPTY}]+(?=[^\s:{FILLED}]{{1,8}}:|party\s[abc]))",
    re.IGNORECASE | re.MULTILINE,
)
GAP = rf"(?:_[_\s]*_|{EMPTY}|[—–─━]{{4,}})"
BLANKS = re.compile(rf"{GAP}|[(（]\s{{2,}}[)）]|[“《「]\s+[”》」]|\"\s{{2,}}\"|(?<=[^\s。;!?:,、]) {{3,}}(?=\S)")
A_DATE = re.compile(
    rf"(?:^|(?<=[\s:)]))(?:20\d\d|{GAP}|\s+)?\s*年(?:{GAP}|\s+)?月(?:{GAP}|\s+)?日(?=\s*$|\s{{2,}})", re.MULTILINE
)
"""A day to be filled in that stands by itself; inside a sentence it is the letter's term, which has fields."""
FOR_A_HAND = re.compile(
    r"(?:日期|时间|签字|签名|签章|盖章|签收|电话|手机号?码?|联系方式|关系|家长|监护人|学生|姓名|班级|年级|班主任|学号|身份证号?码?|住址|地址"
    r"|负责人|代表|经办人|受托人|岗位|职务|部门|dates?|signed|signature|phone|telephone|mobile|relation|name|class|guardian|parents?"
    rf"|pupil|student|head teacher|teacher|address|post|posts|department|leader)(?:\s?[(（][^()（）]*[)）])?(?:\s*of [\w {FILLED}]{{1,12}})?\s*:\s*$"
    r"|(?:签字|签名|签章|盖章|signature|signed|date)\s*$",
    re.IGNORECASE,
)
LAYOUT = re.compile(
    rf"^[^\s:,。;、]{{1,20}}(?: [^\s:,。;、]{{1,20}}){{0,4}}\s*(?:\([^()]*\))?\s*:|^20\d\d年|^{GAP}|^party\s",
    re.IGNORECASE,
)
"""What may follow a run of blanks that only parts two items of a line."""
SPACED = re.compile(r"^\s*(?:\S\s+)+\S\s*$|^\s*(?:第\S{1,3}[章条节]|\S{1,3}[、.])\s+\S")
"""A word spaced out, or a number with room behind it."""


@dataclass(frozen=True)
class Finding:
    """One thing that stops a letter."""

    kind: str
    """One of KINDS."""
    phrase: str
    """The place as it is written."""
    clause: Clause

    @property
    def sentence(self) -> Message:
        """What is wrong."""
        return sentence(self.kind, self.phrase)


def sentence(kind: str, *phrases: str) -> Message:
    """What is wrong with a clause in one way, in one or more places."""
    return message(f"unfinished.kind_{kind}", phrase=tuple(phrase.strip() or "____" for phrase in phrases))


def findings(letter: LetterDocument, own: Own) -> list[Finding]:
    """Everything unfinished or wrong in a letter composed with `clause.marked` values, block by block."""
    return [Finding(kind, phrase, clause) for clause in clauses(letter) for kind, phrase in amiss(clause.shape, own)]


@lru_cache(maxsize=4096)
def amiss(shape: Shape, own: Own) -> tuple[tuple[str, str], ...]:
    """Kind and place of what is amiss in a clause, each once."""
    searched = narrow(shape.text)
    spans = {PLACEHOLDER: placeholders(shape, searched.text), YEAR: other_years(searched.text, own, shape.title)}
    if not shape.signed:
        spans[PARTY] = (found.span() for found in EMPTY_PARTY.finditer(searched.text))
        spans[BLANK] = blanks(searched.text)
    found = [(kind, place(searched, span)) for kind in KINDS for span in spans.get(kind, ())]
    found += [(VOID, phrase) for phrase in void_phrases(spoken(shape))]
    return tuple(dict.fromkeys(found))


def placeholders(shape: Shape, text: str) -> Iterator[tuple[int, int]]:
    """What was to be replaced by something."""
    for found in PLACEHOLDERS.finditer(text):
        if not (shape.signed and TICKS.fullmatch(found[0])):
            yield found.span()


def blanks(text: str) -> Iterator[tuple[int, int]]:
    """Blanks inside sentences: neither for a hand nor between two items of a line nor an empty party."""
    free = [found.span() for pattern in (A_DATE, EMPTY_PARTY) for found in pattern.finditer(text)]
    for found in BLANKS.finditer(text):
        start, end = found.span()
        line, rest = text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]
        inside = any(first <= start < last for first, last in free)
        only_space = not found[0].strip()
        if (
            inside
            or FOR_A_HAND.search(line)
            or (only_space and (LAYOUT.match(rest) or SPACED.match(line + found[0] + rest)))
        ):
            continue
        yield start, end


def spoken(shape: Shape) -> str:
    """The clause with words in the place of names, which the grammar of disclaimers knows."""
    han = bool(re.search(r"[\u4e00-\u9fff]", shape.wording))
    words = {"school": "学校", "party_a": "学校", "guardian": "家长", "name": "本人"} if han else {
        "school": "the school", "party_a": "the school", "guardian": "the parents", "name": "you",
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], FILLED), shape.wording)


def place(searched: PlainText, span: tuple[int, int]) -> str:
    """A place as it is written; a value that is missing shows as a rule."""
    return searched.found(*span).replace(EMPTY, "____").replace(FILLED, "…")
