"""What a register is: one declaration from which table, form, filters, search and ledgers follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from safetydesk.core.field import Date, Field
from safetydesk.core.filter import Filter
from safetydesk.core.issue import Rule
from safetydesk.core.linked_field import Derived, Link, Many
from safetydesk.storage.row import Row


@dataclass(frozen=True)
class Naming:
    """How a row is found, or made, from its label typed by hand (a class, a post)."""

    canonical: Callable[[str], str]
    """The label as the register spells it; raises UserError for a text that can name nothing."""
    values: Callable[[str], Mapping[str, Any]]
    """Values of the new row that the label names."""


@dataclass(frozen=True)
class Register:
    """Declaration of one register. Titles are in the catalogue: register.<key> and field.<key>.<name>."""

    key: str
    """Name on the command line, in JSON and in links."""
    model: type[Row]
    tab: str
    """The tab that lists it: letters, drills, hazards, education, duty, resources, files; empty for none."""
    fields: tuple[Field, ...]
    label: str = "name"
    """The field that names a row to a person."""
    order: tuple[str, ...] = ()
    """Field names to sort by; a leading minus turns the direction."""
    search: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    rules: tuple[Rule, ...] = ()
    year: str = ""
    """What tells the school year of a row, where rows belong to one: a column with its first calendar year (2026
    for 2026/27), or a date field."""
    naming: Naming | None = None
    kept: bool = False
    """Rows are never put in the trash: they are numbered or signed, and can only be made void."""
    frozen: str = ""
    """A field that, once it holds a value, closes the record: it can only be opened again with a reason."""
    attachments: bool = False
    """Records carry files: scans, photos, documents."""
    grows: bool = True
    """The clerk may add rows by hand; False where only an operation makes them."""
    spare: tuple[str, ...] = ()
    """Columns that can be missed first where paper has no room for all of them; after these, the others from the
    right."""
    packed: bool = True
    """A workbook of it goes into the package for the bureau; not where that would carry pupils' and parents' personal
    data out of the school (Personal Information Protection Law, Art. 6: no more than is needed) or say a thing twice.
    """

    @property
    def table(self) -> str:
        """Name of the table."""
        return str(self.model._meta.table_name)

    @property
    def columns(self) -> tuple[Field, ...]:
        """Fields that the grid and the ledger show."""
        return tuple(item for item in self.fields if item.listed)

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError."""
        return self.by_name[name]

    @property
    def by_name(self) -> dict[str, Field]:
        """All fields by name, in order."""
        return {item.name: item for item in self.fields}

    def year_sql(self, row: str, year: int) -> str:
        """SQL: the row belongs to that school year."""
        if isinstance(self.by_name.get(self.year), Date):
            return f"{row}.\"{self.year}\" BETWEEN '{year:04d}-09-01' AND '{year + 1:04d}-08-31'"
        return f'{row}."{self.year}" = {int(year)}'

    def check(self, others: Registers) -> Iterator[str]:
        """What is wrong with the declaration, in words for its author."""
        names = [item.name for item in self.fields]
        yield from (f"{self.key}: field {name} twice" for name in {n for n in names if names.count(n) > 1})
        columns = set(self.model._meta.columns)
        for item in self.fields:
            if not isinstance(item, Derived) and item.stored_in not in columns:
                yield f"{self.key}.{item.name}: the model has no column {item.stored_in}"
            if isinstance(item, Link | Many):
                yield from self.check_target(item, others)
        named = [self.label, *(name.lstrip("-") for name in self.order), *self.search]
        named += [chosen.field for chosen in self.filters]
        named += [*self.spare, *([self.frozen] if self.frozen else [])]
        yield from (f"{self.key}: no field {name}" for name in named if name not in names)
        if self.year and self.year not in columns:
            yield f"{self.key}: the model has no column {self.year}"

    def check_target(self, item: Link | Many, others: Registers) -> Iterator[str]:
        """Whether a link points at a register, its table and its label."""
        target = others.get(item.to)
        if target is None:
            yield f"{self.key}.{item.name}: no register {item.to}"
        elif target.table != item.target_table:
            yield f"{self.key}.{item.name}: {item.to} is kept in {target.table}"
        elif target.field(target.label).stored_in != item.target_label:
            yield f"{self.key}.{item.name}: {item.to} is labelled by {target.label}"


@dataclass(frozen=True)
class Registers:
    """The shelf: every register by key, in the order of the tabs."""

    items: tuple[Register, ...] = field(default=())

    def __iter__(self) -> Iterator[Register]:
        return iter(self.items)

    def get(self, key: str) -> Register | None:
        """The register of that key, or None."""
        return next((item for item in self.items if item.key == key), None)

    def __getitem__(self, key: str) -> Register:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def of_table(self, table: str) -> Register | None:
        """The register kept in that table, or None."""
        return next((item for item in self.items if item.table == table), None)

    def check(self) -> tuple[str, ...]:
        """All that is wrong with the declarations; the program does not start unless this is empty."""
        keys = [item.key for item in self.items]
        doubles = [f"register {key} twice" for key in sorted(set(keys)) if keys.count(key) > 1]
        return (*doubles, *(fault for item in self.items for fault in item.check(self)))
