"""Ctrl+K finds any record and goes there; F1 has the help of the page, offline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTextBrowser

from safetydesk.operations.office import Office
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.help_window import HelpWindow
from safetydesk.ui.search_everywhere import SearchEverywhere
from tests.ui.clerk import Clerk, column, only, retype
from tests.ui.conftest import Opener


def search(clerk: Clerk, text: str) -> SearchEverywhere:
    """Ctrl+K and a word."""
    clerk.bot.waitUntil(lambda: QApplication.activeWindow() is clerk.window)
    clerk.bot.keySequence(clerk.window, QKeySequence("Ctrl+K"))
    dialog = clerk.dialog(SearchEverywhere)
    retype(only(dialog, QLineEdit), text)
    return dialog


@pytest.mark.parametrize("typed", ["皇甫程", "hfc", "huangfu c", "07882"])
def test_a_person_is_found_and_shown_on_their_page(clerk: Clerk, typed: str) -> None:
    dialog = search(clerk, typed)
    hits = only(dialog, QListWidget)
    clerk.bot.waitUntil(lambda: hits.count() > 0)
    while "人员" not in hits.currentItem().text():
        clerk.bot.keyClick(only(dialog, QLineEdit), Qt.Key.Key_Down)
    clerk.bot.keyClick(only(dialog, QLineEdit), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    grid = only(clerk.window, GridView)
    assert column(grid, "姓名") == ["皇甫程"]
    clerk.press("grid.clear")
    assert grid.model().rowCount() == 140


def test_a_letter_is_found_by_its_number(clerk: Clerk) -> None:
    dialog = search(clerk, "ZR-2026-JG-0007")
    clerk.bot.keyClick(only(dialog, QLineEdit), Qt.Key.Key_Return)
    assert column(only(clerk.window, GridView), "编号") == ["ZR-2026-JG-0007"]


def test_what_is_not_there_finds_nothing_and_enter_stays(clerk: Clerk) -> None:
    dialog = search(clerk, "没有这个人")
    clerk.bot.keyClick(only(dialog, QLineEdit), Qt.Key.Key_Return)
    assert only(dialog, QListWidget).count() == 0 and dialog.isVisible()
    clerk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_strange_characters_break_nothing(clerk: Clerk) -> None:
    for typed in ('"', "*", "a OR", "NEAR(", "%", "_", "'; --", "🏫", "\\"):
        dialog = search(clerk, typed)
        clerk.bot.keyClick(only(dialog, QLineEdit), Qt.Key.Key_Return)
        dialog.reject()
        clerk.window.activateWindow()
    assert clerk.notices.refused == [] and clerk.window.isVisible()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_help_opens_at_the_page_and_every_topic_has_its_text(sit_down: Opener, school: Office, language: str) -> None:
    clerk = sit_down(school, language)
    for tab, topic in (("letters", "letters"), ("resources", "people"), ("overview", "overview")):
        clerk.open_tab(tab)
        clerk.bot.keySequence(clerk.window, QKeySequence("F1"))
        window = clerk.dialog(HelpWindow)
        assert only(window, QListWidget).currentItem().text() == clerk.say(f"help.{topic}")
        window.close()
        clerk.window.activateWindow()
        clerk.bot.waitUntil(lambda: QApplication.activeWindow() is clerk.window)
    for register in ("plans", "risk-points"):
        clerk.open_page(register)
        clerk.press("window.help")
        window = clerk.dialog(HelpWindow)
        assert only(window, QListWidget).currentItem().text() == clerk.say("help.plans")
        window.close()
    clerk.press("window.help")
    window = clerk.dialog(HelpWindow)
    texts = set()
    for row in range(only(window, QListWidget).count()):
        only(window, QListWidget).setCurrentRow(row)
        texts.add(only(window, QTextBrowser).toPlainText())
    assert len(texts) == only(window, QListWidget).count() and all(len(text) > 40 for text in texts)
    window.close()
