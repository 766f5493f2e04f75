"""What reaches the printer: each page on its own sheet the right way round, as often as chosen, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QMarginsF, QTimer
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from reportlab.pdfgen.canvas import Canvas

from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.office import Office
from safetydesk.ui import print_sheets, printing
from safetydesk.ui.desk import Desk
from safetydesk.ui.pdf_pages import PdfPages
from safetydesk.ui.print_order import in_order
from safetydesk.ui.print_sheets import placed, sheet_for
from safetydesk.ui.printing import Sent, only_writes, send
from tests.desks import RecordedNotices, desk_of

A4, A4_ACROSS, A5, SCAN = (595, 842), (842, 595), (420, 595), (567, 800)
SIZES = (A4, A4_ACROSS, A5, A4, SCAN)
NAMES = ("upright", "across", "A5", "upright again", "a scan")


@pytest.fixture
def desk(school: Office, tmp_path: Path, dressed: QApplication) -> Desk:
    return desk_of(school, tmp_path, "en")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Five pages of different sizes, each with a frame near its edges, its name, and a bar that only one corner has."""
    path = tmp_path / "source.pdf"
    canvas = Canvas(str(path))
    for (width, height), name in zip(SIZES, NAMES, strict=True):
        canvas.setPageSize((width, height))
        canvas.rect(20, 20, width - 40, height - 40)
        canvas.rect(30, height - 60, 90, 20, fill=1)
        canvas.drawString(width - 150, 40, name)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def pages(source: Path) -> Iterator[PdfPages]:
    found = PdfPages(source)
    yield found
    found.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


class Printer(QPrinter):
    """A printer whose paper is a file; what it claims and where it fails is set by the test."""

    def __init__(self, out: Path) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(out))
        self.several = False
        self.sides = QPrinter.DuplexMode.DuplexNone
        self.fails = ""
        self.turned = 0

    def supportsMultipleCopies(self) -> bool:
        return self.several

    def duplex(self) -> QPrinter.DuplexMode:
        return self.sides

    def isValid(self) -> bool:
        return self.fails != "start"

    def newPage(self) -> bool:
        self.turned += 1
        return self.fails != "page" and super().newPage()

    def printerState(self) -> QPrinter.PrinterState:
        if self.fails == "state" and self.turned == 2:
            return QPrinter.PrinterState.Error
        if (
            self.fails == "end"
            and self.turned == len(SIZES) - 1
            and super().printerState() == QPrinter.PrinterState.Idle
        ):
            return QPrinter.PrinterState.Aborted
        return super().printerState()


@pytest.fixture
def printer(out: Path, dressed: QApplication) -> Printer:
    return Printer(out)


def sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of each page in points."""
    with pypdfium2.PdfDocument(path) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def picture(path: Path, page: int) -> Image.Image:
    """A page in grey, one dot a point."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page].render(scale=1, grayscale=True).to_pil()


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether the same ink stands at the same places, edges of a dot apart."""
    small = [image.resize((image.width // 8, image.height // 8)) for image in (one, other)]
    return small[0].size == small[1].size and ImageChops.difference(*small).getextrema()[1] < 90


def names(path: Path) -> list[str]:
    """Which pages of the source came out, by how they look; an empty one is empty."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, (size, _) in enumerate(zip(sizes(path), document, strict=True)):
            image = picture(path, number)
            found.append(size[0] if image.getextrema()[0] < 128 else 0)
    return found


def test_every_page_comes_out_on_its_own_sheet_as_previewed(
    desk: Desk, source: Path, pages: PdfPages, printer: Printer, out: Path
) -> None:
    sent = send(desk, printer, pages)
    assert sent == Sent(frozenset(range(5)), "", to_file=True)
    assert sizes(out) == list(SIZES)
    for page in range(len(SIZES)):
        assert alike(picture(source, page), picture(out, page)), NAMES[page]
    assert isinstance(desk.notices, RecordedNotices) and desk.notices.asked == []


