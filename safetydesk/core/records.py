"""The one way in for records: form, grid, paste, command line and import all save through here.

Text becomes values by the field, values are judged by the register's rules, and everything one user action
changes is written in one transaction. A refused record leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safetydesk.clock import Clock
from safetydesk.core.field import BadValue, Field
from safetydesk.core.issue import Checking, Issue, Refused
from safetydesk.core.linked_field import Derived, Label, Link, Many, Rows
from safetydesk.core.register import Register, Registers
from safetydesk.errors import UserError, message
from safetydesk.storage.action import Action
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Entry:
    """A record to be stored: new where `row_id` is None, else the fields that change."""

    values: Mapping[str, Any]
    row_id: int | None = None
    version: int | None = None
    """The version that was read; a row changed since then is refused."""


@dataclass(frozen=True)
class Stored:
    """What became of a block of entries: ids of the good ones, issues of the refused ones, by position."""

    ids: dict[int, int]
    refused: dict[int, tuple[Issue, ...]]
    batch: str = ""


class Records:
    """Reads, judges and saves records of any register."""

    def __init__(self, database: Database, registers: Registers, clock: Clock) -> None:
        self.database = database
        self.registers = registers
        self.clock = clock

    @property
    def today(self) -> date:
        """The day that rules compare with."""
        return self.clock.today()

    def read(self, register: Register, row_id: int) -> dict[str, Any]:
        """A record's values by field name (links as ids), with `version`; raises KeyError if there is none."""
        fields = [item for item in register.fields if not isinstance(item, Derived)]
        columns = ", ".join(f'"{item.stored_in}"' for item in fields)
        found = self.database.query(f'SELECT version, {columns} FROM "{register.table}" WHERE id = ?', [row_id])
        if not found:
            raise KeyError(row_id)
        values = {item.name: item.from_store(stored) for item, stored in zip(fields, found[0][1:], strict=True)}
        return {**values, "version": found[0][0]}

    def from_text(self, register: Register, texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Issue]]:
        """Values of typed or pasted texts, and what cannot be read. Links stay labels until they are saved."""
        values: dict[str, Any] = {}
        issues: list[Issue] = []
        for name, text in texts.items():
            item = register.by_name.get(name)
            if item is None or isinstance(item, Derived):
                issues.append(Issue(name, message("core.no_such_field", name=name)))
                continue
            if not item.editable:
                issues.append(Issue(name, message("core.not_by_hand")))
                continue
            try:
                values[name] = self.find_labels(item, item.read(text))
            except UserError as bad:
                issues.append(Issue(name, bad.what))
        return values, issues

    def find_labels(self, item: Field, value: Any) -> Any:
        """Ids for the labels that exist; a label that names nothing yet stays; raises BadValue if it never can."""
        if isinstance(item, Link) and isinstance(value, Label):
            return self.find(item.to, value, item.newest)
        if isinstance(item, Many):
            return tuple(self.find(item.to, one) if isinstance(one, Label) else one for one in value)
        return value

    def find(self, key: str, label: Label, newest: bool = False) -> int | Label:
        """The id of the first (or newest) row with this label, or the label in the register's own spelling."""
        register = self.registers[key]
        name = register.naming.canonical(label.text) if register.naming else label.text
        column = register.field(register.label).stored_in
        sql = f'SELECT {"max" if newest else "min"}(id) FROM "{register.table}" WHERE "{column}" = ? AND deleted_at IS NULL'
        if (found := self.database.query(sql, [name])[0][0]) is not None:
            return int(found)
        if register.naming is None:
            raise BadValue(message("core.no_such_label", label=label.text, register=message(f"register.{key}")))
        return Label(name)

    def check(self, register: Register, values: Mapping[str, Any], row_id: int | None = None) -> list[Issue]:
        """Everything that is wrong with a whole record, first the fields that are missing."""
        if row_id is not None and self.is_frozen(register, row_id):
            return [Issue(register.frozen, message("core.closed"))]
        needed = [item for item in register.fields if item.required and item.empty(values.get(item.name))]
        issues = [Issue(item.name, message("core.required")) for item in needed]
        checking = Checking(self.database, self.today, row_id)
        for rule in register.rules:
            issues.extend(issue for issue in rule(values, checking) if issue.field not in {i.name for i in needed})
        return issues

    def is_frozen(self, register: Register, row_id: int) -> bool:
        """Whether a record is closed (`Register.frozen`)."""
        return bool(register.frozen) and not register.field(register.frozen).empty(
            self.read(register, row_id)[register.frozen]
        )

    def save(self, register: Register, entry: Entry, also: Callable[[Action, int], None] | None = None) -> int:
        """Store one record as one user action; raises Refused with every reason.

        `also` writes what belongs to the record (its files) in the same action.
        """
        stored = self.save_all(register, [entry], also=also)
        if stored.refused:
            raise Refused(stored.refused[0])
        return stored.ids[0]

    def save_all(
        self,
        register: Register,
        entries: Sequence[Entry],
        name: str = "",
        also: Callable[[Action, int], None] | None = None,
    ) -> Stored:
        """Store the good ones of a block in one transaction; the refused ones are returned with their reasons."""
        whole = [self.completed(register, entry) for entry in entries]
        judged = [self.check(register, values, entry.row_id) for values, entry in zip(whole, entries, strict=True)]
        refused = {place: tuple(issues) for place, issues in enumerate(judged) if any(i.blocking for i in issues)}
        good = [place for place in range(len(entries)) if place not in refused]
        if not good:
            return Stored({}, refused)
        with self.database.action(name or f"{register.key}.save") as action:
            ids = {place: self.write(action, register, entries[place], whole[place]) for place in good}
            if also:
                for row_id in ids.values():
                    also(action, row_id)
        return Stored(ids, refused, action.batch)

    def save_texts(
        self, register: Register, lines: Sequence[tuple[int | None, Mapping[str, str]]], name: str = ""
    ) -> Stored:
        """As `save_all`, for typed, pasted or given texts by row id (None: a new record)."""
        read = [self.from_text(register, texts) for _, texts in lines]
        unread = {place: tuple(issues) for place, (_, issues) in enumerate(read) if issues}
        good = [place for place in range(len(lines)) if place not in unread]
        stored = self.save_all(register, [Entry(read[place][0], lines[place][0]) for place in good], name)
        ids = {good[place]: row_id for place, row_id in stored.ids.items()}
        return Stored(
            ids, {**unread, **{good[place]: issues for place, issues in stored.refused.items()}}, stored.batch
        )

    def completed(self, register: Register, entry: Entry) -> dict[str, Any]:
        """The whole record after the change."""
        if entry.row_id is None:
            return dict(entry.values)
        return {**self.read(register, entry.row_id), **entry.values}

    def write(self, action: Action, register: Register, entry: Entry, whole: Mapping[str, Any]) -> int:
        """Write one judged record inside an action."""
        stored = {
            register.field(name).stored_in: register.field(name).to_store(
                self.made(action, register.field(name), value)
            )
            for name, value in entry.values.items()
        }
        if entry.row_id is None:
            return action.insert(register.table, stored)
        action.update(register.table, entry.row_id, stored, entry.version)
        return entry.row_id

    def made(self, action: Action, item: Field, value: Any) -> Any:
        """A value whose labels have all become rows."""
        if isinstance(item, Link) and isinstance(value, Label):
            return self.make(action, item.to, value)
        if isinstance(item, Many):
            return tuple(self.make(action, item.to, one) if isinstance(one, Label) else one for one in value or ())
        return value

    def make(self, action: Action, key: str, label: Label) -> int:
        """The row a label names, made now unless an earlier record of this action made it."""
        found = self.find(key, label)
        if not isinstance(found, Label):
            return found
        register = self.registers[key]
        assert register.naming is not None
        values = register.naming.values(found.text)
        return action.insert(register.table, {register.field(n).stored_in: v for n, v in values.items()})

    def trash(self, register: Register, ids: Iterable[int], reason: str) -> str:
        """Put rows in the trash as one action; raises UserError where the register keeps every row."""
        if register.kept:
            raise UserError(message("core.never_deleted", register=message(f"register.{register.key}")))
        ids = list(ids)
        if any(self.is_frozen(register, row_id) for row_id in ids):
            raise UserError(message("core.closed"), message("core.closed_hint"))
        with self.database.action(f"{register.key}.trash", reason=reason) as action:
            for row_id in ids:
                action.trash(register.table, row_id, reason)
        return action.batch


def given_texts(register: Register, given: Mapping[str, Any]) -> dict[str, str]:
    """A JSON object's members as the texts a person would type: lists joined by 、, child rows left as JSON."""
    texts: dict[str, str] = {}
    for name, value in given.items():
        item = register.by_name.get(name)
        if isinstance(item, Rows):
            texts[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list):
            texts[name] = "、".join(str(part) for part in value)
        else:
            texts[name] = "" if value is None else str(value)
    return texts
