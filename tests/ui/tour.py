"""A walk past everything there is to see: each page, and each dialog as it is first shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from safetydesk.core.records import Entry
from safetydesk.operations.archive.single_volume import Choice
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.paper import Paper
from safetydesk.operations.plan_versions import revise
from safetydesk.operations.print_letters import prepare, select, write
from safetydesk.operations.readiness import judged
from safetydesk.operations.wording import save_wording
from safetydesk.registers.records.letters.kinds import NOT_PRINTED, STAFF
from safetydesk.registers.records.letters.signing import Marked
from safetydesk.registers.records.letters.template import TemplateBlock, read_template, template_text
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.help_window import HelpWindow
from safetydesk.ui.pages.bureau_mapping import MappingDialog
from safetydesk.ui.pages.chain_dialog import ChainDialog
from safetydesk.ui.pages.drill_papers.photos_dialog import PhotosDialog
from safetydesk.ui.pages.drill_task_form import DrillTaskForm
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.pages.filing.loose_dialog import LooseDialog
from safetydesk.ui.pages.filing.proposed_dialog import ProposedDialog
from safetydesk.ui.pages.filing.quality_dialog import QualityDialog
from safetydesk.ui.pages.filing.twins_dialog import TwinsDialog
from safetydesk.ui.pages.filing.volume_dialog import VolumeDialog
from safetydesk.ui.pages.import_dialog import ImportDialog
from safetydesk.ui.pages.issue_dialog import IssueDialog
from safetydesk.ui.pages.letters.class_list_dialog import ClassListDialog
from safetydesk.ui.pages.letters.coverage_dialog import CoverageDialog
from safetydesk.ui.pages.letters.follow_up_dialog import FollowUpDialog
from safetydesk.ui.pages.letters.step_dialog import StepDialog
from safetydesk.ui.pages.letters.unfinished_dialog import UnfinishedDialog
from safetydesk.ui.pages.plans.compare_dialog import CompareDialog
from safetydesk.ui.pages.sign_dialog import SignDialog
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.readiness_dialog import ReadinessDialog
from safetydesk.ui.search_everywhere import SearchEverywhere
from safetydesk.ui.settings_dialog import SettingsDialog
from tests.ui.clerk import Clerk, every, forget

ROSTER = "姓名,人员类别,手机\n甲一,教职工,13800138000\n,教职工,\n"


def pages(clerk: Clerk) -> Iterator[tuple[str, QWidget]]:
    """The main window at each of its pages."""
    clerk.open_tab("overview")
    yield "overview", clerk.window
    for register in clerk.desk.office.registers:
        if register.tab:
            clerk.open_page(register.key)
            QApplication.processEvents()
            yield register.key, clerk.window


def dialogs(clerk: Clerk, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Each dialog, at each of its tabs."""
    for name, dialog in made(clerk, folder):
        dialog.show()
        QApplication.processEvents()
        tabs = every(dialog, QTabWidget)
        for place in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(place)
                QApplication.processEvents()
            yield f"{name}-{place}", dialog
        dialog.done(0)
        forget(dialog)


def made(clerk: Clerk, folder: Path) -> Iterator[tuple[str, QDialog]]:
    """The dialogs."""
    desk, office = clerk.desk, clerk.desk.office
    for register in office.registers:
        first = office.database.query(f'SELECT min(id) FROM "{register.table}"')[0][0]
        yield f"new-{register.key}", FormDialog(desk, register)
        if first is not None:
            yield f"form-{register.key}", FormDialog(desk, register, first)
    yield "settings", SettingsDialog(desk)
    yield "issue", IssueDialog(desk)
    yield "chain", ChainDialog(desk)
    yield "readiness", ReadinessDialog(desk, judged(office, office.year))
    yield "sign", SignDialog(desk, [])
    yield "class-list", ClassListDialog(desk)
    yield "follow-up", FollowUpDialog(desk)
    yield "coverage", CoverageDialog(desk)
    yield "drill-photos", PhotosDialog(desk, 12)
    yield "file-away", StepDialog(desk, desk.words.text("status.file_now"), 2, refused, place=True)
    drafts = waiting(office)[:5]
    yield "proposed", ProposedDialog(desk, drafts)
    yield "loose", LooseDialog(desk, [replace(draft, hint="X") for draft in drafts], lambda paths: None)
    yield "file-quality", QualityDialog(desk)
    yield "volume", VolumeDialog(desk, [Choice(office.year, "A09", "", "A09 X", 2)], "A09")
    yield "twins", TwinsDialog(desk)
    yield "drill-calendar", CalendarDialog(desk)
    yield "drill-plan-year", PlanYearDialog(desk)
    planned = office.database.query("SELECT min(id) FROM drill WHERE closed_on IS NULL")[0][0]
    if planned is not None:
        yield "stopwatch", StopwatchDialog(desk, planned)
        yield "drill-task", DrillTaskForm(desk, planned)
    listed = office.database.query("SELECT min(id) FROM bureau_list")[0][0]
    if listed is not None:
        yield "bureau-mapping", MappingDialog(desk, listed)
    line = revised_plan(clerk)
    yield "compare-plans", CompareDialog(desk, line, line[-1:])
    yield "search", SearchEverywhere(desk)
    yield "help", HelpWindow(desk.words, "letters")
    yield "import", imported(clerk, folder)
    write(prepare(office, select(office, STAFF, office.year)[:1]), folder / "one.pdf")
    yield "preview", PreviewDialog(desk, Paper(folder / "one.pdf", "letters.print", "letter", ()))
    yield "unfinished", UnfinishedDialog(desk, held_back(clerk), lambda: None)


def held_back(clerk: Clerk) -> list[int]:
    """A letter whose wording has a clause that was not filled in."""
    office = clerk.desk.office
    template = read_template(template_text(STAFF.key, "en"))
    clause = TemplateBlock("paragraph", {"text": "The deputy is XXX."})
    row = save_wording(office, STAFF, "en", replace(template, blocks=(*template.blocks, clause)))
    letter = select(office, STAFF, office.year)[0]
    with office.database.action("test.held_back") as action:
        action.update("letter", letter, {"text_id": row, "state": NOT_PRINTED})
    return [letter]


def refused(day: date, place: str) -> Marked:
    """A step that no letter takes."""
    return Marked("", (), (), ())


def revised_plan(clerk: Clerk) -> list[int]:
    """The versions of a plan that was revised for the tour."""
    office = clerk.desk.office
    values = {"name": "Plan", "type": "火灾", "edition": 1, "author": "One", "issued_on": date(2025, 9, 1)}
    plan = office.records.save(PLANS, Entry(values))
    return [plan, revise(office, plan)]


def imported(clerk: Clerk, folder: Path) -> ImportDialog:
    """The preview of an import, read."""
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    dialog = ImportDialog(clerk.desk, [folder / "roster.csv"])
    dialog.read()
    clerk.bot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def everything(clerk: Clerk, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Pages, then dialogs."""
    yield from pages(clerk)
    yield from dialogs(clerk, folder)
