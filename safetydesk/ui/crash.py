"""When the program itself fails: an apology, a report without personal data, and the form stays open."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from safetydesk import __version__
from safetydesk.words import Words

LOG_BYTES = 500_000


def report_text(error: BaseException) -> str:
    """Type and places, versions and system: no message, no values, no path of this PC."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    facts = f"SafetyDesk {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}"
    return "\n".join([type(error).__name__, facts, *places])


class CrashDesk(QObject):
    """Catches what nobody caught, from every thread, and shows it on the main one."""

    failed = Signal(object)

    def __init__(self, words: Words, logs: Path) -> None:
        super().__init__()
        self.words = words
        self.logs = logs
        self.box: QMessageBox | None = None
        self.failed.connect(self.show_report)

    def install(self) -> None:
        """Take Python's and Qt's hooks."""
        self.logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            self.logs / "qt.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
        logger = logging.getLogger("safetydesk.qt")
        logger.addHandler(handler)
        qInstallMessageHandler(lambda kind, context, text: self.qt_message(logger, kind, text))
        sys.excepthook = self.caught
        threading.excepthook = lambda args: self.failed.emit(args.exc_value)
        sys.unraisablehook = lambda args: self.failed.emit(args.exc_value)

    def qt_message(self, logger: logging.Logger, kind: QtMsgType, text: str) -> None:
        """Qt's warnings go to a log of their own."""
        if kind != QtMsgType.QtDebugMsg:
            logger.warning("%s", text)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
        """sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            return sys.__excepthook__(kind, error, trace)
        self.failed.emit(error)
        return None

    def show_report(self, error: BaseException) -> None:
        """Write the report and say where it is."""
        text = report_text(error)
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
        path = self.logs / f"crash-{stamp}.txt"
        with suppress(OSError):  # A disk that takes no report must not hide the apology.
            path.write_text(text, encoding="utf-8")
        self.box = QMessageBox(
            QMessageBox.Icon.Critical, self.words.text("window.name"), self.words.text("window.crashed")
        )
        self.box.setInformativeText(str(path))
        self.box.setDetailedText(text)
        copy = self.box.addButton(self.words.text("window.copy_report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close = self.box.addButton(self.words.text("window.close"), QMessageBox.ButtonRole.AcceptRole)
        self.box.setEscapeButton(close)
        self.box.open()
