"""All can be done by keyboard, and a screen reader has a name for everything the keyboard reaches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QToolBar, QWidget

from safetydesk.operations.office import Office
from safetydesk.ui.form_dialog import FormDialog
from safetydesk.ui.grid_view import GridView
from tests.ui.clerk import Clerk, every
from tests.ui.conftest import Opener
from tests.ui.tour import everything, pages

MNEMONIC = re.compile(r"&([^&])")


def reached(where: QWidget) -> list[QWidget]:
    """Widgets that the Tab key stops at."""
    return [
        widget
        for widget in every(where, QWidget)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if not (widget.parent() and isinstance(widget.parent(), QWidget) and widget.parent().focusProxy() is widget)
    ]


def name(widget: QWidget) -> str:
    """What a screen reader says: the accessible name, the text, or the words of the buddy."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_everything_the_keyboard_reaches_has_a_name(
    sit_down: Opener, school: Office, tmp_path: Path, language: str
) -> None:
    clerk = sit_down(school, language)
    nameless = {
        (place, type(widget).__name__)
        for place, shown in everything(clerk, tmp_path)
        for widget in reached(shown)
        if not isinstance(widget, QTabBar) and not re.search(r"\w", name(widget))
    }
    assert nameless == set()


def walk(start: QWidget, key: Qt.Key) -> set[QWidget]:
    """Where the key leads from a widget, until it comes back, or into the grid where it goes from cell to cell."""
    start.setFocus()
    seen: list[QWidget] = [start]
    while True:
        QTest.keyClick(
            seen[-1],
            key,
            Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier,
        )
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            return set(seen)
        seen.append(focus)
        if isinstance(focus, GridView):
            return set(seen)


def test_the_tab_key_reaches_everything_on_each_page(clerk: Clerk) -> None:
    missed = set()
    for place, window in pages(clerk):
        clerk.bot.keySequence(window, QKeySequence("Ctrl+F"))
        start = QApplication.focusWidget()
        assert start is not None
        got = walk(start, Qt.Key.Key_Tab) | walk(start, Qt.Key.Key_Backtab)
        missed |= {(place, type(widget).__name__, name(widget)) for widget in reached(window) if widget not in got}
    assert missed == set()


def test_the_tab_key_goes_through_a_form_from_top_to_bottom(clerk: Clerk) -> None:
    form = FormDialog(clerk.desk, clerk.desk.office.register("people"))
    clerk.bot.addWidget(form)
    with clerk.bot.waitActive(form):
        form.show()
    order = [
        form.editors[field].widget
        for field in form.editors
        if form.editors[field].widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    order[0].setFocus()
    for editor in order[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is editor
    form.hide()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_two_mnemonics_of_a_page_clash(sit_down: Opener, school: Office, tmp_path: Path, language: str) -> None:
    clerk = sit_down(school, language)
    for place, shown in everything(clerk, tmp_path):
        texts = [item.text() for kind in (QAbstractButton, QLabel) for item in every(shown, kind)]
        keys = [found.group(1).lower() for text in texts for found in MNEMONIC.finditer(text)]
        assert len(keys) == len(set(keys)), (place, keys)


def test_every_tool_has_a_key(clerk: Clerk) -> None:
    bar = clerk.window.findChild(QToolBar)
    tools = [action for action in bar.actions() if action.text()]
    assert [action.text() for action in tools if action.shortcut().isEmpty()] == []
    keys = [action.shortcut().toString() for action in tools]
    assert len(set(keys)) == len(keys)
