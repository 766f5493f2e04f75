"""Plans: the ordinary page, with the next version of a plan as one step."""

from __future__ import annotations

from safetydesk.errors import UserError
from safetydesk.operations.plan_versions import revise
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.ui.register_page import RegisterPage


class PlansPage(RegisterPage):
    """The register of plans."""

    def add_buttons(self) -> None:
        """New version, after the ordinary ones."""
        super().add_buttons()
        self.button(self.desk.words.text("plans.new_version"), "copy", self.revise_chosen)

    def revise_chosen(self) -> None:
        """Copy the chosen plan into its next version and say what is to be done with it."""
        ids = self.grid.chosen_ids()
        if len(ids) != 1:
            self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
            return
        try:
            made = revise(self.desk.office, ids[0])
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        edition = self.desk.office.records.read(PLANS, made)["edition"]
        self.desk.notices.tell(self.desk.words.text("plans.revised", edition=edition))
