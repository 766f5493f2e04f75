"""What a letter says that is another in every letter: blanks, school years, terms and parties typed out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

CONTEXT = 12
"""Characters before and behind a blank by which it is recognised."""
CROSSES = r"[×✕╳]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[○]{2,}|[□]{2,}|某某+"
BLANKS = re.compile(rf"[_＿]{{2,}}|[ \u00a0\u3000]{{6,}}(?=[。，；、]|$)|…{{3,}}|{CROSSES}")
BRACKETED = re.compile(
    r"[【\[〔](?P<name>[^】\]〕]{1,24})[】\]〕]|（(?P<round>姓名|岗位|部门|班级|学校名称|学校|单位)）"
)
BOOK = re.compile(r"《[^》]*》")
GAP = rf"(?:[_＿]{{2,}}|[ \u3000]{{2,}}|{CROSSES}|【[^】]{{0,8}}】|\[[^\]]{{0,8}}\])"
YEAR = r"(?:20\d\d|二[〇○零O0][一二三四五六七八九〇○零][一二三四五六七八九〇○零])"
BETWEEN = r"\s*(?:学?年度?)?\s*(?:[-—–－―‐‑~～/／至到]|——)+\s*"
RANGE = re.compile(
    rf"(?<![\d\-—–第号])(?P<first>{YEAR}){BETWEEN}(?P<second>{YEAR}|\d\d)(?![\d\-]|\s*号)\s*(?P<unit>学年度|学年|年度|年(?!\s*\d{{1,2}}\s*月)|(?=))"
)
SINGLE = re.compile(rf"(?<![\d\-])(?P<first>{YEAR})\s*(?P<unit>学年度|学年)")
OPEN = re.compile(
    rf"(?:20)?{GAP}(?:\s*年?\s*(?:[-—–~～/至到]+)\s*(?:20)?{GAP})?\s*(?:学年度|学年)|20{GAP}\s*[-—–~～/至]+\s*20{GAP}"
)
CALENDAR = re.compile(rf"(?<![\d\-])(?P<first>{YEAR})\s*年度?")
"""A calendar year: it stays as it is unless somebody says that it is the school year."""
ENACTED = re.compile(
    r"\s*年?\s*(?:\d{1,2}月\d{0,2}日?)?\s*(?:第?.{0,4}次)?(?:修订|修正|修改|版|颁布|发布|印发|施行|实施|通过|规划|纲要|行动)"
)
"""What stands behind a year that is a law's."""
DAY = rf"(?:{YEAR}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?|20\d\d[.／/-]\d{{1,2}}[.／/-]\d{{1,2}}|(?:20)?{GAP}\s*年\s*{GAP}\s*月(?:\s*{GAP}\s*日)?)"
TERM = re.compile(
    rf"(?P<before>自|从|由|期限|有效期|为|：|:|，)?\s*(?P<first>{DAY})\s*(?:起|开始)?\s*(?:至|到|[-—–~～]+)\s*(?P<second>{DAY})\s*(?P<after>止)?"
)
UNTIL = re.compile(rf"(?:(?:有效期|期限)[^。，；]{{0,8}}(?:至|到|截止|截至)|起\s*(?:至|到))[于为]?\s*(?P<second>{DAY})")
MONTHS_OF_TERM = 4
"""A term lasts longer than this many months; a shorter one is a holiday or a campaign."""
CLASS = re.compile(rf"(?:{GAP}\s*年级?\s*[（(]?\s*{GAP}\s*[）)]?\s*班)")
PARTY = re.compile(
    r"(?P<label>甲\s*方|乙\s*方|学校(?:名称)?|家长(?:姓名)?|监护人|学生(?:姓名)?|姓\s*名|班\s*级|部\s*门|科\s*室|岗\s*位|职\s*务|联系电话|电\s*话"
    r"|单位(?:名称)?|负责人|第一责任人|校\s*长|班主任|与学生关系|关\s*系|教师|教职工)\s*(?:（(?P<role>[^）]{1,12})）)?\s*[:：]"
)
PARTIES = ("甲方", "乙方", "学校", "学校名称", "单位", "单位名称", "家长", "家长姓名")
"""Labels behind which a name typed out is a party to the letter."""
LONGEST_PARTY = 30


@dataclass(frozen=True)
class Blank:
    """Something of its own in every letter: where it stands, how it is written, and what stands around it."""

    block: int
    text: int
    start: int
    end: int
    shown: str
    before: str
    name: str
    """The word in brackets, or what it is; empty for a run of underscores, and for a typed text that stays."""
    after: str = ""


def blanks_of(texts: Sequence[Sequence[str]], typed: Sequence[Blank]) -> Iterator[Blank]:
    """Runs of underscores and bracketed words that stand where something is to be filled in, `typed` ones left out."""
    taken = {(fact.block, fact.text, place) for fact in typed for place in range(fact.start, fact.end)}
    for block, group in enumerate(texts):
        for number, text in enumerate(group):
            found = [match for match in (*BRACKETED.finditer(text), *BLANKS.finditer(text)) if not is_number(match)]
            classes = list(CLASS.finditer(text))
            found = [match for match in found if not any(overlap(match.span(), other.span()) for other in classes)]
            for match in sorted([*found, *classes], key=lambda match: match.start()):
                if (block, number, match.start()) not in taken:
                    yield blank(block, number, text, match.span(), name_of(match))


