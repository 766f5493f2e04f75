"""Drills: the ordinary page, with a form that knows the classes."""

from __future__ import annotations

from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.register_page import RegisterPage


class DrillsPage(RegisterPage):
    """The register of drills."""

    form_class = DrillForm
