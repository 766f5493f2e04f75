"""The kinds of field that point beyond their own column: at other registers, at SQL, at a table of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from safetydesk.core.field import BadValue, Field, split_list
from safetydesk.core.share import percent
from safetydesk.errors import message
from safetydesk.words import Words


@dataclass(frozen=True)
class Label:
    """The name of a linked row, as typed; it may not exist yet."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Link(Field):
    """One row of another register, shown by that row's label."""

    to: str = ""
    target_table: str = ""
    target_label: str = "name"
    target_order: str = ""
    """SQL over the target's columns to sort by, where that is not its label."""
    newest: bool = False
    """Of several rows with the same label the newest is meant: versions keep their name."""

    @property
    def stored_in(self) -> str:
        return self.column or f"{self.name}_id"

    def sql(self, row: str) -> str:
        return self.target_sql(row, f'"{self.target_label}"')

    def order_sql(self, row: str) -> str:
        return self.target_sql(row, self.target_order or f'"{self.target_label}"')

    def target_sql(self, row: str, expression: str) -> str:
        """Something of the row that is linked to."""
        return f'(SELECT {expression} FROM "{self.target_table}" WHERE id = {row}."{self.stored_in}")'

    def read(self, text: str) -> Any:
        """A label; the register engine finds or makes the row that it names."""
        return Label(text.strip()) if text.strip() else None


@dataclass(frozen=True)
class Many(Field):
    """Several rows of another register, in order; stored as a JSON list of their ids."""

    to: str = ""
    target_table: str = ""
    target_label: str = "name"
    width: int = 20

    def sql(self, row: str) -> str:
        return (
            f"(SELECT group_concat(target.\"{self.target_label}\", '、' ORDER BY part.key) "
            f'FROM json_each({row}."{self.stored_in}") part JOIN "{self.target_table}" target ON target.id = part.value)'
        )

    def read(self, text: str) -> tuple[Label, ...]:
        return tuple(dict.fromkeys(Label(part) for part in split_list(text)))

    def from_store(self, stored: Any) -> tuple[int, ...]:
        return tuple(json.loads(stored)) if stored else ()

    def to_store(self, value: Any) -> list[int]:
        return list(value or ())


@dataclass(frozen=True)
class Derived(Field):
    """A value that SQL computes from the row and its neighbours; `{row}` stands for the row's alias."""

    expression: str = ""
    kind: Field | None = None
    """How the value reads: a field of the kind that it is."""
    editable: bool = False
    asked: bool = False

    def sql(self, row: str) -> str:
        return f"({self.expression.format(row=row)})"

    def from_store(self, stored: Any) -> Any:
        return self.kind.from_store(stored) if self.kind else stored

    def text(self, value: Any, words: Words) -> str:
        return self.kind.text(value, words) if self.kind else super().text(value, words)


@dataclass(frozen=True)
class DerivedShare(Derived):
    """A share that SQL computes as part and whole; nothing where there is no whole. It is exact until it is shown."""

    part: str = ""
    whole: str = ""
    """Expressions for whole numbers; `{row}` stands for the row's alias."""
    align: ClassVar[str] = "right"

    def sql(self, row: str) -> str:
        part, whole = self.part.format(row=row), self.whole.format(row=row)
        return f"(CASE WHEN ({whole}) > 0 THEN ({part}) || '/' || ({whole}) END)"

    def order_sql(self, row: str) -> str:
        part, whole = self.part.format(row=row), self.whole.format(row=row)
        return f"(CASE WHEN ({whole}) > 0 THEN CAST(({part}) AS REAL) / ({whole}) END)"

    def from_store(self, stored: Any) -> Fraction | None:
        return Fraction(stored) if stored else None

    def text(self, value: Any, words: Words) -> str:
        return "" if value is None else percent(value)


@dataclass(frozen=True)
class Rows(Field):
    """A small table inside the record (steps, members, head counts), stored as a JSON list of objects."""

    fields: tuple[Field, ...] = ()
    listed: bool = False

    def read(self, text: str) -> tuple[Mapping[str, Any], ...]:
        if not text.strip():
            return ()
        try:
            given = json.loads(text)
        except ValueError:
            raise BadValue(message("core.bad_rows")) from None
        return self.read_rows(given)

    def read_rows(self, given: Any) -> tuple[Mapping[str, Any], ...]:
        """Rows given as a list of objects of texts and numbers; raises BadValue."""
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            raise BadValue(message("core.bad_rows"))
        return tuple(self.read_row(number, item) for number, item in enumerate(given, 1))

    def read_row(self, number: int, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """One row of texts; raises BadValue naming it."""
        try:
            return {part.name: part.read(plain(given.get(part.name))) for part in self.fields}
        except BadValue as bad:
            raise BadValue(message("core.bad_row", row=number, why=bad.what)) from None

    def from_store(self, stored: Any) -> tuple[Mapping[str, Any], ...]:
        rows = json.loads(stored) if stored else []
        return tuple({part.name: part.from_store(row.get(part.name)) for part in self.fields} for row in rows)

    def to_store(self, value: Any) -> list[dict[str, Any]]:
        return [{part.name: part.to_store(row.get(part.name)) for part in self.fields} for row in value or ()]

    def text(self, value: Any, words: Words) -> str:
        return "" if not value else str(len(value))

    def typed(self, value: Any, words: Words) -> str:
        rows = [{part.name: part.typed(row.get(part.name), words) for part in self.fields} for row in value or ()]
        return json.dumps(rows, ensure_ascii=False) if rows else ""


def plain(value: Any) -> str:
    """A JSON value as the text a person would type."""
    return "" if value is None else str(value)
