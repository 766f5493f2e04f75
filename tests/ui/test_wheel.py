"""The wheel scrolls: it never turns a value in a field that was not clicked first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safetydesk.app import Program
from safetydesk.operations.office import Office
from safetydesk.ui.main_window import MainWindow
from tests.ui.clerk import Clerk, every, forget, only, shown
from tests.ui.tour import everything

NOTCH = 120
"""What one notch of a wheel tells, in eighths of a degree."""


def value(field: QWidget) -> object:
    """What a field holds."""
    return field.currentIndex() if isinstance(field, QComboBox) else field.property("value") or field.property("date")


def fields(where: QWidget) -> list[QWidget]:
    """Everything in a window that a wheel would turn."""
    return [field for kind in (QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QSlider) for field in every(where, kind)]


def scroll_area(field: QWidget) -> QAbstractScrollArea | None:
    """The nearest form or table around a field that is longer than what is seen of it."""
    around = field.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QAbstractScrollArea) and around.verticalScrollBar().maximum() > 0:
            return around
        around = around.parentWidget()
    return None


def bring_into_sight(field: QWidget) -> None:
    """Scroll a form until the field is seen."""
    around = scroll_area(field)
    if isinstance(around, QScrollArea):
        around.ensureWidgetVisible(field)


def roll(field: QWidget, notches: int) -> None:
    """Turn the wheel with the pointer over a field, as the system tells the window of it."""
    window = field.window()
    place = field.mapTo(window, field.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, notches * NOTCH))
    QApplication.processEvents()


def seen(field: QWidget) -> bool:
    """Whether the pointer can be over a field."""
    window = field.window()
    place = field.mapTo(window, field.rect().center())
    under = window.childAt(place)
    return under is not None and (under is field or field.isAncestorOf(under))


def test_the_wheel_turns_no_value_on_any_page_or_dialog(clerk: Clerk, tmp_path: Path) -> None:
    turned, rolled = set(), 0
    for place, window in everything(clerk, tmp_path):
        for field in fields(window):
            bring_into_sight(field)
            if not seen(field):
                continue
            before, focus = value(field), QApplication.focusWidget()
            roll(field, -1)
            roll(field, 1)
            roll(field, 1)
            rolled += 1
            if value(field) != before or (QApplication.focusWidget() is field and focus is not field):
                turned.add((place, field.accessibleName()))
    assert turned == set()
    assert rolled > 60


@pytest.fixture
def form(dressed: QApplication, qtbot: QtBot) -> Iterator[QDialog]:
    """A form longer than its window, with a field of each kind."""
    dialog, body, area = QDialog(), QWidget(), QScrollArea()
    rows = QFormLayout(body)
    box = QComboBox()
    box.addItems(["a", "b", "c"])
    box.setCurrentIndex(1)
    typed = QComboBox()
    typed.setEditable(True)
    typed.addItems(["a", "b", "c"])
    typed.setCurrentIndex(1)
    dated = QDateEdit()
    dated.setDate(QDate(2026, 6, 15))
    for field in (
        box,
        typed,
        QSpinBox(value=5),
        QDoubleSpinBox(value=5),
        dated,
        QSlider(Qt.Orientation.Horizontal, value=5),
    ):
        field.setMinimumHeight(24)
        rows.addRow("x", field)
    rest = QWidget()
    rest.setFixedHeight(900)
    rows.addRow(rest)
    area.setWidget(body)
    area.setWidgetResizable(True)
    QVBoxLayout(dialog).addWidget(area)
    dialog.resize(400, 300)
    with qtbot.waitExposed(dialog):
        dialog.open()
    yield dialog
    dialog.hide()
    forget(dialog)


KINDS = (0, 1, 2, 3, 4, 5)
"""Rows of the form."""


def field_of(form: QDialog, row: int) -> QWidget:
    """The field in a row."""
    layout = only(form, QScrollArea).widget().layout()
    assert isinstance(layout, QFormLayout)
    return layout.itemAt(row, QFormLayout.ItemRole.FieldRole).widget()


@pytest.mark.parametrize("row", KINDS)
def test_the_form_scrolls_instead(form: QDialog, row: int) -> None:
    field, bar = field_of(form, row), only(form, QScrollArea).verticalScrollBar()
    before = value(field)
    roll(field, -1)
    assert value(field) == before and bar.value() > 0 and not field.hasFocus()


@pytest.mark.parametrize("row", KINDS)
def test_a_field_reached_with_the_keyboard_is_left_alone_too(form: QDialog, row: int) -> None:
    field = field_of(form, row)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    before = value(field)
    roll(field, -1)
    assert field.hasFocus() and value(field) == before


@pytest.mark.parametrize("row", [row for row in KINDS if row != 0])
def test_a_field_that_was_clicked_is_turned_until_another_has_the_focus(form: QDialog, row: int) -> None:
    field, bar = field_of(form, row), only(form, QScrollArea).verticalScrollBar()
    click(field)
    before = value(field)
    roll(field, -1)
    assert value(field) != before and bar.value() == 0
    click(field_of(form, 3 if row == 2 else 2))
    before = value(field)
    roll(field, -1)
    assert value(field) == before and bar.value() > 0


def test_a_list_that_was_opened_and_closed_counts_as_clicked(form: QDialog) -> None:
    box = field_of(form, 0)
    assert isinstance(box, QComboBox)
    click(box)
    assert box.view().isVisible()
    box.hidePopup()
    QApplication.processEvents()
    roll(box, -1)
    assert box.currentIndex() == 2


def click(field: QWidget) -> None:
    """Click a field where a person would: into its text."""
    target = field.findChild(QWidget, "qt_spinbox_lineedit") or (
        field.lineEdit() if isinstance(field, QComboBox) else None
    )
    QTest.mouseClick(target or field, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_the_program_itself_keeps_the_wheel_off(school: Office, qapp: QApplication, family: str, qtbot: QtBot) -> None:
    program = Program(qapp, school, None, family)
    program.show_window()
    (window,) = shown(MainWindow)
    with qtbot.waitActive(window):
        window.activateWindow()
    year = window.year_box.currentIndex()
    roll(window.year_box, -1)
    kept = window.year_box.currentIndex()
    window.close()
    forget(window)
    assert kept == year
