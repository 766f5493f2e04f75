"""Posts: the ordinary page, and whether they cover people and domains."""

from __future__ import annotations

from safetydesk.core.register import Register
from safetydesk.ui.desk import Desk
from safetydesk.ui.pages.letters.coverage_dialog import CoverageDialog
from safetydesk.ui.register_page import RegisterPage


class PostsPage(RegisterPage):
    """The register of posts with its coverage."""

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__(desk, register)
        self.dialog: CoverageDialog | None = None

    def add_buttons(self) -> None:
        """Coverage stands beside Print."""
        super().add_buttons()
        self.button(self.desk.words.text("status.coverage"), "check", self.show_coverage)

    def show_coverage(self) -> None:
        """Posts without holder, people without post, domains that no clause names, presets that are not here."""
        self.dialog = CoverageDialog(self.desk, self)
        self.dialog.open()
