"""The page of plans: versions by one button, what is asked beside the list, papers; and that of risk points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.operations.required_plans import required_plans, set_required_plans
from safetydesk.registers.records.plans.model import SECTIONS
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.registers.records.risk_points import RISK_POINTS
from safetydesk.reports.required_plans import REQUIRED
from safetydesk.ui.pages import page_class
from safetydesk.ui.pages.plans import papers_menu
from safetydesk.ui.pages.plans_page import PlansPage
from safetydesk.ui.pages.risk_points_page import RiskPointsPage
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.required_plans_settings import RequiredPlansSettings
from safetydesk.ui.settings_dialog import SettingsDialog
from tests.desks import RecordedNotices, desk_of
from tests.plans.test_lineage import named, task
from tests.plans.test_papers import RISK
from tests.plans.test_versions import FIRE, STEPS
from tests.printer import print_now
from tests.ui.clerk import every

Open = Callable[[str], RegisterPage]


@pytest.fixture
def opened(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> Open:
    """A register's page on its own, with the pane beside the list."""

    def open_page(key: str) -> RegisterPage:
        desk = desk_of(office, tmp_path)
        page = page_class(key)(desk, office.register(key))
        qtbot.addWidget(page)
        page.show()
        page.details_button.setChecked(True)
        return page

    return open_page


@pytest.fixture
def fire(office: Office) -> int:
    return office.records.save(PLANS, Entry({**FIRE, "steps": STEPS, "guiding": "生命第一"}))


def plans_page(opened: Open) -> PlansPage:
    page = opened("plans")
    assert isinstance(page, PlansPage)
    return page


def said(page: RegisterPage) -> str:
    return "\n".join(label.text() for label in every(page, QLabel))


def notices(page: RegisterPage) -> RecordedNotices:
    assert isinstance(page.desk.notices, RecordedNotices)
    return page.desk.notices


def button(page: RegisterPage, text: str) -> QPushButton:
    return next(found for found in every(page, QPushButton) if found.text() == text)


def test_the_button_makes_the_next_version(office: Office, opened: Open) -> None:
    values = {"name": "火灾应急预案", "type": "火灾", "edition": 3, "author": "王强", "issued_on": date(2026, 3, 1)}
    plan = office.records.save(PLANS, Entry(values))
    page = plans_page(opened)
    page.revise_chosen()
    assert office.database.query("SELECT count(*) FROM plan", []) == [(1,)]
    page.grid.selectRow(0)
    page.revise_chosen()
    made = office.database.query("SELECT edition, previous_id FROM plan WHERE id <> ?", [plan])
    assert made == [(4, plan)]
    page.grid.choose_ids({plan})
    page.revise_chosen()
    assert office.database.query("SELECT count(*) FROM plan", []) == [(2,)]


def test_the_pane_says_what_the_plan_lacks_and_what_is_asked(office: Office, opened: Open, fire: int) -> None:
    held = named(office, "2026-09-01", fire)
    asked = task(office, held)
    page = plans_page(opened)
    page.grid.choose_ids({fire})
    page.show_details()
    text = said(page)
    for part in ("Eight parts: 1/8", "Principles, Command", "Step 2 has no person responsible: 清点", "Last drill: 2026-09-01",
                 "requested a revision", "补写疏散路线 (王强, due 2026-09-20)"):  # fmt: skip
        assert part in text, part
    led: list[tuple[str, tuple[int, ...]]] = []
    page.desk.signals.show_records.connect(lambda key, ids: led.append((key, ids)))
    next(b for b in every(page, QPushButton) if b.toolTip().startswith("2026-09-01")).click()
    assert led == [("drills", (held,))]
    button(page, "Revise for this drill").click()
    made = office.database.query("SELECT id, cause_id FROM plan WHERE previous_id = ?", [fire])
    assert made[0][1] == held
    assert office.database.query("SELECT plan_id, done_on FROM drill_task WHERE id = ?", [asked]) == [(made[0][0], "2026-09-07")]  # fmt: skip


def test_a_whole_plan_is_said_to_be_whole_and_never_drilled(office: Office, opened: Open) -> None:
    plan = office.records.save(PLANS, Entry({**FIRE, **dict.fromkeys(SECTIONS, "写明"), "steps": STEPS[:1]}))
    page = plans_page(opened)
    page.grid.choose_ids({plan})
    page.show_details()
    assert "✓ All parts complete" in said(page) and "✕ Not drilled yet" in said(page)


