"""A stored letter and its wording made into a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from safetydesk.export.letter.document import (
    Block,
    LetterDocument,
    Paragraph,
    Receipt,
    Roster,
    Title,
)
from safetydesk.registers.records.letters.clause_tags import untagged
from safetydesk.registers.records.letters.numbering import Numbering
from safetydesk.registers.records.letters.parties import closing, signatures
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


Written = Callable[[str, str], str]
"""How a field's value, given with the field's name, is written into the text."""


@dataclass(frozen=True)
class StoredLetters:
    """Letters and their wordings as the database holds them: to be composed anywhere, in a worker too."""

    letters: tuple[LetterFacts, ...]
    wordings: Mapping[int, str]
    code: str
    """The school's, which the machine codes carry."""

    def composed(self, written: Written | None = None) -> Iterator[LetterDocument]:
        """Each letter with the wording it was issued with."""
        for letter in self.letters:
            yield compose(parsed(self.wordings[letter.values["text_id"]]), letter, self.code, written)


parsed = lru_cache(maxsize=64)(read_template)
"""Wordings are parsed once: there are a few of them and thousands of letters."""


def read_stored(database: Database, ids: Iterable[int]) -> StoredLetters:
    """What composing some letters takes, on the thread of the database."""
    code = str(database.query("SELECT code FROM school")[0][0])
    letters = tuple(read_letters(database, ids))
    wordings = dict(database.query("SELECT id, wording FROM letter_text"))
    return StoredLetters(letters, wordings, code)


def documents(database: Database, ids: Iterable[int], written: Written | None = None) -> list[LetterDocument]:
    """Letters ready to be laid out, each with the wording it was issued with."""
    return list(read_stored(database, ids).composed(written))


def compose(
    template: Template, letter: LetterFacts, school_code: str, written: Written | None = None
) -> LetterDocument:
    """Put a letter's facts into its wording; `written` marks what comes from them for whoever reads the result."""
    fields = printed_fields(letter, template.language)
    if written is not None:
        fields = {name: written(name, value) for name, value in fields.items()}
    numbers = Numbering(template.language)
    parts = filled_parts(template, letter)
    blocks = tuple(block for part in parts for block in made(part, letter, fields, numbers))
    return LetterDocument(
        number=letter.values["number"],
        key=letter.values["key"],
        school=school_code,
        party=letter.values["party_b"],
        language=template.language,
        heading_number=filled(template.number, fields),
        blocks=blocks,
    )


def filled_parts(template: Template, letter: LetterFacts) -> list[TemplateBlock]:
    """The blocks of a wording that say something in this letter: no empty list, and no heading above nothing but those.

    A heading that the wording itself sets above nothing says what it says, and stays.
    """
    kept: list[TemplateBlock] = []
    for place in range(len(template.blocks) - 1, -1, -1):
        part, below = template.blocks[place], template.blocks[place + 1 : place + 2]
        emptied = part.kind == "heading" and ends_empty(part, kept[:1]) and not ends_empty(part, below)
        if not is_empty(part, letter) and not emptied:
            kept.insert(0, part)
    return kept


def is_empty(part: TemplateBlock, letter: LetterFacts) -> bool:
    """Whether a block prints nothing."""
    if part.kind == "duties":
        return not letter.duties
    return part.kind == "clauses" and not any(clause.strip() for clause in part.members["clauses"])


def ends_empty(heading: TemplateBlock, below: Sequence[TemplateBlock]) -> bool:
    """Whether nothing stands below a heading: the letter ends, or a heading of its own level or a higher one follows."""
    if not below:
        return True
    follows = 1 if below[0].kind == "duties" else below[0].members.get("level", 1)
    return below[0].kind in ("heading", "duties") and follows <= heading.members.get("level", 1)


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


def made(part: TemplateBlock, letter: LetterFacts, fields: Mapping[str, str], numbers: Numbering) -> Iterator[Block]:
    """The blocks that a block of the wording becomes."""
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
            yield numbers.heading(members["text"], members.get("level", 1))
        case "paragraph":
            yield Paragraph(members["text"], members.get("indent", 2))
        case "clauses":
            yield from numbers.clauses(map(untagged, members["clauses"]), members.get("continued", False))
        case "duties":
            yield from duty_blocks(letter, members["heading"], numbers)
        case "signatures":
            yield signatures(members, letter.values, numbers.language)
        case "closing":
            yield closing(members["lines"])
        case "receipt":
            yield Receipt(members["cut"], members["title"], members["lines"])
        case "roster":
            yield Roster(members["title"], members["headings"], letter.pupils)


def duty_blocks(letter: LetterFacts, heading: str, numbers: Numbering) -> Iterator[Block]:
    """The duties of each post under a heading of its own; who holds one post needs no sub-heading."""
    if not letter.duties:
        return
    yield numbers.heading(heading)
    for group in letter.duties:
        if len(letter.duties) > 1:
            yield numbers.heading(group["post"], 2)
        yield from numbers.clauses(map(untagged, group["duties"]))
