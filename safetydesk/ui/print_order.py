"""Which pages a print job holds, and in which order they leave the printer: what the print dialog was told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinter


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages that the dialog was asked for, from 0, in the order of the file; all where it names none."""
    ranges = printer.pageRanges()
    if printer.printRange() != QPrinter.PrintRange.PageRange or ranges.isEmpty():
        return list(range(count))
    return [page for page in range(count) if ranges.contains(page + 1)]


def in_order(printer: QPrinter, pages: Sequence[int]) -> list[int | None]:
    """The pages as they are painted: copies that the printer does not make by itself, and the last page first if asked.

    None is an empty back: in duplex each copy begins on a fresh sheet. Copies that are not collated repeat sheet
    by sheet, so that a page never lies on its own back.
    """
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    duplex = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    sheets = [list[int | None](pages[start : start + 1 + duplex]) for start in range(0, len(pages), 1 + duplex)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        sheets.reverse()
    if duplex:
        # A front without a back needs one wherever another sheet follows.
        sheets = [sheet if len(sheet) == 2 else [*sheet, None] for sheet in sheets]
    repeated = sheets * copies if printer.collateCopies() else [sheet for sheet in sheets for _ in range(copies)]
    order = [page for sheet in repeated for page in sheet]
    return order[:-1] if order and order[-1] is None else order
