"""What reading a roster gives: people, refusals, and what was guessed of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from safetydesk.errors import Message

RosterKind = Literal["auto", "staff", "students"]


@dataclass(frozen=True)
class SchoolFacts:
    """What a class named by its year of entry needs to be understood."""

    year: int
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterPerson:
    """A person as the roster gives them; an empty text is a cell without a value."""

    file: str
    sheet: str
    row: int
    """Row of the sheet, from 1, as Excel shows it."""
    name: str
    kind: str
    sex: str = ""
    dept: str = ""
    post: str = ""
    phone: str = ""
    joined: date | None = None
    class_name: str = ""
    student_no: str = ""
    staff_no: str = ""
    guardian: str = ""
    relation: str = ""
    note: str = ""
    repairs: tuple[str, ...] = ()
    """Fields of names that were repaired, to be shown in the preview."""


@dataclass(frozen=True)
class Refusal:
    """A row that stays out whole, and why."""

    file: str
    sheet: str
    row: int
    name: str
    field: str
    why: Message


@dataclass(frozen=True)
class SheetFound:
    """One sheet as guessed: what the preview shows and the clerk can correct."""

    name: str
    hidden: bool
    kind: Literal["staff", "students", ""]
    """Empty where the sheet holds no people."""
    columns: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    class_name: str = ""
    """The class all its rows belong to, where the sheet's name or title says so."""
    hidden_rows: int = 0
    blank_classes: int = 0
    """Rows under a blank class cell that is not merged: filled down only after confirmation."""


@dataclass(frozen=True)
class Roster:
    """What one file holds."""

    file: str
    people: tuple[RosterPerson, ...]
    refused: tuple[Refusal, ...]
    skipped: tuple[tuple[str, int], ...]
    """Sheet and row of totals and notes that were passed over."""
    doubles: tuple[RosterPerson, ...]
    """Rows alike in everything with one before them, taken once."""
    sheets: tuple[SheetFound, ...]
    class_heads: Mapping[str, str]
    """Head teacher by class, where a line above the list names one."""


@dataclass(frozen=True)
class Reading:
    """How to read: what the clerk has corrected in the preview."""

    kind: RosterKind = "auto"
    fill_down: bool = False
    sheets: frozenset[str] | None = None
    """Names of the sheets to read; None for all that are not hidden."""
    columns: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Corrected columns by sheet."""
