"""The beginning of an office document's text, under the attachments: what it is, without opening its program."""

from __future__ import annotations

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from safetydesk.errors import Cancelled
from safetydesk.intake.file_text import EMPTY, FAILED, FileText, TextJob, previewed, read_texts
from safetydesk.operations.attaching import Attached
from safetydesk.ui.tasks import Job
from safetydesk.ui.theme import INSIDE
from safetydesk.words import Words

SHOWN = 4_000
"""Characters that are enough to know a document by."""
HEIGHT = 132


class TextPreview(QWidget):
    """Reads in a worker of its own; whichever file was chosen last is the one that is shown."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.job: Job | None = None
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(1)
        self.heading = QLabel()
        self.heading.setProperty("quiet", True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFixedHeight(HEIGHT)
        self.text.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, INSIDE // 2, 0, INSIDE // 2)
        layout.setSpacing(INSIDE // 2)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        self.hide()

    def show_file(self, item: Attached | None) -> None:
        """Begin to read a file; a photo, a PDF or none hides the preview."""
        self.forget()
        self.setVisible(item is not None and previewed(item.name))
        if item is None or not previewed(item.name):
            return
        self.heading.setText(self.words.text("text_preview.reading"))
        self.text.setAccessibleName(self.words.text("text_preview.title", name=item.name))
        self.text.clear()
        wanted = [TextJob(item.sha256, item.path, item.name)]
        job = Job(lambda progress, cancelled: read_texts(wanted, cancelled, as_written=True))
        job.signals.finished.connect(self.finished, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(job.stop.set)
        self.job = job
        self.pool.start(job)

    def forget(self) -> None:
        """Whatever is being read is not wanted any more."""
        if self.job is not None:
            self.job.signals.finished.disconnect(self.finished)
            self.job.stop.set()
            self.job = None

    def finished(self, texts: object, error: Exception | None) -> None:
        """Show what was read, or why there is nothing to show."""
        self.job = None
        if error is not None and not isinstance(error, Cancelled):
            raise error
        if isinstance(texts, list):
            self.tell(texts[0])

    def tell(self, found: FileText) -> None:
        """The text, or the reason that there is none."""
        reasons = {EMPTY: "text_preview.empty", FAILED: "text_preview.failed"}
        cut = len(found.text) > SHOWN
        self.heading.setText(self.words.text(reasons.get(found.state, "text_preview.beginning" if cut else "text_preview.whole")))  # fmt: skip
        self.text.setPlainText(found.text[:SHOWN])
        self.text.setVisible(bool(found.text))
