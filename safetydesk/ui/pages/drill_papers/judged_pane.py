"""Beside the list of drills: how the chosen drill went, word for word as its printed summary says it."""

from __future__ import annotations

from safetydesk.export.record_form.form import Pair
from safetydesk.reports.drill_standing import DrillStanding, drill_standing
from safetydesk.ui.told_pane import ToldPane

ROLES = {"good": "good", "no_staff": "issue"}
"""How a verdict is dressed; what is neither good nor without staff is a warning."""


class JudgedPane(ToldPane[DrillStanding]):
    """The judgement, above what the drill holds."""

    def standing(self, row_id: int) -> DrillStanding | None:
        """Nothing for a drill that was not held."""
        return drill_standing(self.desk.office.database, row_id, self.desk.words)

    def tell(self, row_id: int, standing: DrillStanding) -> None:
        """Verdict first, then the figures it stands on, then what they are held against."""
        words, verdict = self.desk.words, standing.judged.verdict
        self.add(words.text("drill_judged.title"), "section")
        self.add(words.text(f"drill_judged.verdict_{verdict}"), ROLES.get(verdict, "warning"))
        for pair in standing.facts:
            if pair.label != words.text("drill_judged.title"):
                self.fact(pair)
        for table in standing.compared:
            self.add(table.title, "section")
            for name, there, mean, slowest in table.rows:
                line = words.text("drill_pane.group", name=name, there=there, mean=mean or "—", slowest=slowest or "—")
                self.add(line, "value")
        self.notice(standing)

    def fact(self, pair: Pair) -> None:
        """A fact under its label; a short one beside it."""
        if pair.wide:
            self.add(pair.label, "quiet")
            self.add(pair.value, "value")
        else:
            self.add(self.desk.words.text("drill_pane.fact", label=pair.label, value=pair.value), "value")

    def notice(self, standing: DrillStanding) -> None:
        """Announced and unannounced drills of the year."""
        words, sheet = self.desk.words, standing.notice
        self.add(sheet.title, "section")
        for row in sheet.rows:
            said = dict(zip((column.key for column in sheet.columns), row, strict=True))
            shown = {name: "—" if value in (None, "") else value for name, value in said.items()}
            self.add(words.text("drill_pane.notice", **shown), "value")
