"""The stored drill."""

from __future__ import annotations

from peewee import IntegerField, TextField

from safetydesk.storage.row import ListField, Row


class Drill(Row):
    """One drill. Times are HH:MM:SS of the day it was held; head counts are whole people."""

    name = TextField()
    held_on = TextField()
    type = TextField()
    form = TextField()
    announced = TextField()
    period = TextField()
    place_id = IntegerField(null=True)
    route = TextField()
    assembly = TextField()
    commander = TextField()
    plan = TextField()
    roles = ListField()
    pupils_expected = IntegerField(null=True)
    pupils_present = IntegerField(null=True)
    staff_expected = IntegerField(null=True)
    staff_present = IntegerField(null=True)
    others_expected = IntegerField(null=True)
    others_present = IntegerField(null=True)
    counts = ListField()
    absent = ListField()
    signal_at = TextField(null=True)
    assembled_at = TextField(null=True)
    counted_at = TextField(null=True)
    target = IntegerField(null=True)
    injured = IntegerField(null=True)
    supplies = TextField()
    presence_rating = TextField()
    supplies_rating = TextField()
    teamwork_rating = TextField()
    suitable = TextField()
    sufficient = TextField()
    findings = TextField()
    measures = TextField()
    plan_revised = TextField()
    summary = TextField()
    summary_by = TextField()
    summary_on = TextField(null=True)
    cost = IntegerField(null=True)
    closed_on = TextField(null=True)
    cancelled_on = TextField(null=True)
    cancelled_reason = TextField(null=True)
    moves = ListField(null=True)
    plan_id = IntegerField(null=True)
    staff_counts = ListField(null=True)
    purpose = TextField(null=True)
    preparation = TextField(null=True)
    procedure = TextField(null=True)
    guard = TextField(null=True)

    class Meta:
        table_name = "drill"


class StopwatchPress(Row):
    """One press on the stopwatch: what was reported, when by the PC's clock, and at which tick since the PC began (ns).

    `boot` tells one run of the PC from another, since ticks of two runs cannot be compared.
    """

    drill_id = IntegerField()
    kind = TextField()
    label = TextField()
    pressed_at = TextField()
    ticks = IntegerField()
    boot = TextField()
    present = IntegerField(null=True)

    class Meta:
        table_name = "stopwatch_press"
