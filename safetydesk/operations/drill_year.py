"""The year's drills: planned in one step, moved to another day, cancelled with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry, Stored
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.drills.requirements import SETTING, Requirements, changed, fits, read_requirements
from safetydesk.registers.records.drills.rules import TOLD_BY
from safetydesk.registers.records.drills.slots import Slot, slots

NOT_DRILLED = ("综合", "其他", "网络舆情", "外出", "学生失踪/自伤", "大型活动")
"""Kinds of plan that a drill of the whole school does not practise."""
TYPES_SQL = (
    "SELECT plan.type, max(coalesce(risk.degree IN ('较大', '重大'), 0)) FROM plan "
    "LEFT JOIN risk_point risk ON risk.plan_type = plan.type AND risk.deleted_at IS NULL "
    "WHERE plan.deleted_at IS NULL GROUP BY plan.type ORDER BY 2 DESC, min(plan.id)"
)


def proposed(office: Office, year: int) -> list[Slot]:
    """Drills that the year still lacks, of the kinds that the school has plans for, larger risks first (S08)."""
    types = [row[0] for row in office.database.query(TYPES_SQL) if row[0] not in NOT_DRILLED]
    return slots(office.database, year, office.clock.today(), types)


def plan_year(office: Office, chosen: Sequence[Slot], commander: str, place_id: int | None) -> Stored:
    """Write drills down as planned, as one action. Raises UserError where nobody leads or no place is named."""
    if not commander.strip():
        raise UserError(message("drill_year.no_commander"), message("drill_year.no_commander_hint"))
    if place_id is None:
        raise UserError(message("drill_year.no_place"), message("drill_year.no_place_hint"))
    plans = dict(office.database.query("SELECT type, max(id) FROM plan WHERE deleted_at IS NULL GROUP BY type"))
    common = {"commander": commander.strip(), "place": place_id}
    entries = [Entry({**planned(office, slot), **common, "based_on": plans.get(slot.type)}) for slot in chosen]
    return office.records.save_all(DRILLS, entries, "drills.plan_year")


def planned(office: Office, slot: Slot) -> dict[str, Any]:
    """A slot as a drill's values."""
    words = office.paper
    kind = words.term("emergency", slot.type)
    name = words.text("drill_year.name", year=slot.day.year, month=slot.day.month, kind=kind)
    return {
        "name": name, "held_on": slot.day, "type": slot.type, "form": slot.form, "announced": slot.announced,
        "period": slot.period, "target": slot.target,
    }  # fmt: skip


def first_leader(office: Office) -> str:
    """Who usually commands: the principal."""
    found = office.database.query("SELECT p.name FROM person p JOIN school s ON s.principal_id = p.id")
    return str(found[0][0]) if found else ""


def usual_place(office: Office) -> int | None:
    """Where the last drill was, else the first place that is registered."""
    found = office.database.query(
        "SELECT place_id FROM drill WHERE place_id IS NOT NULL AND deleted_at IS NULL ORDER BY id DESC LIMIT 1"
    ) or office.database.query("SELECT id FROM place WHERE deleted_at IS NULL ORDER BY id LIMIT 1")
    return int(found[0][0]) if found else None


def move(office: Office, drill_id: int, day: date, reason: str) -> None:
    """Put a planned drill on another day, with the reason, unless it was planned today only.

    Raises UserError for a drill that was held, closed or cancelled, and for a day that is over.
    """
    values = still_planned(office, drill_id)
    if day == values["held_on"]:
        return
    if day < office.clock.today():
        raise UserError(message("drill_year.past_day", day=day.isoformat()), message("drill_year.past_day_hint"))
    changes: dict[str, Any] = {"held_on": day}
    if not planned_today(office, drill_id):
        note = needed(reason)
        line = {"moved_from": values["held_on"], "moved_to": day, "reason": note, "moved_on": office.clock.today()}
        changes["moves"] = (*values["moves"], line)
    save(office, drill_id, changes, "drills.move")


def cancel(office: Office, drill_id: int, reason: str) -> None:
    """Cancel a planned drill; it stays in the list with the reason. Raises UserError as `move` does."""
    still_planned(office, drill_id)
    save(office, drill_id, {"cancelled_on": office.clock.today(), "cancelled_reason": needed(reason)}, "drills.cancel")


def take_place_after_all(office: Office, drill_id: int) -> None:
    """Take a cancellation back."""
    save(office, drill_id, {"cancelled_on": None, "cancelled_reason": ""}, "drills.uncancel")


def still_planned(office: Office, drill_id: int) -> dict[str, Any]:
    """The values of a drill that is planned and no more; raises UserError for any other."""
    values = office.records.read(DRILLS, drill_id)
    if values["cancelled_on"] or values["closed_on"] or any(values[name] not in (None, "") for name in TOLD_BY):
        raise UserError(message("drill_year.not_planned", name=values["name"]), message("drill_year.not_planned_hint"))
    return values


def planned_today(office: Office, drill_id: int) -> bool:
    """Whether a drill was written down today: a plan that is still being made is shifted without a reason."""
    made = office.database.query("SELECT substr(created_at, 1, 10) FROM drill WHERE id = ?", [drill_id])[0][0]
    return str(made) == office.clock.today().isoformat()


def needed(reason: str) -> str:
    """The reason, which must be given."""
    if not reason.strip():
        raise UserError(message("drill_year.reason_needed"), message("drill_year.reason_needed_hint"))
    return reason.strip()


def save(office: Office, drill_id: int, changes: dict[str, Any], name: str) -> None:
    """Store, or refuse with the reasons."""
    stored = office.records.save_all(DRILLS, [Entry(changes, drill_id)], name)
    if stored.refused:
        raise Refused(stored.refused[0])


def keep_requirements(office: Office, **figures: Any) -> Requirements:
    """Change figures of the rhythm. Raises UserError for one that makes no sense."""
    for name, value in figures.items():
        if not fits(name, value):
            raise UserError(message("drill_year.bad_figure", name=message(f"drill_year.{name}")))
    wanted = replace(read_requirements(office.database), **figures)
    office.settings.put(SETTING, changed(wanted))
    return wanted
