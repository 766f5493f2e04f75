"""What a clerk does with the window: looks for a word, clicks it, types, and reads what is there."""

from __future__ import annotations

from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safetydesk.ui.desk import Desk
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.main_window import MainWindow
from safetydesk.ui.register_page import RegisterPage
from tests.desks import RecordedNotices

W = TypeVar("W", bound=QWidget)


class Clerk:
    """Sits before one window."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk, notices: RecordedNotices) -> None:
        self.bot = qtbot
        self.window = window
        self.desk = desk
        self.notices = notices

    def say(self, id: str, /, **values: object) -> str:
        """The words of the window's language."""
        return self.desk.words.text(id, **values)

    def heard(self) -> str:
        """Everything the window has told or refused so far."""
        return "\n".join([*self.notices.told, *(self.desk.words.error(error) for error in self.notices.refused)])

    def leave(self) -> None:
        """Close the window, whatever stands open over it, and let Qt forget it."""
        for dialog in shown(QDialog):
            dialog.hide()
        if shiboken6.isValid(self.window):
            self.window.close()
            forget(self.window)

    def open_tab(self, key: str) -> None:
        """Click a tab of the main window by its word."""
        tabs = only(self.window, QTabWidget)
        titles = [tabs.tabText(place) for place in range(tabs.count())]
        place = titles.index(self.say(f"tab.{key}"))
        self.bot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(place).center())

    def open_page(self, register: str) -> RegisterPage:
        """Go to a register: its tab, then its line in the list at the left."""
        self.open_tab(self.desk.office.register(register).tab)
        names = only(self.window, QListWidget)
        title = self.say(f"register.{register}")
        item = next(names.item(row) for row in range(names.count()) if names.item(row).text().startswith(f"{title} "))
        self.bot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=names.visualItemRect(item).center())
        return only(self.window, RegisterPage)

    def press(self, id: str, where: QWidget | None = None, **values: object) -> None:
        """Click a button by its word."""
        self.bot.mouseClick(self.button(id, where, **values), Qt.MouseButton.LeftButton)

    def button(self, id: str, where: QWidget | None = None, **values: object) -> QAbstractButton:
        """The button with that word."""
        return button(where or self.window, self.say(id, **values))

    def pick(self, *ids: str, where: QWidget | None = None) -> None:
        """Open a button's menu and choose from it, by words."""
        menu: QMenu | None = menu_of(self.button(ids[0], where))
        for id in ids[1:]:
            assert menu is not None
            action = action_of(menu, self.say(id))
            menu = action.menu() if action.menu() else None
            if menu is None:
                action.trigger()

    def dialog(self, kind: type[W]) -> W:
        """The dialog of that kind, once it is open."""
        self.bot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind), timeout=10_000)
        return shown(kind)[-1]

    def select(self, grid: GridView, top: int, left: int, bottom: int | None = None, right: int | None = None) -> None:
        """Click a cell, and with Shift the far corner of a block."""
        self.click_cell(grid, top, left)
        if bottom is not None:
            self.click_cell(grid, bottom, left if right is None else right, Qt.KeyboardModifier.ShiftModifier)

    def click_cell(
        self, grid: GridView, row: int, column: int,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, twice: bool = False,
    ) -> None:  # fmt: skip
        """Click a cell, scrolled into sight."""
        index = grid.model().index(row, column)
        grid.scrollTo(index)
        place = grid.visualRect(index).center()
        click = self.bot.mouseDClick if twice else self.bot.mouseClick
        if twice:
            self.bot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, keys, place)
        click(grid.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def type_cell(self, grid: GridView, row: int, column: int, text: str) -> None:
        """Go to a cell, F2, replace its text, Enter."""
        self.select(grid, row, column)
        self.bot.keyClick(grid, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        retype(editor, text)
        self.bot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    def paste(self, grid: GridView, text: str) -> None:
        """Put text on the clipboard as another program does, and paste it."""
        QGuiApplication.clipboard().setText(text)
        self.bot.keySequence(grid, "Ctrl+V")


def enter(widget: QWidget, text: str) -> None:
    """Type as with an input method: the text arrives at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def retype(widget: QWidget | None, text: str) -> None:
    """Replace what stands in an editor."""
    assert widget is not None
    QTest.keySequence(widget, QKeySequence("Ctrl+A"))
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    enter(widget, text)


def forget(widget: QWidget) -> None:
    """Delete a widget now, as the event loop would."""
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def shown(kind: type[W]) -> list[W]:
    """Open windows of that kind."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def every(where: QWidget, kind: type[W]) -> list[W]:
    """All visible widgets of a kind."""
    return [widget for widget in where.findChildren(kind) if widget.isVisible()]


def only(where: QWidget, kind: type[W]) -> W:
    """The one visible widget of a kind."""
    found = every(where, kind)
    assert len(found) == 1, [type(widget) for widget in found]
    return found[0]


def button(where: QWidget, text: str) -> QAbstractButton:
    """The visible button that bears a word."""
    found = [item for item in every(where, QAbstractButton) if item.text() == text]
    assert len(found) == 1, (text, [item.text() for item in every(where, QAbstractButton)])
    return found[0]


def menu_of(owner: QAbstractButton) -> QMenu:
    """The menu of a button, filled as when it is opened."""
    assert isinstance(owner, QPushButton)
    menu = owner.menu()
    menu.aboutToShow.emit()
    return menu


def action_of(menu: QMenu, text: str) -> QAction:
    """An entry of a menu."""
    found = [action for action in menu.actions() if action.text() == text]
    assert len(found) == 1, [action.text() for action in menu.actions()]
    return found[0]


def labels(where: QWidget) -> str:
    """Everything that stands on labels."""
    return "\n".join(label.text() for label in every(where, QLabel))


def rows(grid: GridView) -> list[list[str]]:
    """What the grid shows, row by row, in the order of the columns on the screen."""
    header = grid.horizontalHeader()
    columns = [header.logicalIndex(place) for place in range(header.count())]
    shown_columns = [column for column in columns if not grid.isColumnHidden(column)]
    model = grid.model()
    return [[str(model.index(row, column).data() or "") for column in shown_columns] for row in range(model.rowCount())]


def column(grid: GridView, title: str) -> list[str]:
    """One column by its heading."""
    place = column_of(grid, title)
    return [str(grid.model().index(row, place).data() or "") for row in range(grid.model().rowCount())]


def column_of(grid: GridView, title: str) -> int:
    """Where the column with a heading is."""
    model = grid.model()
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return titles.index(title)


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry of a list with the keyboard's meaning: it becomes current and is activated."""
    place = box.findText(text)
    assert place >= 0, [box.itemText(row) for row in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)
