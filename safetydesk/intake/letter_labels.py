"""Numbers before paragraphs of a letter, typed or set by Word: which family each belongs to, and its count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safetydesk.intake.docx_lines import Line

FAMILIES = (
    "part", "chapter", "section", "article", "ideo", "ideo_round", "decimal", "multi", "decimal_round", "circle",
    "letter", "roman",
)  # fmt: skip
"""From the highest to the lowest, the order of GB/T 9704 (一、（一）1.（1）) in the middle."""
NUMERALS = "一二三四五六七八九十"
CHINESE = f"[{NUMERALS}百零〇]{{1,5}}"
NAMED = {"部分": "part", "编": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article"}
SECOND = re.compile(rf"[{NUMERALS}]{{1,2}}(?:年级|班|组|楼|级|类|学期|季度|[、是])")
"""What makes 一、二年级 two grades and no number with its text."""
PATTERNS = (
    (None, re.compile(rf"第({CHINESE}|\d{{1,3}})(部分|[编篇章节条])(?![款项规所的])[、：:\s]*")),
    ("ideo", re.compile(rf"({CHINESE})\s*[、．.](?!\d)\s*")),
    ("ideo", re.compile(r"([壹贰叁肆伍陆柒捌玖拾]{1,3})[、．.]\s*")),
    ("ideo_round", re.compile(rf"[（(]\s*({CHINESE})\s*[）)][、．.]?\s*")),
    ("multi", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?![\d%])[.．、]?\s*")),
    ("decimal", re.compile(r"(\d{1,2})\s*(?:、|[.．](?!\d))\s*")),
    ("decimal_round", re.compile(r"[（(]\s*(\d{1,2})\s*[）)][、．.]?\s*")),
    ("decimal_round", re.compile(r"(\d{1,2})[)）][、．.]?\s*")),
    ("circle", re.compile(r"([①-⑳㉑-㉟㊱-㊿])\s*")),
)
"""Numbers as people type them."""
SET_BY_WORD = (
    ("ideo", re.compile(rf"({CHINESE})\s*")),
    ("multi", re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,8})[.．、]?")),
    ("decimal", re.compile(r"(\d{1,3})[.．、:：]?")),
    ("letter", re.compile(r"[（(]?([a-zA-Z])[.．、)）]?")),
    ("roman", re.compile(r"[（(]?([ivxlcdmIVXLCDM]{2,})[.．、)）]?")),
)
"""Numbers that only Word's own numbering has: nobody would call a lone letter at a sentence's start a number."""
SINGLE = str.maketrans(
    {**{chr(0x2488 + n): f"{n + 1}." for n in range(20)}, **{chr(0x2474 + n): f"（{n + 1}）" for n in range(20)},
     **{chr(0xFF10 + n): str(n) for n in range(10)}}
)  # fmt: skip
"""⒈, ⑴ and １ as the characters they stand for."""
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


@dataclass(frozen=True)
class Label:
    """A number."""

    family: str
    values: tuple[int, ...]
    """Its count, for 1.2.3 all of them."""
    text: str
    """As it stands in the file."""

    @property
    def value(self) -> int:
        """The count within its own level."""
        return self.values[-1]

    @property
    def rank(self) -> int:
        """0 for the highest family; a longer 1.1.1 is lower than 1.1."""
        return FAMILIES.index(self.family) * 10 + (len(self.values) if self.family == "multi" else 0)


@dataclass(frozen=True)
class Item:
    """A line with its number apart."""

    line: Line
    text: str
    label: Label | None = None


def labelled(lines: Iterable[Line]) -> Iterator[Item]:
    """Lines with their numbers taken off: Word's own number counts, and the same number typed behind it is one."""
    path: tuple[int, ...] = ()
    last: dict[str, int] = {}
    for line in lines:
        item = item_of(line, path, last)
        yield item
        if item.label is None:
            continue
        last[item.label.family] = item.label.value
        if item.label.family in ("decimal", "multi"):
            path = item.label.values
        for lower in FAMILIES[FAMILIES.index(item.label.family) + 1 :]:
            last.pop(lower, None)


