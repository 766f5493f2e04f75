"""The signing board: who is due, what is made, printed and signed, by kind, department and class."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from safetydesk.registers.records.letters.kinds import (
    BUREAU,
    DEPARTMENT,
    DONE,
    EXEMPT,
    LETTER_KINDS,
    NOT_PRINTED,
    OUTSIDE_UNIT,
    STAFF,
    LetterKind,
)
from safetydesk.registers.records.letters.signatories import (
    Signatory,
    identity_of,
    letters_by_identity,
    needed,
)
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Standing:
    """How one signatory stands: the letter's id and state, or none."""

    signatory: Signatory
    letter_id: int | None
    state: str

    @property
    def signed(self) -> bool:
        """Signed, or filed after signing."""
        return self.state in DONE

    @property
    def due(self) -> bool:
        """Counts towards the rate: everyone but the exempt."""
        return self.state != EXEMPT


@dataclass(frozen=True)
class Tally:
    """One line of the board."""

    label: str
    due: int
    made: int
    printed: int
    signed: int
    missing: tuple[Standing, ...]
    """Those who are due and have not signed, in roster order."""

    @property
    def rate(self) -> Fraction | None:
        """Signed of due; None where nobody is due."""
        return Fraction(self.signed, self.due) if self.due else None


def standings(database: Database, kind: LetterKind, year: int) -> list[Standing]:
    """Everyone who needs a letter of the kind, in roster order, with its state."""
    letters = letters_by_identity(database, kind, year)
    return [
        Standing(person, *letters.get(identity_of(kind, person), (None, ""))) for person in needed(database, kind, year)
    ]


def board(database: Database, year: int) -> dict[str, Tally]:
    """One tally for each kind of letter, by the kind's key."""
    return {kind.key: tally(kind.key, standings(database, kind, year)) for kind in LETTER_KINDS}


def by_group(database: Database, kind: LetterKind, year: int) -> list[Tally]:
    """The tallies of one kind by department, by class, or by whoever signs where there is neither."""
    everyone = standings(database, kind, year)
    group = GROUPS.get(kind.key, by_class)
    labels = dict.fromkeys(group(item) for item in everyone)
    return [tally(label, [item for item in everyone if group(item) == label]) for label in labels]


def by_department(item: Standing) -> str:
    """The department, or the kind of person where none is given."""
    return item.signatory.dept


def by_class(item: Standing) -> str:
    """The class, empty for a head teacher without one."""
    return item.signatory.class_name


def by_name(item: Standing) -> str:
    """Whoever signs."""
    return item.signatory.name


GROUPS: dict[str, Callable[[Standing], str]] = {
    BUREAU.key: by_name,
    DEPARTMENT.key: by_department,
    STAFF.key: by_department,
    OUTSIDE_UNIT.key: by_name,
}
GROUP_FIELDS: dict[Callable[[Standing], str], str] = {by_department: "dept", by_name: "party_b", by_class: "class_name"}


def group_field(kind: LetterKind) -> str:
    """The field of a letter that holds the label of its group on the board."""
    return GROUP_FIELDS[GROUPS.get(kind.key, by_class)]


def tally(label: str, everyone: Iterable[Standing]) -> Tally:
    """Counts over some signatories."""
    due = [item for item in everyone if item.due]
    made = [item for item in due if item.letter_id is not None]
    return Tally(
        label=label,
        due=len(due),
        made=len(made),
        printed=sum(item.state != NOT_PRINTED for item in made),
        signed=sum(item.signed for item in due),
        missing=tuple(item for item in due if not item.signed),
    )
