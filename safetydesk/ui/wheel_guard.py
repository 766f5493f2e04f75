"""The wheel scrolls: it changes a value only in the field that was clicked last.

Qt gives the wheel to whatever lies under the mouse. Somebody who scrolls down a form would turn the first list or
number that comes under the pointer, and not see it. So a list, a number or a date lets the wheel pass on to the form
until it has been clicked, and no longer once another field has the focus.
"""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QWidget

VALUES = (QComboBox, QAbstractSpinBox, QAbstractSlider)
"""What a wheel would turn: lists, numbers, dates and times, sliders."""


class WheelGuard(QObject):
    """One for the whole program, kept by whoever runs it: it hears every window, Qt's own dialogs included."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.clicked: QWidget | None = None
        app.focusChanged.connect(self.focus_moved)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from a field that was not clicked; the event goes on to the widget around it."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            if watched is self.clicked or not holds_value(watched):
                return False
            event.ignore()
            return True
        if kind == QEvent.Type.MouseButtonPress:
            self.follow_click(watched)
        elif kind == QEvent.Type.Polish and isinstance(watched, QWidget) and holds_value(watched):
            refuse_wheel_focus(watched)
        return False

    def follow_click(self, watched: QObject) -> None:
        """Remember the field that was clicked, itself or the line inside it."""
        for widget in (watched, watched.parent()):
            if isinstance(widget, QWidget) and holds_value(widget):
                self.clicked = widget

    def focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Another field has the focus: the click on the last one no longer counts. A list that opens is its own."""
        if new is None or self.clicked is None or new.window().windowType() == Qt.WindowType.Popup:
            return
        if new is not self.clicked and new.parent() is not self.clicked:
            self.clicked = None


def holds_value(watched: QObject | None) -> TypeGuard[QWidget]:
    """Whether the wheel would change a value there; a scroll bar's is only where one looks."""
    return isinstance(watched, VALUES) and not isinstance(watched, QScrollBar)


def refuse_wheel_focus(field: QWidget) -> None:
    """A field takes the focus from Tab or a click, not from the wheel, which Qt would give it before any filter."""
    if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
