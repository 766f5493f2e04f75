"""Filed items made ready for a volume: copied without the place of photos, each file as pages, what is wrong told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from safetydesk.errors import Cancelled, Message, message
from safetydesk.export.volume.plan import Filed, Part
from safetydesk.export.volume.sources import DAMAGED, LOCKED, REPAIRED, Ready, make_ready
from safetydesk.operations.archive.gathering import Item
from safetydesk.operations.archive.originals import Original
from safetydesk.words import Words

UNMERGED = (LOCKED, DAMAGED, REPAIRED)
"""What is told; that a Word file has no pages in the volume is no fault."""


class Preparing:
    """Makes items ready one after another; `root` holds the copies, `scratch` gets the pages."""

    def __init__(self, root: Path, scratch: Path, cancelled: Callable[[], bool]) -> None:
        self.root, self.scratch, self.cancelled = root, scratch, cancelled
        self.notes: list[Message] = []

    def filed(self, place: int, item: Item, originals: Sequence[Original]) -> Filed:
        """An item in its volume; the first of its files that has pages bears its stamp."""
        values = item.values
        parts: list[Part] = []
        for original in originals:
            bears = not any(part.ready.pages for part in parts)
            parts.append(self.part(item, original, bears))
        day = values["dated"].isoformat()
        return Filed(place, values["code"], values["title"], values["author"], day, tuple(parts), item.stamp)

    def part(self, item: Item, original: Original, stamped: bool) -> Part:
        """A file made ready: from its copy, which no longer tells where a photo was taken. Raises Cancelled."""
        self.look()
        file, code = original.file, item.values["code"]
        self.notes.extend(note for note in [original.note(code)] if note)
        ready = Ready(DAMAGED)
        if original.path:
            target = self.scratch / f"file-{file.id}.pdf"
            ready = make_ready(self.root / original.path, file.media_type, file.turn, target, stamped)
            if ready.state in UNMERGED:
                self.notes.append(message(f"archive.file_{ready.state}", code=code, file=file.name))
        return Part(file.caption or file.name, ready)

    def look(self) -> None:
        """Raise Cancelled where the clerk wants no more of it."""
        if self.cancelled():
            raise Cancelled


def cover_facts(
    words: Words, school: dict[str, str], year_text: str, named: str, filed: Sequence[tuple[Item, Filed]], box: str = ""
) -> tuple[tuple[str, str], ...]:
    """The table on a cover, without the lines that have nothing to say; `named` are the classes inside."""
    kept = dict.fromkeys(item.values["retention"] for item, _ in filed)
    lines = {
        "fonds_name": school["name"],
        "fonds": school["fonds"],
        "year": year_text,
        "retention": words.listed(words.term("retention", term) for term in kept),
        "class": named,
        "box": box,
        "items": str(len(filed)),
        "pages": str(sum(ready.pages for _, ready in filed)),
    }
    return tuple((words.text(f"archive.cover_{key}"), text) for key, text in lines.items() if text)
