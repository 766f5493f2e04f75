"""The page of plans: the next version by one button."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.ui.pages import page_class
from safetydesk.ui.pages.plans_page import PlansPage
from tests.desks import desk_of


def test_the_button_makes_the_next_version(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    values = {"name": "火灾应急预案", "type": "火灾", "edition": 3, "author": "王强", "issued_on": date(2026, 3, 1)}
    plan = office.records.save(PLANS, Entry(values))
    desk = desk_of(office, tmp_path)
    page = page_class("plans")(desk, PLANS)
    assert isinstance(page, PlansPage)
    qtbot.addWidget(page)
    page.show()
    page.revise_chosen()
    assert office.database.query("SELECT count(*) FROM plan", []) == [(1,)]
    page.grid.selectRow(0)
    page.revise_chosen()
    made = office.database.query("SELECT edition, previous_id FROM plan WHERE id <> ?", [plan])
    assert made == [(4, plan)]
    page.revise_chosen()
    assert office.database.query("SELECT count(*) FROM plan", []) == [(2,)]