def test_above_the_list_stands_what_is_asked_and_missing(office: Office, opened: Open, fire: int) -> None:
    office.records.save(PLANS, Entry({**FIRE, "name": "地震", "type": "地震"}))
    named(office, "2026-09-01", fire)
    set_required_plans(office, ("火灾", "溺水"))
    page = plans_page(opened)
    assert "Revisions requested by drills and not done: 1 (plans: 1)" in said(page)
    assert "Missing required plans: Drowning" in said(page)
    button(page, "Show").click()
    assert page.model.ids == [fire]
    page.show_required()
    dialog = page.settings
    assert isinstance(dialog, SettingsDialog) and dialog.tabs.currentWidget() is dialog.plans
    set_required_plans(office, ("火灾",))
    dialog.done(0)
    assert "Missing required plans" not in said(page)


def test_required_kinds_are_ticked_and_the_default_comes_back(
    office: Office, dressed: object, qtbot: QtBot, tmp_path: Path
) -> None:
    page = RequiredPlansSettings(desk_of(office, tmp_path))
    qtbot.addWidget(page)
    boxes = {item.data(Qt.ItemDataRole.UserRole): item for item in page.items()}
    assert {kind for kind, box in boxes.items() if box.checkState() == Qt.CheckState.Checked} == set(REQUIRED)
    boxes["溺水"].setCheckState(Qt.CheckState.Unchecked)
    boxes["危化品"].setCheckState(Qt.CheckState.Checked)
    assert "溺水" not in required_plans(office) and "危化品" in required_plans(office)
    page.reset()
    assert required_plans(office) == REQUIRED and boxes["溺水"].checkState() == Qt.CheckState.Checked
    assert office.settings.get("required_plans") is None
    for box in boxes.values():
        box.setCheckState(Qt.CheckState.Unchecked)
    assert required_plans(office) == ()


def test_chosen_plans_and_the_book_come_out_of_the_menu(
    office: Office, opened: Open, fire: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = plans_page(opened)
    papers_menu.print_chosen(page)
    assert len(notices(page).refused) == 1 and page.preview is None
    page.grid.choose_ids({fire})
    papers_menu.print_chosen(page)
    assert page.preview is not None
    print_now(page.preview)
    page.preview.done(0)
    target = tmp_path / "book.pdf"
    monkeypatch.setattr(papers_menu, "save_path", lambda *_: target)
    papers_menu.bind_book(page)
    assert target.read_bytes().startswith(b"%PDF-") and notices(page).files == [target]
    kinds = [row[0] for row in office.database.query("SELECT action FROM audit ORDER BY seq DESC LIMIT 3")]
    assert kinds == ["print", "export", "print"], "the book was printed: so said the clerk, who was asked once"
    assert len(notices(page).asked) == 1
    monkeypatch.setattr(papers_menu, "save_path", lambda *_: None)
    papers_menu.bind_book(page)
    assert notices(page).files == [target]


def test_versions_are_compared_only_with_their_own(office: Office, opened: Open, fire: int) -> None:
    other = office.records.save(PLANS, Entry({**FIRE, "name": "地震", "type": "地震"}))
    page = plans_page(opened)
    for chosen in (set(), {fire}, {fire, other}):
        page.grid.choose_ids(chosen)
        page.compare_chosen()
    assert len(notices(page).told) == 3 and page.compared is None
    page.revise(fire)
    page.grid.choose_ids({fire})
    page.compare_chosen()
    assert page.compared is not None and page.compared.isVisible()
    page.compared.done(0)


def test_risk_points_without_a_plan_are_named_and_listed(
    office: Office, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = office.records.save_texts(
        RISK_POINTS, [(None, RISK), (None, {**RISK, "name": "楼梯", "degree": "一般", "plan_type": "踩踏"})]
    ).ids
    page = opened("risk-points")
    assert isinstance(page, RiskPointsPage)
    assert "1 high or major risk point has no current plan" in said(page)
    button(page, "Show").click()
    assert page.model.ids == [ids[0]]
    page.print_checklist()
    assert page.preview is not None
    page.preview.done(0)
    target = tmp_path / "risks.xlsx"
    monkeypatch.setattr("safetydesk.ui.pages.risk_points_page.save_path", lambda *_: target)
    page.export_checklist()
    assert target.exists() and notices(page).files == [target]


def test_an_empty_checklist_is_refused(opened: Open) -> None:
    page = opened("risk-points")
    assert isinstance(page, RiskPointsPage)
    page.print_checklist()
    assert len(notices(page).refused) == 1 and "risk point has no" not in said(page)
