"""The very file that is printed, page by page as it will be on paper."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from shutil import copyfile

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from safetydesk.errors import UserError
from safetydesk.operations.paper import Paper
from safetydesk.storage.atomic import write_atomic
from safetydesk.ui.desk import Desk
from safetydesk.ui.file_choice import save_path
from safetydesk.ui.icons import icon
from safetydesk.ui.paper_told import tell_printed, tell_saved, tell_written
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.ui.printing import Sent, print_pages
from safetydesk.ui.theme import BETWEEN, INSIDE

GAP = 12
KEPT = 12
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class PagesView(QAbstractScrollArea):
    """All pages one below the other; only those in sight are drawn."""

    def __init__(self, pages: PdfPages) -> None:
        super().__init__()
        self.pages = pages
        self.zoom = 1.0
        self.pictures: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self.place_pages()

    def place_pages(self) -> None:
        """Heights and widths at the present zoom."""
        self.scale = self.zoom * 96 / 72
        self.tops: list[float] = []
        top = float(GAP)
        for page in range(len(self.pages)):
            self.tops.append(top)
            top += self.pages.size(page)[1] * self.scale + GAP
        self.verticalScrollBar().setRange(0, max(int(top) - self.viewport().height(), 0))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(60)
        self.viewport().update()

    def fit_width(self) -> None:
        """As large as the window is wide."""
        widest = max((self.pages.size(page)[0] for page in range(min(len(self.pages), 8))), default=595.0)
        self.set_zoom((self.viewport().width() - 2 * GAP) / (widest * 96 / 72))

    def too_wide(self) -> bool:
        """Whether a page goes beyond the window at the present zoom."""
        widest = max(self.pages.size(page)[0] for page in range(len(self.pages)))
        return widest * self.scale + 2 * GAP > self.viewport().width()

    def set_zoom(self, zoom: float) -> None:
        """Look closer or from farther off, staying at the page."""
        page = self.current()
        self.zoom = min(max(zoom, 0.2), 4.0)
        self.place_pages()
        self.go_to(page)

    def current(self) -> int:
        """The page at the top of the view."""
        at = self.verticalScrollBar().value() + GAP + 1
        return max(sum(top <= at for top in self.tops) - 1, 0)

    def go_to(self, page: int) -> None:
        """Scroll to a page."""
        if self.tops:
            self.verticalScrollBar().setValue(int(self.tops[min(max(page, 0), len(self.tops) - 1)]) - GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_pages()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor("#8a8f98"))
        offset = self.verticalScrollBar().value()
        for page in range(self.current(), len(self.pages)):
            y = self.tops[page] - offset
            if y > self.viewport().height():
                break
            width, height = (value * self.scale for value in self.pages.size(page))
            picture = self.picture(page)
            painter.drawPixmap(
                QRectF((self.viewport().width() - width) / 2, y, width, height), picture, QRectF(picture.rect())
            )
        painter.end()

    def picture(self, page: int) -> QPixmap:
        """A page's picture at the screen's density."""
        density = self.devicePixelRatioF()
        key = (page, round(self.scale * density * 100))
        if key not in self.pictures:
            self.pictures[key] = QPixmap.fromImage(self.pages.picture(page, self.scale * density))
            if len(self.pictures) > KEPT:
                self.pictures.popitem(last=False)
        self.pictures.move_to_end(key)
        return self.pictures[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            self.go_to(self.current() + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self.tops) - 1)
        else:
            super().keyPressEvent(event)


class PreviewDialog(QDialog):
    """Preview with print and save. Looking at a paper leaves nothing in the history; the paper says what is noted."""

    def __init__(self, desk: Desk, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paper = paper
        self.path = path = paper.path
        self.pages = PdfPages(path)
        self.view = PagesView(self.pages)
        self.view.setAccessibleName(desk.words.text("preview.title", file=path.name))
        self.count = QLabel()
        words = desk.words
        self.setWindowTitle(words.text("preview.title", file=path.name))
        bar = QHBoxLayout()
        bar.setSpacing(INSIDE)
        for text, name, action in (
            ("－", words.text("preview.smaller"), lambda: self.step_zoom(-1)),
            ("＋", words.text("preview.larger"), lambda: self.step_zoom(1)),
            (words.text("preview.fit"), words.text("preview.fit"), self.view.fit_width),
        ):
            button = QPushButton(text)
            button.setAccessibleName(name)
            button.clicked.connect(action)
            bar.addWidget(button)
        bar.addWidget(self.count)
        bar.addStretch()
        save = QPushButton(icon("pdf"), words.text("preview.save"))
        save.clicked.connect(self.save_copy)
        printing = QPushButton(icon("print", QPalette.ColorRole.HighlightedText), words.text("preview.print"))
        printing.setProperty("primary", True)
        printing.clicked.connect(self.print)
        close = QPushButton(words.text("window.close"))
        close.clicked.connect(self.accept)
        for button in (save, close, printing):
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(BETWEEN, INSIDE, BETWEEN, BETWEEN)
        self.told = QLabel()
        self.told.setProperty("good", True)
        self.told.setWordWrap(True)
        self.told.hide()
        layout.addLayout(bar)
        layout.addWidget(self.told)
        layout.addWidget(self.view, 1)
        self.view.verticalScrollBar().valueChanged.connect(self.show_place)
        self.resize(900, 590)
        self.finished.connect(lambda: self.pages.close())
        self.show_place()

    def tell_note(self, lines: Sequence[str]) -> None:
        """What is to be known of these pages before they are printed, above them."""
        layout = self.layout()
        if lines and isinstance(layout, QVBoxLayout):
            self.note = QLabel("\n".join(lines))
            self.note.setTextFormat(Qt.TextFormat.PlainText)
            self.note.setWordWrap(True)
            self.note.setProperty("warning", True)
            layout.insertWidget(1, self.note)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that is wider than the window (a table on its side) is shown whole."""
        super().showEvent(event)
        if self.view.too_wide():
            self.view.fit_width()

    def step_zoom(self, step: int) -> None:
        """The next larger or smaller zoom."""
        place = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self.view.zoom)) + step
        self.view.set_zoom(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def show_place(self) -> None:
        """Which page of how many."""
        self.count.setText(self.desk.words.text("page.of", page=self.view.current() + 1, pages=len(self.pages)))

    def print(self) -> None:
        """To the printer; what it took is noted as printed, what it did not take is told in a sentence."""
        try:
            sent = print_pages(self.desk, self.pages, self)
        except UserError as error:
            self.desk.notices.refuse(error)
            return
        if sent is None:
            return
        if sent.to_file:
            tell_written(self.desk, self.paper)
            return
        self.tell(sent, tell_printed(self.desk, self.paper, sent.pages))

    def tell(self, sent: Sent, counted: int | None) -> None:
        """A line above the pages: what the printer took, and how many records count as printed by that."""
        words = self.desk.words
        key = "preview.sent_to" if sent.printer else "preview.sent"
        parts = [words.text(key, n=len(sent.pages), printer=sent.printer)]
        if counted and self.paper.spans:
            parts.append(words.text("preview.counted", n=counted))
        self.told.setText(words.clauses(parts))
        self.told.show()

    def save_copy(self) -> None:
        """The same file where the clerk wants it."""
        target = save_path(self.desk, self, self.path.name)
        if target:
            try:
                write_atomic(target, lambda part: copyfile(self.path, part))
            except UserError as error:
                self.desk.notices.refuse(error)
                return
            tell_saved(self.desk, self.paper, target, self.desk.words.text("grid.exported"))
