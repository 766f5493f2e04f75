"""Everything on the screen is a sentence of the window's language: no message id, no word of the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QTreeWidget,
    QWidget,
)

from safetydesk.core.field import Text
from safetydesk.operations.office import Office
from safetydesk.ui.overview_page import OverviewPage
from tests.ui.clerk import every
from tests.ui.conftest import Opener
from tests.ui.tour import everything

RAW = re.compile(r"^[a-z_]+\.[a-z_.]+$")
HOLE = re.compile(r"\{\w*\}")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
MARKS = re.compile(r"[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+")
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "PDF", "Excel", "Word", "CSV", "GB", "JSON", "WPS", "Ctrl", "Alt", "English", "Noto", "Sans", "Serif", "SC", "SIL", "OFL", "Tabler",
    "Icons", "MIT", "ZR", "one", "roster", "pdf", "csv",
}  # fmt: skip
FIXED = ("简体中文", "＋", "－", "霞鹜文楷", "甲一", "姓名", "人员类别", "手机")
"""A language's own name, signs on buttons, a font's name, and what stands in the roster of the tour."""


def spoken(where: QWidget) -> Iterator[str]:
    """Every text a window shows or has a screen reader say."""
    yield where.windowTitle()
    for widget in every(where, QWidget):
        yield from (widget.accessibleName(), widget.toolTip())
    for label in every(where, QLabel):
        yield label.text()
    for button in every(where, QAbstractButton):
        yield button.text()
    for edit in (*every(where, QLineEdit), *every(where, QPlainTextEdit)):
        yield edit.placeholderText()
    for tabs in every(where, QTabWidget):
        yield from (tabs.tabText(place) for place in range(tabs.count()))
    yield from lists(where)
    yield from menus(where)


def lists(where: QWidget) -> Iterator[str]:
    """Entries of lists, and headings of tables."""
    for box in every(where, QComboBox):
        yield from (box.itemText(row) for row in range(box.count()))
    for names in every(where, QListWidget):
        yield from (names.item(row).text() for row in range(names.count()))
    for grid in every(where, QTableView):
        model = grid.model()
        yield from (str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount()))
    for tree in every(where, QTreeWidget):
        yield from (tree.headerItem().text(place) for place in range(tree.columnCount()))
        items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        yield from (item.text(place) for item in items for place in range(tree.columnCount()))


def menus(where: QWidget) -> Iterator[str]:
    """Entries of menus, filled as when they open."""
    for button in every(where, QAbstractButton):
        for menu in button.findChildren(QMenu):
            menu.aboutToShow.emit()
    for action in where.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def typed(school: Office) -> set[str]:
    """What people typed, and names of files: shown as it is in every language."""
    columns = [
        (register.table, item.stored_in)
        for register in school.registers
        for item in register.fields
        if type(item) is Text
    ]
    sql = " UNION ".join(
        f'SELECT "{column}" FROM "{table}"' for table, column in [*columns, ("attachment", "original_name")]
    )
    old = (
        "SELECT json_extract(t.before, '$.code') FROM audit_text t JOIN audit a ON a.seq = t.seq WHERE a.tbl = 'school'"
    )
    found = {str(row[0]) for row in [*school.database.query(sql), *school.database.query(f"{old} AND t.before <> ''")]}
    return found - {"", "None"}


def texts(sit_down: Opener, school: Office, folder: Path, language: str) -> set[tuple[str, str]]:
    """All texts by place, without the data in them."""
    clerk = sit_down(school, language)
    data = [str(school.folder.root), *sorted(typed(school), key=len, reverse=True), *FIXED]
    found = set()
    for place, shown in everything(clerk, folder):
        for text in spoken(shown):
            for part in data:
                text = text.replace(part, "")
            found.add((place, text))
    return found


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_message_id_and_no_hole_is_shown(sit_down: Opener, school: Office, tmp_path: Path, language: str) -> None:
    found = texts(sit_down, school, tmp_path, language)
    assert len(found) > 300
    assert {(place, text) for place, text in found if RAW.match(text) or HOLE.search(text)} == set()


def test_chinese_has_no_english_words(sit_down: Opener, school: Office, tmp_path: Path) -> None:
    found = texts(sit_down, school, tmp_path, "zh_CN")
    assert {(place, text) for place, text in found if set(WORD.findall(text)) - NAMES} == set()


def test_english_has_no_chinese_characters(sit_down: Opener, school: Office, tmp_path: Path) -> None:
    found = texts(sit_down, school, tmp_path, "en")
    assert {(place, text) for place, text in found if HAN.search(text)} == set()


def test_english_has_no_chinese_punctuation(sit_down: Opener, school: Office, tmp_path: Path) -> None:
    found = texts(sit_down, school, tmp_path, "en")
    assert {(place, text) for place, text in found if MARKS.search(text)} == set()


def test_an_unnamed_school_is_spoken_of_in_both_languages(sit_down: Opener, office: Office) -> None:
    for language, pattern in (("zh_CN", WORD), ("en", HAN)):
        clerk = sit_down(office, language)
        shown = [label.text() for page in every(clerk.window, OverviewPage) for label in every(page, QLabel)]
        assert [text for text in shown if pattern.search(text)] == []
