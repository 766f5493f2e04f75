"""Places of the campus, shared by drills, inspections and hazards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import IntegerField, TextField

from safetydesk.core.field import Text, Whole
from safetydesk.core.register import Naming, Register
from safetydesk.storage.row import Row


class Place(Row):
    """A building, a floor, a room or a part of the grounds."""

    name = TextField()
    building = TextField()
    floors = IntegerField(null=True)

    class Meta:
        table_name = "place"


def new_place(text: str) -> Mapping[str, Any]:
    """A place that a record names for the first time."""
    return {"name": text}


PLACES = Register(
    key="places",
    model=Place,
    tab="resources",
    fields=(
        Text("name", required=True, width=24, pinyin=True),
        Text("building", width=16, suggest=True),
        Whole("floors", minimum=0, maximum=60, width=8),
        Text("note", lines=3, listed=False),
    ),
    order=("name",),
    search=("name", "building"),
    naming=Naming(lambda text: text, new_place),
)
