"""The declaration of R07: grid, form, filters and ledger of drills."""

from __future__ import annotations

from safetydesk.core.field import Choice, Date, Flag, JoinedTerms, PersonName, Text, Time, Whole
from safetydesk.core.filter import Period, Pick
from safetydesk.core.linked_field import Derived, DerivedShare, Link, Rows
from safetydesk.core.register import Register
from safetydesk.registers.records.drills.kinds import (
    ANNOUNCED,
    FLAWS,
    FORMS,
    PERIODS,
    RATINGS,
    STATES,
    SUFFICIENT,
    SUITABLE,
    SUMMARY_DAYS,
    TYPES,
    YES_NO,
)
from safetydesk.registers.records.drills.model import Drill
from safetydesk.registers.records.drills.rules import RULES

LATE_AFTER_DAYS = 7
"""A drill written down more than this many days afterwards is shown as entered late (registers.md, general rules)."""
MOST_PEOPLE = 100_000
STATE = (
    "CASE WHEN {row}.closed_on IS NOT NULL THEN '已结案' WHEN {row}.cancelled_on IS NOT NULL THEN '已取消'"
    " WHEN {row}.pupils_present IS NULL THEN '计划' WHEN trim({row}.summary) = '' THEN '待总结' ELSE '已总结' END"
)
"""Told by facts, never chosen: what was counted was held, what has a summary was summed up."""
SECONDS = (
    "(CAST(round((julianday('2000-01-01 ' || {row}.assembled_at) - julianday('2000-01-01 ' || {row}.signal_at))"
    " * 86400) AS INTEGER) + 86400) % 86400"
)
FLAW_OF = {
    "无教职工参加": "{row}.pupils_present IS NOT NULL AND coalesce({row}.staff_present, 0) = 0",
    "教职工缺席": "{row}.staff_present > 0 AND {row}.staff_present < {row}.staff_expected",
    "超过目标用时": f"{SECONDS} > {{row}}.target",
    "有人受伤": "{row}.injured > 0",
    "总结迟写": f"julianday({{row}}.summary_on) - julianday({{row}}.held_on) > {SUMMARY_DAYS}",
}
FLAW_LIST = (
    "rtrim("
    + " || ".join(f"CASE WHEN {wrong} THEN '{name}、' ELSE '' END" for name, wrong in FLAW_OF.items())
    + ", '、')"
)
LATE = f"julianday(substr({{row}}.created_at, 1, 10)) - julianday({{row}}.held_on) > {LATE_AFTER_DAYS}"
PHOTOS = (
    "SELECT count(*) FROM attachment a WHERE a.register = 'drills' AND a.record_id = {row}.id"
    " AND a.deleted_at IS NULL AND a.media_type LIKE 'image/%'"
)


def people(name: str, listed: bool = True, section: str = "") -> Whole:
    """A head count."""
    return Whole(name, maximum=MOST_PEOPLE, width=8, listed=listed, section=section)


DRILLS = Register(
    key="drills",
    model=Drill,
    tab="drills",
    fields=(
        Text("name", required=True, width=26, section="what"),
        Date("held_on", required=True),
        Derived("state", expression=STATE, kind=Choice("state", choices=STATES), width=8),
        Derived("flaws", expression=FLAW_LIST, kind=JoinedTerms("flaws", choices=FLAWS), width=16),
        Choice("type", required=True, choices=TYPES, width=12),
        Choice("form", required=True, choices=FORMS, width=10),
        Choice("announced", required=True, choices=ANNOUNCED, width=14),
        Choice("period", choices=PERIODS, listed=False),
        Link("place", required=True, to="places", target_table="place", width=14),
        Text("route", lines=2, listed=False),
        Text("assembly", listed=False),
        PersonName("commander", required=True),
        Link("based_on", column="plan_id", to="plans", target_table="plan", newest=True, listed=False),
        Text("plan", listed=False, suggest=True),
        Text("purpose", lines=2, listed=False, section="before"),
        Text("preparation", lines=3, listed=False),
        Text("procedure", lines=4, listed=False),
        Text("guard", lines=2, listed=False),
        Rows("roles", fields=(Text("point"), PersonName("person"), Flag("arrived"))),
        people("pupils_expected", section="people"),
        people("pupils_present"),
        people("staff_expected"),
        people("staff_present"),
        DerivedShare("staff_share", part="{row}.staff_present", whole="{row}.staff_expected", width=8),
        people("others_expected", listed=False),
        people("others_present", listed=False),
        Rows("counts", fields=(Text("class_name"), people("expected"), people("present"), Time("done_at"))),
        Rows("staff_counts", fields=(Text("dept"), people("expected"), people("present"))),
        Rows("absent", fields=(PersonName("person"), Text("class_name"), Text("reason"))),
        Time("signal_at", section="times", listed=False),
        Time("assembled_at", listed=False),
        Time("counted_at", listed=False),
        Derived("seconds", expression=SECONDS, kind=Whole("seconds"), width=8, asked=True),
        Whole("target", maximum=86_400, listed=False),
        people("injured"),
        Text("supplies", lines=2, listed=False, section="learnt"),
        Choice("presence_rating", choices=RATINGS, listed=False),
        Choice("supplies_rating", choices=RATINGS, listed=False),
        Choice("teamwork_rating", choices=RATINGS, listed=False),
        Choice("suitable", choices=SUITABLE, listed=False),
        Choice("sufficient", choices=SUFFICIENT, listed=False),
        Text("findings", lines=4, listed=False),
        Text("measures", lines=4, listed=False),
        Choice("plan_revised", choices=YES_NO, listed=False),
        Text("summary", lines=8, listed=False),
        PersonName("summary_by", listed=False),
        Date("summary_on", listed=False),
        Whole("cost", listed=False),
        Derived("photos", expression=PHOTOS, kind=Whole("photos"), width=6),
        Derived("late", expression=LATE, kind=Flag("late"), width=8),
        Rows("moves", fields=(Date("moved_from"), Date("moved_to"), Text("reason"), Date("moved_on")), editable=False),
        Date("cancelled_on", editable=False, listed=False),
        Text("cancelled_reason", editable=False, listed=False, lines=2),
        Date("closed_on", editable=False, listed=False),
        Text("note", lines=3, listed=False),
    ),
    order=("-held_on",),
    search=("name", "type", "place", "commander", "summary_by"),
    filters=(Pick("type"), Pick("announced"), Pick("state"), Period("held_on")),
    rules=RULES,
    year="held_on",
    frozen="closed_on",
    attachments=True,
)
