"""The base of every stored record."""

from __future__ import annotations

import json
from typing import Any

from peewee import AutoField, BlobField, IntegerField, Model, TextField


class ListField(TextField):
    """A JSON list in a TEXT column; Chinese stays readable in the file."""

    def db_value(self, value: Any) -> Any:
        """The text that is stored."""
        return to_json(value or [])

    def python_value(self, value: Any) -> Any:
        """The list that was stored."""
        return json.loads(value) if value else []


class Row(Model):
    """What every table of a register carries beside its own columns.

    Models describe tables for reading; they are written through `safetydesk.storage.action.Action` only,
    which keeps version, row hash and history.
    """

    id = AutoField()
    version = IntegerField()
    row_hash = BlobField()
    created_at = TextField()
    updated_at = TextField()
    batch = TextField()
    deleted_at = TextField(null=True)
    deleted_reason = TextField()
    note = TextField()


def to_json(value: Any) -> str:
    """Compact JSON with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
