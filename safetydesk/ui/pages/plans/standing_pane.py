"""Beside the list of plans: what the chosen plan lacks, what it was practised with, and what is asked of it."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.queries import Request
from safetydesk.reports.plan_standing import DrillOnPlan, PlanStanding, plan_standing
from safetydesk.ui.details_pane import WIDTH
from safetydesk.ui.theme import BETWEEN
from safetydesk.ui.told_pane import ToldPane

ROOM = WIDTH - BETWEEN - 36
"""Pixels for a line that does not wrap: the pane without its margins and scroll bar."""
SHOWN = 8
"""Drills that are listed; the newest say enough."""


class StandingPane(ToldPane[PlanStanding]):
    """How the plan stands, above what it holds."""

    revise_wanted = Signal(int, int)
    """A plan, and the drill that it is to be revised for."""

    def standing(self, row_id: int) -> PlanStanding:
        """Every plan has one."""
        return plan_standing(self.desk.office.database, row_id)

    def tell(self, row_id: int, standing: PlanStanding) -> None:
        """Parts, steps, drills, requests."""
        say = self.desk.words.text
        if standing.replaced_by:
            self.add(say("plans_page.replaced", edition=standing.replaced_by), "warning")
        count = say("plans_page.parts", there=standing.there, all=len(SECTIONS))
        self.add(count, "section")
        self.missing(standing)
        for _, found in groupby(standing.requests, key=lambda request: request.drill_id):
            self.asked(row_id, tuple(found))
        self.drills(standing)

    def missing(self, standing: PlanStanding) -> None:
        """The parts that are not there by name, and the steps of nobody."""
        words = self.desk.words
        names = words.listed(words.term("plan_part", part) for part in standing.missing)
        if names:
            self.add(words.text("plans_page.missing", names=names), "warning")
        for number, action in standing.unowned:
            self.add(words.text("plans_page.unowned", number=number, action=action), "warning")
        if not names and not standing.unowned:
            self.add(words.text("plans_page.whole"), "good")

    def asked(self, row_id: int, requests: tuple[Request, ...]) -> None:
        """What one drill asks, task by task, and the button that answers it."""
        say, drill = self.desk.words.text, requests[0]
        lines = [say("plans_page.asked", day=drill.held_on.isoformat(), drill=drill.drill)]
        for request in requests:
            if request.task_id is not None:
                due = request.due_on.isoformat() if request.due_on else "—"
                lines.append(say("plans_page.task", what=request.what, owner=request.owner, due=due))
        self.add("\n".join(lines), "warning")
        button = QPushButton(say("plans_page.revise_for"))
        button.setAccessibleName(f"{button.text()} {drill.drill}")
        button.clicked.connect(lambda: self.revise_wanted.emit(row_id, drill.drill_id))
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def drills(self, standing: PlanStanding) -> None:
        """When it was last practised, and each drill with the way to it."""
        say = self.desk.words.text
        last = standing.last_drill
        self.add(say("plans_page.drills"), "section")
        if last is None:
            self.add(say("plans_page.never"), "warning")
        else:
            self.add(say("plans_page.last", day=last.isoformat()), "quiet")
        for drill in standing.drills[:SHOWN]:
            self.column.addWidget(self.drill_button(drill))
        if len(standing.drills) > SHOWN:
            self.add(say("plans_page.more", n=len(standing.drills) - SHOWN), "quiet")

    def drill_button(self, drill: DrillOnPlan) -> QPushButton:
        """A drill as a line that leads to it; what is too long stands in the tip."""
        words = self.desk.words
        state = words.term("drill_state", drill.state)
        text = words.text("plans_page.drill", day=drill.held_on.isoformat(), name=drill.name, state=state)
        button = QPushButton()
        button.setText(button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, ROOM).replace("&", "&&"))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setProperty("link", True)
        button.clicked.connect(lambda: self.desk.signals.show_records.emit("drills", (drill.id,)))
        return button
