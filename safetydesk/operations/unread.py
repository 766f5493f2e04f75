"""Pictures and documents that could not be read, told with file and record: the same sentence in window and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from safetydesk.core.picture_file import Unread
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.volume.plan import Part

MOST_NAMED = 12


def unread_parts(parts: Sequence[Part], record: str) -> Iterator[Unread]:
    """Files of a record that are damaged or under a password; those of other programs have no pages to read."""
    from safetydesk.export.volume.sources import DAMAGED, LOCKED

    for part in parts:
        if part.ready.state in (DAMAGED, LOCKED):
            yield Unread(part.title, record)


def unread_told(words: Words, found: Sequence[Unread]) -> str:
    """The sentence: which files of which records are not on the paper; nothing where all could be read."""
    if not found:
        return ""
    lines = [words.text("paper.unread_line", file=item.file, record=item.record) for item in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        lines.append("…")
    return words.text("paper.unread", n=len(found), lines="\n".join(lines))
