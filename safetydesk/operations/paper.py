"""A finished paper, and what becomes of it: only looked at, saved as a file, or given to the printer.

One rule for all papers. Looking at a preview, cancelling and a failed job are no printing and leave nothing in the
history. A saved file has left the program (`export`), which is what undo goes by; whether it was ever printed is known
to the clerk alone. A paper counts as printed (`print`) once a printer took it, or once the clerk says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.printed import first_prints
from safetydesk.storage.database import Database
from safetydesk.storage.history import entries

LETTERS = "letters.print"
"""The action of the letters themselves, as distinct from lists that name letters."""

Changes = Callable[[Database, Sequence[int], str], dict[int, dict[str, Any]]]
CHANGED_BY_PRINT: dict[str, Changes] = {LETTERS: first_prints}
"""Papers whose records change when they are printed: from the ids and the day to the columns of each row."""


@dataclass(frozen=True)
class Span:
    """Pages that show one record and nothing else."""

    row_id: int
    pages: range
    """From 0."""


@dataclass(frozen=True)
class Paper:
    """The PDF of a paper, and the records that it shows."""

    path: Path
    action: str
    """Under which name the history notes it: letters.print, ledger.export …"""
    table: str
    ids: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    """Which pages belong to which record, where each begins a page; several of one record are copies of it."""
    note: str = ""
    """What the history tells beside the file's name."""

    def whole(self, pages: Collection[int]) -> tuple[int, ...]:
        """Records that are complete on some of the pages: all of their own pages, once at least.

        Where records share pages, as in a list, any page shows what may be any of them.
        """
        if not self.spans:
            return self.ids if pages else ()
        found = {span.row_id for span in self.spans if all(page in pages for page in span.pages)}
        return tuple(row_id for row_id in self.ids if row_id in found)

    def begun(self, pages: Collection[int]) -> tuple[int, ...]:
        """Records of which some page, but no complete copy, is among the pages."""
        whole = self.whole(pages)
        found = {span.row_id for span in self.spans if any(page in pages for page in span.pages)}
        return tuple(row_id for row_id in self.ids if row_id in found and row_id not in whole)


def spans_of(ids: Iterable[int], lengths: Iterable[int]) -> tuple[Span, ...]:
    """Records that follow one another, each so many pages long; neighbours of the same record are one."""
    spans: list[Span] = []
    first = 0
    for row_id, length in zip(ids, lengths, strict=True):
        start = spans.pop().pages.start if spans and spans[-1].row_id == row_id else first
        first += length
        spans.append(Span(row_id, range(start, first)))
    assert all(one.pages.stop == other.pages.start for one, other in pairwise(spans))
    return tuple(spans)


def record_saved(office: Office, paper: Paper, path: Path | None = None) -> None:
    """Note in the history that the records left the program in a file; `path` where it bears another name."""
    text = f"{(path or paper.path).name} {paper.note}".strip()
    with office.database.action(paper.action) as action:
        action.record("export", paper.table, paper.ids, text)


def record_printed(office: Office, paper: Paper, pages: Collection[int] | None = None) -> tuple[int, ...]:
    """One action: the paper is printed, or those of its pages (from 0) that the printer was given.

    Returns the records that count as printed. One that is only begun has still left the program, so that what it
    says cannot be undone unseen.
    """
    whole, begun = (paper.ids, ()) if pages is None else (paper.whole(pages), paper.begun(pages))
    change = CHANGED_BY_PRINT.get(paper.action)
    changed = change(office.database, whole, office.clock.today().isoformat()) if change else {}
    text = f"{paper.path.name} {paper.note}".strip()
    with office.database.action(paper.action) as action:
        action.update_many(paper.table, changed)
        if whole or not paper.ids:
            action.record("print", paper.table, whole, text)
        if begun:
            action.record("export", paper.table, begun, text)
    return whole


def saved_paper(office: Office, name: str) -> Paper:
    """The paper that was last saved as a file of that name. Raises UserError where the history knows none."""
    sought = Path(name).name
    told = "CASE WHEN json_valid(t.after) THEN json_extract(t.after, '$.text') END"
    where = f"a.action = 'export' AND a.row_id IS NULL AND {told} LIKE ? ESCAPE '!'"
    escaped = "".join(f"!{ch}" if ch in "!%_" else ch for ch in sought)
    for entry in entries(office.database, where, [f"{escaped}%"], "a.seq DESC"):
        text = str(entry.after["text"])
        if text == sought or text.startswith(f"{sought} "):
            note = text[len(sought) :].strip()
            return Paper(Path(sought), entry.name, entry.table, tuple(entry.after["ids"]), note=note)
    raise UserError(message("paper.unknown_file", file=sought), message("paper.unknown_file_hint"))