@pytest.mark.parametrize("orientation", QPageLayout.Orientation)
def test_what_the_dialog_shows_as_paper_turns_no_page(
    desk: Desk, pages: PdfPages, printer: Printer, out: Path, orientation: QPageLayout.Orientation
) -> None:
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), orientation, QMarginsF(15, 15, 15, 15)))
    send(desk, printer, pages)
    assert sizes(out) == list(SIZES)


def a4_only(monkeypatch: pytest.MonkeyPatch, printer: QPrinter, margin: float = 12) -> None:
    """An office printer: A4 is all it has, and it cannot draw at the edges."""
    paper = QPageSize(QPageSize.PageSizeId.A4)
    monkeypatch.setattr(print_sheets, "papers_of", lambda printer: [paper])
    margins = QMarginsF(margin, margin, margin, margin)
    printer.setPageLayout(
        QPageLayout(paper, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Point, margins)
    )


def test_a_page_the_printer_has_no_paper_for_is_asked_about_and_fitted(
    desk: Desk, pages: PdfPages, printer: Printer, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a4_only(monkeypatch, printer)
    assert isinstance(desk.notices, RecordedNotices)
    desk.notices.answer = False
    with pytest.raises(Cancelled):
        send(desk, printer, pages)
    assert not out.exists()
    desk.notices.answer = True
    send(desk, printer, pages)
    assert sizes(out) == [A4, A4_ACROSS, A4, A4, A4]
    (_, asked) = desk.notices.asked
    assert asked == desk.words.text("preview.other_paper_ask", n=2, pages="3, 5", paper="A4")
    left, top, right, bottom = ink(out, 2)
    assert (right - left, bottom - top) == pytest.approx((380, 555), abs=3), "a smaller page keeps its size"
    assert (left + right, top + bottom) == pytest.approx(A4, abs=3), "in the middle of the sheet"


def ink(path: Path, page: int) -> tuple[int, int, int, int]:
    """The box of everything drawn on a page."""
    found = picture(path, page).point(lambda shade: 255 if shade < 200 else 0).getbbox()
    assert found is not None
    return found


def test_a_larger_page_is_made_smaller_and_the_share_is_told(
    desk: Desk, printer: Printer, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a4_only(monkeypatch, printer)
    canvas = Canvas(str(tmp_path / "a3.pdf"), pagesize=(1191, 842))
    canvas.rect(0, 0, 1190, 841)
    canvas.save()
    pages = PdfPages(tmp_path / "a3.pdf")
    send(desk, printer, pages)
    pages.close()
    assert sizes(out) == [A4_ACROSS]
    left, top, right, bottom = ink(out, 0)
    assert left >= 11 and top >= 11 and right <= 831 and bottom <= 584, "nothing where the printer cannot draw"
    assert bottom - top == pytest.approx(595 - 24, abs=3)
    assert isinstance(desk.notices, RecordedNotices)
    assert "67 %" in desk.notices.asked[0], "(595 - 24) / 842"


@pytest.mark.parametrize(("off", "own"), [(3, True), (4, False)])
def test_a_millimetre_more_or_less_is_the_same_paper(off: int, own: bool) -> None:
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    size = (A4[0] + off, A4[1])
    sheet = sheet_for([QPageSize(QPageSize.PageSizeId.A4)], layout, size)
    assert (sheet.own, sheet.scale == 1.0) == (own, own)
    assert (placed(sheet.layout, size).width() == size[0]) == own


def test_the_chosen_pages_are_printed_and_told(desk: Desk, pages: PdfPages, printer: Printer, out: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2,4-5"))
    assert send(desk, printer, pages).pages == {1, 3, 4}
    assert sizes(out) == [A4_ACROSS, A4, SCAN]


def test_page_numbers_that_the_file_has_not_are_refused(desk: Desk, pages: PdfPages, printer: Printer) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("6-9"))
    with pytest.raises(UserError, match="no_pages"):
        send(desk, printer, pages)


ONE, BOTH = QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexLongSide


@pytest.mark.parametrize(
    ("duplex", "collate", "reverse", "order"),
    [
        (ONE, True, False, [0, 1, 2, 0, 1, 2]),
        (ONE, False, False, [0, 0, 1, 1, 2, 2]),
        (ONE, True, True, [2, 1, 0, 2, 1, 0]),
        (BOTH, True, False, [0, 1, 2, None, 0, 1, 2]),
        (BOTH, False, False, [0, 1, 0, 1, 2, None, 2]),
        (BOTH, True, True, [2, None, 0, 1, 2, None, 0, 1]),
    ],
)
def test_copies_come_out_in_the_order_that_was_chosen(
    printer: Printer, duplex: QPrinter.DuplexMode, collate: bool, reverse: bool, order: list[int | None]
) -> None:
    printer.setCopyCount(2)
    printer.sides = duplex
    printer.setCollateCopies(collate)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst if reverse else QPrinter.PageOrder.FirstPageFirst)
    assert in_order(printer, [0, 1, 2]) == order
    printer.several = True
    assert len([page for page in in_order(printer, [0, 1, 2]) if page is not None]) == 3, "the printer makes them"


def test_copies_in_duplex_are_printed_with_empty_backs(
    desk: Desk, pages: PdfPages, printer: Printer, out: Path
) -> None:
    printer.setCopyCount(2)
    printer.sides = BOTH
    send(desk, printer, pages)
    assert names(out) == [595, 842, 420, 595, 567, 0, 595, 842, 420, 595, 567]


@pytest.mark.parametrize("fails", ["start", "page", "state", "end"])
def test_a_printer_that_fails_says_so_and_prints_nothing(
    desk: Desk, pages: PdfPages, printer: Printer, fails: str
) -> None:
    printer.fails = fails
    with pytest.raises(UserError, match=r"preview\.failed") as refused:
        send(desk, printer, pages)
    assert desk.words.error(refused.value)
    assert not [
        item for item in QApplication.topLevelWidgets() if isinstance(item, QProgressDialog) and item.isVisible()
    ]


def test_a_page_that_cannot_be_drawn_is_named(
    desk: Desk, pages: PdfPages, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: PdfPages, page: int, scale: float) -> object:
        raise pypdfium2.PdfiumError("bad page")

    monkeypatch.setattr(PdfPages, "picture", broken)
    with pytest.raises(UserError, match="bad_page") as refused:
        send(desk, printer, pages)
    assert "Page 1" in desk.words.error(refused.value)


def test_printing_is_stopped_by_cancel(desk: Desk, pages: PdfPages, printer: Printer) -> None:
    QTimer.singleShot(
        0, lambda: [dialog.cancel() for dialog in QApplication.topLevelWidgets() if isinstance(dialog, QProgressDialog)]
    )
    with pytest.raises(Cancelled):
        send(desk, printer, pages)


def test_a_printer_that_only_writes_a_file_is_known(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only_writes(printer), "the dialog's own file"
    for name, expected in (("HP LaserJet", False), ("Microsoft Print to PDF", True), ("导出为WPS PDF", True)):
        monkeypatch.setattr(Printer, "outputFileName", lambda self: "")
        monkeypatch.setattr(Printer, "printerName", lambda self, name=name: name)
        assert only_writes(printer) == expected, name


@pytest.mark.parametrize("accepted", [True, False])
def test_the_dialog_begins_with_the_papers_own_sheet_and_its_answer_is_kept(
    desk: Desk, pages: PdfPages, out: Path, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    begun: list[tuple[int, int]] = []

    class Dialog:
        def __init__(self, printer: QPrinter, parent: object) -> None:
            self.printer = printer

        def setMinMax(self, first: int, last: int) -> None:
            begun.append((first, last))

        def exec(self) -> QDialog.DialogCode:
            self.printer.setOutputFileName(str(out))
            return QDialog.DialogCode.Accepted if accepted else QDialog.DialogCode.Rejected

    monkeypatch.setattr(printing, "QPrintDialog", Dialog)
    sent = printing.print_pages(desk, pages, QWidget())
    assert begun == [(1, 5)]
    assert (sent is not None and sent.pages == frozenset(range(5))) == accepted == out.exists()
