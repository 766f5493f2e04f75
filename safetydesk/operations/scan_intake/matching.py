"""Which page of the pile belongs to which letter, and which letters are whole. Never a guess: a page without a sound
code of this school waits until somebody says whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from safetydesk.errors import Message, message
from safetydesk.intake.scans.reading import BLANK, PageRead
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.kinds import EXEMPT, PARENT, VOID
from safetydesk.storage.database import Database

Place = tuple[int, int]
"""File and page of the pile."""


@dataclass(frozen=True)
class KnownLetter:
    """What a page is matched with."""

    id: int
    number: str
    key: str
    kind: str
    party: str
    state: str


@dataclass(frozen=True)
class ScanPage:
    """A page of the pile and where it goes."""

    read: PageRead
    letter: KnownLetter | None = None
    page: int = 0
    """Of the letter, from 1; 0 where only somebody's word says whose it is."""
    pages: int = 0
    turn: int = 0
    why: Message | None = None
    """Why it goes nowhere."""

    @property
    def place(self) -> Place:
        """Where it lies in the pile."""
        return self.read.file, self.read.page

    @property
    def open(self) -> bool:
        """Whether somebody has to look at it: neither filed nor an empty back."""
        return self.letter is None and self.read.why != BLANK


@dataclass(frozen=True)
class ScanLetter:
    """The pages of one letter, in order, several copies one after another."""

    letter: KnownLetter
    pages: tuple[ScanPage, ...]
    missing: tuple[int, ...]
    """Pages that are not in the pile."""

    @property
    def whole(self) -> bool:
        """Whether it can be filed as signed: a parent's letter by its last page, which bears the receipt."""
        if not self.missing:
            return True
        last = max((page.pages for page in self.pages), default=0)
        return self.letter.kind == PARENT.key and last not in self.missing


@dataclass(frozen=True)
class ScanPlan:
    """A pile sorted out."""

    pages: tuple[ScanPage, ...]
    letters: tuple[ScanLetter, ...]
    blanks: int = 0
    assigned: Mapping[Place, int] = field(default_factory=dict)

    @property
    def open_pages(self) -> list[ScanPage]:
        """Pages that somebody has to look at."""
        return [page for page in self.pages if page.open]

    @property
    def ready(self) -> list[ScanLetter]:
        """Letters that can be filed."""
        return [letter for letter in self.letters if letter.whole]

    @property
    def incomplete(self) -> list[ScanLetter]:
        """Letters of which pages are missing."""
        return [letter for letter in self.letters if not letter.whole]


def match(office: Office, pages: Sequence[PageRead], assigned: Mapping[Place, int] | None = None) -> ScanPlan:
    """Sort a pile out; `assigned` says by hand to which letter (row id) a page belongs."""
    by_hand = dict(assigned or {})
    school = str(office.database.query("SELECT code FROM school")[0][0])
    known = known_letters(office.database, keys_of(pages), by_hand.values())
    by_key = {letter.key: letter for letter in known}
    by_id = {letter.id: letter for letter in known}
    placed = tuple(
        ScanPage(page, by_id[by_hand[page.file, page.page]])
        if (page.file, page.page) in by_hand
        else place(page, school, by_key)
        for page in pages
    )
    return ScanPlan(placed, letters_of(placed), sum(page.why == BLANK for page in pages), by_hand)


def keys_of(pages: Iterable[PageRead]) -> set[str]:
    """All keys that were read."""
    return {code.key for page in pages for code in page.codes}


def known_letters(database: Database, keys: Iterable[str], ids: Iterable[int]) -> list[KnownLetter]:
    """The letters of some keys and row ids."""
    sql = "SELECT id, number, key, kind, party_b, state FROM letter WHERE deleted_at IS NULL AND "
    found: dict[int, KnownLetter] = {}
    for column, values in (("key", list(keys)), ("id", list(ids))):
        for start in range(0, len(values), 500):
            block = values[start : start + 500]
            rows = database.query(f"{sql}{column} IN ({','.join('?' * len(block))})", block)
            found.update((row[0], KnownLetter(*row)) for row in rows)
    return list(found.values())


def place(page: PageRead, school: str, known: Mapping[str, KnownLetter]) -> ScanPage:
    """Where a page goes by its code alone."""
    if not page.codes:
        return ScanPage(page, why=message(f"scan.why_{page.why}"))
    if len(page.codes) > 1:
        return ScanPage(page, why=message("scan.why_several"))
    code = page.codes[0]
    if code.school not in ("", school):
        return ScanPage(page, why=message("scan.why_other_school", school=code.school))
    letter = known.get(code.key)
    if letter is None:
        return ScanPage(page, why=message("scan.why_unknown"))
    if letter.state in (VOID, EXEMPT):
        return ScanPage(page, why=message("scan.why_closed", number=letter.number))
    return ScanPage(page, letter, code.page, code.pages, code.turn)


def letters_of(pages: Iterable[ScanPage]) -> tuple[ScanLetter, ...]:
    """The letters that pages were found of, in the order of their numbers."""
    held: dict[int, list[ScanPage]] = {}
    for page in pages:
        if page.letter:
            held.setdefault(page.letter.id, []).append(page)
    return tuple(sorted((gathered(found) for found in held.values()), key=lambda item: item.letter.number))


def gathered(found: Sequence[ScanPage]) -> ScanLetter:
    """One letter's pages: first copy in order, second copy in order, then what was given by hand.

    Where only barcodes could be read nobody knows how many pages there are: the highest that was found counts.
    """
    assert found[0].letter is not None
    total = max(max(page.pages for page in found), max(page.page for page in found))
    copy: Counter[int] = Counter()
    ordered = []
    for page in found:
        copy[page.page] += 1
        ordered.append(((page.page == 0, copy[page.page], page.page), page))
    ordered.sort(key=lambda pair: pair[0])
    by_hand = sum(page.page == 0 for page in found)
    missing = [number for number in range(1, total + 1) if copy[number] == 0]
    # A page given by hand stands for one that could not be read.
    return ScanLetter(found[0].letter, tuple(page for _, page in ordered), tuple(missing[by_hand:]))
