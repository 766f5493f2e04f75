"""The list of a class, ticked as the receipts and the convention's sheet come back.

A convention is one letter for a class with a row for each pupil that has signed. Its rows are those of the printed
sheet; two pupils of one name are told apart by their place. Who came later signs at its foot, who left is not missed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.errors import UserError, message
from safetydesk.registers.records.letters.board import standings
from safetydesk.registers.records.letters.kinds import CONVENTION, DONE, PARENT, SIGNED, VOID, WAITING
from safetydesk.registers.records.letters.signing import find, signing_problem
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Line:
    """A pupil on the list."""

    label: str
    """The name, with its place among those of the same name."""
    name: str
    signed: bool
    letter_id: int | None = None
    """The parents' letter; nothing where there is none."""
    state: str = ""
    note: str = ""
    """`late`: came after the sheet was printed. `gone`: has left the class since."""

    @property
    def missed(self) -> bool:
        """Belongs to the class and has not signed."""
        return not self.signed and self.note != "gone"


@dataclass(frozen=True)
class Sheet:
    """A convention with its rows."""

    letter_id: int
    number: str
    state: str
    lines: tuple[Line, ...]


def labelled(names: Iterable[str]) -> list[str]:
    """Names as labels: the second of a name is marked （2）, and so on."""
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return labels


def classes_of(database: Database) -> list[tuple[int, str]]:
    """Classes that have pupils, by grade."""
    sql = (
        "SELECT c.id, c.name FROM school_class c WHERE c.deleted_at IS NULL AND EXISTS (SELECT 1 FROM person p "
        "WHERE p.class_id = c.id AND p.kind = '学生' AND p.state <> '离职' AND p.deleted_at IS NULL) "
        "ORDER BY c.grade, c.number"
    )
    return [(row[0], row[1]) for row in database.query(sql)]


def parents_of(database: Database, year: int, class_id: int) -> list[Line]:
    """The pupils of a class with their parents' letters."""
    found = [item for item in standings(database, PARENT, year) if item.signatory.class_id == class_id]
    labels = labelled(item.signatory.name for item in found)
    return [
        Line(label, item.signatory.name, item.signed, item.letter_id, item.state)
        for label, item in zip(labels, found, strict=True)
    ]


def sheet_of(database: Database, year: int, class_id: int) -> Sheet | None:
    """The convention of a class in a year, or none."""
    sql = (
        "SELECT id, number, state, pupils, signed_pupils FROM letter WHERE kind = ? AND year = ? AND class_id = ? "
        f"AND state <> '{VOID}' AND ended_on IS NULL AND deleted_at IS NULL ORDER BY id LIMIT 1"
    )
    rows = database.query(sql, [CONVENTION.key, year, class_id])
    if not rows:
        return None
    row_id, number, state, pupils, signed = rows[0]
    here = pupils_of(database, class_id)
    return Sheet(row_id, number, state, tuple(lines(json.loads(pupils), here, set(json.loads(signed)))))


def pupils_of(database: Database, class_id: int) -> list[str]:
    """Names of the pupils of a class today."""
    sql = (
        "SELECT name FROM person WHERE class_id = ? AND kind = '学生' AND state <> '离职' AND deleted_at IS NULL "
        "ORDER BY student_no, id"
    )
    return [row[0] for row in database.query(sql, [class_id])]


def lines(printed: Sequence[str], here: Sequence[str], signed: set[str]) -> Iterable[Line]:
    """Rows of the printed sheet, then those who came later."""
    present = set(labelled(here))
    on_sheet = labelled(printed)
    for label, name in zip(on_sheet, printed, strict=True):
        yield Line(label, name, label in signed, note="" if label in present else "gone")
    for label, name in zip(labelled(here), here, strict=True):
        if label not in on_sheet:
            yield Line(label, name, label in signed, note="late")


def save_sheet(database: Database, clock: Clock, sheet: Sheet, ticked: Iterable[str], day: date | None) -> str:
    """Keep who has signed, in the order of the sheet; with a day, the whole sheet has come back signed on it.

    One action, its batch returned. Raises UserError for a day on which it cannot have been signed.
    """
    wanted = set(ticked)
    change: dict[str, Any] = {"signed_pupils": [line.label for line in sheet.lines if line.label in wanted]}
    if day is not None and sheet.state not in DONE:
        if day > clock.today():
            raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
        if problem := signing_problem(find(database, [sheet.letter_id])[0], day):
            raise UserError(problem)
        change.update(state=SIGNED, signed_on=day, signed_entered=clock.today())
    with database.action("letters.class_list") as action:
        action.update("letter", sheet.letter_id, change)
    return action.batch


def absent(database: Database, year: int) -> dict[str, tuple[int, list[str]]]:
    """For each class with a convention: how many pupils have signed, and the names of those who have not."""
    found: dict[str, tuple[int, list[str]]] = {}
    for row_id, name in classes_of(database):
        if sheet := sheet_of(database, year, row_id):
            signed = sum(line.signed for line in sheet.lines)
            found[name] = signed, [line.label for line in sheet.lines if line.missed]
    return found


def open_for_signing(line: Line) -> bool:
    """Whether a parents' letter can be ticked."""
    return line.state in WAITING


@dataclass(frozen=True)
class Matched:
    """Pasted names and the pupils they mean."""

    labels: tuple[str, ...]
    unknown: tuple[str, ...]
    """No such name in the class."""
    ambiguous: tuple[str, ...]
    """Names that several have, pasted fewer times than there are pupils."""


def match_names(typed: Sequence[str], known: Sequence[Line]) -> Matched:
    """Names compared exactly, character for character: a near miss is listed, never guessed."""
    counts = Counter(name for part in typed if (name := part.strip()))
    by_name: dict[str, list[str]] = {}
    for line in known:
        by_name.setdefault(line.name, []).append(line.label)
    labels: list[str] = []
    for name, count in counts.items():
        found = by_name.get(name, [])
        labels.extend(found if count >= len(found) else ())
    unknown = tuple(name for name in counts if name not in by_name)
    ambiguous = tuple(name for name, count in counts.items() if name in by_name and count < len(by_name[name]))
    return Matched(tuple(labels), unknown, ambiguous)
