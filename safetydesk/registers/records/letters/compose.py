"""A stored letter and its wording made into a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.export.letter.document import (
    Block,
    Closing,
    Heading,
    LetterDocument,
    Paragraph,
    Receipt,
    Roster,
    Signatures,
    Title,
)
from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.template import PLACE, Template, TemplateBlock, read_template
from safetydesk.storage.database import Database

BY_HAND = {
    "guardian": 10,
    "relation": 6,
    "phone": 14,
    "class_name": 8,
    "head_teacher": 10,
    "principal": 10,
    "post": 12,
    "leader": 10,
}
"""Underscores that stand where the record has nothing: a rule to write on."""
CHINESE_DIGITS = "〇一二三四五六七八九"
COLUMNS = (
    "id", "number", "key", "year", "kind", "text_id", "party_a", "principal", "party_b", "class_name", "head_teacher",
    "dept", "post", "guardian", "relation", "phone", "pupils", "duties", "term_from", "term_to", "copies", "issued_on",
    "leader",
)  # fmt: skip


@dataclass(frozen=True)
class LetterFacts:
    """What is printed of one letter."""

    values: Mapping[str, Any]
    pupils: tuple[str, ...]
    duties: tuple[Mapping[str, Any], ...]


def read_letters(database: Database, ids: Iterable[int]) -> list[LetterFacts]:
    """Stored letters in the order of the ids; raises KeyError for one that is not there."""
    wanted = list(ids)
    found: dict[int, LetterFacts] = {}
    for start in range(0, len(wanted), 500):
        block = wanted[start : start + 500]
        sql = f"SELECT {', '.join(COLUMNS)} FROM letter WHERE id IN ({','.join('?' * len(block))})"
        for row in database.query(sql, block):
            values = dict(zip(COLUMNS, row, strict=True))
            found[values["id"]] = LetterFacts(
                values, tuple(json.loads(values["pupils"])), tuple(json.loads(values["duties"]))
            )
    return [found[row_id] for row_id in wanted]


def documents(database: Database, ids: Iterable[int]) -> list[LetterDocument]:
    """Letters ready to be laid out, each with the wording it was issued with."""
    code = str(database.query("SELECT code FROM school")[0][0])
    letters = read_letters(database, ids)
    templates = {row_id: read_template(text) for row_id, text in database.query("SELECT id, wording FROM letter_text")}
    return [compose(templates[letter.values["text_id"]], letter, code) for letter in letters]


def compose(template: Template, letter: LetterFacts, school_code: str) -> LetterDocument:
    """Put a letter's facts into its wording."""
    fields = printed_fields(letter, template.language)
    starts = first_numbers(template.blocks)
    blocks = tuple(
        block
        for part, first in zip(template.blocks, starts, strict=True)
        for block in made(part, letter, fields, template.language, first)
    )
    return LetterDocument(
        number=letter.values["number"],
        key=letter.values["key"],
        school=school_code,
        party=letter.values["party_b"],
        language=template.language,
        heading_number=filled(template.number, fields),
        blocks=blocks,
    )


def printed_fields(letter: LetterFacts, language: str) -> dict[str, str]:
    """Every field as it reads on paper."""
    values = letter.values
    fields = {name: str(values.get(name) or "_" * BY_HAND.get(name, 0)) for name in (*COLUMNS, *BY_HAND)}
    year = values["year"]
    fields.update(
        school=values["party_a"],
        name=values["party_b"],
        year_title=f"{year}—{year + 1}学年" if language == "zh_CN" else f"{year}–{year + 1}",
        term_from=long_date(values["term_from"], language),
        term_to=long_date(values["term_to"], language),
        copies=CHINESE_DIGITS[values["copies"]].replace("二", "两") if language == "zh_CN" else str(values["copies"]),
    )
    return fields


def long_date(text: str, language: str) -> str:
    """A day in words of the language."""
    day = date.fromisoformat(text)
    return (
        f"{day.year}年{day.month}月{day.day}日"
        if language == "zh_CN"
        else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    )


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def filled(text: str, fields: Mapping[str, str]) -> str:
    """A text with its fields put in; nothing in a person's name can act as a field."""
    return PLACE.sub(lambda found: fields[found[1]], text)


def first_numbers(parts: Iterable[TemplateBlock]) -> list[int]:
    """The number of each block's first clause: 1, or one more than the last clause before where it is continued."""
    found: list[int] = []
    following = 1
    for part in parts:
        found.append(following if part.members.get("continued") else 1)
        if part.kind == "clauses":
            following = found[-1] + len(part.members["clauses"])
    return found


def made(
    part: TemplateBlock, letter: LetterFacts, fields: Mapping[str, str], language: str, first: int = 1
) -> Iterator[Block]:
    """The blocks that a block of the wording becomes; clauses are numbered from `first` on."""
    members: dict[str, Any] = {
        name: filled(value, fields)
        if isinstance(value, str)
        else tuple(filled(item, fields) for item in value)
        if isinstance(value, list)
        else value
        for name, value in part.members.items()
    }
    match part.kind:
        case "title":
            yield Title(members["text"])
        case "heading":
            yield Heading(members["text"], members.get("level", 1))
        case "paragraph":
            yield Paragraph(members["text"], members.get("indent", 2))
        case "clauses":
            yield from numbered(members["clauses"], language, first)
        case "duties":
            yield from duty_blocks(letter, members["heading"], language)
        case "signatures":
            yield Signatures(members["left"], members["right"], members["date"])
        case "closing":
            yield Closing(members["lines"])
        case "receipt":
            yield Receipt(members["cut"], members["title"], members["lines"])
        case "roster":
            yield Roster(members["title"], members["headings"], letter.pupils)


def numbered(clauses: Iterable[str], language: str, first: int = 1) -> Iterator[Block]:
    """Clauses numbered 1. 2. 3. or from another number on, without the tags that say which domain they belong to."""
    gap = "" if language == "zh_CN" else " "
    yield from (Paragraph(f"{number}.{gap}{untagged(text)}") for number, text in enumerate(clauses, first))


def duty_blocks(letter: LetterFacts, heading: str, language: str) -> Iterator[Block]:
    """The duties of each post under a heading of its own; who holds one post needs no sub-heading."""
    if not letter.duties:
        return
    yield Heading(heading)
    for place, group in enumerate(letter.duties):
        if len(letter.duties) > 1:
            mark = f"（{'一二三四五六七八九十'[place % 10]}）" if language == "zh_CN" else f"({place + 1}) "
            yield Heading(f"{mark}{group['post']}", 2)
        yield from numbered(group["duties"], language)
