"""R08 风险点: what may go wrong where, how bad, who watches it, and which kind of plan answers it."""

from __future__ import annotations

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, PersonName, Text
from safetydesk.core.filter import Pick
from safetydesk.core.linked_field import Derived, Link
from safetydesk.core.register import Register
from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.registers.reference.plan_lines import CURRENT
from safetydesk.storage.row import Row

DEGREES = Choices("risk_degree", ("低", "一般", "较大", "重大"))
"""Shown with the colour's word, 蓝黄橙红, so that it reads on a grey print too."""
HIGH = ("较大", "重大")
"""Degrees of risk that a plan has to answer, drilled every year."""
PLAN = (
    f"SELECT plan.name FROM plan WHERE plan.type = {{row}}.plan_type AND {CURRENT}"
    " ORDER BY plan.issued_on DESC, plan.id DESC LIMIT 1"
)
"""The current plan of the kind: the link stays true when the plan gets a new version."""

ANSWERS = Choices("risk_answer", ("有预案", "无预案"))
ANSWER = f"CASE WHEN ({PLAN}) IS NULL THEN '无预案' ELSE '有预案' END"


class RiskPoint(Row):
    """A source of danger on the campus."""

    name = TextField()
    place_id = IntegerField(null=True)
    category = TextField()
    nature = TextField()
    degree = TextField()
    consequence = TextField()
    measures = TextField()
    owner = TextField()
    check_every = TextField()
    plan_type = TextField()

    class Meta:
        table_name = "risk_point"


RISK_POINTS = Register(
    key="risk-points",
    model=RiskPoint,
    tab="drills",
    fields=(
        Text("name", required=True, width=24),
        Link("place", required=True, to="places", target_table="place", width=16),
        Text("category", required=True, width=14, suggest=True),
        Text("nature", listed=False, suggest=True),
        Choice("degree", required=True, choices=DEGREES, width=16),
        Text("consequence", lines=2, listed=False),
        Text("measures", required=True, lines=3, width=30),
        PersonName("owner", required=True),
        Text("check_every", required=True, width=12, suggest=True),
        Choice("plan_type", choices=TYPES, width=14),
        Derived("plan", expression=PLAN, kind=Text("plan"), width=24),
        Derived("answered", expression=ANSWER, kind=Choice("answered", choices=ANSWERS), width=10),
        Text("note", lines=3, listed=False),
    ),
    order=("-degree", "name"),
    search=("name", "place", "category", "owner"),
    filters=(Pick("degree"), Pick("category"), Pick("answered")),
)
