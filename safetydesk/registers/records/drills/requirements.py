"""What rhythm of drills a school keeps to: defaults with their sources, each of which the school may change.

Sources: 教基一厅〔2014〕2号 (monthly in schools, quarterly in kindergartens, boarding schools more), registers.md 2.1
(evacuation within two minutes up to four floors; three minutes for small children), readiness.md C20 (once a term
without warning, for boarders once at night).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from safetydesk.registers.records.drills.kinds import FLOORS_FOR_TARGET
from safetydesk.storage.database import Database

MONTH, QUARTER, TERM = "month", "quarter", "term"
SPANS = (MONTH, QUARTER, TERM)
KINDERGARTEN = "幼儿园"
SETTING = "drill_rhythm"
MOST = {"least": 9, "sudden": 9, "night": 9, "least_days": 28, "pause": 366}
"""The largest figures that make sense."""
MAY_BE_NONE = ("sudden", "night")
MOST_SECONDS = 3_600


@dataclass(frozen=True)
class Requirements:
    """How often, how, and how fast."""

    every: str = MONTH
    """Span in which a school drills."""
    kindergarten_every: str = QUARTER
    """The same for a school that is a kindergarten only."""
    least: int = 1
    """Drills in each span."""
    least_days: int = 10
    """Days of a month that must lie in a term for the month to count."""
    sudden: int = 1
    """Drills without warning in each term."""
    night: int = 1
    """Drills at night in each term, where there are boarders."""
    pause: int = 45
    """Days in term after which a pause between two drills is pointed at."""
    targets: Mapping[str, int] = field(
        default_factory=lambda: {KINDERGARTEN: 180, "小学": 180, "初中": 120, "高中": 120}
    )
    """Seconds to evacuate, by stage, for buildings of up to four floors."""


def read_requirements(database: Database) -> Requirements:
    """The school's figures; whatever it did not change, or what cannot be read, is the default."""
    found = database.query("SELECT value FROM setting WHERE key = ?", [SETTING])
    given = json.loads(found[0][0]) if found else {}
    return Requirements(**{name: value for name, value in given.items() if fits(name, value)})


def fits(name: str, value: Any) -> bool:
    """Whether a figure is one that a school can keep to."""
    if name in ("every", "kindergarten_every"):
        return value in SPANS
    if name == "targets":
        known = Requirements().targets
        return (
            isinstance(value, dict)
            and value.keys() == known.keys()
            and all(0 < n <= MOST_SECONDS for n in value.values())
        )
    least = 0 if name in MAY_BE_NONE else 1
    whole = isinstance(value, int) and not isinstance(value, bool)
    return name in MOST and whole and least <= value <= MOST[name]


def changed(requirements: Requirements) -> dict[str, Any]:
    """What differs from the defaults: only that is kept, so that better defaults reach everybody else."""
    usual = asdict(Requirements())
    return {name: value for name, value in asdict(requirements).items() if value != usual[name]}


def names() -> tuple[str, ...]:
    """The figures, in the order in which they are shown."""
    return tuple(item.name for item in fields(Requirements))


def target_of(requirements: Requirements, stages: list[str], floors: int | None) -> int | None:
    """Seconds to aim at: the slowest stage that takes part; nothing beyond four floors, for which no source speaks."""
    if floors is not None and floors > FLOORS_FOR_TARGET:
        return None
    known = [requirements.targets[stage] for stage in stages if stage in requirements.targets]
    return max(known) if known else None
