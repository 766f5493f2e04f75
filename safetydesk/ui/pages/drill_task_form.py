"""The form of a task that follows from a drill: it begins with the drill, its findings and a month's time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from safetydesk.registers.records.drill_tasks import DRILL_TASKS, REVISE
from safetydesk.registers.records.drills.kinds import YES_NO
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.ui.desk import Desk
from safetydesk.ui.form_dialog import FormDialog

DAYS = 30
"""The time in which a plan is revised (readiness.md C22); any other finding may take as long, unless it is shortened."""


class DrillTaskForm(FormDialog):
    """A new task of one drill, whatever other drills are called."""

    def __init__(self, desk: Desk, drill_id: int, parent: QWidget | None = None) -> None:
        self.drill_id = drill_id
        super().__init__(desk, DRILL_TASKS, None, parent)
        drill = desk.office.records.read(DRILLS, drill_id)
        kind = REVISE if drill["plan_revised"] == YES_NO.values[0] else ""
        given = {
            "drill": drill["name"], "what": drill["findings"], "kind": kind, "owner": drill["commander"],
            "due_on": (desk.office.clock.today() + timedelta(days=DAYS)).isoformat(),
        }  # fmt: skip
        for name, text in given.items():
            self.editors[name].show(text)
        self.editors["drill"].widget.setEnabled(False)

    def fixed(self) -> Mapping[str, Any]:
        """The drill itself, not the newest of its name."""
        return {"drill": self.drill_id}
