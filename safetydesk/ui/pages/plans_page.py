"""Plans: the ordinary page, with how each stands, its next version as one step, its versions side by side, its papers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QMenu

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.required_plans import required_plans
from safetydesk.registers.records.plans.queries import missing_types, open_requests, versions
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.ui.desk import Desk
from safetydesk.ui.note_bar import Note, NoteBar
from safetydesk.ui.pages.plans.compare_dialog import CompareDialog
from safetydesk.ui.pages.plans.papers_menu import add_papers
from safetydesk.ui.pages.plans.standing_pane import StandingPane
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.settings_dialog import SettingsDialog


class PlansPage(RegisterPage):
    """The register of plans."""

    details_class = StandingPane

    def __init__(self, desk: Desk, register: Register) -> None:
        self.notes = NoteBar()
        self.compared: CompareDialog | None = None
        self.settings: SettingsDialog | None = None
        super().__init__(desk, register)
        assert isinstance(self.details, StandingPane)
        self.details.revise_wanted.connect(self.revise)

    def build(self) -> None:
        super().build()
        self.column.insertWidget(1, self.notes)

    def add_buttons(self) -> None:
        """New version and comparison, after the ordinary ones."""
        super().add_buttons()
        self.button(self.desk.words.text("plans.new_version"), "copy", self.revise_chosen)
        self.button(self.desk.words.text("plans_page.compare"), "columns", self.compare_chosen)

    def print_menu(self) -> QMenu:
        """Chosen plans, the book, the list."""
        menu = super().print_menu()
        add_papers(self, menu)
        return menu

    def list_again(self) -> None:
        super().list_again()
        self.notes.tell(list(self.to_note()))

    def registers_changed(self, keys: set[str]) -> None:
        super().registers_changed(keys)
        self.notes.tell(list(self.to_note()))

    def to_note(self) -> Iterator[Note]:
        """Plans that drills ask to be revised, and required kinds that are missing."""
        say = self.desk.words.text
        requests = open_requests(self.desk.office.database)
        if requests:
            asked = tuple(dict.fromkeys(item.plan_id for item in requests))
            text = say("plans_page.requests", n=len(requests), plans=len(asked))
            yield Note(text, say("plans_page.show"), lambda: self.show_asked(asked))
        missing = missing_types(self.desk.office.database, required_plans(self.desk.office))
        if missing and self.model.ids:
            kinds = self.desk.words.listed(self.desk.words.term("emergency", kind) for kind in missing)
            yield Note(say("plans_page.missing_kinds", kinds=kinds), say("plans_page.required"), self.show_required)

    def show_asked(self, ids: tuple[int, ...]) -> None:
        """The plans that are to be revised, with what is asked of the first beside them."""
        self.show_only(ids)
        self.details_button.setChecked(True)
        self.show_details()

    def show_required(self) -> None:
        """The page of the settings where the required kinds are ticked."""
        self.settings = SettingsDialog(self.desk, self)
        self.settings.show_plans()
        self.settings.finished.connect(lambda _: self.list_again())
        self.settings.open()

    def one_chosen(self) -> int | None:
        """The chosen plan, if it is exactly one; else say so."""
        ids = self.grid.chosen_ids()
        if len(ids) == 1:
            return ids[0]
        self.desk.notices.tell(self.desk.words.text("grid.choose_one"))
        return None

    def revise_chosen(self) -> None:
        """Copy the chosen plan into its next version and say what is to be done with it."""
        if (plan := self.one_chosen()) is not None:
            self.revise(plan)

    def revise(self, plan: int, drill: int | None = None) -> None:
        """The next version, for the drill that asks or for the oldest that does; it is chosen and shown."""
        try:
            made = revise(self.desk.office, plan, drill)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if self.filters.pinned:
            self.show_only((made,))
        self.grid.choose_ids({made})
        edition = self.desk.office.records.read(PLANS, made)["edition"]
        self.desk.notices.tell(self.desk.words.text("plans.revised", edition=edition))

    def compare_chosen(self) -> None:
        """The chosen version beside the one before; two chosen versions of a plan beside each other."""
        ids = self.grid.chosen_ids()
        if not 1 <= len(ids) <= 2:
            self.desk.notices.tell(self.desk.words.text("plans_page.choose_compare"))
            return
        line = versions(self.desk.office.database, ids[0])
        if len(line) < 2 or not set(ids) <= set(line):
            self.desk.notices.tell(self.desk.words.text("plans_page.one_version"))
            return
        self.compared = CompareDialog(self.desk, line, sorted(ids, key=line.index), self)
        self.compared.open()