def item_of(line: Line, path: tuple[int, ...], last: dict[str, int]) -> Item:
    """One line; `path` is the last 1.2.3, `last` the last count of each family."""
    typed, rest = typed_label(line.text)
    if line.number is not None and line.number.text:
        label = label_of(line.number.text)
        if label is None:
            return Item(line, f"{line.number.text} {line.text}")
        doubled = typed is not None and (typed.family == label.family or typed.values == label.values)
        return Item(line, rest if doubled else line.text, label)
    if typed is None or not believable(typed, rest, path, last):
        return Item(line, line.text)
    return Item(line, rest, typed)


def believable(label: Label, rest: str, path: tuple[int, ...], last: dict[str, int]) -> bool:
    """Whether a typed number is one: 1.5 metres is none, 1.1 below 1. is; 3、4月 is none unless a 2、 stood before."""
    if label.family == "multi":
        size = len(label.values)
        following = (*path[: size - 1], path[size - 1] + 1) if len(path) >= size else ()
        return label.values in (following, (*path, 1)) and bool(path)
    if label.family == "ideo" and SECOND.match(rest):
        return False
    if label.text.rstrip().endswith("、") and rest[:1].isdigit():
        return label.value > 1 and last.get(label.family) == label.value - 1
    return True


def typed_label(text: str) -> tuple[Label | None, str]:
    """The number that a text begins with, and the text behind it."""
    plain = text[:1].translate(SINGLE) + text[1:] if text[:1] not in "０１２３４５６７８９" else widened(text)
    for family, pattern in PATTERNS:
        if found := pattern.match(plain):
            rest = plain[found.end() :]
            named = family or NAMED[found[2]]
            return Label(named, values_of(found[1]), plain[: found.end()].strip()), rest
    return None, text


def widened(text: str) -> str:
    """A text whose full-width figures at the beginning are made plain."""
    length = next((place for place, ch in enumerate(text) if ch not in "０１２３４５６７８９．"), len(text))
    return text[:length].translate(SINGLE) + text[length:]


def label_of(shown: str) -> Label | None:
    """The number that Word sets; None for one of no family."""
    label, rest = typed_label(shown)
    if label is not None and not rest:
        return label
    for family, pattern in SET_BY_WORD:
        if found := pattern.fullmatch(shown):
            return Label(family, values_of(found[1]), shown)
    return None


def values_of(text: str) -> tuple[int, ...]:
    """十二 → 12, 1.2 → 1, 2, ③ → 3, b → 2."""
    if text[0].isdecimal():
        return tuple(int(part) for part in re.split(r"[.．]", text))
    if text[0] in "①②③④⑤⑥⑦⑧⑨⑩" or "⑪" <= text[0] <= "⑳" or "㉑" <= text[0] <= "㊿":
        start = next((first, base) for first, base, end in ((0x2460, 1, 0x2473), (0x3251, 21, 0x325F), (0x32B1, 36, 0x32BF)) if first <= ord(text[0]) <= end)  # fmt: skip
        return (ord(text[0]) - start[0] + start[1],)
    if text.isascii():
        return (ord(text[0].lower()) - ord("a") + 1,) if len(text) == 1 else (roman_value(text.lower()),)
    return (chinese_value(text.translate(FORMAL)),)


def chinese_value(text: str) -> int:
    """一百零二 → 102; 二〇 → 20."""
    digits = {character: place for place, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
    if not any(unit in text for unit in "十百"):
        return int("".join(str(digits[character]) for character in text))
    whole, pending = 0, 0
    for character in text:
        if character in "十百":
            whole += (pending or 1) * (10 if character == "十" else 100)
            pending = 0
        else:
            pending = digits[character]
    return whole + pending


def roman_value(text: str) -> int:
    """xiv → 14."""
    worth = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in text]
    return sum(-value if value < following else value for value, following in zip(worth, [*worth[1:], 0], strict=True))
