"""Drills as reports look at them: every field by name, and the rooms that the classes have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from safetydesk.core.class_name import read_class_name
from safetydesk.core.linked_field import Rows
from safetydesk.core.listing import Listing, Query
from safetydesk.registers.records.drills.kinds import NIGHT, SUDDEN
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.rhythm import MOVING
from safetydesk.registers.records.drills.rules import between
from safetydesk.registers.reference.classes import stage_of
from safetydesk.storage.database import Database

IN_ORDER = ("held_on", "signal_at")


@dataclass(frozen=True)
class Drilled:
    """One drill; `values` are those that the window shows, links by label and small tables as rows."""

    id: int
    values: Mapping[str, Any]

    @property
    def day(self) -> date:
        """When it was held, or shall be."""
        day: date = self.values["held_on"]
        return day

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.values["name"])

    @property
    def held(self) -> bool:
        """Whether somebody was counted; a planned or cancelled drill has no head counts."""
        return self.values["pupils_present"] is not None

    @property
    def sudden(self) -> bool:
        """Whether it came without warning (S53)."""
        return bool(self.values["announced"] == SUDDEN)

    @property
    def moving(self) -> bool:
        """Whether people really moved, so that a time means something."""
        return self.values["form"] in MOVING

    @property
    def seconds(self) -> int | None:
        """From the signal until everybody was there."""
        found: int | None = self.values["seconds"]
        return found

    @property
    def target(self) -> int | None:
        """Seconds that were aimed at."""
        found: int | None = self.values["target"]
        return found

    @property
    def no_staff(self) -> bool:
        """Whether it was held and no member of staff was counted as taking part (S63)."""
        return self.held and not self.values["staff_present"]

    def comparable(self, other: Drilled) -> bool:
        """Whether two times may be held against each other: people moved in both, in the same form, both by night or not."""
        nights = (drill.values["period"] == NIGHT for drill in (self, other))
        return self.moving and self.values["form"] == other.values["form"] and len(set(nights)) == 1

    def after_signal(self, moment: time | None) -> int | None:
        """Seconds from the signal to a time of that day."""
        signal = self.values["signal_at"]
        return None if signal is None or moment is None else between(signal, moment)


def all_drills(database: Database, year: int | None = None) -> list[Drilled]:
    """Every drill, or those of a school year, the earliest first."""
    listing = Listing(database, DRILLS)
    return of_ids(database, listing.ids(Query(year=year, order=IN_ORDER)))


def of_ids(database: Database, ids: Sequence[int]) -> list[Drilled]:
    """Some drills, in the order of their ids."""
    listing = Listing(database, DRILLS)
    return [
        Drilled(
            row_id,
            {
                field.name: field.from_store(value) if isinstance(field, Rows) else value
                for field, value in zip(DRILLS.fields, row, strict=True)
            },
        )
        for row_id, row in zip(ids, listing.values(ids), strict=True)
    ]


@dataclass(frozen=True)
class Room:
    """Where a class has its room, and the way out of it."""

    stage: str
    building: str
    floor: int | None
    stairs: str
    spot: str


def rooms(database: Database) -> dict[str, Room]:
    """The rooms by the names of the classes, in the order of the grades."""
    rows = database.query(
        "SELECT name, stage, building, floor, stairs, spot FROM school_class WHERE deleted_at IS NULL "
        "ORDER BY grade, number"
    )
    return {
        name: Room(stage or stage_of_name(name), building or "", floor, stairs or "", spot or "")
        for name, stage, building, floor, stairs, spot in rows
    }


def stage_of_name(name: str) -> str:
    """The stage that a class's name tells; empty where it tells none."""
    found = read_class_name(name)
    return stage_of(found.grade) if found else ""
