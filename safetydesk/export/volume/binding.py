"""A volume bound: front pages, merged files, page numbers, bookmarks, links, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from safetydesk.export.canvas import Sheets
from safetydesk.export.fonts import Fonts
from safetydesk.export.pdf_file import save_pdf
from safetydesk.export.volume.describing import ARCHIVAL, ENCLOSING, Claim, describe
from safetydesk.export.volume.enclosed import Enclosed, enclose
from safetydesk.export.volume.front import Front
from safetydesk.export.volume.numbers import PageNumbers
from safetydesk.export.volume.paper import Box, grow
from safetydesk.export.volume.plan import Volume, archive_labels
from safetydesk.export.volume.stamps import put_stamps, stamped
from safetydesk.storage.atomic import write_atomic
from safetydesk.words import Words

PRINTED = 4
"""Annotation flag of PDF: shown and printed, as PDF/A wants it."""


@dataclass(frozen=True)
class Bound:
    """What was written."""

    pages: int
    first_pages: dict[int, int]
    """Place of an item to the page it begins on, counted from the cover; items without pages are not there."""
    claim: Claim
    """The level of PDF/A that it keeps: none with foreign PDFs inside, which make it a plain PDF."""

    @property
    def archival(self) -> bool:
        """Whether it is PDF/A."""
        return self.claim is not None


@dataclass(frozen=True)
class Link:
    """A row of the contents and the page it leads to."""

    sheet: int
    box: Box
    page: int


def bind(
    volume: Volume,
    path: Path,
    words: Words,
    fonts: Fonts,
    scratch: Path,
    *,
    day: str,
    enclosed: Enclosed | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Bound:
    """Write a volume. `scratch` is a folder for parts; the files made ready are used up.

    Pages count from the cover, so that the printed number is the one a viewer shows. Raises Cancelled.
    """
    claim = (ENCLOSING if enclosed else ARCHIVAL) if volume.ours else None
    front, first_pages, links = write_front(volume, words, fonts)
    opening = scratch / "front.pdf"
    opening.write_bytes(front)
    parts = [
        (opening, "1-z"),
        *((part.ready.path, part.ready.range) for item in volume.items for part in item.parts if part.ready.path),
    ]
    with merged(parts) as pdf:
        grow_pages(pdf, volume, first_pages)
        put_stamps(pdf, stamped(volume, first_pages), fonts)
        PageNumbers(pdf, fonts).stamp(progress, cancelled)
        add_links(pdf, links)
        add_bookmarks(pdf, volume, first_pages, words)
        describe(pdf, title=volume.title, author=volume.school, day=day, words=words, claim=claim)
        if enclosed:
            enclose(pdf, enclosed)
        write_atomic(path, lambda target: save(pdf, target))
        pages = len(pdf.pages)
    for used, _ in parts:
        with suppress(OSError):  # Windows may hold a file a moment longer; the folder of parts goes as a whole.
            used.unlink(missing_ok=True)
    return Bound(pages, first_pages, claim)


@contextmanager
def merged(parts: Sequence[tuple[Path, str]]) -> Iterator[pikepdf.Pdf]:
    """Pages of some files as one, to be drawn on and saved while they are there.

    qpdf's own job knows only where their data lies, and reads it when it is written: nothing is held.
    """
    pages = [{"file": str(part), "range": wanted} for part, wanted in parts]
    job = pikepdf.Job({"empty": "", "pages": pages, "outputFile": "-", "noWarn": ""})
    with job.create_pdf() as pdf:
        yield pdf


def save(pdf: pikepdf.Pdf, target: Path) -> None:
    """The finished file: the same bytes for the same volume."""
    save_pdf(
        pdf,
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        force_version="1.7",
    )


def write_front(volume: Volume, words: Words, fonts: Fonts) -> tuple[bytes, dict[int, int], list[Link]]:
    """Cover and contents, with the page of each item and the links that lead there."""
    front = Front(fonts, words)
    contents = front.contents(volume)
    first_pages = dict(places(volume, 1 + len(contents.pages)))
    sheets = Sheets(volume.title)
    sheets.page(front.cover(volume))
    links: list[Link] = []
    for sheet, rows in enumerate(contents.pages, 1):
        drawn = front.page(volume, rows, first_pages)
        sheets.page([mark for marks, _ in drawn for mark in marks])
        links.extend(
            Link(sheet, box, first_pages[row.item.place])
            for row, (_, box) in zip(rows, drawn, strict=True)
            if row.item.place in first_pages
        )
    return sheets.finish(), first_pages, links


def places(volume: Volume, before: int) -> Iterator[tuple[int, int]]:
    """Each item that has pages, and the number of its first one."""
    page = before + 1
    for item in volume.items:
        if item.pages:
            yield item.place, page
        page += item.pages


def grow_pages(pdf: pikepdf.Pdf, volume: Volume, first_pages: dict[int, int]) -> None:
    """Give number and stamp their strips where pages have no room."""
    for item in volume.items:
        page = first_pages.get(item.place, 1) - 1
        for part in item.parts:
            for strip in part.ready.strips:
                grow(pdf.pages[page + strip.place], strip.below, strip.above)
            page += part.ready.pages


def add_links(pdf: pikepdf.Pdf, links: list[Link]) -> None:
    """Make the rows of the contents lead to their pages."""
    sheets: dict[int, list[pikepdf.Object]] = {}
    for link in links:
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(value, 2) for value in link.box]),
            Border=Array([0, 0, 0]),
            F=PRINTED,
            Dest=Array([pdf.pages[link.page - 1].obj, Name.Fit]),
        )
        sheets.setdefault(link.sheet, []).append(pdf.make_indirect(annotation))
    for sheet, found in sheets.items():
        pdf.pages[sheet].obj.Annots = Array(found)


def add_bookmarks(pdf: pikepdf.Pdf, volume: Volume, first_pages: dict[int, int], words: Words) -> None:
    """A bookmark for the contents, for each item and for each of its files."""
    with pdf.open_outline() as outline:
        contents = (volume.labels or archive_labels(words)).contents
        outline.root.append(pikepdf.OutlineItem(contents, 1, "Fit"))
        for item in volume.items:
            if item.place not in first_pages:
                continue
            page = first_pages[item.place] - 1
            top = pikepdf.OutlineItem(f"{item.place}　{item.title}", page, "Fit")
            top.is_closed = True
            for part in item.parts:
                if part.ready.pages:
                    top.children.append(pikepdf.OutlineItem(part.title, page, "Fit"))
                    page += part.ready.pages
            outline.root.append(top)
    pdf.Root.PageMode = Name.UseOutlines
