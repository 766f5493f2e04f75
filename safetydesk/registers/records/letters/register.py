"""The declaration of R02: its grid, form, filters and ledger."""

from __future__ import annotations

from safetydesk.core.field import Choice, Date, Flag, Text, Whole
from safetydesk.core.filter import Period, Pick
from safetydesk.core.linked_field import Derived, Link, Rows
from safetydesk.core.register import Register
from safetydesk.registers.records.letters.kinds import CLAUSE_GROUPS, LEVELS, STATES, TYPES
from safetydesk.registers.records.letters.model import Letter
from safetydesk.registers.records.letters.rules import (
    closed_takes_no_day,
    days_in_order,
    proxy_is_named,
    reasons_given,
    state_has_its_day,
    term_of_sensible_length,
)
from safetydesk.registers.reference.people import RELATIONS

LATE_AFTER_DAYS = 7
"""A date written down more than this many days afterwards is shown as entered late (registers.md, general rules)."""
ENTERED_LATE = f"COALESCE(julianday({{row}}.signed_entered) - julianday({{row}}.signed_on) > {LATE_AFTER_DAYS}, 0)"

HOLDS = "above.state <> '作废' AND above.ended_on IS NULL AND above.deleted_at IS NULL AND above.year = {row}.year"
ABOVE = (
    "CASE {row}.kind WHEN 'bureau' THEN NULL "
    "WHEN 'staff' THEN COALESCE("
    f"(SELECT above.number FROM letter above WHERE above.kind = 'department' AND above.dept = {{row}}.dept AND {HOLDS}), "
    "(SELECT above.number FROM letter above WHERE above.kind = 'bureau' AND NOT EXISTS (SELECT 1 FROM letter d "
    f"WHERE d.kind = 'department' AND d.year = {{row}}.year AND d.deleted_at IS NULL) AND {HOLDS})) "
    "WHEN 'convention' THEN (SELECT above.number FROM letter above WHERE above.kind = 'head-teacher' "
    f"AND above.class_id = {{row}}.class_id AND {HOLDS}) "
    "WHEN 'parent' THEN COALESCE((SELECT above.number FROM letter above WHERE above.kind = 'head-teacher' "
    f"AND above.class_id = {{row}}.class_id AND {HOLDS}), "
    f"(SELECT above.number FROM letter above WHERE above.kind = 'bureau' AND {HOLDS})) "
    f"ELSE (SELECT above.number FROM letter above WHERE above.kind = 'bureau' AND {HOLDS}) END"
)
"""The number of the letter above (S77), which follows from kind, year, department and class; nothing where it lacks."""

TARGET = (
    Text("item", required=True, width=24),
    Choice("group", choices=CLAUSE_GROUPS, width=8),
    Whole("weight", maximum=1000, width=6),
    Text("standard", width=24),
    Whole("own_score", maximum=1000, width=8),
    Whole("bureau_score", maximum=1000, width=8),
)
"""What the bureau's letter asks for, with its marks (S71, S78)."""

LETTERS = Register(
    key="letters",
    model=Letter,
    tab="letters",
    fields=(
        Text("number", editable=False, width=20),
        Choice("type", choices=TYPES, editable=False, width=14),
        Text("party_b", editable=False, width=12, pinyin=True),
        Text("class_name", editable=False, width=10),
        Text("dept", editable=False, width=10),
        Text("post", editable=False, width=16),
        Choice("state", choices=STATES, editable=False, width=10),
        Date("printed_on", editable=False, width=14),
        Date("handed_on", width=14),
        Date("signed_on", width=14),
        Text("signer", width=10, limit=60),
        Choice("signer_relation", choices=RELATIONS, width=10),
        Derived("ended", expression="{row}.ended_on IS NOT NULL", kind=Flag("ended"), width=6),
        Whole("copies", minimum=1, maximum=9, width=6),
        Text("guardian", editable=False, width=12, listed=False),
        Choice("relation", choices=RELATIONS, editable=False, listed=False),
        Text("phone", editable=False, width=14, listed=False),
        Choice("level", choices=LEVELS, editable=False, listed=False),
        Link("person", to="people", target_table="person", editable=False, listed=False),
        Text("party_a", editable=False, listed=False),
        Date("issued_on", editable=False, listed=False),
        Date("term_from", editable=False, listed=False),
        Date("term_to", editable=False, listed=False),
        Date("filed_on", editable=False, listed=False),
        Flag("proxy", listed=False),
        Text("proxy_reason", listed=False),
        Text("exempt_reason", editable=False, listed=False),
        Text("void_reason", editable=False, listed=False),
        Derived("late", expression=ENTERED_LATE, kind=Flag("late"), width=8),
        Text("leader", editable=False, listed=False),
        Derived("above", expression=ABOVE, kind=Text("above"), width=22, listed=False, asked=True),
        Link("unit", to="outside-units", target_table="outside_unit", editable=False, listed=False),
        Rows("targets", fields=TARGET),
        Text("paper_place", width=16, listed=False),
        Date("ended_on", editable=False, listed=False),
        Text("ended_reason", editable=False, listed=False),
        Text("note", lines=3),
    ),
    label="number",
    order=("type", "number"),
    search=("number", "party_b", "class_name", "dept", "post", "guardian", "phone", "signer"),
    filters=(Pick("type"), Pick("state"), Pick("dept"), Pick("class_name"), Period("signed_on")),
    rules=(
        days_in_order,
        state_has_its_day,
        closed_takes_no_day,
        reasons_given,
        proxy_is_named,
        term_of_sensible_length,
    ),
    year="year",
    kept=True,
    grows=False,
    attachments=True,
)