def name_of(match: re.Match[str]) -> str:
    """What a blank says of itself."""
    if match.re is CLASS:
        return "班级"
    return (match["name"] or match["round"] or "").strip() if match.re is BRACKETED else ""


def is_number(match: re.Match[str]) -> bool:
    """Whether brackets hold the year of a document's number, 〔2024〕."""
    return match.re is BRACKETED and (match["name"] or "").strip().isdecimal()


def blank(block: int, number: int, text: str, span: tuple[int, int], name: str) -> Blank:
    """A blank with what stands around it."""
    start, end = span
    return Blank(block, number, start, end, text[start:end], text[max(0, start - CONTEXT) : start], name, text[end : end + CONTEXT])  # fmt: skip


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def typed_of(kinds: Sequence[str], texts: Sequence[Sequence[str]]) -> tuple[Blank, ...]:
    """School years, terms and parties typed out, each with the word of what it is.

    The latest school year is the letter's; an earlier one and a calendar year have no word, and stay.
    """
    found: list[Blank] = []
    for block, group in enumerate(texts):
        for number, text in enumerate(group):
            spans: list[tuple[int, int]] = []
            pieces = [*terms(text), *years(text, kinds[block] == "title")]
            pieces += parties(text) if kinds[block] == "paragraph" else []
            for span, name in pieces:
                if not any(overlap(span, other) for other in spans):
                    spans.append(span)
                    found.append(blank(block, number, text, span, name))
    found.sort(key=lambda fact: (fact.block, fact.text, fact.start))
    latest = max((first_year(fact.shown) for fact in found if fact.name == "学年"), default=0)
    return tuple(
        replace(fact, name="") if fact.name == "学年" and 0 < first_year(fact.shown) < latest else fact
        for fact in found
    )


def years(text: str, title: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """School years: two years that follow one another, or one with 学年 behind it. Years of laws are none."""
    plain = text.translate(FIGURES)
    books = [match.span() for match in BOOK.finditer(plain)]
    for match in RANGE.finditer(plain):
        if follows(match["first"], match["second"]) and not of_a_law(match, plain, books):
            yield match.span(), "学年"
    for match in (*SINGLE.finditer(plain), *OPEN.finditer(plain)):
        yield match.span(), "学年"
    for match in CALENDAR.finditer(plain) if title else ():
        if not of_a_law(match, plain, books):
            yield match.span(), ""


FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")


def follows(first: str, second: str) -> bool:
    """Whether the second year is the one after the first; it may be written with two figures."""
    one, other = first_year(first), first_year(second) if len(second) == 4 else int(second)
    return other in (one + 1, (one + 1) % 100)


def first_year(text: str) -> int:
    """The year that a text begins with; 0 for one still open."""
    plain = text.translate(FIGURES)[:4]
    digits = "".join(
        "0" if ch in "〇○零O" else str("〇一二三四五六七八九".find(ch)) if ch in "一二三四五六七八九" else ch
        for ch in plain
    )
    return int(digits) if len(digits) == 4 and digits.isdecimal() else 0


def of_a_law(match: re.Match[str], text: str, books: Sequence[tuple[int, int]]) -> bool:
    """Whether a year belongs to the name of a law or document, to its number or to its revision."""
    inside = any(overlap(match.span(), book) for book in books)
    unit = match.groupdict().get("unit") or ""
    if inside and not unit.startswith("学年"):
        return True
    if ENACTED.match(text, match.end()):
        return True
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return (
        before in "〔[【（("
        and before != ""
        and after in "〕]】）)"
        and bool(re.match(r".\s*第?\s*\d+\s*号", text[match.end() :]))
    )


def terms(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The first and the last day of the letter's term, typed or left open."""
    books = [match.span() for match in BOOK.finditer(text)]
    for match in TERM.finditer(text):
        if any(overlap(match.span(), book) for book in books):
            continue
        opened = any(not month_of(match[part]) for part in ("first", "second"))
        long = month_of(match["second"]) - month_of(match["first"]) >= MONTHS_OF_TERM
        if long or (opened and (match["before"] in ("自", "从", "由") or match["after"])):
            yield match.span("first"), "起始日期"
            yield match.span("second"), "截止日期"
    for match in UNTIL.finditer(text):
        yield match.span("second"), "截止日期"


def month_of(day: str) -> int:
    """Months since the year 0; 0 for a day that is still open."""
    found = re.search(r"(?:年\s*|[.／/-])(\d{1,2})", day)
    return first_year(day) * 12 + int(found[1]) if found and first_year(day) else 0


def parties(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """In a line of nothing but labels (甲方： 乙方：): the places left empty, and names of parties typed out."""
    labels = list(PARTY.finditer(text))
    if not labels or text[: labels[0].start()].strip():
        return
    ends = [*(label.start() for label in labels[1:]), len(text)]
    values = [text[label.end() : end] for label, end in zip(labels, ends, strict=True)]
    if any(len(value.strip()) > LONGEST_PARTY or re.search(r"[。；;，]\s*\S|[。；]$", value) for value in values):
        return
    for label, value in zip(labels, values, strict=True):
        word = re.sub(r"\s", "", label["label"])
        name, stripped = label["role"] or word, value.strip()
        start = label.end() + (len(value) - len(value.lstrip()) if stripped else 0)
        if not stripped:
            yield (start, start), name
        elif word in PARTIES and not BLANKS.search(stripped) and not BRACKETED.search(stripped):
            yield (start, start + len(stripped)), name
