"""Filters of a register, and the conditions that a chosen filter becomes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from safetydesk.errors import Message, message

if TYPE_CHECKING:
    from safetydesk.core.register import Register

Sql = tuple[str, list[Any]]


@dataclass(frozen=True)
class Filter:
    """A control of the filter bar, for one field."""

    field: str


@dataclass(frozen=True)
class Pick(Filter):
    """One or several of the values in use."""


@dataclass(frozen=True)
class Period(Filter):
    """From a day to a day."""


@dataclass(frozen=True)
class Overdue(Filter):
    """Only what was due before today."""


@dataclass(frozen=True)
class Condition:
    """A filter with what was chosen in it."""

    field: str

    def sql(self, register: Register, row: str) -> Sql:
        """The WHERE part and its parameters."""
        raise NotImplementedError

    def words(self, register: Register) -> Message:
        """The condition for the ledger's subtitle."""
        raise NotImplementedError


@dataclass(frozen=True)
class AnyOf(Condition):
    """The value as shown is one of these; the empty text stands for a value not given."""

    values: tuple[str, ...]

    def sql(self, register: Register, row: str) -> Sql:
        shown = register.field(self.field).sql(row)
        holes = ",".join("?" * len(self.values))
        return f"COALESCE(CAST({shown} AS TEXT), '') IN ({holes})", list(self.values)

    def words(self, register: Register) -> Message:
        return message("core.where_any", field=title(register, self.field), values=tuple(self.values))


@dataclass(frozen=True)
class Holds(Condition):
    """A list field (posts of a person) holds the row with this label."""

    value: str

    def sql(self, register: Register, row: str) -> Sql:
        shown = register.field(self.field).sql(row)
        return f"('、' || COALESCE({shown}, '') || '、') LIKE ('%、' || ? || '、%')", [self.value]

    def words(self, register: Register) -> Message:
        return message("core.where_any", field=title(register, self.field), values=self.value)


@dataclass(frozen=True)
class Between(Condition):
    """A date from `first` to `last`, both included; None leaves that side open."""

    first: date | None
    last: date | None

    def sql(self, register: Register, row: str) -> Sql:
        shown = register.field(self.field).sql(row)
        low = self.first.isoformat() if self.first else "0000"
        high = self.last.isoformat() if self.last else "9999"
        return f"substr({shown}, 1, 10) BETWEEN ? AND ?", [low, high]

    def words(self, register: Register) -> Message:
        first = self.first.isoformat() if self.first else "…"
        last = self.last.isoformat() if self.last else "…"
        return message("core.where_between", field=title(register, self.field), first=first, last=last)


@dataclass(frozen=True)
class Before(Condition):
    """Due before a day."""

    day: date

    def sql(self, register: Register, row: str) -> Sql:
        return f"{register.field(self.field).sql(row)} < ?", [self.day.isoformat()]

    def words(self, register: Register) -> Message:
        return message("core.where_before", field=title(register, self.field), day=self.day.isoformat())


@dataclass(frozen=True)
class AnyId(Condition):
    """Exactly these rows: the records that a check or a link points at. The field is not looked at."""

    ids: tuple[int, ...]

    def sql(self, register: Register, row: str) -> Sql:
        return f"{row}.id IN (SELECT value FROM json_each(?))", [json.dumps(self.ids)]

    def words(self, register: Register) -> Message:
        return message("core.where_chosen", n=len(self.ids))


def title(register: Register, name: str) -> Message:
    """The heading of a field."""
    return Message(f"field.{register.key}.{name}")
