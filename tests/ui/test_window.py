"""The main window shows every page in both languages and looks, whole at 1093×614, and leads a newcomer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolBar,
    QWidget,
)

from safetydesk.core.listing import Query
from safetydesk.operations.office import Office
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.overview_page import OverviewPage
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.settings_dialog import SettingsDialog
from safetydesk.ui.theme import DARK, LIGHT, Colours, apply_theme
from tests.ui.clerk import Clerk, button, choose, column, every, labels, only
from tests.ui.conftest import Opener

SMALLEST = (1093, 614)
PAGES = ("letters", "posts", "people", "classes", "places", "school-years")


def test_an_empty_school_begins_with_three_steps_that_lead_there(newcomer: Clerk) -> None:
    overview = only(newcomer.window, OverviewPage)
    steps = [item for item in every(overview, QPushButton) if item.text() == newcomer.say("overview.go")]
    assert len(steps) == 3
    steps[1].click()
    assert newcomer.say("empty.people") in labels(newcomer.window)
    steps[2].click()
    assert newcomer.say("empty.letters") in labels(newcomer.window)
    steps[0].click()
    newcomer.dialog(SettingsDialog).close()


def test_a_school_at_work_is_not_told_the_first_steps(clerk: Clerk) -> None:
    said = labels(clerk.window)
    assert clerk.say("overview.first_steps") not in said
    assert "青山实验学校　2026—2027 学年" in said
    assert "教职工 20 人，学生 120 人" in said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_page_is_reached_by_its_tab_and_its_line(
    sit_down: Opener, school: Office, family: str, qapp: QApplication, language: str, theme: str
) -> None:
    clerk = sit_down(school, language)
    apply_theme(qapp, theme, family)
    for key in PAGES:
        page = clerk.open_page(key)
        register = school.register(key)
        count = school.listing(register).count(Query(year=school.year if register.year else None))
        assert only(page, GridView).model().rowCount() == count
        light = clerk.window.grab().toImage().pixelColor(5, 5).lightness() > 127
        assert light is (theme == "light")
        assert str(count) in only(clerk.window, QListWidget).currentItem().text()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_is_cut_off_in_the_smallest_window(sit_down: Opener, school: Office, language: str) -> None:
    clerk = sit_down(school, language)
    clerk.window.resize(*SMALLEST)
    assert clerk.window.size().toTuple() == SMALLEST
    cut = cut_off(clerk.window, "overview")
    for key in PAGES:
        clerk.open_page(key)
        QApplication.processEvents()
        cut += cut_off(clerk.window, key)
    assert cut == []


def cut_off(window: QWidget, page: str) -> list[tuple[str, str]]:
    """Texts that are narrower than their words, or lie outside the window."""
    found = []
    for kind in (QPushButton, QLabel, QComboBox):
        for widget in every(window, kind):
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            narrow = (
                widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.fontMetrics().height()
            )
            wrapped = isinstance(widget, QLabel) and (widget.wordWrap() or not widget.text())
            room = window.rect()
            if scrolled(widget):  # What lies below is scrolled to; nothing may lie to the right.
                room.setBottom(max(room.bottom(), place.bottom()))
            if not wrapped and (narrow or not room.contains(place)):
                found.append((page, widget.currentText() if isinstance(widget, QComboBox) else widget.text()))
    return found


def scrolled(widget: QWidget) -> bool:
    """Whether a widget lies in a page that scrolls."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent is not None


def test_control_and_a_number_go_to_the_tabs(clerk: Clerk) -> None:
    tabs = only(clerk.window, QTabWidget)
    for number in (3, 1, 2):
        clerk.bot.keySequence(clerk.window, QKeySequence(f"Ctrl+{number}"))
        assert tabs.currentIndex() == number - 1


def test_the_year_is_chosen_once_for_all_pages(clerk: Clerk) -> None:
    grid = only(clerk.open_page("letters"), GridView)
    years = only(only(clerk.window, QToolBar), QComboBox)
    choose(years, clerk.say("core.year", first=2025, last=2026))
    assert grid.model().rowCount() == 0
    assert only(clerk.window, QListWidget).item(0).text().endswith(" 0")
    clerk.open_tab("overview")
    assert "2025—2026 学年" in labels(clerk.window)
    choose(years, clerk.say("core.year", first=2026, last=2027))
    clerk.open_tab("letters")
    assert grid.model().rowCount() == 160


def test_the_overview_counts_and_jumps_to_the_very_letters_that_are_missing(clerk: Clerk) -> None:
    overview = only(clerk.window, OverviewPage)
    assert "106 / 120　88.3%" in labels(overview)
    button(overview, clerk.say("overview.show", n=14)).click()
    grid = only(clerk.window, GridView)
    assert len(column(grid, "编号")) == 14
    assert {*column(grid, "类型")} == {"家长责任书"} and "已签回" not in column(grid, "签订状态")


def test_lists_and_counts_follow_a_save_made_elsewhere(clerk: Clerk) -> None:
    page = clerk.open_page("people")
    office = clerk.desk.office
    office.records.save_texts(office.register("people"), [(None, {"name": "单小满", "kind": "保安"})])
    assert "单小满" in column(only(page, GridView), "姓名")
    assert "141" in only(clerk.window, QListWidget).currentItem().text()
    clerk.open_tab("overview")
    assert "教职工 21 人" in labels(clerk.window)


def test_the_window_has_its_size_again_the_next_day(sit_down: Opener, school: Office) -> None:
    first = sit_down(school)
    first.window.resize(900, 601)
    first.leave()
    assert sit_down(school).window.size().toTuple() == (900, 601)


def test_the_key_for_new_belongs_to_the_page_in_sight(clerk: Clerk) -> None:
    clerk.open_page("people")
    clerk.open_page("places")
    clerk.bot.keySequence(only(clerk.window, RegisterPage), QKeySequence("Ctrl+N"))
    form = clerk.dialog(FormDialog)
    assert form.windowTitle() == "新建：场所"
    form.hide()


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(colours: Colours) -> None:
    grounds = (colours.window, colours.surface)
    pairs = {(text, ground) for ground in grounds for text in (colours.text, colours.quiet)}
    pairs |= {(text, colours.surface) for text in (colours.accent, colours.good, colours.warn, colours.bad)}
    pairs |= {(colours.accent_text, colours.accent), (colours.text, colours.chosen), (colours.bad, colours.window)}
    for text, ground in pairs:
        low, high = sorted((luminance(text), luminance(ground)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
