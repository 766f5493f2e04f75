"""From the pages of a PDF to the printer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget

from safetydesk.ui.desk import Desk
from safetydesk.ui.pdf_pages import PdfPages

POINTS_PER_INCH = 72
MOST_DPI = 300


def print_pages(desk: Desk, pages: PdfPages, parent: QWidget) -> bool:
    """Ask for the printer, pages and copies, and print the very pages shown; False if it was cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = desk.state.read("printer/name", "")
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
    if desk.office.settings.get("duplex"):
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setFromTo(1, len(pages))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    desk.state.write("printer/name", printer.printerName())
    return send(desk, printer, pages, parent)


def send(desk: Desk, printer: QPrinter, pages: PdfPages, parent: QWidget | None = None) -> bool:
    """Paint the chosen pages, one at a time, with progress and a Cancel that works."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    printer.setFullPage(True)
    progress = QProgressDialog(
        desk.words.text("preview.printing"), desk.words.text("window.cancel"), first, last, parent
    )
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    painter = QPainter(printer)
    try:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            width, height = pages.size(number - 1)
            picture = pages.picture(number - 1, min(printer.resolution(), MOST_DPI) / POINTS_PER_INCH)
            unit = printer.resolution() / POINTS_PER_INCH
            painter.drawImage(QRectF(0, 0, width * unit, height * unit), picture)
            progress.setValue(number)
            QApplication.processEvents()
            if progress.wasCanceled():
                printer.abort()
                return False
    finally:
        painter.end()
        progress.close()
    return True
