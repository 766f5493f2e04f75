"""Reads the texts of attached files in the background, a few at a time, while the clerk goes on working."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer

from safetydesk.errors import Cancelled
from safetydesk.intake.file_text import read_texts
from safetydesk.operations.file_texts import store_texts, unread
from safetydesk.storage.action import Action
from safetydesk.ui.desk import Desk
from safetydesk.ui.tasks import Job

FIRST_LOOK_MS = 3_000
WAIT_MS = 5_000


class FileReader(QObject):
    """One worker of its own; what it read is stored on the main thread, between two things the clerk does."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.stopped = False
        self.job: Job | None = None
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(1)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.wake)
        self.timer.start(FIRST_LOOK_MS)

    def committed(self, action: Action) -> None:
        """After a save that attached something: look soon."""
        if "attachment" in action.touched and not self.stopped:
            self.timer.start(0)

    def wake(self) -> None:
        """Read the next few files, if there are any."""
        database = self.desk.office.database
        if self.stopped or self.job is not None or database.read_only or database.orm.is_closed():
            return
        jobs = unread(self.desk.office)
        if jobs:
            self.job = Job(lambda progress, cancelled: read_texts(jobs, cancelled))
            self.job.signals.finished.connect(self.finished, Qt.ConnectionType.QueuedConnection)
            self.pool.start(self.job)

    def finished(self, texts: object, error: Exception | None) -> None:
        """Store what was read and go on."""
        self.job = None
        if self.stopped or self.desk.office.database.orm.is_closed():
            return
        if error is not None and not isinstance(error, Cancelled):
            raise error
        if isinstance(texts, list):
            store_texts(self.desk.office, texts)
            self.timer.start(0)

    def stop(self) -> None:
        """The window is closing."""
        self.stopped = True
        self.timer.stop()
        if self.job is not None:
            self.job.stop.set()
        self.pool.waitForDone(WAIT_MS)
