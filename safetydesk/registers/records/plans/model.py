"""The stored plan, and the eight parts it should have."""

from __future__ import annotations

from peewee import IntegerField, TextField

from safetydesk.storage.row import ListField, Row

SECTIONS = {
    "guiding": "指导思想",
    "principles": "工作原则",
    "command": "指挥调度",
    "evacuation": "应急疏散",
    "treatment": "伤员救治",
    "control": "事态控制",
    "aftermath": "善后处理",
    "reporting": "信息报送",
}
"""The eight parts of a plan (S55), by column, in the order of the source."""


class Plan(Row):
    """One version of a plan. It points at the version it was made from."""

    name = TextField()
    type = TextField()
    edition = IntegerField()
    previous_id = IntegerField(null=True)
    cause_id = IntegerField(null=True)
    author = TextField()
    approved_by = TextField()
    issued_on = TextField(null=True)
    review_on = TextField(null=True)
    crises = TextField()
    legal_basis = TextField()
    guiding = TextField()
    principles = TextField()
    command = TextField()
    evacuation = TextField()
    treatment = TextField()
    control = TextField()
    aftermath = TextField()
    reporting = TextField()
    guiding_page = IntegerField(null=True)
    principles_page = IntegerField(null=True)
    command_page = IntegerField(null=True)
    evacuation_page = IntegerField(null=True)
    treatment_page = IntegerField(null=True)
    control_page = IntegerField(null=True)
    aftermath_page = IntegerField(null=True)
    reporting_page = IntegerField(null=True)
    steps = ListField()
    briefings = ListField()

    class Meta:
        table_name = "plan"
