"""The files of a record as a strip of thumbnails: drop, paste a photo, turn, caption, open, take off."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from safetydesk.core.register import Register
from safetydesk.errors import UserError
from safetydesk.operations.attaching import Attached, attach, attached, change, detach, store_all, turned
from safetydesk.operations.duplicates import elsewhere, places_said
from safetydesk.operations.lending import note_reading
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.action import Action
from safetydesk.storage.attachments import StoredFile
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import open_paths
from safetydesk.ui.icons import icon
from safetydesk.ui.text_preview import TextPreview
from safetydesk.ui.theme import INSIDE
from safetydesk.ui.thumbnails import THUMBNAIL, thumbnail


class AttachmentStrip(QWidget):
    """Files of the record with `record_id`; those of a new record wait until it is saved."""

    changed = Signal()

    def __init__(self, desk: Desk, register: Register, record_id: int | None, closed: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.register = register
        self.record_id = record_id
        self.closed = closed
        self.waiting: list[StoredFile] = []
        self.files: list[Attached] = []
        self.undrawn: list[tuple[int, Attached]] = []
        self.drawing = QTimer(self)
        self.drawing.timeout.connect(self.draw_next)
        self.list = StripList(self)
        self.list.setAccessibleName(desk.words.text("attach.title"))
        self.list.itemActivated.connect(lambda _: self.open())
        self.preview = TextPreview(desk.words)
        self.list.currentRowChanged.connect(lambda _: self.preview.show_file(self.chosen()))
        heading = QLabel(desk.words.text("attach.title"))
        heading.setProperty("section", True)
        self.hint = QLabel(desk.words.text("attach.hint"))
        self.hint.setProperty("quiet", True)
        self.hint.setWordWrap(True)
        self.known = QLabel()
        self.known.setProperty("warning", True)
        self.known.setWordWrap(True)
        self.known.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self.list)
        layout.addWidget(self.preview)
        layout.addWidget(self.hint)
        layout.addWidget(self.known)
        layout.addLayout(self.buttons())
        self.list_files()

    def buttons(self) -> QHBoxLayout:
        """What can be done with the files."""
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        for name, picture, action in (
            ("add", "add", self.choose),
            ("turn", "refresh", self.turn),
            ("caption", "edit", self.caption),
            ("earlier", "chevron-left", self.move_earlier),
            ("open", "file", self.open),
            ("remove", "trash", self.remove),
        ):
            button = QPushButton(icon(picture), self.desk.words.text(f"attach.{name}"))
            button.setAutoDefault(False)
            button.setEnabled(not self.closed or name == "open")
            button.clicked.connect(lambda _=False, action=action: action())
            row.addWidget(button)
        row.addStretch()
        return row

    def list_files(self) -> None:
        """Show what there is."""
        if self.record_id is not None:
            self.files = attached(self.desk.office, self.register, [self.record_id])
        self.list.clear()
        for item in self.files:
            picture = icon("photo" if item.is_image else "file")
            self.add_thumbnail(picture, item.caption or item.name, item.name)
        self.undrawn = list(enumerate(self.files))
        self.drawing.start()
        for file in self.waiting:
            self.add_thumbnail(icon("file"), file.original_name, file.original_name)
        self.list.setVisible(self.list.count() > 0)
        self.hint.setVisible(not self.closed and self.list.count() == 0)

    def draw_next(self) -> None:
        """One small picture at a time: twenty photos of a phone together would hold the window up for a second."""
        if not self.undrawn:
            self.drawing.stop()
            return
        place, item = self.undrawn.pop(0)
        self.list.item(place).setIcon(thumbnail(item.path, item.media_type, item.turn))

    def add_thumbnail(self, picture: QIcon, text: str, tip: str) -> None:
        """One file."""
        entry = QListWidgetItem(picture, text, self.list)
        entry.setToolTip(tip)

    def chosen(self) -> Attached | None:
        """The stored file that is chosen."""
        row = self.list.currentRow()
        return self.files[row] if 0 <= row < len(self.files) else None

    def choose(self) -> None:
        """Files from a folder."""
        self.add(open_paths(self.desk, self, self.desk.words.text("attach.kinds")))

    def add(self, paths: Sequence[Path]) -> None:
        """Store files in a worker, then bind them to the record."""
        if paths and not self.closed:
            folder, wanted = self.desk.office.folder, list(paths)
            self.desk.tasks.run(
                self.desk.words.text("attach.storing", n=len(wanted)),
                lambda progress, cancelled: store_all(folder, wanted),
                self.bind,
                self.desk.notices.refuse,
            )

    def bind(self, files: list[StoredFile]) -> None:
        """The files are safe: bind them, or keep them until the record is saved."""
        if self.record_id is None:
            known = {file.sha256 for file in self.waiting}
            self.waiting += [file for file in files if file.sha256 not in known]
        else:
            self.attempt(lambda: attach(self.desk.office, self.register, self.record_id or 0, files))
        self.say_where_known(files)
        self.list_files()
        self.changed.emit()

    def say_where_known(self, files: Sequence[StoredFile]) -> None:
        """A hint where the same content is attached to another record already; nothing is refused."""
        office, words = self.desk.office, self.desk.words
        found = elsewhere(office, {file.sha256 for file in files}, self.register.key, self.record_id)
        names = {file.sha256: file.original_name for file in files}
        lines = [
            words.text("duplicates.known", name=names[sha], places=places_said(words, found, sha))
            for sha in dict.fromkeys(place.sha256 for place in found)
        ]
        self.known.setText("\n".join(lines))
        self.known.setVisible(bool(lines))

    def write(self, action: Action, record_id: int) -> None:
        """Bind the waiting files in the action that makes the record."""
        for place, file in enumerate(self.waiting, 1):
            row_id = action.attach(file, self.register.key, record_id)
            action.update("attachment", row_id, {"position": place})

    def paste(self) -> None:
        """Files or a picture from the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasUrls():
            self.add([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])
        elif mime.hasImage():
            work = self.desk.office.folder.work
            work.mkdir(parents=True, exist_ok=True)
            path = work / f"{self.desk.office.clock.now():%Y%m%d-%H%M%S}.png"
            if QGuiApplication.clipboard().image().save(str(path)):
                self.add([path])

    def attempt(self, step: object) -> None:
        """Do something that may be refused."""
        try:
            if callable(step):
                step()
        except UserError as error:
            self.desk.notices.refuse(error)

    def turn(self) -> None:
        """A quarter clockwise."""
        if (item := self.chosen()) and item.is_image:
            row = self.list.currentRow()
            self.attempt(lambda: change(self.desk.office, self.register, item, turned(item)))
            self.list_files()
            self.list.setCurrentRow(row)

    def caption(self) -> None:
        """A line under the picture, printed with it."""
        if item := self.chosen():
            text = self.desk.notices.ask_text(self.desk.words.text("attach.caption"), item.caption)
            if text is not None:
                self.attempt(lambda: change(self.desk.office, self.register, item, {"caption": text.strip()[:200]}))
                self.list_files()

    def move_earlier(self) -> None:
        """One place to the left."""
        row = self.list.currentRow()
        if (item := self.chosen()) and row > 0:
            other = self.files[row - 1]
            self.attempt(lambda: change(self.desk.office, self.register, other, {"position": item.position}))
            self.attempt(lambda: change(self.desk.office, self.register, item, {"position": other.position}))
            self.list_files()
            self.list.setCurrentRow(row - 1)

    def open(self) -> None:
        """A copy in the program that the PC has for it; the kept file cannot be changed that way."""
        if item := self.chosen():
            copy = self.desk.office.folder.work / f"{item.sha256[:8]} {item.name}"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(item.path, copy)
            self.note_reading(item)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def note_reading(self, item: Attached) -> None:
        """The reading log: the history of a filed item says when its files were looked at."""
        if self.register.key == FILES.key and not self.desk.office.database.read_only:
            self.attempt(lambda: note_reading(self.desk.office, item.record_id, item.name))

    def remove(self) -> None:
        """Take a file off the record, after a question."""
        row = self.list.currentRow()
        if len(self.files) <= row < len(self.files) + len(self.waiting):
            del self.waiting[row - len(self.files)]
        elif (item := self.chosen()) and self.desk.notices.ask(
            self.desk.words.text("attach.remove_ask", name=item.name), self.desk.words.text("attach.remove")
        ):
            reason = self.desk.words.text("attach.remove_reason")
            self.attempt(lambda: detach(self.desk.office, self.register, item, reason))
        self.list_files()


class StripList(QListWidget):
    """The thumbnails; files are dropped and pasted here."""

    def __init__(self, strip: AttachmentStrip) -> None:
        super().__init__()
        self.strip = strip
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setIconSize(QSize(*THUMBNAIL))
        self.setGridSize(QSize(THUMBNAIL[0] + 16, THUMBNAIL[1] + 30))
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFixedHeight(THUMBNAIL[1] + 52)
        strip.setAcceptDrops(True)
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.strip.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.strip.remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.strip.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
