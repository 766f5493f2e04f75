"""A register's rows as they are wanted: which ones in which order, and then block by block.

The order is one query that returns ids; values are fetched for the rows that are looked at. So a grid over
100,000 rows holds 100,000 numbers and some hundred rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from safetydesk.core.field import Date, Field, Flag, Moment, Time, Whole
from safetydesk.core.filter import Condition
from safetydesk.core.linked_field import Derived, DerivedShare
from safetydesk.core.matching import match_files_sql, match_sql
from safetydesk.core.register import Register
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.storage.database import Database
from safetydesk.words import Words

BLOCK = 200


@dataclass(frozen=True)
class Query:
    """What is chosen on a register page."""

    year: int | None = None
    search: str = ""
    conditions: tuple[Condition, ...] = ()
    order: tuple[str, ...] = ()
    """Field names, a leading minus for descending; empty for the register's own order."""
    trashed: bool = False

    def also(self, *conditions: Condition) -> Query:
        """The same query narrowed further."""
        return replace(self, conditions=(*self.conditions, *conditions))


class Listing:
    """Reads one register through its declaration."""

    def __init__(self, database: Database, register: Register) -> None:
        self.database = database
        self.register = register

    def ids(self, query: Query) -> list[int]:
        """Ids of the rows that the query wants, in its order: one SQL query."""
        where, values = self.where(query)
        order = ", ".join(self.order_terms(query.order or self.register.order))
        sql = f'SELECT t.id FROM "{self.register.table}" t WHERE {where} ORDER BY {order}'
        return [row[0] for row in self.database.query(sql, values)]

    def count(self, query: Query) -> int:
        """How many rows the query wants."""
        where, values = self.where(query)
        return int(self.database.query(f'SELECT count(*) FROM "{self.register.table}" t WHERE {where}', values)[0][0])

    def where(self, query: Query) -> tuple[str, list[Any]]:
        """The WHERE part of a query and its parameters."""
        parts = ["t.deleted_at IS NOT NULL" if query.trashed else "t.deleted_at IS NULL"]
        values: list[Any] = []
        if query.year is not None and self.register.year:
            parts.append(self.register.year_sql("t", query.year))
        found, words = match_sql(query.search)
        if found:
            parts.append(
                f"(t.id IN (SELECT row_id FROM search_index WHERE register = ? AND {found}){self.in_files(query)})"
            )
            values.extend([self.register.key, *words])
            values.extend([self.register.key, *words] if self.in_files(query) else ())
        for condition in query.conditions:
            sql, given = condition.sql(self.register, "t")
            parts.append(sql)
            values.extend(given)
        return " AND ".join(parts), values

    def in_files(self, query: Query) -> str:
        """SQL: or a file of the row has the words in its text."""
        files, _ = match_files_sql(query.search)
        if not (files and self.register.attachments):
            return ""
        return (
            " OR t.id IN (SELECT a.record_id FROM attachment a WHERE a.register = ? AND a.deleted_at IS NULL "
            f"AND a.sha256 IN ({files}))"
        )

    def order_terms(self, order: Sequence[str]) -> Iterator[str]:
        """SQL to sort by; the id comes last, so that equal rows never change places."""
        for name in order:
            direction = " DESC" if name.startswith("-") else ""
            yield self.register.field(name.lstrip("-")).order_sql("t") + direction
        yield "t.id"

    def values(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Native values of all fields as shown (a link by its label), in the order of `ids`."""
        return self.fetch(ids, self.register.fields)

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """As `values`, of the listed fields only: what a grid shows."""
        return self.fetch(ids, self.register.columns)

    def fetch(self, ids: Sequence[int], fields: Sequence[Field]) -> list[tuple[Any, ...]]:
        """Rows of some fields, in blocks."""
        shown = ", ".join(item.sql("t") for item in fields)
        found: dict[int, tuple[Any, ...]] = {}
        for start in range(0, len(ids), BLOCK):
            block = ids[start : start + BLOCK]
            holes = ",".join("?" * len(block))
            sql = f'SELECT t.id, {shown} FROM "{self.register.table}" t WHERE t.id IN ({holes})'
            found.update((row[0], row[1:]) for row in self.database.query(sql, list(block)))
        return [tuple(native(item, value) for item, value in zip(fields, found[row_id], strict=True)) for row_id in ids]

    def sheet(self, query: Query, words: Words, footer: str = "", names: Sequence[str] = ()) -> Sheet:
        """The query's rows as a table for a writer: texts in the paper's language, numbers and dates as such.

        `names` are the fields wanted, in their order; without any, all that are listed.
        """
        fields = tuple(self.register.field(name) for name in names) or self.register.columns
        hidden = [item for item in self.register.columns if item not in fields]
        return Sheet(
            title=words.text(f"register.{self.register.key}"),
            columns=tuple(column(self.register, item, words) for item in fields),
            rows=self.cells(self.ids(query), fields, words),
            subtitle=self.subtitle(query, words),
            spare=tuple(self.spare([item.name for item in fields])),
            hidden=tuple(heading(self.register, item, words) for item in hidden),
            footer=footer,
        )

    def spare(self, names: Sequence[str]) -> Iterator[str]:
        """Which of some columns paper can do without, in that order: never the first one, nor what names the row."""
        kept = (names[0], self.register.label)
        for name in dict.fromkeys((*self.register.spare, *reversed(names))):
            if name in names and name not in kept:
                yield name

    def cells(self, ids: Sequence[int], fields: Sequence[Field], words: Words) -> Iterator[tuple[Any, ...]]:
        """Rows for a writer, block by block."""
        for start in range(0, len(ids), BLOCK):
            for row in self.fetch(ids[start : start + BLOCK], fields):
                yield tuple(cell(item, value, words) for item, value in zip(fields, row, strict=True))

    def subtitle(self, query: Query, words: Words) -> str:
        """The filters in words."""
        parts = [words.say(condition.words(self.register)) for condition in query.conditions]
        if query.search.strip():
            parts.insert(0, words.text("core.where_search", text=query.search.strip()))
        if query.year is not None and self.register.year:
            parts.insert(0, words.text("core.year", first=query.year, last=query.year + 1))
        return "　".join(parts) if words.language == "zh_CN" else "   ".join(parts)


def native(item: Field, value: Any) -> Any:
    """A value as SQL shows it, in the field's own type where that is a date, a moment, a flag or a share."""
    kind = item.kind if isinstance(item, Derived) and item.kind else item
    return kind.from_store(value) if isinstance(kind, Date | Time | Moment | Flag | DerivedShare) else value


def cell(item: Field, value: Any, words: Words) -> Any:
    """A cell for a writer: numbers, shares, dates and moments keep their type, all else becomes text."""
    kind = item.kind if isinstance(item, Derived) and item.kind else item
    if value is None or isinstance(kind, Whole | Date | Moment | DerivedShare):
        return value
    return kind.text(value, words)


def column(register: Register, item: Field, words: Words) -> SheetColumn:
    """The heading and behaviour of a field's column."""
    kind = item.kind if isinstance(item, Derived) and item.kind else item
    kinds: dict[type[Field], Kind] = {
        Whole: "number",
        Date: "date",
        Moment: "moment",
        Flag: "flag",
        DerivedShare: "share",
    }
    name = next((kinds[known] for known in kinds if isinstance(kind, known)), "text")
    return SheetColumn(item.name, heading(register, item, words), name, item.width, kind.align)  # type: ignore[arg-type]


def heading(register: Register, item: Field, words: Words) -> str:
    """The heading of a field's column."""
    return words.text(f"field.{register.key}.{item.name}")
