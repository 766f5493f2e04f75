"""Pictures of every page and dialog, for the manual and for looking at what was built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.filing.papers import count_forms, prepare_forms
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import letter_paper, prepare, select, write
from safetydesk.operations.readiness import judged
from safetydesk.paths import resources
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.registers.records.plans.queries import versions
from safetydesk.ui.desk import Desk, YearChoice
from safetydesk.ui.first_run.dialog import FirstRun
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.help_window import HelpWindow
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.notices import WindowNotices
from safetydesk.ui.pages.bureau_mapping import MappingDialog
from safetydesk.ui.pages.chain_dialog import ChainDialog
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.pages.filing.loose_dialog import LooseDialog
from safetydesk.ui.pages.filing.proposed_dialog import ProposedDialog
from safetydesk.ui.pages.filing.quality_dialog import QualityDialog
from safetydesk.ui.pages.import_dialog import ImportDialog
from safetydesk.ui.pages.issue_dialog import IssueDialog
from safetydesk.ui.pages.letters.class_list_dialog import ClassListDialog
from safetydesk.ui.pages.letters.coverage_dialog import CoverageDialog
from safetydesk.ui.pages.letters.follow_up_dialog import FollowUpDialog
from safetydesk.ui.pages.plans.compare_dialog import CompareDialog
from safetydesk.ui.pages.sign_dialog import SignDialog
from safetydesk.ui.preview_dialog import PreviewDialog
from safetydesk.ui.readiness_dialog import ReadinessDialog
from safetydesk.ui.search_everywhere import SearchEverywhere
from safetydesk.ui.settings_dialog import SettingsDialog
from safetydesk.ui.tasks import Work
from safetydesk.ui.theme import apply_theme
from safetydesk.ui.window_state import WindowState
from safetydesk.ui.wording.editor_dialog import WordingDialog
from safetydesk.words import LANGUAGES, Words

SIZE = (1093, 614)
"""1366×768 at 125 %, in logical pixels."""
TOLD_BESIDE = ("drills", "plans")
"""Registers whose details pane says more than the fields do: it is unfolded."""
MOST_DRAFTS = 20
"""Proposals whose forms are written for a picture."""


def take_pictures(app: QApplication, office: Office, family: str, out: Path) -> Iterator[Path]:
    """Both languages in the light theme, and the letters once in the dark one."""
    out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        apply_theme(app, "light", family)
        yield from pictures_of(app, office, language, out, "")
    apply_theme(app, "dark", family)
    yield from pictures_of(app, office, "zh_CN", out, "-dark", only=("overview", "letters"))


def pictures_of(
    app: QApplication, office: Office, language: str, out: Path, suffix: str, only: tuple[str, ...] = ()
) -> Iterator[Path]:
    """Every page and dialog in one language."""
    words = Words(language)
    state = WindowState(office.folder.work / "pictures.ini")
    desk = Desk(office, words, StraightTasks(), WindowNotices(words), state, YearChoice(office.year))
    window = MainWindow(desk)
    window.resize(*SIZE)
    window.show()
    for name, widget in widgets(desk, window):
        if not only or name in only:
            app.processEvents()
            path = out / f"{language}-{name}{suffix}.png"
            widget.grab().save(str(path))
            yield path
    window.close()
    window.deleteLater()


def widgets(desk: Desk, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What there is to look at, one after another."""
    yield "overview", window
    for register in desk.office.registers:
        if tab := window.go_to(register.key):
            page = tab.go_to(register.key)
            page.grid.setCurrentIndex(page.model.index(0, 0))
            page.details_button.setChecked(register.key in TOLD_BESIDE)
            yield register.key, window
    path = desk.office.folder.work / "pictures.pdf"
    for name, dialog in dialogs(desk, path):
        dialog.show()
        yield name, dialog
        dialog.done(0)
        dialog.deleteLater()
    path.unlink(missing_ok=True)


def dialogs(desk: Desk, path: Path) -> Iterator[tuple[str, QDialog]]:
    """Every dialog on the data that there is; `path` takes the PDF that is previewed."""
    yield from (("settings", SettingsDialog(desk)), ("issue", IssueDialog(desk)), ("sign", SignDialog(desk, [])))
    yield from (
        ("class-list", ClassListDialog(desk)),
        ("follow-up", FollowUpDialog(desk)),
        ("coverage", CoverageDialog(desk)),
    )
    yield "wording", WordingDialog(desk)
    yield "chain", ChainDialog(desk)
    drafts = count_forms(prepare_forms(desk.office, waiting(desk.office)[:MOST_DRAFTS]))
    yield "proposed", ProposedDialog(desk, drafts)
    yield "loose", LooseDialog(desk, drafts[:3], lambda paths: None)
    yield "file-quality", QualityDialog(desk)
    yield "readiness", ReadinessDialog(desk, judged(desk.office, desk.year))
    yield "first-run", FirstRun(desk, anew=True)
    drills = desk.office.register("drills")
    held = desk.office.database.query("SELECT max(id) FROM drill")[0][0]
    if held is not None:
        yield "drill-form", DrillForm(desk, drills, held)
        yield "stopwatch", StopwatchDialog(desk, held)
    yield "drill-calendar", CalendarDialog(desk)
    listed = desk.office.database.query("SELECT max(id) FROM bureau_list")[0][0]
    if listed is not None:
        yield "bureau-mapping", MappingDialog(desk, listed)
    yield "drill-plan-year", PlanYearDialog(desk)
    people = desk.office.register("people")
    first = desk.office.database.query("SELECT min(id), max(name) FROM person")[0]
    if first[0] is not None:
        yield "form", FormDialog(desk, people, first[0])
        search = SearchEverywhere(desk)
        search.box.setText(first[1][0])
        search.list_hits()
        yield "search", search
    revised = desk.office.database.query("SELECT max(id) FROM plan WHERE previous_id IS NOT NULL")[0][0]
    if revised is not None:
        yield "compare-plans", CompareDialog(desk, versions(desk.office.database, revised), [revised])
    yield "help", HelpWindow(desk.words, "letters")
    roster = ImportDialog(desk, [resources() / "samples" / "roster.csv"])
    roster.read()
    yield "import", roster
    if ids := select(desk.office, STAFF, desk.year)[:2]:
        job = prepare(desk.office, ids)
        yield "preview", PreviewDialog(desk, letter_paper(job, write(job, path)))


class StraightTasks:
    """Does the work at once: a picture waits for it anyway."""

    @property
    def busy(self) -> bool:
        """Nothing runs in between."""
        return False

    def run(self, name: str, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        """Do it; what fails is refused as in the window."""
        try:
            result = work(lambda *_: None, lambda: False)
        except UserError as error:
            failed(error)
        else:
            done(result)
