"""From the pages of a PDF to the printer: each page on a sheet of its own size and orientation, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.ui.desk import Desk
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.ui.print_order import chosen_pages, in_order
from safetydesk.ui.print_sheets import POINTS_PER_INCH, Sheet, placed, sheets_for

MOST_DPI = 300
FAILED = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
WRITERS = ("pdf", "xps", "onenote")
"""Parts of the names of printers that only write a file."""


@dataclass(frozen=True)
class Sent:
    """A job that the printer took."""

    pages: frozenset[int]
    """Which pages of the file, from 0."""
    printer: str
    """Its name as the system shows it; empty for a file."""
    to_file: bool
    """Whether the job only wrote another file, which is not yet paper."""


def print_pages(desk: Desk, pages: PdfPages, parent: QWidget) -> Sent | None:
    """Ask for the printer, pages and copies, and print the very pages shown; None if the clerk cancelled.

    Raises UserError, in one sentence, where the printer did not take the job.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = desk.state.read("printer/name", "")
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
    if desk.office.settings.get("duplex"):
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setPageLayout(sheets_for(printer, [pages.size(0)])[0].layout)
    printer.setFromTo(1, len(pages))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    desk.state.write("printer/name", printer.printerName())
    try:
        return send(desk, printer, pages, parent)
    except Cancelled:
        return None


def send(desk: Desk, printer: QPrinter, pages: PdfPages, parent: QWidget | None = None) -> Sent:
    """Paint the chosen pages, one at a time, with progress and a Cancel that works.

    Raises Cancelled, the job thrown away, and UserError where the printer refuses a page or the whole job.
    """
    numbers = chosen_pages(printer, len(pages))
    if not numbers:
        raise UserError(message("preview.no_pages", pages=len(pages)))
    sheets = dict(zip(numbers, sheets_for(printer, [pages.size(page) for page in numbers]), strict=True))
    if not may_fit(desk, sheets):
        raise Cancelled
    order = in_order(printer, numbers)
    progress = QProgressDialog(
        desk.words.text("preview.printing"), desk.words.text("window.cancel"), 0, len(order), parent
    )
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    try:
        with started(printer, sheets[numbers[0]]) as painter:
            for done, page in enumerate(order):
                progress.setValue(done)
                QApplication.processEvents()
                if progress.wasCanceled():
                    raise Cancelled
                turn_page(printer, None if page is None else sheets[page], first=not done)
                if page is not None:
                    paint(printer, painter, pages, page)
    finally:
        progress.close()
    return Sent(frozenset(numbers), printer.printerName(), only_writes(printer))


def may_fit(desk: Desk, sheets: dict[int, Sheet]) -> bool:
    """Say before anything is printed which pages go onto a sheet that is not their own; False to leave it."""
    odd = {page + 1: sheet for page, sheet in sheets.items() if not sheet.own}
    if not odd:
        return True
    words = desk.words
    papers = words.listed(dict.fromkeys(sheet.layout.pageSize().name() for sheet in odd.values()))
    percent = int(min(sheet.scale for sheet in odd.values()) * 100)
    numbers = words.listed([str(number) for number in odd][:12])
    key = "preview.smaller_ask" if percent < 100 else "preview.other_paper_ask"
    text = words.text(key, n=len(odd), pages=numbers, paper=papers, percent=percent)
    return desk.notices.ask(text, words.text("preview.print_fitted"))


@contextmanager
def started(printer: QPrinter, first: Sheet) -> Iterator[QPainter]:
    """A painter on the printer; whatever goes wrong, and a Cancel, throws the whole job away."""
    printer.setPageLayout(first.layout)
    painter = QPainter()
    if printer.printerState() in FAILED or not printer.isValid() or not painter.begin(printer):
        raise refusal(printer)
    try:
        yield painter
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end() or printer.printerState() in FAILED:
        raise refusal(printer)


def turn_page(printer: QPrinter, sheet: Sheet | None, *, first: bool) -> None:
    """A fresh sheet; None is an empty back, of the size of the front. Raises UserError where there is none."""
    if sheet is not None:
        printer.setPageLayout(sheet.layout)
    if not first and not printer.newPage():
        raise refusal(printer)


def paint(printer: QPrinter, painter: QPainter, pages: PdfPages, page: int) -> None:
    """A page's picture on the sheet that the printer really has. Raises UserError."""
    unit = printer.resolution() / POINTS_PER_INCH
    rect = placed(printer.pageLayout(), pages.size(page))
    try:
        picture = pages.picture(page, min(printer.resolution(), MOST_DPI) / POINTS_PER_INCH)
    except Exception as error:  # pdfium raises its own error for whatever a bound PDF holds.
        raise UserError(message("preview.bad_page", page=page + 1), message("preview.bad_page_hint")) from error
    if printer.printerState() in FAILED:
        raise refusal(printer)
    painter.drawImage(QRectF(rect.topLeft() * unit, rect.size() * unit), picture)


def refusal(printer: QPrinter) -> UserError:
    """The sentence for a job that the printer did not take."""
    return UserError(message("preview.failed", printer=printer.printerName()), message("preview.failed_hint"))


def only_writes(printer: QPrinter) -> bool:
    """Whether the job went into a file: the dialog's own choice, or a printer that is a program."""
    name = printer.printerName().lower()
    return bool(printer.outputFileName()) or any(part in name for part in WRITERS)
