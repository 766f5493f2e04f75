"""The sheet for a page: its own size and orientation where the printer has such paper, else the printer's own paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

POINTS_PER_INCH = 72
CLOSE = 3.0
"""Points by which two sizes of paper may differ and still be the same (a millimetre): A4 is written 595 or 595.28."""

Size = tuple[float, float]
"""Width and height in points."""


@dataclass(frozen=True)
class Sheet:
    """What the printer is told of one page."""

    layout: QPageLayout
    own: bool
    """Whether the sheet is as large as the page."""
    scale: float
    """By which the page is drawn; less than 1 where it is larger than the sheet."""


def sheets_for(printer: QPrinter, sizes: Sequence[Size]) -> list[Sheet]:
    """The sheet of each page.

    Paper of a page's own size is used where the printer names it, whatever paper the dialog showed; sizes that a
    printer would only ask to be fed by hand are not.
    """
    known = papers_of(printer)
    return [sheet_for(known, printer.pageLayout(), size) for size in sizes]


def papers_of(printer: QPrinter) -> list[QPageSize] | None:
    """The paper sizes that a printer names; None where it takes any, as a file does."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        return None
    return QPrinterInfo(printer).supportedPageSizes() or None


def sheet_for(known: Sequence[QPageSize] | None, chosen: QPageLayout, size: Size) -> Sheet:
    """The sheet of one page: its own paper, else the paper that was chosen for the printer."""
    own = own_paper(known, size)
    paper = own or chosen.pageSize()
    layout = laid(paper, size, chosen.minimumMargins() if own is None else QMarginsF())
    return Sheet(layout, own is not None, scale_on(layout, size))


def own_paper(known: Sequence[QPageSize] | None, size: Size) -> QPageSize | None:
    """The paper as large as a page, either way round."""
    upright = QSizeF(min(size), max(size))
    if known is None:
        return QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return next((paper for paper in known if alike(paper.size(QPageSize.Unit.Point), upright)), None)


def alike(one: QSizeF, other: QSizeF) -> bool:
    """Whether two sizes are the same paper."""
    return abs(one.width() - other.width()) <= CLOSE and abs(one.height() - other.height()) <= CLOSE


def laid(paper: QPageSize, size: Size, least: QMarginsF) -> QPageLayout:
    """A sheet the way round that a page lies, drawn on to its edges."""
    across = size[0] > size[1]
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(), QPageLayout.Unit.Point, least)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def scale_on(layout: QPageLayout, size: Size) -> float:
    """How a page fits: its own size, or smaller where it is larger than what the printer can draw on."""
    sheet = layout.fullRect(QPageLayout.Unit.Point)
    if alike(sheet.size(), QSizeF(*size)):
        return 1.0
    least = layout.minimumMargins()
    room = sheet.marginsRemoved(least)
    return min(room.width() / size[0], room.height() / size[1], 1.0)


def placed(layout: QPageLayout, size: Size) -> QRectF:
    """Where a page is drawn on a sheet, in points: over all of it, or in its middle."""
    sheet, scale = layout.fullRect(QPageLayout.Unit.Point), scale_on(layout, size)
    width, height = size[0] * scale, size[1] * scale
    if alike(sheet.size(), QSizeF(*size)):
        return QRectF(0, 0, width, height)
    return QRectF((sheet.width() - width) / 2, (sheet.height() - height) / 2, width, height)
