"""Listens for a code scanner that types: a code that arrives faster than a hand can type, then Enter.

Nothing typed by hand is held back or changed. Only when Enter ends a whole code is it taken out of the field that
had the focus, whichever that was.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from safetydesk.operations.scan_intake.beeps import is_code

PAUSE = 0.25
"""Seconds without a key after which a new text begins; some scanners pause before Enter."""
FASTEST_HAND = 0.05
"""Seconds a key takes on average at least when a person types a code; scanners need a tenth of it."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScannerEar(QObject):
    """Hears codes while its page is in sight and no dialog stands over it."""

    heard = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.page = page
        self.typed = ""
        self.began = self.last = 0.0
        self.field: QWidget | None = None
        self.before = ""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keys; a code's Enter is swallowed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # A key that nobody wants is offered to the parents too: it counts once, at the widget that has the focus.
        if watched is not QApplication.focusWidget() or not self.listening():
            return False
        if event.key() in ENDS:
            return self.ended()
        if event.text() and event.text().isprintable():
            self.follow(event.text())
        return False

    def listening(self) -> bool:
        """Whether the page is the one that is worked with."""
        return self.page.isVisible() and QApplication.activeModalWidget() is None

    def follow(self, text: str) -> None:
        """One more character."""
        now = time.monotonic()
        if not self.typed or now - self.last > PAUSE:
            self.typed, self.began = "", now
            self.field = QApplication.focusWidget()
            self.before = self.field.text() if isinstance(self.field, QLineEdit) else ""
        self.typed += text
        self.last = now

    def ended(self) -> bool:
        """Enter: a code, quickly typed, is taken; anything else is left to whom it was meant for."""
        text, self.typed = self.typed.strip(), ""
        now = time.monotonic()
        quick = bool(text) and now - self.last <= PAUSE and (self.last - self.began) / len(text) < FASTEST_HAND
        if not (quick and is_code(text)):
            return False
        self.clean()
        self.heard.emit(text)
        return True

    def clean(self) -> None:
        """Leave the field as it was before; an editor that the first character opened in the list is closed."""
        now = QApplication.focusWidget()
        if isinstance(self.field, QLineEdit) and now is self.field:
            self.field.setText(self.before)
        elif isinstance(now, QLineEdit) and now is not self.field:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(now, QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
