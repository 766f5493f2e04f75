"""The chain of letters (S77): bureau, school, departments and staff; head teachers, classes, parents; outside units.

Which letter stands above another follows from kind, year, department and class of both, so that a letter issued
later, voided or replaced is at once where it belongs. Everything here only reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from safetydesk.registers.records.letters.board import Standing, standings
from safetydesk.registers.records.letters.issue import head_by_post
from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    CONVENTION,
    DEPARTMENT,
    HEAD_TEACHER,
    OUTSIDE_UNIT,
    PARENT,
    STAFF,
    VOID,
    LetterKind,
)
from safetydesk.registers.records.letters.signatories import Identity, identity, identity_of
from safetydesk.storage.database import Database

NO_BUREAU, NO_LETTER, VOIDED, UNSIGNED = "no_bureau", "no_letter", "void", "unsigned"
NO_LEADER, NO_HEAD_TEACHER, NO_DEPARTMENT = "no_leader", "no_head_teacher", "no_department"
FLAWS = (NO_BUREAU, NO_LETTER, VOIDED, UNSIGNED, NO_LEADER, NO_HEAD_TEACHER, NO_DEPARTMENT)
"""Why a chain is broken at a place. A leaf that is not signed is no broken chain; the signing rate counts it."""


@dataclass(frozen=True)
class Link:
    """A letter that others hang on, or the letters of a group that hang on one."""

    kind: LetterKind
    label: str
    """The school, department, class or unit; of staff without a department the kind of person."""
    signer: str
    """Who leads: asked to sign for a department, class or unit."""
    standings: tuple[Standing, ...]
    number: str = ""
    """Printed number, where it is one letter."""
    above: Link | None = None
    flaws: tuple[str, ...] = ()
    class_id: int | None = None

    @property
    def due(self) -> int:
        """Letters that must be signed here."""
        return sum(item.due for item in self.standings)

    @property
    def signed(self) -> int:
        """How many of them are."""
        return sum(item.due and item.signed for item in self.standings)

    @property
    def state(self) -> str:
        """The state of the one letter; nothing for a group or where there is none."""
        return self.standings[0].state if len(self.standings) == 1 else ""

    @property
    def letter_ids(self) -> tuple[int, ...]:
        """The letters that there are."""
        return tuple(item.letter_id for item in self.standings if item.letter_id is not None)

    @property
    def cut_off(self) -> bool:
        """Broken somewhere above."""
        return self.above is not None and bool(self.above.flaws or self.above.cut_off)


@dataclass(frozen=True)
class Chain:
    """The links of a school year, each below the one it hangs on."""

    year: int
    school: Link
    departments: tuple[Link, ...]
    staff: tuple[Link, ...]
    head_teachers: tuple[Link, ...]
    conventions: tuple[Link, ...]
    parents: tuple[Link, ...]
    units: tuple[Link, ...]

    @cached_property
    def below(self) -> dict[int, list[Link]]:
        """What hangs on a link, by the link's identity in memory: two links may read alike."""
        found: dict[int, list[Link]] = {}
        groups = (self.departments, self.staff, self.head_teachers, self.conventions, self.parents, self.units)
        for link in (item for group in groups for item in group):
            found.setdefault(id(link.above), []).append(link)
        return found

    def links(self, top: Link | None = None) -> Iterator[Link]:
        """All of them from the top down, each department's and class's own below it."""
        link = top or self.school
        yield link
        for item in self.below.get(id(link), ()):
            yield from self.links(item)

    def broken(self) -> list[Link]:
        """The places that must be mended; what is only cut off below one of them is not listed."""
        return [link for link in self.links() if link.flaws]

    def hanging(self, link: Link) -> int:
        """How many signatures hang on a link, however far below."""
        return sum(item.due + self.hanging(item) for item in self.below.get(id(link), ()))


@dataclass(frozen=True)
class Stock:
    """What the letters of a year are called, and which were made void."""

    numbers: dict[int, str]
    void: frozenset[tuple[str, Identity]]


def chain(database: Database, year: int) -> Chain:
    """The chain of a school year as it stands."""
    stock = read_stock(database, year)
    found = {kind: standings(database, kind, year) for kind in (DEPARTMENT, STAFF, HEAD_TEACHER, CONVENTION, PARENT)}
    school = school_link(database, year, stock)
    departments = [single(DEPARTMENT, item, stock, school) for item in found[DEPARTMENT]]
    heads = [
        *(single(HEAD_TEACHER, item, stock, school) for item in found[HEAD_TEACHER]),
        *headless(found[CONVENTION], school),
    ]
    by_class: dict[int | None, Link] = {link.class_id: link for link in heads if link.class_id is not None}
    return Chain(
        year,
        school,
        tuple(departments),
        tuple(staff_links(database, found[STAFF], departments, school)),
        tuple(heads),
        tuple(
            of_class(CONVENTION, [item], stock, by_class.get(item.signatory.class_id, school))
            for item in found[CONVENTION]
        ),
        tuple(parent_links(found[PARENT], by_class, school)),
        tuple(unit_link(item, stock, school) for item in standings(database, OUTSIDE_UNIT, year)),
    )


