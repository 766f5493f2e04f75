"""Signed letters: the parents' letters of a class and year are one item, every other letter is one by itself (A04).

DA/T 22-2015 takes as one item what belongs together in one matter: a class's return of one and the same letter is
handed in, counted and looked for as one bundle; a letter of a member of staff or a unit is looked for by its name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from safetydesk.operations.attaching import Attached
from safetydesk.operations.filing.draft import BOTH, PAPER, Draft, FileClass, classed
from safetydesk.operations.filing.record_files import files_by_record
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import fresh, source
from safetydesk.registers.records.letters.kinds import BUREAU, CONVENTION, DONE, EXEMPT, PARENT, VOID, WAITING
from safetydesk.registers.records.letters.register import LETTERS

CLASS = "A04"
BUREAU_RETENTION = "30年"
"""The bureau's own letter is kept longer than the school's (archive-and-pages.md, A04)."""
WAIT = timedelta(days=30)
"""A class's bundle waits so long for its last letters; later ones are filed as a supplement."""


@dataclass(frozen=True)
class SignedLetter:
    """What matters of a letter for filing it."""

    id: int
    number: str
    kind: str
    type: str
    year: int
    state: str
    party_a: str
    party_b: str
    class_name: str
    day: str
    issued_on: str
    ended: bool

    @property
    def bundle(self) -> tuple[str, int, str]:
        """Letters alike in this are one item."""
        one = self.class_name if self.kind == PARENT.key else str(self.id)
        return self.kind, self.year, one


def letter_drafts(
    office: Office, known: Collection[str], classes: Sequence[FileClass], year: int | None = None
) -> list[Draft]:
    """Items that signed letters would make."""
    letters = read_letters(office, year)
    bundles = [list(group) for _, group in groupby(letters, key=lambda letter: letter.bundle)]
    wanted: list[tuple[list[SignedLetter], bool]] = []
    for bundle in bundles:
        new = set(fresh(LETTERS.key, [letter.id for letter in bundle if letter.state in DONE], known))
        if new and ready(bundle, office.clock.today()):
            signed = [letter for letter in bundle if letter.state in DONE]
            wanted.append(([letter for letter in signed if letter.id in new], len(new) < len(signed)))
    files = files_by_record(office, LETTERS.key, [letter.id for bundle, _ in wanted for letter in bundle])
    return [draft_of(office, bundle, late, files, classes) for bundle, late in wanted]


def read_letters(office: Office, year: int | None) -> list[SignedLetter]:
    """The letters of a year, or of all, that count, bundle by bundle in the order of their numbers."""
    sql = (
        "SELECT id, number, kind, type, year, state, party_a, party_b, class_name, "
        "COALESCE(signed_on, filed_on, issued_on), issued_on, ended_on IS NOT NULL FROM letter "
        "WHERE deleted_at IS NULL AND state NOT IN (?, ?) AND (? IS NULL OR year = ?) ORDER BY year, kind, "
        "CASE kind WHEN ? THEN class_name ELSE '' END, serial, id"
    )
    return [SignedLetter(*row) for row in office.database.query(sql, [VOID, EXEMPT, year, year, PARENT.key])]


def ready(bundle: Sequence[SignedLetter], today: date) -> bool:
    """Whether all that will come has come, or been waited for long enough."""
    if not any(letter.state in WAITING and not letter.ended for letter in bundle):
        return True
    return date.fromisoformat(max(letter.issued_on for letter in bundle)) + WAIT < today


def draft_of(
    office: Office,
    letters: Sequence[SignedLetter],
    supplement: bool,
    files: dict[int, list[Attached]],
    classes: Sequence[FileClass],
) -> Draft:
    """One bundle as an item: scans where there are, printed letters for the others."""
    first = letters[0]
    scans = tuple(file for letter in letters for file in files.get(letter.id, ()))
    numbers = list(dict.fromkeys(letter.number for letter in (first, letters[-1])))
    draft = Draft(
        key=f"{LETTERS.key}-{first.id}",
        title=title_of(office, letters, supplement),
        author=first.party_a,
        doc_no="—".join(numbers),
        dated=date.fromisoformat(max(letter.day for letter in letters)),
        year=first.year,
        carrier=BOTH if scans else PAPER,
        sources=tuple(source(LETTERS.key, letter.id) for letter in letters),
        printed=tuple(letter.id for letter in letters if letter.id not in files),
        files=scans,
    )
    return classed(draft, classes, CLASS, BUREAU_RETENTION if first.kind == BUREAU.key else "")


def title_of(office: Office, letters: Sequence[SignedLetter], supplement: bool) -> str:
    """Year, kind, and whose it is; how many for a bundle."""
    first, words = letters[0], office.paper
    values = {"first": first.year, "last": first.year + 1, "type": words.term("letter_type", first.type)}
    if first.kind == PARENT.key:
        name = "filing.supplement_title" if supplement else "filing.bundle_title"
        return words.text(name, **values, group=first.class_name or words.text("filing.no_class"), n=len(letters))
    party = first.class_name if first.kind == CONVENTION.key else first.party_b
    return words.text("filing.letter_title", **values, party=party)
