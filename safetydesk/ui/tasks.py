"""Work that takes longer than a breath runs in a thread, with progress that tells the truth and a Cancel that works.

A task touches neither the database nor the window: it is given all it needs and hands its result back on the
main thread, where it may be stored.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from safetydesk.errors import Cancelled, UserError
from safetydesk.words import Words

SHOWN_AFTER_MS = 500
Work = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]
"""Gets a progress function (done, total) and a question whether it was cancelled."""


class Tasks(Protocol):
    """Runs one piece of work at a time."""

    def run(self, name: str, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        """Start work under a name the clerk reads; `done` or `failed` is called on the main thread."""
        ...

    @property
    def busy(self) -> bool:
        """Whether work is running."""
        ...


class TaskSignals(QObject):
    """From the worker to the main thread."""

    progressed = Signal(int, int)
    finished = Signal(object, object)


class Job(QRunnable):
    """One piece of work."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.work = work
        self.signals = TaskSignals()
        self.stop = threading.Event()

    def run(self) -> None:
        """In the worker: the result, or the exception, goes to the main thread."""
        try:
            self.signals.finished.emit(self.work(self.signals.progressed.emit, self.stop.is_set), None)
        except Exception as error:  # noqa: BLE001 - raised again on the main thread.
            self.signals.finished.emit(None, error)


class WindowTasks(QObject):
    """Tasks with a progress dialog over the main window."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.parent_window: QWidget | None = None
        self.pool = QThreadPool()
        self.pool.setMaxThreadCount(1)
        self.job: Job | None = None
        self.dialog: QProgressDialog | None = None
        self.done: Callable[[Any], None] = lambda result: None
        self.failed: Callable[[UserError], None] = lambda error: None

    def run(self, name: str, work: Work, done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        """Start; a second start while one runs is ignored, so that a double click does the work once."""
        if self.job is not None:
            return
        self.done, self.failed = done, failed
        self.job = Job(work)
        self.job.signals.progressed.connect(self.progressed)
        self.job.signals.finished.connect(self.finished, Qt.ConnectionType.QueuedConnection)
        self.pool.start(self.job)
        job = self.job
        QTimer.singleShot(SHOWN_AFTER_MS, lambda: self.show_dialog(name, job))

    @property
    def busy(self) -> bool:
        return self.job is not None

    def show_dialog(self, name: str, job: Job) -> None:
        """Progress, for work that is still running."""
        if self.job is not job or self.dialog is not None:
            return
        self.dialog = QProgressDialog(name, self.words.text("window.cancel"), 0, 0, self.parent_window)
        self.dialog.setWindowTitle(self.words.text("window.name"))
        self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.dialog.setAutoClose(False)
        self.dialog.setAutoReset(False)
        self.dialog.canceled.connect(self.job.stop.set)
        self.dialog.show()

    def progressed(self, done: int, total: int) -> None:
        """So much is done."""
        if self.dialog is not None:
            self.dialog.setMaximum(total)
            self.dialog.setValue(done)

    def finished(self, result: Any, error: Exception | None) -> None:
        """Hand the outcome over; a bug in the work is raised here, where it is reported."""
        self.job = None
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.failed(error)
        elif error is not None:
            raise error
        else:
            self.done(result)
