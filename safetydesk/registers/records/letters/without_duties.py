"""Letters whose post has no duties: what they would leave out, named before they are issued and printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safetydesk.registers.records.letters.issue import duties_of_posts
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.registers.records.letters.signatories import Signatory, missing
from safetydesk.registers.records.letters.template import Template, read_template
from safetydesk.registers.records.letters.wording import wording_in_use
from safetydesk.storage.database import Database
from safetydesk.words import Words

BETWEEN_POSTS = "、"


@dataclass(frozen=True)
class WithoutDuties:
    """Somebody whose letter says nothing of the duties of a post."""

    name: str
    posts: tuple[str, ...]
    """The posts without duties; none for who holds no post at all."""
    number: str = ""
    """Of the letter, where there is one already."""


def before_issue(
    database: Database, kind: LetterKind, year: int, language: str, people: Sequence[Signatory] | None = None
) -> list[WithoutDuties]:
    """Which of these people would get such a letter now; of all who need one and have none, where nobody is said."""
    if not lists_duties(read_template(wording_in_use(database, kind, language))):
        return []
    posts = duties_of_posts(database, "zh_CN")
    found = []
    for person in missing(database, kind, year) if people is None else people:
        bare = tuple(posts[row_id]["post"] for row_id in person.post_ids if not posts[row_id]["duties"])
        if bare or not person.post_ids:
            found.append(WithoutDuties(person.name, bare))
    return found


def among_letters(database: Database, ids: Iterable[int]) -> list[WithoutDuties]:
    """Which of these letters leave duties out, in the order of the ids: judged by what was stored when it was issued."""
    english = dict(database.query("SELECT name, name_en FROM post WHERE name_en <> '' ORDER BY deleted_at IS NULL"))
    listing = {
        row_id
        for row_id, wording in database.query("SELECT id, wording FROM letter_text")
        if lists_duties(read_template(wording))
    }
    sql = (
        "SELECT l.text_id, l.number, l.party_b, l.post, l.duties FROM json_each(?) chosen "
        "JOIN letter l ON l.id = chosen.value ORDER BY chosen.key"
    )
    found = []
    for text_id, number, name, post, duties in database.query(sql, [json.dumps(list(ids))]):
        if text_id in listing:
            given = {group["post"] for group in json.loads(duties)}
            held = [part for part in (post or "").split(BETWEEN_POSTS) if part]
            bare = tuple(part for part in held if not given & {part, english.get(part)})
            if bare or not held:
                found.append(WithoutDuties(name, bare, number))
    return found


def lists_duties(template: Template) -> bool:
    """Whether a wording has a place for the duties of posts."""
    return any(block.kind == "duties" for block in template.blocks)


def named(found: Iterable[WithoutDuties], words: Words) -> list[str]:
    """Each of them with the posts that lack duties, as a person reads it."""
    return [
        words.text("no_duties.posts", name=item.name, posts=item.posts)
        if item.posts
        else words.text("no_duties.no_post", name=item.name)
        for item in found
    ]