def read_stock(database: Database, year: int) -> Stock:
    """Numbers and void letters of a year."""
    sql = (
        "SELECT id, number, state, kind, person_id, class_id, dept, unit_id FROM letter "
        "WHERE year = ? AND deleted_at IS NULL"
    )
    rows = database.query(sql, [year])
    void = frozenset((row[3], identity(kind_named(row[3]), *row[4:])) for row in rows if row[2] == VOID)
    return Stock({row[0]: row[1] for row in rows}, void)


def kind_named(key: str) -> LetterKind:
    """The kind of a stored letter."""
    kinds = (BUREAU, DEPARTMENT, STAFF, HEAD_TEACHER, CONVENTION, PARENT, OUTSIDE_UNIT)
    return next(kind for kind in kinds if kind.key == key)


def school_link(database: Database, year: int, stock: Stock) -> Link:
    """The bureau's letter to the school, on which everything hangs."""
    found = standings(database, BUREAU, year)
    if not found:
        name = database.query("SELECT name FROM school WHERE deleted_at IS NULL")
        return Link(BUREAU, name[0][0] if name else "", "", (), flaws=(NO_BUREAU,))
    leader = found[0].signatory.leader or head_by_post(database)
    return Link(
        BUREAU, found[0].signatory.name, leader, (found[0],), number(found[0], stock),
        flaws=upper_flaws(BUREAU, found[0], stock, leader),
    )  # fmt: skip


def single(kind: LetterKind, item: Standing, stock: Stock, above: Link) -> Link:
    """A department's or a head teacher's letter: others hang on it, so it must be signed. Nothing hangs on that of a
    head teacher who has no class.
    """
    person = item.signatory
    leader = person.leader if kind is DEPARTMENT else person.name
    label = person.dept if kind is DEPARTMENT else person.class_name
    bears = kind is DEPARTMENT or person.class_id is not None
    flaws = upper_flaws(kind, item, stock, leader) if bears else ()
    return Link(kind, label, leader, (item,), number(item, stock), above, flaws, person.class_id)


def upper_flaws(kind: LetterKind, item: Standing, stock: Stock, leader: str) -> tuple[str, ...]:
    """What breaks the chain at a letter that others hang on; an exempt one holds, with its reason."""
    found = []
    if item.letter_id is None:
        found.append(VOIDED if (kind.key, identity_of(kind, item.signatory)) in stock.void else NO_LETTER)
    elif item.due and not item.signed:
        found.append(UNSIGNED)
    if not leader:
        found.append(NO_LEADER)
    return tuple(found)


def number(item: Standing, stock: Stock) -> str:
    """The printed number of a letter."""
    return stock.numbers.get(item.letter_id, "") if item.letter_id is not None else ""


def headless(conventions: Sequence[Standing], school: Link) -> Iterator[Link]:
    """Classes that nobody leads: their conventions hang on nothing."""
    for item in conventions:
        if not item.signatory.head_teacher:
            person = item.signatory
            flaws = (NO_HEAD_TEACHER,)
            yield Link(HEAD_TEACHER, person.class_name, "", (), above=school, flaws=flaws, class_id=person.class_id)


def staff_links(
    database: Database, found: Sequence[Standing], departments: Sequence[Link], school: Link
) -> Iterator[Link]:
    """Staff by department. Who leads the school answers to it directly; so does everybody where nothing is divided."""
    by_label = {link.label: link for link in departments}
    leading = {row[0] for row in database.query("SELECT id FROM post WHERE category = '校级'")}
    groups: dict[tuple[str, bool], list[Standing]] = {}
    for item in found:
        person = item.signatory
        lost = bool(departments) and person.dept not in by_label and not leading & set(person.post_ids)
        groups.setdefault((person.dept, lost), []).append(item)
    for (label, lost), items in groups.items():
        above = by_label.get(label, school)
        yield Link(STAFF, label, above.signer, tuple(items), above=above, flaws=(NO_DEPARTMENT,) if lost else ())


def of_class(kind: LetterKind, items: Sequence[Standing], stock: Stock, above: Link) -> Link:
    """A class's convention."""
    person = items[0].signatory
    return Link(
        kind, person.class_name, person.head_teacher, tuple(items), number(items[0], stock), above,
        class_id=person.class_id,
    )  # fmt: skip


def parent_links(found: Sequence[Standing], by_class: dict[int | None, Link], school: Link) -> Iterator[Link]:
    """Parents by class: below the head teacher, or below the school where a class has none."""
    groups: dict[int | None, list[Standing]] = {}
    for item in found:
        groups.setdefault(item.signatory.class_id, []).append(item)
    for class_id, items in groups.items():
        above = by_class.get(class_id, school)
        above = above if above.standings else school
        first = items[0].signatory
        yield Link(PARENT, first.class_name, above.signer, tuple(items), above=above, class_id=class_id)


def unit_link(item: Standing, stock: Stock, school: Link) -> Link:
    """An outside unit's letter."""
    return Link(OUTSIDE_UNIT, item.signatory.name, item.signatory.leader, (item,), number(item, stock), school)
