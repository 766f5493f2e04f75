"""演练问题跟踪: what a drill found, made into somebody's task and followed to its end (S57, S66, S69)."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import IntegerField, TextField

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Date, PersonName, Text
from safetydesk.core.filter import Period, Pick
from safetydesk.core.issue import Checking, Issue, Values
from safetydesk.core.linked_field import Derived, Link
from safetydesk.core.register import Register
from safetydesk.errors import message
from safetydesk.storage.row import Row

REVISE = "修订预案"
KINDS = Choices("drill_task", (REVISE, "整改隐患", "培训演示", "其他"))
STATES = Choices("task_state", ("未完成", "已完成"))
STATE = "CASE WHEN {row}.done_on IS NULL THEN '未完成' ELSE '已完成' END"


class DrillTask(Row):
    """One finding that somebody has to settle by a day."""

    drill_id = IntegerField()
    kind = TextField()
    what = TextField()
    owner = TextField()
    due_on = TextField(null=True)
    done_on = TextField(null=True)
    result = TextField()
    plan_id = IntegerField(null=True)

    class Meta:
        table_name = "drill_task"


def done_and_said(row: Values, checking: Checking) -> Iterator[Issue]:
    """What is done was done by today, after the drill, and says how it ended."""
    done = row.get("done_on")
    if done is None:
        return
    if done > checking.today:
        yield Issue("done_on", message("rule.not_in_future"))
    if not (row.get("result") or "").strip():
        yield Issue("result", message("rule.task_result"))
    held = checking.database.query("SELECT held_on FROM drill WHERE id = ?", [row.get("drill")])
    if held and done.isoformat() < held[0][0]:
        yield Issue("done_on", message("rule.task_before_drill", day=held[0][0]))


DRILL_TASKS = Register(
    key="drill-tasks",
    model=DrillTask,
    tab="drills",
    fields=(
        Text("what", required=True, lines=3, width=36),
        Choice("kind", required=True, choices=KINDS, width=10),
        Link("drill", required=True, to="drills", target_table="drill", newest=True, width=24),
        PersonName("owner", required=True),
        Date("due_on", required=True),
        Derived("state", expression=STATE, kind=Choice("state", choices=STATES), width=8),
        Date("done_on"),
        Text("result", lines=3, width=24),
        Link("plan", to="plans", target_table="plan", newest=True, listed=False),
        Text("note", lines=3, listed=False),
    ),
    label="what",
    order=("due_on",),
    search=("what", "owner", "drill", "result"),
    filters=(Pick("state"), Pick("kind"), Period("due_on")),
    rules=(done_and_said,),
)
