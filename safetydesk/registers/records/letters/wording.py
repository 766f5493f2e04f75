"""The school's own wording of a kind of letter: its versions, and how one is written down.

A version is a row of its own and never changes: letters point at the one they were issued with. Going back to the
program's wording puts the own ones into the trash, where letters still find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import tomli_w

from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.registers.records.letters.template import (
    FIELDS,
    FLAGS,
    KINDS,
    LISTS,
    NUMBERS,
    PLACE,
    Template,
    TemplateBlock,
    read_template,
    template_text,
)
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database

LEAST = {"signatures": {"left": (1, 6), "right": (1, 6)}, "roster": {"headings": (3, 3)}}
"""Lists that a page has places for, with the fewest and the most entries."""


@dataclass(frozen=True)
class Version:
    """One wording that the school wrote."""

    id: int
    day: str
    """When it was saved, ISO."""
    current: bool
    letters: int
    """How many letters were issued with it."""


def own_wording(database: Database, kind: LetterKind, language: str) -> int | None:
    """Row of the school's own wording in use; None while the program's is."""
    sql = "SELECT max(id) FROM letter_text WHERE kind = ? AND language = ? AND edited = 1 AND deleted_at IS NULL"
    found = database.query(sql, [kind.key, language])[0][0]
    return int(found) if found is not None else None


def wording_in_use(database: Database, kind: LetterKind, language: str) -> str:
    """The wording that the next letters are issued with, as TOML."""
    own = own_wording(database, kind, language)
    return wording_of(database, own) if own is not None else template_text(kind.key, language)


def wording_of(database: Database, row_id: int) -> str:
    """A stored wording."""
    return str(database.query("SELECT wording FROM letter_text WHERE id = ?", [row_id])[0][0])


def versions(database: Database, kind: LetterKind, language: str) -> list[Version]:
    """The school's own wordings, the newest first, withdrawn ones too."""
    own = own_wording(database, kind, language)
    sql = (
        "SELECT t.id, substr(t.created_at, 1, 10), (SELECT count(*) FROM letter l WHERE l.text_id = t.id) "
        "FROM letter_text t WHERE t.kind = ? AND t.language = ? AND t.edited = 1 ORDER BY t.id DESC"
    )
    return [
        Version(row_id, day, row_id == own, count) for row_id, day, count in database.query(sql, [kind.key, language])
    ]


def add_version(action: Action, kind: LetterKind, language: str, template: Template) -> int:
    """Store a version inside an action; it is in use from then on.

    Raises UserError for one that cannot be printed, or that is of another kind or language.
    """
    if (template.kind, template.language) != (kind.key, language):
        raise UserError(message("wording.other", kind=template.kind, language=template.language), message("wording.other_hint"))  # fmt: skip
    text = serialized(template)
    prove(text)
    return action.insert("letter_text", {"kind": kind.key, "language": language, "wording": text, "edited": 1})


def withdraw(action: Action, database: Database, kind: LetterKind, language: str) -> None:
    """Put the own wordings in use away inside an action: the program's counts again."""
    sql = "SELECT id FROM letter_text WHERE kind = ? AND language = ? AND edited = 1 AND deleted_at IS NULL"
    for (row_id,) in database.query(sql, [kind.key, language]):
        action.trash("letter_text", row_id, "wording")


def serialized(template: Template) -> str:
    """A wording as TOML; reading it gives the same wording back."""
    head = {"kind": template.kind, "language": template.language, "version": template.version}
    blocks = [{"kind": block.kind, **block.members} for block in template.blocks]
    return tomli_w.dumps({**head, "name": template.name, "number": template.number, "block": blocks})


def prove(text: str) -> None:
    """Raise UserError for a stored wording that could not be printed."""
    try:
        template = read_template(text)
    except ValueError as error:
        raise UserError(message("wording.unknown", what=str(error)), message("wording.unknown_hint")) from error
    refuse_unfinished(template)
    if not any(block.kind == "title" and block.members.get("text", "").strip() for block in template.blocks):
        raise UserError(message("wording.no_title"), message("wording.no_title_hint"))


def refuse_unfinished(template: Template) -> None:
    """Raise UserError where a wording names a field that there is none of, or a block cannot be drawn yet."""
    if unknown := unknown_fields(template):
        raise UserError(message("wording.unknown", what=tuple(unknown)), message("wording.unknown_hint"))
    for block in template.blocks:
        for name, (least, most) in LEAST.get(block.kind, {}).items():
            if not least <= len(block.members[name]) <= most:
                raise UserError(
                    message("wording.unfinished", block=message(f"wording.block_{block.kind}"), member=message(f"wording.member_{name}")),
                    message("wording.unfinished_hint", least=least),
                )  # fmt: skip


def unknown_fields(template: Template) -> tuple[str, ...]:
    """Names in braces that no letter has."""
    texts = [template.number, *(text for block in template.blocks for text in block.texts())]
    found = (name for text in texts for name in PLACE.findall(text))
    return tuple(dict.fromkeys(name for name in found if name not in FIELDS))


def empty_block(kind: str) -> TemplateBlock:
    """A new block with all its members empty."""
    members: dict[str, Any] = {}
    for name in sorted(KINDS[kind]):
        if name not in NUMBERS.keys() | FLAGS:
            members[name] = [] if name in LISTS else ""
    return TemplateBlock(kind, members)
